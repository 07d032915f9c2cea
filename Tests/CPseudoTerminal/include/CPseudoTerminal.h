#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H
// Makes a pseudo-terminal that no other process inherits, with what Swift's Glibc module lacks.
#include <stddef.h>

/// Opens a pseudo-terminal and writes the name of its near end; returns its far end, or -1 with
/// errno set.
///
/// `openpty` would do but for a moment: a program that another test starts then keeps a copy of
/// the far end, and closing it hangs nobody up.
int pseudo_terminal_open(char *name, size_t size);

#endif
