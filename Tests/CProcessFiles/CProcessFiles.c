#include "CProcessFiles.h"

#include <unistd.h>

// The numbers are the same on every architecture.
enum { PIDFD_OPEN = 434, PIDFD_GETFD = 438 };

int process_open(pid_t process) { return (int)syscall(PIDFD_OPEN, process, 0); }

int process_copy_descriptor(int process, int descriptor) {
  return (int)syscall(PIDFD_GETFD, process, descriptor, 0);
}
