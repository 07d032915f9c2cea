#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int pseudo_terminal_open(char *name, size_t size) {
  int far = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (far < 0) return -1;
  int number = grantpt(far) < 0 || unlockpt(far) < 0 ? errno : ptsname_r(far, name, size);
  if (number == 0) return far;
  close(far);
  errno = number;
  return -1;
}
