#include "CLoops.h"

#if __has_include(<uv.h>)
#include <uv.h>

static long calls;
static void called(uv_async_t *handle) { (void)handle; calls++; }

long uv_async_run(long count) {
  static uv_loop_t loop;
  static uv_async_t handle;
  static int is_ready;
  if (!is_ready) {
    uv_loop_init(&loop);
    uv_async_init(&loop, &handle, called);
    is_ready = 1;
  }
  calls = 0;
  for (long number = 0; number < count; number++) {
    uv_async_send(&handle);
    uv_run(&loop, UV_RUN_NOWAIT);
  }
  return calls;
}
#else
long uv_async_run(long count) { (void)count; return -1; }
#endif
