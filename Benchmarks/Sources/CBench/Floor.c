#include "CBench.h"

#include <pthread.h>
#include <stdint.h>

enum { lines = 8, ring_size = 64 };

struct edge { int64_t time; uint32_t sequence, lost; uint8_t edge, value; };

struct line {
  pthread_mutex_t lock;
  int (*service)(struct line *, const struct edge *);
  void (*deferred)(struct line *);
  struct edge latch, ring[ring_size];
  uint32_t head, tail;
  long edges, delivered;
};

static struct line table[lines];
static uint32_t pending, queued;

static int service(struct line *line, const struct edge *edge) {
  if (line->tail - line->head == ring_size) return 0;
  line->edges++;
  line->ring[line->tail++ % ring_size] = *edge;
  return 1;
}

static void deferred(struct line *line) {
  for (; line->head != line->tail; line->head++)
    line->delivered += line->ring[line->head % ring_size].value;
}

__attribute__((noinline)) static int step(void) {
  if (pending) {
    int number = __builtin_ctz(pending);
    struct line *line = &table[number];
    pending &= pending - 1;
    pthread_mutex_lock(&line->lock);
    if (line->service(line, &line->latch)) queued |= 1u << number;
    pthread_mutex_unlock(&line->lock);
    return 1;
  }
  if (queued) {
    struct line *line = &table[__builtin_ctz(queued)];
    queued &= queued - 1;
    line->deferred(line);
    return 1;
  }
  return 0;
}

__attribute__((noinline)) static void latch(int number, const struct edge *edge) {
  table[number].latch = *edge;
  pending |= 1u << number;
}

long floor_run(long count) {
  for (int number = 0; number < lines; number++) {
    struct line *line = &table[number];
    pthread_mutex_init(&line->lock, NULL);
    line->service = service;
    line->deferred = deferred;
    line->delivered = 0;
  }
  for (long number = 0; number < count; number++) {
    struct edge edge = {.time = number, .sequence = (uint32_t)number, .edge = 1, .value = 1};
    latch(3, &edge);
    while (step()) {
    }
  }
  return table[3].delivered;
}
