#ifndef CBENCH_H
#define CBENCH_H

/// Starts counting from zero how often memory is taken from the heap, by any thread.
void allocations_begin(void);

/// Stops counting; returns the count. While nothing counts, the heap costs a branch more than else.
long allocations_end(void);

/// The floor: `count` interrupts of a dispatcher written by hand in C for this one purpose. A bit
/// scan over eight lines, a mutex, a ring of records, and two calls through function pointers.
/// Returns how many records its deferred call was given.
long floor_run(long count);

#endif
