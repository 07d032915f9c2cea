// Two loops over edges in C: one as small as it can be, one as libgpiod's examples have it.
#include "CEdges.h"
#include <errno.h>
#include <stdlib.h>

#if __has_include(<gpiod.h>)
#include <gpiod.h>
#endif

#if __has_include(<gpiod.h>) && !defined(GPIOD_LINE_BULK_MAX_LINES)
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { BATCH = 64 };

struct edge {
  uint64_t time;
  uint32_t offset, sequence;
  int is_rising;
};

struct edge_reader {
  struct gpiod_line_request *request;
  struct gpiod_edge_event_buffer *buffer;
  int number, descriptor, poll;
  uint32_t last;
  long lost, count, rising;
  void (*handler)(edge_reader *, const struct edge *);
};

// Whoever is told about an edge: not in line, as it would be the program's and not the loop's.
__attribute__((noinline)) static void handle(edge_reader *reader, const struct edge *edge) {
  reader->count++;
  reader->rising += edge->is_rising;
}

static struct gpiod_line_request *request_line(unsigned offset) {
  struct gpiod_chip *chip = gpiod_chip_open(PLAYED_PATH);
  struct gpiod_line_settings *settings = gpiod_line_settings_new();
  struct gpiod_line_config *config = gpiod_line_config_new();
  struct gpiod_line_request *request = NULL;
  if (chip && settings && config) {
    gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT);
    gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH);
    if (gpiod_line_config_add_line_settings(config, &offset, 1, settings) == 0) {
      request = gpiod_chip_request_lines(chip, NULL, config);
    }
  }
  if (config) gpiod_line_config_free(config);
  if (settings) gpiod_line_settings_free(settings);
  if (chip) gpiod_chip_close(chip);
  return request;
}

edge_reader *edge_reader_open(unsigned offset) {
  edge_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->handler = handle;
  reader->buffer = gpiod_edge_event_buffer_new(BATCH);
  reader->request = request_line(offset);
  reader->poll = epoll_create1(EPOLL_CLOEXEC);
  if (!reader->buffer || !reader->request || reader->poll < 0) return NULL;
  reader->number = played_request();
  reader->descriptor = gpiod_line_request_get_fd(reader->request);
  fcntl(reader->descriptor, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN};
  if (epoll_ctl(reader->poll, EPOLL_CTL_ADD, reader->descriptor, &event) < 0) return NULL;
  return reader;
}

static void pass_on(edge_reader *reader, const struct edge *edge) {
  reader->lost += edge->sequence - reader->last - 1;
  reader->last = edge->sequence;
  reader->handler(reader, edge);
}

int edge_reader_turn_raw(edge_reader *reader) {
  static struct gpio_v2_line_event events[BATCH];
  struct epoll_event event;
  if (epoll_wait(reader->poll, &event, 1, -1) < 1) return -1;
  int total = 0;
  for (size_t count = BATCH; count == BATCH;) {
    ssize_t size = read(reader->descriptor, events, sizeof events);
    if (size < 0) return errno == EAGAIN ? total : -1;
    count = (size_t)size / sizeof events[0];
    for (size_t index = 0; index < count; index++) {
      struct edge edge = {.time = events[index].timestamp_ns,
                          .offset = events[index].offset,
                          .sequence = events[index].line_seqno,
                          .is_rising = events[index].id == GPIO_V2_LINE_EVENT_RISING_EDGE};
      pass_on(reader, &edge);
    }
    total += (int)count;
  }
  return total;
}

int edge_reader_turn_libgpiod(edge_reader *reader) {
  if (gpiod_line_request_wait_edge_events(reader->request, -1) < 1) return -1;
  int count = gpiod_line_request_read_edge_events(reader->request, reader->buffer, BATCH);
  for (int index = 0; index < count; index++) {
    struct gpiod_edge_event *event =
        gpiod_edge_event_buffer_get_event(reader->buffer, (unsigned long)index);
    struct edge edge = {
        .time = gpiod_edge_event_get_timestamp_ns(event),
        .offset = gpiod_edge_event_get_line_offset(event),
        .sequence = (uint32_t)gpiod_edge_event_get_line_seqno(event),
        .is_rising = gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE};
    pass_on(reader, &edge);
  }
  return count;
}

int edge_reader_request(const edge_reader *reader) { return reader->number; }
long edge_reader_count(const edge_reader *reader) { return reader->count; }
long edge_reader_lost(const edge_reader *reader) { return reader->lost; }

#else

edge_reader *edge_reader_open(unsigned offset) {
  (void)offset;
  errno = ENOSYS;
  return NULL;
}
int edge_reader_request(const edge_reader *reader) { return -1; }
int edge_reader_turn_raw(edge_reader *reader) { return -1; }
int edge_reader_turn_libgpiod(edge_reader *reader) { return -1; }
long edge_reader_count(const edge_reader *reader) { return 0; }
long edge_reader_lost(const edge_reader *reader) { return 0; }

#endif
