#define _GNU_SOURCE
#include "CFibers.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

// The thread sanitizer keeps a shadow of each stack, and has to be told of a change. It also
// watches longjmp, so that under it the slower swapcontext, which it leaves alone, is used.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WATCHED 1
void *__tsan_get_current_fiber(void);
void *__tsan_create_fiber(unsigned flags);
void __tsan_destroy_fiber(void *fiber);
void __tsan_switch_to_fiber(void *fiber, unsigned flags);
#endif
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

struct fiber {
  jmp_buf place;
  ucontext_t start;
  bool has_started;
  void *memory; // null for a thread's own stack
  size_t size;
  void (*body)(void *);
  void *context;
  void *shadow;
};

// makecontext passes numbers of the size of int only.
static void enter(unsigned high, unsigned low) {
  struct fiber *self = (struct fiber *)((uintptr_t)high << 32 | (uintptr_t)low);
  self->body(self->context);
  abort();
}

struct fiber *fiber_create(size_t size, void (*body)(void *), void *context) {
  struct fiber *self = calloc(1, sizeof *self);
  if (self == NULL) return NULL;
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  self->size = (size + page - 1) / page * page + page;
  self->memory =
      mmap(NULL, self->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->memory == MAP_FAILED || mprotect(self->memory, page, PROT_NONE) != 0 ||
      getcontext(&self->start) != 0) {
    if (self->memory != MAP_FAILED) munmap(self->memory, self->size);
    free(self);
    return NULL;
  }
  self->body = body;
  self->context = context;
  self->start.uc_stack.ss_sp = (char *)self->memory + page;
  self->start.uc_stack.ss_size = self->size - page;
  self->start.uc_link = NULL;
  uintptr_t address = (uintptr_t)self;
  makecontext(&self->start, (void (*)(void))enter, 2, (unsigned)(address >> 32),
              (unsigned)address);
#if WATCHED
  self->shadow = __tsan_create_fiber(0);
#endif
  return self;
}

struct fiber *fiber_of_thread(void) {
  struct fiber *self = calloc(1, sizeof *self);
  if (self != NULL) self->has_started = true;
  return self;
}

void fiber_adopt(struct fiber *self) {
#if WATCHED
  self->shadow = __tsan_get_current_fiber();
#else
  (void)self;
#endif
}

#if WATCHED
__attribute__((disable_sanitizer_instrumentation)) void fiber_switch(struct fiber *from,
                                                                     struct fiber *to) {
  __tsan_switch_to_fiber(to->shadow, 0);
  swapcontext(&from->start, &to->start);
}
#else
// swapcontext asks the kernel about signal masks, which are all alike here: twenty times the price.
void fiber_switch(struct fiber *from, struct fiber *to) {
  if (_setjmp(from->place) != 0) return;
  if (to->has_started) _longjmp(to->place, 1);
  to->has_started = true;
  setcontext(&to->start);
}
#endif

void fiber_destroy(struct fiber *self) {
  if (self->memory != NULL) {
    munmap(self->memory, self->size);
#if WATCHED
    __tsan_destroy_fiber(self->shadow);
#endif
  }
  free(self);
}
