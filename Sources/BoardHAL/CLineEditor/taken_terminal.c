// A terminal that gets back its settings, and the user's screen, however the program ends or stops.
// In C because what runs in a crash may do nothing that Swift's runtime might.
#include "CLineEditor.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static const char *greeting;
static const char *farewell;
static volatile sig_atomic_t terminal = -1;
// Readable when the program goes on after a stop.
static int continued = -1;

// What ends a program without asking it. SIGKILL cannot be heard.
static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
enum { CRASH_COUNT = sizeof crashes / sizeof *crashes };

// All that handlers call here is safe in a handler (POSIX).

// Only where there is room: a terminal that nobody reads would keep the program from ending. One
// that takes nothing shows nothing.
static void say(const char *words) {
  struct pollfd screen = {.fd = STDOUT_FILENO, .events = POLLOUT};
  if (!words || poll(&screen, 1, 0) <= 0 || !(screen.revents & POLLOUT)) return;
  // What comes of it, nobody is left to be told.
  ssize_t count = write(STDOUT_FILENO, words, strlen(words));
  (void)count;
}

static void restore(void) {
  if (terminal < 0) return;
  // At once, for the same reason.
  tcsetattr(terminal, TCSANOW, &saved);
  terminal = -1;
  say(farewell);
}

static void restore_and_crash(int number) {
  restore();
  // SA_RESETHAND: the signal now does what it always does.
  raise(number);
}

// From the background, changing a terminal is a reason to be stopped.
static bool is_in_foreground(void) { return tcgetpgrp(terminal) == getpgrp(); }

static void set_suspension(void (*handler)(int)) {
  struct sigaction action;
  // Who started the program without job control may have it ignored.
  if (sigaction(SIGTSTP, NULL, &action) < 0 || action.sa_handler == SIG_IGN) return;
  action = (struct sigaction){.sa_handler = handler, .sa_flags = SA_RESTART};
  sigaction(SIGTSTP, &action, NULL);
}

// Stops the program as if nobody had heard the signal, so that the shell knows, with the terminal
// given back meanwhile.
static void suspend(int number) {
  int error = errno;
  struct termios taken;
  bool is_taken = terminal >= 0 && is_in_foreground() && tcgetattr(terminal, &taken) == 0;
  if (is_taken) {
    tcsetattr(terminal, TCSANOW, &saved);
    say(farewell);
  }
  set_suspension(SIG_DFL);
  raise(number);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, number);
  pthread_sigmask(SIG_UNBLOCK, &mask, NULL);
  // Here it stands still, until somebody continues it.
  pthread_sigmask(SIG_BLOCK, &mask, NULL);
  set_suspension(suspend);
  if (is_taken && terminal >= 0) {
    // What the user has changed since is to stay when the program ends.
    if (is_in_foreground()) tcgetattr(terminal, &saved);
    // From the background, this stops the program again until it is in the foreground.
    tcsetattr(terminal, TCSANOW, &taken);
    say(greeting);
  }
  uint64_t one = 1;
  ssize_t count = write(continued, &one, sizeof one);
  (void)count;
  errno = error;
}

static void set_raw(struct termios *settings) {
  // No key is a signal, none is translated, none is kept back until the line is complete.
  settings->c_iflag &=
      ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  // What the port sends is shown as it came.
  settings->c_oflag &= ~(tcflag_t)OPOST;
  settings->c_cc[VMIN] = 1;
  settings->c_cc[VTIME] = 0;
}

int taken_terminal_take(int descriptor, taken_terminal_mode mode, const char *first_words,
                        const char *last_words) {
  if (tcgetattr(descriptor, &saved) < 0) return -1;
  if (continued < 0) continued = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (continued < 0) return -1;
  struct termios settings = saved;
  switch (mode) {
    case TAKEN_TERMINAL_RAW: set_raw(&settings); break;
    // Ctrl-C stays a signal, so that the way out is the same as everywhere.
    case TAKEN_TERMINAL_KEYS: settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO); break;
    case TAKEN_TERMINAL_GUARDED: break;
  }
  greeting = first_words;
  farewell = last_words;
  terminal = descriptor;
  struct sigaction action = {.sa_handler = restore_and_crash, .sa_flags = (int)SA_RESETHAND};
  for (size_t index = 0; index < CRASH_COUNT; index++) sigaction(crashes[index], &action, NULL);
  set_suspension(suspend);
  if (mode == TAKEN_TERMINAL_GUARDED) return 0;
  return tcsetattr(descriptor, TCSADRAIN, &settings);
}

int taken_terminal_continued(void) { return continued; }

bool taken_terminal_take_continued(void) {
  uint64_t count;
  return read(continued, &count, sizeof count) == sizeof count;
}

void taken_terminal_give_back(void) {
  if (terminal < 0) return;
  restore();
  set_suspension(SIG_DFL);
  for (size_t index = 0; index < CRASH_COUNT; index++) signal(crashes[index], SIG_DFL);
}
