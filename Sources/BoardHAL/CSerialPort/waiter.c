// A thread that sleeps in the kernel until a modem line changes: nothing that epoll knows says so.
#include "CSerialPort.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct cserial_waiter {
  pthread_t thread;
  // A descriptor of its own, so that the port's number may be closed and given to somebody else.
  int descriptor;
  int eventfd;
};

static void *wait_for_changes(void *argument) {
  cserial_waiter *waiter = argument;
  const unsigned long lines = TIOCM_CTS | TIOCM_DSR | TIOCM_CAR | TIOCM_RNG;
  const uint64_t one = 1;
  int previous;
  while (1) {
    // The call cannot be ended from outside but by a signal. Cancellation sends one of the C
    // library's own, and inside the call there is nothing that it could leave half done.
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &previous);
    int result = ioctl(waiter->descriptor, TIOCMIWAIT, lines);
    int number = errno;
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &previous);
    if (result < 0 && number != EINTR) return NULL; // The port is gone; its owner hears it too.
    // Refused only with 2^64 - 2 changes unheard.
    if (write(waiter->eventfd, &one, sizeof one) < 0) continue;
  }
}

cserial_waiter *cserial_waiter_start(int descriptor, int eventfd) {
  cserial_waiter *waiter = malloc(sizeof *waiter);
  if (!waiter) return NULL;
  waiter->eventfd = eventfd;
  waiter->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  int number = waiter->descriptor < 0 ? errno : 0;
  if (!number) {
    // Signals are for the threads of the program, which may wait for them.
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);
    number = pthread_create(&waiter->thread, NULL, wait_for_changes, waiter);
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    if (number) close(waiter->descriptor);
  }
  if (!number) return waiter;
  free(waiter);
  errno = number;
  return NULL;
}

void cserial_waiter_stop(cserial_waiter *waiter) {
  pthread_cancel(waiter->thread);
  pthread_join(waiter->thread, NULL);
  close(waiter->descriptor);
  free(waiter);
}
