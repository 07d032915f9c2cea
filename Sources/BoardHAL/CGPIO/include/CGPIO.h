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

enum { CGPIO_RISING = 1, CGPIO_FALLING = 2, CGPIO_BOTH = 3 };
/// AS_IS asks for nothing; of a line that is read, nobody knows.
enum { CGPIO_BIAS_OFF, CGPIO_BIAS_UP, CGPIO_BIAS_DOWN, CGPIO_BIAS_AS_IS };
enum { CGPIO_PUSH_PULL, CGPIO_OPEN_DRAIN, CGPIO_OPEN_SOURCE };
enum { CGPIO_OUTPUT, CGPIO_INPUT, CGPIO_AS_IS };

typedef struct cgpio_line_info {
  char name[CGPIO_NAME_SIZE];
  char consumer[CGPIO_NAME_SIZE];
  int is_used;
  /// CGPIO_OUTPUT or CGPIO_INPUT.
  uint8_t direction;
  uint8_t is_active_low;
  uint8_t bias;
  uint8_t drive;
  /// Which edges its holder hears, and after what debounce; 0 with API 1, which does not tell.
  uint8_t edges;
  uint32_t debounce_us;
} cgpio_line_info;

/// Reads what a chip is.
int cgpio_read_chip(const char *path, cgpio_chip *chip);
/// Finds a line by its name; returns its offset, or -1 with errno ENOENT.
int cgpio_find_line(const char *path, const char *name);
/// Reads what the lines `first` to `first + count - 1` are, and who holds them.
int cgpio_read_lines(const char *path, uint32_t first, cgpio_line_info *lines, size_t count);

/// What is wanted of one line. With edges it is an input, whatever `direction` says.
typedef struct cgpio_line {
  uint32_t offset;
  uint8_t direction;
  uint8_t edges;
  uint8_t bias;
  /// Of outputs, as is `value`, which they start with.
  uint8_t drive;
  uint8_t is_active_low;
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
/// The descriptor that becomes readable with an edge; non-blocking.
int cgpio_descriptor(const cgpio_request *request);
/// Reads up to `capacity` edges in one call, allocating nothing; fails with EAGAIN on none.
int cgpio_read(cgpio_request *request, cgpio_event *events, size_t capacity);
/// What a line means now: 1 active, 0 inactive.
int cgpio_get(cgpio_request *request, uint32_t offset);
/// Drives an output.
int cgpio_set(cgpio_request *request, uint32_t offset, int value);
/// What all lines of the request mean at one moment, in the order of the request.
int cgpio_get_all(cgpio_request *request, uint8_t *values);
/// Drives all outputs of the request at one moment, in the order of the request.
int cgpio_set_all(cgpio_request *request, const uint8_t *values);
/// The most edges that one call of `cgpio_read` brings; fewer than this were all there were.
size_t cgpio_read_capacity(void);
/// Gives the lines back.
void cgpio_release(cgpio_request *request);

#endif
