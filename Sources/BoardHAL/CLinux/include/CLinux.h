#ifndef CLINUX_H
#define CLINUX_H
// What Swift's Glibc module does not export of the kernel's interface (semantics row H08).
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

// Of the calling thread, as the macros of <sched.h> are out of Swift's reach.
// Zero, or an error number.
int clinux_pin(int core);
int clinux_unpin(void);
int clinux_set_fifo(int priority);
int clinux_set_ordinary(void);
/// Keeps in memory whatever page is or comes to be there; fails with EPERM where `ulimit -l` would
/// let it run out.
int clinux_lock_memory(void);
int clinux_current_core(void);
/// A mutex with priority inheritance and error checks; zero, or an error number.
int clinux_mutex_init(pthread_mutex_t *mutex);
// At most 15 bytes are kept.
int clinux_set_name(const char *name);
#endif
