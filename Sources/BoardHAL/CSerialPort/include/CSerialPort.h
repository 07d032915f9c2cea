#ifndef CSERIALPORT_H
#define CSERIALPORT_H
// Serial ports of Linux. Ports that libserialport knows are opened, set and described by it; ports
// it refuses, pseudo-terminals and USB gadgets among them, are set by termios, and so is what it
// does not offer. Unless said otherwise a function returns -1 with errno set when it fails.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSERIAL_TEXT_SIZE = 128 };

enum { CSERIAL_PARITY_NONE, CSERIAL_PARITY_EVEN, CSERIAL_PARITY_ODD };
enum { CSERIAL_FLOW_NONE, CSERIAL_FLOW_RTSCTS, CSERIAL_FLOW_XONXOFF };
enum { CSERIAL_WIRE_LEAVE, CSERIAL_WIRE_ON, CSERIAL_WIRE_OFF };
enum { CSERIAL_DTR = 1, CSERIAL_RTS = 2 };
enum { CSERIAL_CTS = 1, CSERIAL_DSR = 2, CSERIAL_DCD = 4, CSERIAL_RI = 8 };

typedef struct {
  uint32_t baud;
  uint8_t data_bits, parity, stop_bits, flow, dtr, rts;
  // Break, framing and parity errors come in the stream, marked as termios marks them (PARMRK).
  bool marks_errors;
  // Nobody else may open the port, TIOCEXCL. Not for a pseudo-terminal: there it outlives a process
  // that is killed for as long as the far end is open, and locks out whoever comes next.
  bool is_exclusive;
} cserial_settings;

typedef struct {
  uint32_t framing, parity, overrun, breaks, buffer_overrun;
} cserial_counters;

typedef struct {
  char description[CSERIAL_TEXT_SIZE], manufacturer[CSERIAL_TEXT_SIZE], product[CSERIAL_TEXT_SIZE];
  char serial[CSERIAL_TEXT_SIZE];
  // -1 for a port that is not on USB.
  int vendor_id, product_id;
} cserial_description;

// The version that libserialport says it has, or "" where the package was built without it.
const char *cserial_library(void);

// Opens a port for this process alone, not blocking, and sets it; forgets what it received before.
// `path` has to be free of symbolic links. When it fails, `*call` names what did.
int cserial_open(const char *path, const cserial_settings *settings, const char **call);

// Lets others open the port again, before it is closed in good order.
void cserial_release(int descriptor);

// What the driver made of rate, bits, parity and flow control; the rest is not told.
int cserial_read_settings(int descriptor, cserial_settings *settings);

// ENOTTY for a port that has none.
int cserial_read_counters(int descriptor, cserial_counters *counters);
int cserial_read_modem_lines(int descriptor, uint8_t *lines);

// Holds the line in break, until told otherwise. Does not wait for what was sent before.
int cserial_set_break(int descriptor, bool is_on);
// DTR and RTS, which this end drives; ENOTTY for a port that has none.
int cserial_set_wires(int descriptor, uint8_t wires, bool is_on);
int cserial_read_wires(int descriptor, uint8_t *wires);
// How many bytes the kernel holds: received and not read, written and not on the line yet.
int cserial_count_queued(int descriptor, int *received, int *unsent);
// Forgets both.
int cserial_discard(int descriptor);

// EOPNOTSUPP without libserialport, ENODEV for a port it does not know. Opens nothing.
int cserial_describe(const char *path, cserial_description *description);

// Waits for changes of the modem lines on a thread of its own, which adds 1 to an eventfd for each.
typedef struct cserial_waiter cserial_waiter;
cserial_waiter *cserial_waiter_start(int descriptor, int eventfd);
// Returns when the thread is gone, whatever it waited for.
void cserial_waiter_stop(cserial_waiter *waiter);

// Between the files of this target.
int cserial_set_by_termios(int descriptor, const cserial_settings *settings);
int cserial_finish(int descriptor, const cserial_settings *settings, const char **call);
// The descriptor, -1 when it failed, or -2 for a port that the library does not know.
int cserial_open_by_library(const char *path, const cserial_settings *settings, const char **call);

#endif
