// The kernel's part of a GPIO chip, played: stands in for the calls by which libgpiod 2 asks.
#define _GNU_SOURCE
#include "CEdges.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

// A request holds 1,024 edges at most in the kernel, and a pipe of this size more.
enum { REQUESTS = 16, BATCH = 64, PIPE_SIZE = 128 << 10 };

static struct request {
  int reader, feeder;
  uint32_t sequence;
} requests[REQUESTS];
static int request_count;
static int is_shown;
static int sink = -1;
static char folder[] = "/tmp/played-chip.XXXXXX";

static int is_chip(const char *path) { return is_shown && strcmp(path, PLAYED_PATH) == 0; }

// What stands behind a name that is defined here.
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int played_chip_show(void) {
  if (sink < 0) sink = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (sink < 0 || !mkdtemp(folder)) return -1;
  char path[64];
  strcat(strcpy(path, folder), "/gpiochip0");
  int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return -1;
  close(file);
  is_shown = 1;
  return 0;
}

void played_chip_hide(void) {
  is_shown = 0;
  char path[64];
  strcat(strcpy(path, folder), "/gpiochip0");
  unlink(path);
  rmdir(folder);
  strcpy(folder + strlen(folder) - 6, "XXXXXX");
}

// The file system of a machine with one chip.

DIR *opendir(const char *path) {
  return REAL(opendir)(is_shown && strcmp(path, "/dev") == 0 ? folder : path);
}

static int fill_status(struct stat *status) {
  memset(status, 0, sizeof *status);
  status->st_mode = S_IFCHR | 0600;
  status->st_rdev = makedev(254, 0);
  return 0;
}

int stat(const char *path, struct stat *status) {
  return is_chip(path) ? fill_status(status) : REAL(stat)(path, status);
}

int lstat(const char *path, struct stat *status) {
  return is_chip(path) ? fill_status(status) : REAL(lstat)(path, status);
}

char *realpath(const char *path, char *resolved) {
  if (is_chip(path)) return strdup(path);
  int is_class = is_shown && strcmp(path, "/sys/dev/char/254:0/subsystem") == 0;
  if (is_class) return strdup("/sys/bus/gpio");
  return REAL(realpath)(path, resolved);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return (int)syscall(SYS_openat, AT_FDCWD, is_chip(path) ? "/dev/null" : path, flags, mode);
}

// The chip's ioctls.

static int tell_chip(struct gpiochip_info *info) {
  memset(info, 0, sizeof *info);
  strcpy(info->name, "gpiochip0");
  strcpy(info->label, PLAYED_LABEL);
  info->lines = PLAYED_LINES;
  return 0;
}

static int tell_line(struct gpio_v2_line_info *info) {
  uint32_t offset = info->offset;
  memset(info, 0, sizeof *info);
  info->offset = offset;
  info->flags = GPIO_V2_LINE_FLAG_INPUT;
  return 0;
}

static int make_request(struct gpio_v2_line_request *wanted) {
  int ends[2];
  if (request_count == REQUESTS) return errno = EBUSY, -1;
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  if (fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE) < 0) return -1;
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  requests[request_count++] = (struct request){.reader = ends[0], .feeder = ends[1]};
  wanted->fd = ends[0];
  return 0;
}

// Looking at a line costs the kernel a call; so it does here.
static int tell_values(struct request *request, struct gpio_v2_line_values *values) {
  int waiting;
  syscall(SYS_ioctl, request->reader, FIONREAD, &waiting);
  // The newest edge was a rising one: all lines are active.
  values->bits = request->sequence & 1 ? values->mask : 0;
  return 0;
}

static struct request *request_of(int descriptor) {
  for (int index = 0; index < request_count; index++) {
    if (requests[index].reader == descriptor) return &requests[index];
  }
  return NULL;
}

int ioctl(int descriptor, unsigned long wide, ...) {
  va_list rest;
  va_start(rest, wide);
  // The kernel looks at 32 bits, whose sign a caller may have extended.
  uint32_t code = (uint32_t)wide;
  void *argument = va_arg(rest, void *);
  va_end(rest);
  struct request *request;
  if (code == GPIO_V2_LINE_GET_VALUES_IOCTL && (request = request_of(descriptor))) {
    return tell_values(request, argument);
  }
  if (is_shown && code == GPIO_GET_CHIPINFO_IOCTL) return tell_chip(argument);
  if (is_shown && code == GPIO_V2_GET_LINEINFO_IOCTL) return tell_line(argument);
  if (is_shown && code == GPIO_V2_GET_LINE_IOCTL) return make_request(argument);
  return (int)syscall(SYS_ioctl, descriptor, code, argument);
}

// Edges.

int played_request(void) { return request_count - 1; }

long played_count(int request) { return requests[request].sequence; }

int played_edges(int number, unsigned offset, int count) {
  static struct gpio_v2_line_event events[BATCH];
  if (number < 0 || number >= request_count || count > BATCH) return errno = EINVAL, -1;
  struct request *request = &requests[number];
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  for (int index = 0; index < count; index++) {
    request->sequence++;
    events[index].timestamp_ns = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
    events[index].id = request->sequence & 1 ? GPIO_V2_LINE_EVENT_RISING_EDGE
                                             : GPIO_V2_LINE_EVENT_FALLING_EDGE;
    events[index].offset = offset;
    events[index].seqno = events[index].line_seqno = request->sequence;
  }
  size_t size = (size_t)count * sizeof events[0];
  return write(request->feeder, events, size) == (ssize_t)size ? 0 : -1;
}

int played_edges_discarded(int number, unsigned offset, int count) {
  if (played_edges(number, offset, count) < 0) return -1;
  // Moved in the kernel, and seldom: what is left is the feeding.
  if (requests[number].sequence % 1024 < (uint32_t)count) {
    while (splice(requests[number].reader, NULL, sink, NULL, PIPE_SIZE, SPLICE_F_NONBLOCK) > 0) {
    }
  }
  return 0;
}
