#include "CAllocationCounter.h"

#include <errno.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define UNCOUNTED 1
#endif
#endif

#if defined(UNCOUNTED) || !defined(__GLIBC__) && !defined(__linux__)

long allocation_count(void) { return -1; }

#else

// The C library exports its allocator under these names as well, so standing in for the usual ones
// needs no look-up at run time, which would itself allocate.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

// Of the calling thread alone, because tests run beside each other. The model is the one whose
// access cannot itself allocate.
static _Thread_local long taken __attribute__((tls_model("initial-exec")));

long allocation_count(void) { return taken; }

static void count(void) { taken += 1; }

void *malloc(size_t size) { count(); return __libc_malloc(size); }
void *calloc(size_t n, size_t size) { count(); return __libc_calloc(n, size); }
void *realloc(void *old, size_t size) { count(); return __libc_realloc(old, size); }
void *memalign(size_t alignment, size_t size) { count(); return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
  count();
  void *memory = __libc_memalign(alignment, size);
  if (!memory) return ENOMEM;
  *out = memory;
  return 0;
}

#endif
