#include "CLoops.h"

#if __has_include(<glib.h>)
#include <glib.h>

static long calls;
static gboolean called(gpointer data) {
  (void)data;
  calls++;
  return G_SOURCE_REMOVE;
}

long glib_idle_run(long count) {
  calls = 0;
  for (long number = 0; number < count; number++) {
    g_idle_add(called, NULL);
    while (g_main_context_iteration(NULL, FALSE)) {
    }
  }
  return calls;
}
#else
long glib_idle_run(long count) { (void)count; return -1; }
#endif
