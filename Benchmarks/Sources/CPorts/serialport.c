// An echo as the examples of libserialport do it.
#include "CPorts.h"
#include <errno.h>

#if __has_include(<libserialport.h>)
#include <libserialport.h>

int echo_libserialport(const char *path, void (*armed)(void)) {
  static char buffer[4096];
  struct sp_port *port;
  // The library opens no pseudo-terminal by itself: see Peers/wired.c.
  if (sp_get_port_by_name(path, &port) != SP_OK) return -1;
  if (sp_open(port, SP_MODE_READ_WRITE) != SP_OK) return -1;
  armed();
  for (;;) {
    // Waits for one byte, then takes what is there with it.
    enum sp_return count = sp_blocking_read_next(port, buffer, sizeof buffer, 0);
    if (count <= 0) return count == 0 ? 0 : -1;
    if (sp_blocking_write(port, buffer, (size_t)count, 0) != count) return -1;
  }
}
#else
int echo_libserialport(const char *path, void (*armed)(void)) {
  (void)path;
  (void)armed;
  errno = ENOSYS;
  return -1;
}
#endif
