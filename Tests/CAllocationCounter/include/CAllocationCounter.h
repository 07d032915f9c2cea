#ifndef CALLOCATION_COUNTER_H
#define CALLOCATION_COUNTER_H

/// How often the calling thread has taken memory from the heap, or -1 where that cannot be counted:
/// under a sanitizer, which brings its own allocator.
long allocation_count(void);

#endif
