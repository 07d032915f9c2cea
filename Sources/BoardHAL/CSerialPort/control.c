// What can be done to an open port besides reading and writing it.
#include "CSerialPort.h"
#include <asm/termbits.h>
#include <sys/ioctl.h>

int cserial_set_break(int descriptor, bool is_on) {
  return ioctl(descriptor, is_on ? TIOCSBRK : TIOCCBRK);
}

int cserial_set_wires(int descriptor, uint8_t wires, bool is_on) {
  int bits = (wires & CSERIAL_DTR ? TIOCM_DTR : 0) | (wires & CSERIAL_RTS ? TIOCM_RTS : 0);
  return ioctl(descriptor, is_on ? TIOCMBIS : TIOCMBIC, &bits);
}

int cserial_read_wires(int descriptor, uint8_t *wires) {
  int read;
  if (ioctl(descriptor, TIOCMGET, &read) < 0) return -1;
  *wires =
      (uint8_t)((read & TIOCM_DTR ? CSERIAL_DTR : 0) | (read & TIOCM_RTS ? CSERIAL_RTS : 0));
  return 0;
}

int cserial_count_queued(int descriptor, int *received, int *unsent) {
  if (ioctl(descriptor, FIONREAD, received) < 0) return -1;
  return ioctl(descriptor, TIOCOUTQ, unsent);
}

int cserial_discard(int descriptor) { return ioctl(descriptor, TCFLSH, TCIOFLUSH); }
