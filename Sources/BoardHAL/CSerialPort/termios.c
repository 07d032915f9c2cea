// What termios does: all of it for ports that libserialport refuses, the rest for the others.
// The kernel's structure and not the C library's, which has no rates but the customary ones.
#include "CSerialPort.h"
#include <asm/termbits.h>
#include <errno.h>
#include <linux/serial.h>
#include <string.h>
#include <sys/ioctl.h>

static const tcflag_t sizes[] = {CS5, CS6, CS7, CS8};

int cserial_set_by_termios(int descriptor, const cserial_settings *settings) {
  struct termios2 tty;
  if (settings->data_bits < 5 || settings->data_bits > 8) {
    errno = EINVAL;
    return -1;
  }
  if (ioctl(descriptor, TCGETS2, &tty) < 0) return -1;
  tty.c_cflag &= ~(CBAUD | CBAUD << IBSHIFT | CSIZE | PARENB | PARODD | CMSPAR | CSTOPB);
  tty.c_cflag |= BOTHER | BOTHER << IBSHIFT | sizes[settings->data_bits - 5];
  tty.c_ispeed = tty.c_ospeed = settings->baud;
  if (settings->parity != CSERIAL_PARITY_NONE) tty.c_cflag |= PARENB;
  if (settings->parity == CSERIAL_PARITY_ODD) tty.c_cflag |= PARODD;
  if (settings->stop_bits == 2) tty.c_cflag |= CSTOPB;
  return ioctl(descriptor, TCSETS2, &tty);
}

static int set_wire(int descriptor, uint8_t wish, int wire) {
  if (wish == CSERIAL_WIRE_LEAVE) return 0;
  return ioctl(descriptor, wish == CSERIAL_WIRE_ON ? TIOCMBIS : TIOCMBIC, &wire);
}

int cserial_finish(int descriptor, const cserial_settings *settings, const char **call) {
  struct termios2 tty;
  *call = "get terminal attributes";
  if (ioctl(descriptor, TCGETS2, &tty) < 0) return -1;
  // Bytes as they are. Without INPCK the kernel passes damaged ones as good; PARMRK marks them.
  tty.c_iflag = settings->marks_errors ? INPCK | PARMRK : IGNBRK | IGNPAR;
  if (settings->flow == CSERIAL_FLOW_XONXOFF) tty.c_iflag |= IXON | IXOFF;
  tty.c_oflag = 0;
  tty.c_lflag = 0;
  // Without HUPCL closing leaves DTR as it is, which restarts no Arduino. CLOCAL: a far end that
  // does not assert DCD is there all the same.
  tty.c_cflag &= ~(HUPCL | CRTSCTS);
  tty.c_cflag |= CLOCAL | CREAD;
  if (settings->flow == CSERIAL_FLOW_RTSCTS) tty.c_cflag |= CRTSCTS;
  // So that nothing to read is EAGAIN, and 0 means that the port hung up.
  tty.c_cc[VMIN] = 1;
  tty.c_cc[VTIME] = 0;
  tty.c_cc[VSTART] = 0x11;
  tty.c_cc[VSTOP] = 0x13;
  *call = "set terminal attributes";
  if (ioctl(descriptor, TCSETS2, &tty) < 0) return -1;
  *call = "set DTR";
  if (set_wire(descriptor, settings->dtr, TIOCM_DTR) < 0) return -1;
  *call = "set RTS";
  if (set_wire(descriptor, settings->rts, TIOCM_RTS) < 0) return -1;
  *call = "make exclusive";
  if (ioctl(descriptor, settings->is_exclusive ? TIOCEXCL : TIOCNXCL) < 0) return -1;
  *call = "flush";
  return ioctl(descriptor, TCFLSH, TCIFLUSH);
}

int cserial_read_settings(int descriptor, cserial_settings *settings) {
  struct termios2 tty;
  if (ioctl(descriptor, TCGETS2, &tty) < 0) return -1;
  memset(settings, 0, sizeof *settings);
  settings->baud = tty.c_ospeed;
  for (int bits = 5; bits <= 8; bits++)
    if ((tty.c_cflag & CSIZE) == sizes[bits - 5]) settings->data_bits = (uint8_t)bits;
  settings->parity = !(tty.c_cflag & PARENB)  ? CSERIAL_PARITY_NONE
                     : tty.c_cflag & PARODD ? CSERIAL_PARITY_ODD
                                            : CSERIAL_PARITY_EVEN;
  settings->stop_bits = tty.c_cflag & CSTOPB ? 2 : 1;
  settings->flow = tty.c_cflag & CRTSCTS  ? CSERIAL_FLOW_RTSCTS
                   : tty.c_iflag & IXOFF ? CSERIAL_FLOW_XONXOFF
                                         : CSERIAL_FLOW_NONE;
  return 0;
}

int cserial_read_counters(int descriptor, cserial_counters *counters) {
  struct serial_icounter_struct read;
  if (ioctl(descriptor, TIOCGICOUNT, &read) < 0) return -1;
  counters->framing = (uint32_t)read.frame;
  counters->parity = (uint32_t)read.parity;
  counters->overrun = (uint32_t)read.overrun;
  counters->breaks = (uint32_t)read.brk;
  counters->buffer_overrun = (uint32_t)read.buf_overrun;
  return 0;
}

int cserial_read_modem_lines(int descriptor, uint8_t *lines) {
  int read;
  if (ioctl(descriptor, TIOCMGET, &read) < 0) return -1;
  *lines = (uint8_t)((read & TIOCM_CTS ? CSERIAL_CTS : 0) | (read & TIOCM_DSR ? CSERIAL_DSR : 0) |
                     (read & TIOCM_CAR ? CSERIAL_DCD : 0) | (read & TIOCM_RNG ? CSERIAL_RI : 0));
  return 0;
}
