// A terminal that gets back its settings, and the user's screen, however the program ends. In C
// because what runs in a crash may do nothing that Swift's runtime might.
#include "CLineEditor.h"
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static const char *farewell;
static volatile sig_atomic_t terminal = -1;

// What ends a program without asking it. SIGKILL cannot be heard.
static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
enum { CRASH_COUNT = sizeof crashes / sizeof *crashes };

// Only calls that are safe in a handler (POSIX).
static void restore(void) {
  if (terminal < 0) return;
  // At once: a terminal that nobody reads would keep the program from ending.
  tcsetattr(terminal, TCSANOW, &saved);
  terminal = -1;
  struct pollfd screen = {.fd = STDOUT_FILENO, .events = POLLOUT};
  // For the same reason only where there is room. A terminal that takes nothing shows nothing.
  if (farewell && poll(&screen, 1, 0) > 0 && (screen.revents & POLLOUT)) {
    // What comes of it, nobody is left to be told.
    ssize_t count = write(STDOUT_FILENO, farewell, strlen(farewell));
    (void)count;
  }
}

static void restore_and_crash(int number) {
  restore();
  // SA_RESETHAND: the signal now does what it always does.
  raise(number);
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

int taken_terminal_take(int descriptor, taken_terminal_mode mode, const char *last_words) {
  if (tcgetattr(descriptor, &saved) < 0) return -1;
  struct termios settings = saved;
  switch (mode) {
    case TAKEN_TERMINAL_RAW: set_raw(&settings); break;
    // Ctrl-C stays a signal, so that the way out is the same as everywhere.
    case TAKEN_TERMINAL_KEYS: settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO); break;
    case TAKEN_TERMINAL_GUARDED: break;
  }
  farewell = last_words;
  terminal = descriptor;
  struct sigaction action = {.sa_handler = restore_and_crash, .sa_flags = (int)SA_RESETHAND};
  for (size_t index = 0; index < CRASH_COUNT; index++) sigaction(crashes[index], &action, NULL);
  if (mode == TAKEN_TERMINAL_GUARDED) return 0;
  return tcsetattr(descriptor, TCSADRAIN, &settings);
}

void taken_terminal_give_back(void) {
  if (terminal < 0) return;
  restore();
  for (size_t index = 0; index < CRASH_COUNT; index++) signal(crashes[index], SIG_DFL);
}
