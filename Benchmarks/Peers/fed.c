// Preloaded into a program that waits for edges, and gives it some each time that it does: a chip
// whose kernel is played (CEdges), for programs instead of functions. After the last edge the
// program is asked to end.
//
//   cc -shared -fPIC -I Benchmarks/Sources/CEdges/include -o fed.so
//     Benchmarks/Peers/fed.c Benchmarks/Sources/CEdges/played.c
//   FED_EDGES=<all in all> FED_AT_ONCE=<number> LD_PRELOAD=./fed.so gpiomon -c gpiochip0 3
//
// The kernel is entered twice for each feeding: to see that nothing is left, and to write. A
// program that asks without waiting is given nothing.
#define _GNU_SOURCE
#include "CEdges.h"
#include <dlfcn.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { OFFSET = 3 };
static int left, at_once, is_over;

__attribute__((constructor)) static void begin(void) {
  const char *edges = getenv("FED_EDGES"), *group = getenv("FED_AT_ONCE");
  if (!edges || !group || played_chip_show() < 0) abort();
  left = atoi(edges);
  at_once = atoi(group);
}

static void feed(void) {
  int request = played_request();
  if (request < 0 || is_over) return;
  int count = at_once < left ? at_once : left;
  left -= count;
  if (count == 0) {
    is_over = 1;
    played_chip_hide();
    kill(getpid(), SIGTERM);
  } else if (played_edges(request, OFFSET, count) < 0) {
    abort();
  }
}

// What stands behind a name that is defined here, looked up once.
#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int wants_input(const struct pollfd *watched, nfds_t count) {
  for (nfds_t index = 0; index < count; index++) {
    if (watched[index].events & POLLOUT) return 0;
  }
  return 1;
}

int poll(struct pollfd *watched, nfds_t count, int timeout) {
  REAL(poll);
  if (timeout != 0 && wants_input(watched, count)) {
    int ready = real(watched, count, 0);
    if (ready != 0) return ready;
    feed();
  }
  return real(watched, count, timeout);
}

int ppoll(struct pollfd *watched, nfds_t count, const struct timespec *timeout,
          const sigset_t *mask) {
  REAL(ppoll);
  struct timespec now = {0};
  int waits = !timeout || timeout->tv_sec != 0 || timeout->tv_nsec != 0;
  if (waits && wants_input(watched, count)) {
    int ready = real(watched, count, &now, mask);
    if (ready != 0) return ready;
    feed();
  }
  return real(watched, count, timeout, mask);
}

int epoll_wait(int descriptor, struct epoll_event *events, int capacity, int timeout) {
  REAL(epoll_wait);
  if (timeout != 0) {
    int ready = real(descriptor, events, capacity, 0);
    if (ready != 0) return ready;
    feed();
  }
  return real(descriptor, events, capacity, timeout);
}
