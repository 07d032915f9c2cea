// The far end: asks, and measures how long the answer takes.
#define _GNU_SOURCE
#include "CPorts.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { patience_ms = 2000 };

int port_open_far(char *path, size_t size) {
  int far, near;
  struct termios raw;
  char name[64];
  memset(&raw, 0, sizeof raw);
  cfmakeraw(&raw);
  if (openpty(&far, &near, name, &raw, NULL) < 0) return -1;
  // The near end stays open here: between two echoes the terminal does not hang up.
  fcntl(far, F_SETFD, FD_CLOEXEC);
  fcntl(near, F_SETFD, FD_CLOEXEC);
  fcntl(far, F_SETFL, O_NONBLOCK);
  strncpy(path, name, size - 1);
  path[size - 1] = 0;
  return far;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

// Reads what there is, once something is there.
static ssize_t take(int far, char *buffer, size_t size) {
  struct pollfd wait = {.fd = far, .events = POLLIN};
  if (poll(&wait, 1, patience_ms) <= 0) return -1;
  return read(far, buffer, size);
}

long port_round_trips(int far, size_t size, long count, double *nanoseconds) {
  char out[4096] = {0}, in[4096];
  for (long number = 0; number < count; number++) {
    double began = now();
    if (write(far, out, size) != (ssize_t)size) return number;
    for (size_t back = 0; back < size;) {
      ssize_t got = take(far, in, sizeof in);
      if (got <= 0) return number;
      back += (size_t)got;
    }
    nanoseconds[number] = now() - began;
  }
  return count;
}

double port_stream(int far, size_t size, long chunks) {
  static char out[65536], in[65536];
  size_t total = size * (size_t)chunks, sent = 0, back = 0;
  double began = now();
  while (back < total) {
    struct pollfd wait = {.fd = far, .events = POLLIN | (sent < total ? POLLOUT : 0)};
    if (poll(&wait, 1, patience_ms) <= 0) return -1;
    if (wait.revents & POLLOUT) {
      size_t left = size - sent % size;
      ssize_t count = write(far, out, left);
      if (count > 0) sent += (size_t)count;
    }
    if (wait.revents & POLLIN) {
      ssize_t count = read(far, in, sizeof in);
      if (count > 0) back += (size_t)count;
    }
  }
  return now() - began;
}
