#ifndef CPORTS_H
#define CPORTS_H
// Both ends of a pseudo-terminal, in C: the far end that asks and measures, and two echoes.
#include <stddef.h>

/// Makes a pseudo-terminal that passes bytes as they are; writes the path of its near end.
///
/// Returns the far end, which does not block, or -1 with errno set.
int port_open_far(char *path, size_t size);

/// Sends `size` bytes and waits until as many have come back, `count` times; writes how long each
/// took in nanoseconds. Returns how many were made: fewer when nothing came for two seconds.
long port_round_trips(int far, size_t size, long count, double *nanoseconds);

/// Sends `chunks` pieces of `size` bytes while it takes in what comes back. Returns the nanoseconds
/// until all of it has come back, or -1 when nothing came for two seconds.
double port_stream(int far, size_t size, long chunks);

/// Sends back what comes, with one epoll, until the far end goes: the floor. Calls `armed` once it
/// listens. Returns 0, or -1 with errno set.
int echo_epoll(const char *path, void (*armed)(void));

/// The same by libserialport's own waiting. Fails with ENOSYS where the library is missing.
int echo_libserialport(const char *path, void (*armed)(void));

#endif
