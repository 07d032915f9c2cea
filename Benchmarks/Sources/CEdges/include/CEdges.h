#ifndef CEDGES_H
#define CEDGES_H
// A GPIO chip whose kernel is this program, and two loops in C that read its edges.
//
// libgpiod and the board above it are the real ones: what they ask the kernel is answered here, and
// the descriptor of a request is a pipe that holds the kernel's records of 48 bytes. A machine
// without GPIO can so measure all that happens outside of the kernel, to the instruction.

enum { PLAYED_LINES = 8 };
/// What the chip is called. Every line may be requested, one request at a time.
#define PLAYED_LABEL "played"
#define PLAYED_PATH "/dev/gpiochip0"

/// From here until `played_chip_hide` this program finds one chip in /dev, and it is ours.
///
/// Returns 0, or -1 with errno set. Requests stay good after it is hidden.
int played_chip_show(void);
void played_chip_hide(void);

/// The request that was made last, to feed it; -1 without one.
int played_request(void);
/// Adds `count` edges of line `offset` to a request, up and down in turn, numbered as the kernel
/// does it; one system call. Returns 0, or -1 with errno set when they do not all fit.
int played_edges(int request, unsigned offset, int count);
/// How many edges a request has been given.
long played_count(int request);

/// Feeds and throws away: what the feeding alone costs.
int played_edges_discarded(int request, unsigned offset, int count);

/// A loop that reads the records itself: epoll_wait, read, a look at each record's number and line,
/// and a call through a pointer.
typedef struct edge_reader edge_reader;
/// Requests line `offset` by libgpiod; NULL with errno set without libgpiod 2.
edge_reader *edge_reader_open(unsigned offset);
int edge_reader_request(const edge_reader *reader);
/// Waits once and takes all that is there. Returns how many edges.
int edge_reader_turn_raw(edge_reader *reader);
/// The same as libgpiod's own examples do it: wait, read into a buffer, ask each event.
int edge_reader_turn_libgpiod(edge_reader *reader);
/// How many edges its function has been called for, and how many were missing between them.
long edge_reader_count(const edge_reader *reader);
long edge_reader_lost(const edge_reader *reader);

#endif
