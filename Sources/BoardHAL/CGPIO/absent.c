// Without libgpiod's header: everything is refused, so that the package builds all the same.
#if !__has_include(<gpiod.h>)

#include "CGPIO.h"
#include <errno.h>

static int refuse(void) {
  errno = ENOSYS;
  return -1;
}

int cgpio_api(void) { return 0; }
const char *cgpio_version(void) { return ""; }
int cgpio_lines_per_request(void) { return 0; }

int cgpio_read_chip(const char *path, cgpio_chip *chip) { return refuse(); }
int cgpio_find_line(const char *path, const char *name) { return refuse(); }
int cgpio_read_lines(const char *path, uint32_t first, cgpio_line_info *lines, size_t count) {
  return refuse();
}

cgpio_request *cgpio_request_lines(const char *path, const char *consumer, const cgpio_line *lines,
                                   size_t count, uint32_t buffer) {
  refuse();
  return NULL;
}

int cgpio_descriptor(const cgpio_request *request) { return refuse(); }
int cgpio_read(cgpio_request *request, cgpio_event *events, size_t capacity) { return refuse(); }
size_t cgpio_read_capacity(void) { return 1; }
int cgpio_get(cgpio_request *request, uint32_t offset) { return refuse(); }
int cgpio_set(cgpio_request *request, uint32_t offset, int value) { return refuse(); }
int cgpio_get_all(cgpio_request *request, uint8_t *values) { return refuse(); }
int cgpio_set_all(cgpio_request *request, const uint8_t *values) { return refuse(); }
void cgpio_release(cgpio_request *request) {}

#endif
