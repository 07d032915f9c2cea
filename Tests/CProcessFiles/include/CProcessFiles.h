#ifndef CPROCESSFILES_H
#define CPROCESSFILES_H
// Takes a copy of a descriptor of another process, which C libraries export only lately.
#include <sys/types.h>

/// Opens a process; returns a descriptor of it, or -1 with errno set.
int process_open(pid_t process);
/// Copies a descriptor of a process that was opened; returns -1 with errno set on failure.
int process_copy_descriptor(int process, int descriptor);

#endif
