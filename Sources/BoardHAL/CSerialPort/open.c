// Opening a port for this process alone.
#include "CSerialPort.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

// flock keeps out whoever asks for it, root included; TIOCEXCL whoever does not and is not root.
// A port that one of the two says is taken is left as it is, with errno EBUSY.
static int lock(int descriptor, const cserial_settings *settings) {
  int is_taken = 0;
  if (settings->is_exclusive && ioctl(descriptor, TIOCGEXCL, &is_taken) == 0 && is_taken) {
    errno = EBUSY;
    return -1;
  }
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 0;
  if (errno == EWOULDBLOCK) errno = EBUSY;
  return -1;
}

int cserial_open(const char *path, const cserial_settings *settings, const char **call) {
  *call = "open";
  int first = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (first < 0) return -1;
  // Looked at before anything is set: somebody who uses the port must not notice.
  *call = "flock";
  if (lock(first, settings) < 0) goto failed;
  // libserialport 0.1.2 takes the lock itself, on a descriptor of its own. `first` stays open
  // meanwhile, because closing the last one may drop DTR.
  flock(first, LOCK_UN);
  int port = cserial_open_by_library(path, settings, call);
  if (port == -1) goto failed;
  if (port == -2) {
    *call = "set terminal attributes";
    if (cserial_set_by_termios(first, settings) < 0) goto failed;
    port = first;
  } else {
    close(first);
    first = port;
  }
  *call = "flock";
  if (flock(port, LOCK_EX | LOCK_NB) < 0) {
    if (errno == EWOULDBLOCK) errno = EBUSY;
    goto failed;
  }
  if (cserial_finish(port, settings, call) < 0) goto failed;
  return port;

failed:;
  int number = errno;
  close(first);
  errno = number;
  return -1;
}

void cserial_release(int descriptor) { ioctl(descriptor, TIOCNXCL); }
