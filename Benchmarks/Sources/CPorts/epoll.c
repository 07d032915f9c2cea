// The floor: an echo by hand, as small as it can be and still lose nothing.
#include "CPorts.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <termios.h>
#include <unistd.h>

int echo_epoll(const char *path, void (*armed)(void)) {
  static char buffer[4096];
  struct termios raw;
  int port = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (port < 0 || tcgetattr(port, &raw) < 0) return -1;
  cfmakeraw(&raw);
  if (tcsetattr(port, TCSANOW, &raw) < 0) return -1;
  int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN};
  if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, port, &event) < 0) return -1;
  armed();
  for (size_t head = 0, end = 0;;) {
    if (epoll_wait(poll, &event, 1, -1) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (event.events & (EPOLLHUP | EPOLLERR)) return 0;
    if (head == end && event.events & EPOLLIN) {
      ssize_t count = read(port, buffer, sizeof buffer);
      if (count <= 0) return count == 0 ? 0 : -1;
      head = 0;
      end = (size_t)count;
    }
    ssize_t count = write(port, buffer + head, end - head);
    if (count < 0 && errno != EAGAIN) return -1;
    if (count > 0) head += (size_t)count;
    // What the port did not take is sent before more is read.
    unsigned wanted = head < end ? EPOLLOUT : EPOLLIN;
    static unsigned watched = EPOLLIN;
    if (wanted != watched) {
      struct epoll_event change = {.events = wanted};
      epoll_ctl(poll, EPOLL_CTL_MOD, port, &change);
      watched = wanted;
    }
  }
}
