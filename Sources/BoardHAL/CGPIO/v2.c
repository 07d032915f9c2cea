// libgpiod 2 (libgpiod.so.3): Debian 13, Raspberry Pi OS trixie.
#if __has_include(<gpiod.h>)
#include <gpiod.h>
#ifndef GPIOD_LINE_BULK_MAX_LINES

#include "CGPIO.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 4, BATCH = 64, LINES = 64 };

struct cgpio_request {
  struct gpiod_line_request *lines;
  // Made once, so that reading allocates nothing. The library clears all of a buffer before it
  // reads into it, so the usual edge or two are read into a small one.
  struct gpiod_edge_event_buffer *few;
  struct gpiod_edge_event_buffer *batch;
};

int cgpio_api(void) { return 2; }
const char *cgpio_version(void) { return gpiod_api_version(); }
int cgpio_lines_per_request(void) { return LINES; }

static void copy_name(char *to, const char *from) {
  strncpy(to, from ? from : "", CGPIO_NAME_SIZE - 1);
  to[CGPIO_NAME_SIZE - 1] = 0;
}

// Closes a chip without touching errno, which says why something before failed.
static void close_chip(struct gpiod_chip *chip) {
  int error = errno;
  gpiod_chip_close(chip);
  errno = error;
}

int cgpio_read_chip(const char *path, cgpio_chip *chip) {
  struct gpiod_chip *opened = gpiod_chip_open(path);
  if (!opened) return -1;
  struct gpiod_chip_info *info = gpiod_chip_get_info(opened);
  if (info) {
    copy_name(chip->name, gpiod_chip_info_get_name(info));
    copy_name(chip->label, gpiod_chip_info_get_label(info));
    chip->line_count = (uint32_t)gpiod_chip_info_get_num_lines(info);
    gpiod_chip_info_free(info);
  }
  close_chip(opened);
  return info ? 0 : -1;
}

int cgpio_find_line(const char *path, const char *name) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  if (!chip) return -1;
  int offset = gpiod_chip_get_line_offset_from_name(chip, name);
  close_chip(chip);
  return offset;
}

static uint8_t edges_of(struct gpiod_line_info *info) {
  switch (gpiod_line_info_get_edge_detection(info)) {
  case GPIOD_LINE_EDGE_RISING: return CGPIO_RISING;
  case GPIOD_LINE_EDGE_FALLING: return CGPIO_FALLING;
  case GPIOD_LINE_EDGE_BOTH: return CGPIO_BOTH;
  default: return 0;
  }
}

static uint8_t bias_of(struct gpiod_line_info *info) {
  switch (gpiod_line_info_get_bias(info)) {
  case GPIOD_LINE_BIAS_DISABLED: return CGPIO_BIAS_OFF;
  case GPIOD_LINE_BIAS_PULL_UP: return CGPIO_BIAS_UP;
  case GPIOD_LINE_BIAS_PULL_DOWN: return CGPIO_BIAS_DOWN;
  default: return CGPIO_BIAS_AS_IS;
  }
}

static uint8_t drive_of(struct gpiod_line_info *info) {
  switch (gpiod_line_info_get_drive(info)) {
  case GPIOD_LINE_DRIVE_OPEN_DRAIN: return CGPIO_OPEN_DRAIN;
  case GPIOD_LINE_DRIVE_OPEN_SOURCE: return CGPIO_OPEN_SOURCE;
  default: return CGPIO_PUSH_PULL;
  }
}

static int read_line(struct gpiod_chip *chip, uint32_t offset, cgpio_line_info *line) {
  struct gpiod_line_info *info = gpiod_chip_get_line_info(chip, offset);
  if (!info) return -1;
  copy_name(line->name, gpiod_line_info_get_name(info));
  copy_name(line->consumer, gpiod_line_info_get_consumer(info));
  line->is_used = gpiod_line_info_is_used(info);
  line->direction = gpiod_line_info_get_direction(info) == GPIOD_LINE_DIRECTION_OUTPUT
                        ? CGPIO_OUTPUT
                        : CGPIO_INPUT;
  line->is_active_low = gpiod_line_info_is_active_low(info);
  line->bias = bias_of(info);
  line->drive = drive_of(info);
  line->edges = edges_of(info);
  line->debounce_us = (uint32_t)gpiod_line_info_get_debounce_period_us(info);
  gpiod_line_info_free(info);
  return 0;
}

int cgpio_read_lines(const char *path, uint32_t first, cgpio_line_info *lines, size_t count) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  if (!chip) return -1;
  int result = 0;
  for (size_t index = 0; result == 0 && index < count; index++) {
    result = read_line(chip, first + (uint32_t)index, &lines[index]);
  }
  close_chip(chip);
  return result;
}

static int fill_bias(struct gpiod_line_settings *settings, const cgpio_line *line) {
  static const enum gpiod_line_bias biases[] = {GPIOD_LINE_BIAS_DISABLED, GPIOD_LINE_BIAS_PULL_UP,
                                                GPIOD_LINE_BIAS_PULL_DOWN, GPIOD_LINE_BIAS_AS_IS};
  return gpiod_line_settings_set_bias(settings, biases[line->bias]);
}

static int fill_input(struct gpiod_line_settings *settings, const cgpio_line *line) {
  static const enum gpiod_line_edge edges[] = {
      GPIOD_LINE_EDGE_NONE, GPIOD_LINE_EDGE_RISING, GPIOD_LINE_EDGE_FALLING, GPIOD_LINE_EDGE_BOTH};
  gpiod_line_settings_set_debounce_period_us(settings, line->debounce_us);
  // The clock is said, not left to the default: every stamp of the project is of this one.
  if (gpiod_line_settings_set_event_clock(settings, GPIOD_LINE_CLOCK_MONOTONIC) < 0) return -1;
  if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT) < 0) return -1;
  return gpiod_line_settings_set_edge_detection(settings, edges[line->edges]);
}

static int fill_output(struct gpiod_line_settings *settings, const cgpio_line *line) {
  static const enum gpiod_line_drive drives[] = {
      GPIOD_LINE_DRIVE_PUSH_PULL, GPIOD_LINE_DRIVE_OPEN_DRAIN, GPIOD_LINE_DRIVE_OPEN_SOURCE};
  if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT) < 0) return -1;
  if (gpiod_line_settings_set_drive(settings, drives[line->drive]) < 0) return -1;
  return gpiod_line_settings_set_output_value(
      settings, line->value ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}

static int fill(struct gpiod_line_settings *settings, const cgpio_line *line) {
  if (fill_bias(settings, line) < 0) return -1;
  if (line->edges || line->direction == CGPIO_INPUT) return fill_input(settings, line);
  if (line->direction == CGPIO_OUTPUT) return fill_output(settings, line);
  return gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_AS_IS);
}

static int add_line(struct gpiod_line_config *config, const cgpio_line *line) {
  struct gpiod_line_settings *settings = gpiod_line_settings_new();
  if (!settings) return -1;
  gpiod_line_settings_set_active_low(settings, line->is_active_low);
  int result = fill(settings, line);
  if (result == 0) {
    unsigned int offset = line->offset;
    result = gpiod_line_config_add_line_settings(config, &offset, 1, settings);
  }
  gpiod_line_settings_free(settings);
  return result;
}

// Asks the kernel for the lines that `config` describes.
static struct gpiod_line_request *request_from(const char *path, const char *consumer,
                                               uint32_t buffer, struct gpiod_line_config *config) {
  struct gpiod_chip *chip = gpiod_chip_open(path);
  struct gpiod_request_config *options = gpiod_request_config_new();
  struct gpiod_line_request *request = NULL;
  if (chip && options) {
    gpiod_request_config_set_consumer(options, consumer);
    gpiod_request_config_set_event_buffer_size(options, buffer);
    request = gpiod_chip_request_lines(chip, options, config);
  }
  int error = errno;
  if (options) gpiod_request_config_free(options);
  if (chip) gpiod_chip_close(chip);
  errno = error;
  return request;
}

cgpio_request *cgpio_request_lines(const char *path, const char *consumer, const cgpio_line *lines,
                                   size_t count, uint32_t buffer) {
  struct gpiod_line_config *config = gpiod_line_config_new();
  cgpio_request *request = calloc(1, sizeof *request);
  int result = config && request ? 0 : -1;
  for (size_t index = 0; result == 0 && index < count; index++) {
    result = add_line(config, &lines[index]);
  }
  if (result == 0) {
    request->few = gpiod_edge_event_buffer_new(FEW);
    request->batch = gpiod_edge_event_buffer_new(BATCH);
    request->lines = request_from(path, consumer, buffer, config);
    result = request->few && request->batch && request->lines ? 0 : -1;
  }
  if (result == 0) {
    int descriptor = cgpio_descriptor(request);
    result = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  }
  int error = errno;
  if (config) gpiod_line_config_free(config);
  if (result < 0 && request) cgpio_release(request);
  errno = error;
  return result < 0 ? NULL : request;
}

int cgpio_descriptor(const cgpio_request *request) {
  return gpiod_line_request_get_fd(request->lines);
}

static int read_into(struct gpiod_edge_event_buffer *buffer, struct gpiod_line_request *lines,
                     cgpio_event *events, size_t wanted) {
  int count = gpiod_line_request_read_edge_events(lines, buffer, wanted);
  for (int index = 0; index < count; index++) {
    struct gpiod_edge_event *event =
        gpiod_edge_event_buffer_get_event(buffer, (unsigned long)index);
    events[index] = (cgpio_event){
        .time_ns = (int64_t)gpiod_edge_event_get_timestamp_ns(event),
        .offset = gpiod_edge_event_get_line_offset(event),
        .line_sequence = (uint32_t)gpiod_edge_event_get_line_seqno(event),
        .request_sequence = (uint32_t)gpiod_edge_event_get_global_seqno(event),
        .edge = gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE
                    ? CGPIO_RISING
                    : CGPIO_FALLING};
  }
  return count;
}

int cgpio_read(cgpio_request *request, cgpio_event *events, size_t capacity) {
  size_t wanted = capacity < BATCH ? capacity : BATCH;
  size_t first = wanted < FEW ? wanted : FEW;
  int count = read_into(request->few, request->lines, events, first);
  if (count < (int)first || first == wanted) return count;
  // As many as fit: there may be more.
  int more = read_into(request->batch, request->lines, events + first, wanted - first);
  // What stands in the way of more, if it is not just that there is none, the next call meets.
  return more < 0 ? count : count + more;
}

size_t cgpio_read_capacity(void) { return BATCH; }

int cgpio_get(cgpio_request *request, uint32_t offset) {
  return gpiod_line_request_get_value(request->lines, offset);
}

int cgpio_set(cgpio_request *request, uint32_t offset, int value) {
  return gpiod_line_request_set_value(
      request->lines, offset, value ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}

int cgpio_get_all(cgpio_request *request, uint8_t *values) {
  enum gpiod_line_value read[LINES];
  if (gpiod_line_request_get_values(request->lines, read) < 0) return -1;
  size_t count = gpiod_line_request_get_num_requested_lines(request->lines);
  for (size_t index = 0; index < count; index++) {
    values[index] = read[index] == GPIOD_LINE_VALUE_ACTIVE;
  }
  return 0;
}

int cgpio_set_all(cgpio_request *request, const uint8_t *values) {
  enum gpiod_line_value wanted[LINES];
  size_t count = gpiod_line_request_get_num_requested_lines(request->lines);
  for (size_t index = 0; index < count; index++) {
    wanted[index] = values[index] ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
  }
  return gpiod_line_request_set_values(request->lines, wanted);
}

void cgpio_release(cgpio_request *request) {
  if (request->few) gpiod_edge_event_buffer_free(request->few);
  if (request->batch) gpiod_edge_event_buffer_free(request->batch);
  if (request->lines) gpiod_line_request_release(request->lines);
  free(request);
}

#endif
#endif
