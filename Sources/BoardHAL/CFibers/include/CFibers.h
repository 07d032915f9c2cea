// Stacks that one thread runs on in turn: a routine can be left half way and gone on with later.
#ifndef CFIBERS_H
#define CFIBERS_H

#include <stddef.h>

#pragma clang assume_nonnull begin

struct fiber;

/// A fiber that calls `body(context)` on a stack of `size` bytes when it is first switched to.
///
/// `body` must not return. A stack that is too small ends the program at its guard page, instead of
/// running into other memory. Null when there is no memory.
struct fiber *_Nullable fiber_create(size_t size, void (*body)(void *), void *context);

/// A fiber that stands for the stack that the caller is on. Null when there is no memory.
struct fiber *_Nullable fiber_of_thread(void);

/// Says that `self`, made by `fiber_of_thread`, now stands for the calling thread's stack.
void fiber_adopt(struct fiber *self);

/// Leaves the stack of `from`, which the caller is on, and goes on with `to` where that was left.
///
/// Returns when somebody switches to `from` again.
void fiber_switch(struct fiber *from, struct fiber *to);

/// Frees a fiber that nobody is on; what its stack refers to is not let go of.
void fiber_destroy(struct fiber *self);

#pragma clang assume_nonnull end

#endif
