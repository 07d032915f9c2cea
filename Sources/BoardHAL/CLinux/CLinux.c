#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static int set_cores(int first, int last) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  for (int core = first; core <= last; core++) CPU_SET(core, &cores);
  return pthread_setaffinity_np(pthread_self(), sizeof cores, &cores);
}

int clinux_pin(int core) { return set_cores(core, core); }

int clinux_unpin(void) {
  return set_cores(0, (int)sysconf(_SC_NPROCESSORS_CONF) - 1);
}

static int set_policy(int policy, int priority) {
  struct sched_param parameter = {.sched_priority = priority};
  return pthread_setschedparam(pthread_self(), policy, &parameter);
}

int clinux_set_fifo(int priority) { return set_policy(SCHED_FIFO, priority); }

int clinux_set_ordinary(void) { return set_policy(SCHED_OTHER, 0); }

int clinux_set_name(const char *name) { return pthread_setname_np(pthread_self(), name); }

int clinux_current_core(void) { return sched_getcpu(); }

int clinux_mutex_init(pthread_mutex_t *mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  int number = pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT);
  if (number == 0) number = pthread_mutex_init(mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  return number;
}

int clinux_lock_memory(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0) return -1;
  // With a limit the call may succeed and a later allocation fail, which is worse than no lock.
  if (limit.rlim_cur != RLIM_INFINITY && geteuid() != 0) {
    errno = EPERM;
    return -1;
  }
  return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
}
