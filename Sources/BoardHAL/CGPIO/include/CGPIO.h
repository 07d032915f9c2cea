#ifndef CGPIO_H
#define CGPIO_H
// One small API over both of libgpiod's, chosen at compile time from the header that is there.
//
// libgpiod 1 and 2 share a name and nothing else. v1.c, v2.c and absent.c each hold all of this
// behind one condition; exactly one of them is not empty. Functions that return an int return a
// negative number with errno set when they fail, as the kernel does.

#include <stddef.h>
#include <stdint.h>

/// The API this was built with: 1, 2, or 0 when there was no header.
int cgpio_api(void);
/// The library's own version, as "1.6.3"; "" without a library.
const char *cgpio_version(void);
/// The most lines that one request for edges can hold.
int cgpio_lines_per_request(void);

enum { CGPIO_NAME_SIZE = 32 };

typedef struct cgpio_chip {
  char name[CGPIO_NAME_SIZE];
  char label[CGPIO_NAME_SIZE];
  uint32_t line_count;
} cgpio_chip;

typedef struct cgpio_line_info {
  char name[CGPIO_NAME_SIZE];
  char consumer[CGPIO_NAME_SIZE];
  int is_used;
} cgpio_line_info;

/// Reads what a chip is.
int cgpio_read_chip(const char *path, cgpio_chip *chip);
/// Finds a line by its name; returns its offset, or -1 with errno ENOENT.
int cgpio_find_line(const char *path, const char *name);
/// Reads what a line is, and who holds it.
int cgpio_read_line(const char *path, uint32_t offset, cgpio_line_info *info);

enum { CGPIO_RISING = 1, CGPIO_FALLING = 2, CGPIO_BOTH = 3 };
enum { CGPIO_BIAS_OFF, CGPIO_BIAS_UP, CGPIO_BIAS_DOWN };

/// What is wanted of one line: an output that starts with `value`; or an input, which without
/// edges is only looked at.
typedef struct cgpio_line {
  uint32_t offset;
  uint8_t edges;
  uint8_t bias;
  uint8_t is_active_low;
  uint8_t is_output;
  uint8_t value;
  /// 0 for none; refused with EOPNOTSUPP by API 1.
  uint32_t debounce_us;
} cgpio_line;

typedef struct cgpio_event {
  /// On the kernel's monotonic clock.
  int64_t time_ns;
  uint32_t offset;
  /// Count of the edges of this line, and of all lines of the request; 0 with API 1.
  uint32_t line_sequence;
  uint32_t request_sequence;
  /// CGPIO_RISING or CGPIO_FALLING, of the meaning: active-low has been applied.
  uint8_t edge;
} cgpio_event;

typedef struct cgpio_request cgpio_request;

/// Takes lines of one chip; NULL with errno set when they are not to be had.
///
/// `buffer` is how many edges the kernel is to hold for all lines together; API 1 has no say.
cgpio_request *cgpio_request_lines(const char *path, const char *consumer, const cgpio_line *lines,
                                   size_t count, uint32_t buffer);
/// The descriptor that becomes readable with an edge; non-blocking. -1 with API 1 and no edges.
int cgpio_descriptor(const cgpio_request *request);
/// Reads up to `capacity` edges in one call, allocating nothing; fails with EAGAIN on none.
int cgpio_read(cgpio_request *request, cgpio_event *events, size_t capacity);
/// What a line means now: 1 active, 0 inactive.
int cgpio_get(cgpio_request *request, uint32_t offset);
/// Drives an output.
int cgpio_set(cgpio_request *request, uint32_t offset, int value);
/// The most edges that one call of `cgpio_read` brings; fewer than this were all there were.
size_t cgpio_read_capacity(void);
/// Gives the lines back.
void cgpio_release(cgpio_request *request);

#endif
