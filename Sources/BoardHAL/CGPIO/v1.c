// libgpiod 1 (libgpiod.so.2): Debian 12, Raspberry Pi OS bookworm.
#if __has_include(<gpiod.h>)
#include <gpiod.h>
#ifdef GPIOD_LINE_BULK_MAX_LINES

#include "CGPIO.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

// The kernel's buffer of this interface holds this many edges, and the library reads no more at
// once.
enum { BATCH = 16 };

struct cgpio_request {
  // Closing the chip would give the line back, so it stays open for as long as the line.
  struct gpiod_chip *chip;
  struct gpiod_line *line;
  int has_edges;
  struct gpiod_line_event batch[BATCH];
};

int cgpio_api(void) { return 1; }
const char *cgpio_version(void) { return gpiod_version_string(); }
// Each line of a bulk has a descriptor of its own: nothing is gained by requesting them together.
int cgpio_lines_per_request(void) { return 1; }

static void copy_name(char *to, const char *from) {
  strncpy(to, from ? from : "", CGPIO_NAME_SIZE - 1);
  to[CGPIO_NAME_SIZE - 1] = 0;
}

int cgpio_read_chip(const char *path, cgpio_chip *info) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  if (!chip) return -1;
  copy_name(info->name, gpiod_chip_name(chip));
  copy_name(info->label, gpiod_chip_label(chip));
  info->line_count = gpiod_chip_num_lines(chip);
  gpiod_chip_close(chip);
  return 0;
}

int cgpio_find_line(const char *path, const char *name) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  if (!chip) return -1;
  struct gpiod_line *line = gpiod_chip_find_line(chip, name);
  int offset = line ? (int)gpiod_line_offset(line) : -1;
  gpiod_chip_close(chip);
  if (offset < 0) errno = ENOENT;
  return offset;
}

static uint8_t bias_of(struct gpiod_line *line) {
  switch (gpiod_line_bias(line)) {
  case GPIOD_LINE_BIAS_DISABLE: return CGPIO_BIAS_OFF;
  case GPIOD_LINE_BIAS_PULL_UP: return CGPIO_BIAS_UP;
  case GPIOD_LINE_BIAS_PULL_DOWN: return CGPIO_BIAS_DOWN;
  default: return CGPIO_BIAS_AS_IS;
  }
}

static int read_line(struct gpiod_chip *chip, uint32_t offset, cgpio_line_info *info) {
  struct gpiod_line *line = gpiod_chip_get_line(chip, offset);
  if (!line) return -1;
  copy_name(info->name, gpiod_line_name(line));
  copy_name(info->consumer, gpiod_line_consumer(line));
  info->is_used = gpiod_line_is_used(line);
  info->direction =
      gpiod_line_direction(line) == GPIOD_LINE_DIRECTION_OUTPUT ? CGPIO_OUTPUT : CGPIO_INPUT;
  info->is_active_low = gpiod_line_active_state(line) == GPIOD_LINE_ACTIVE_STATE_LOW;
  info->bias = bias_of(line);
  info->drive = gpiod_line_is_open_drain(line)    ? CGPIO_OPEN_DRAIN
                : gpiod_line_is_open_source(line) ? CGPIO_OPEN_SOURCE
                                                  : CGPIO_PUSH_PULL;
  info->edges = 0;
  info->debounce_us = 0;
  return 0;
}

int cgpio_read_lines(const char *path, uint32_t first, cgpio_line_info *lines, size_t count) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  if (!chip) return -1;
  int result = 0;
  for (size_t index = 0; result == 0 && index < count; index++) {
    result = read_line(chip, first + (uint32_t)index, &lines[index]);
  }
  int error = errno;
  gpiod_chip_close(chip);
  errno = error;
  return result;
}

static int kind_of(const cgpio_line *line) {
  switch (line->edges) {
  case CGPIO_RISING: return GPIOD_LINE_REQUEST_EVENT_RISING_EDGE;
  case CGPIO_FALLING: return GPIOD_LINE_REQUEST_EVENT_FALLING_EDGE;
  case CGPIO_BOTH: return GPIOD_LINE_REQUEST_EVENT_BOTH_EDGES;
  default: break;
  }
  switch (line->direction) {
  case CGPIO_INPUT: return GPIOD_LINE_REQUEST_DIRECTION_INPUT;
  case CGPIO_AS_IS: return GPIOD_LINE_REQUEST_DIRECTION_AS_IS;
  default: return GPIOD_LINE_REQUEST_DIRECTION_OUTPUT;
  }
}

static int bias_flags_of(const cgpio_line *line) {
  switch (line->bias) {
  case CGPIO_BIAS_UP: return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
  case CGPIO_BIAS_DOWN: return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
  case CGPIO_BIAS_OFF: return GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE;
  default: return 0;
  }
}

static int drive_flags_of(const cgpio_line *line) {
  if (line->edges || line->direction != CGPIO_OUTPUT) return 0;
  switch (line->drive) {
  case CGPIO_OPEN_DRAIN: return GPIOD_LINE_REQUEST_FLAG_OPEN_DRAIN;
  case CGPIO_OPEN_SOURCE: return GPIOD_LINE_REQUEST_FLAG_OPEN_SOURCE;
  default: return 0;
  }
}

static int request_line(cgpio_request *request, const char *consumer, const cgpio_line *line) {
  request->line = gpiod_chip_get_line(request->chip, line->offset);
  if (!request->line) return -1;
  request->has_edges = line->edges != 0;
  struct gpiod_line_request_config config = {
      .consumer = consumer,
      .request_type = kind_of(line),
      .flags = (line->is_active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0) |
               bias_flags_of(line) | drive_flags_of(line)};
  if (gpiod_line_request(request->line, &config, line->value) < 0) return -1;
  if (!request->has_edges) return 0;
  int descriptor = gpiod_line_event_get_fd(request->line);
  return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

cgpio_request *cgpio_request_lines(const char *path, const char *consumer, const cgpio_line *lines,
                                   size_t count, uint32_t buffer) {
  (void)buffer;
  if (count != 1 || lines->debounce_us) {
    errno = EOPNOTSUPP;
    return NULL;
  }
  cgpio_request *request = calloc(1, sizeof *request);
  if (!request) return NULL;
  request->chip = gpiod_chip_open(path);
  if (request->chip && request_line(request, consumer, lines) == 0) return request;
  int error = errno;
  cgpio_release(request);
  errno = error;
  return NULL;
}

int cgpio_descriptor(const cgpio_request *request) {
  return request->has_edges ? gpiod_line_event_get_fd(request->line) : -1;
}

int cgpio_read(cgpio_request *request, cgpio_event *events, size_t capacity) {
  int wanted = capacity < BATCH ? (int)capacity : BATCH;
  int count = gpiod_line_event_read_fd_multiple(cgpio_descriptor(request), request->batch, wanted);
  for (int index = 0; index < count; index++) {
    const struct gpiod_line_event *event = &request->batch[index];
    events[index] = (cgpio_event){
        .time_ns = event->ts.tv_sec * 1000000000LL + event->ts.tv_nsec,
        .offset = gpiod_line_offset(request->line),
        .edge =
            event->event_type == GPIOD_LINE_EVENT_RISING_EDGE ? CGPIO_RISING : CGPIO_FALLING};
  }
  return count;
}

size_t cgpio_read_capacity(void) { return BATCH; }

int cgpio_get(cgpio_request *request, uint32_t offset) {
  (void)offset;
  return gpiod_line_get_value(request->line);
}

int cgpio_set(cgpio_request *request, uint32_t offset, int value) {
  (void)offset;
  return gpiod_line_set_value(request->line, value);
}

int cgpio_get_all(cgpio_request *request, uint8_t *values) {
  int value = gpiod_line_get_value(request->line);
  if (value < 0) return -1;
  *values = (uint8_t)value;
  return 0;
}

int cgpio_set_all(cgpio_request *request, const uint8_t *values) {
  return gpiod_line_set_value(request->line, *values);
}

void cgpio_release(cgpio_request *request) {
  if (request->chip) gpiod_chip_close(request->chip);
  free(request);
}

#endif
#endif
