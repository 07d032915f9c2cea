// A terminal whose keys come one by one, as they are, and that gets its settings back however the
// program ends. In C because what runs in a crash may do nothing that Swift's runtime might.
#include "CLineEditor.h"
#include <signal.h>
#include <stddef.h>
#include <termios.h>

static struct termios saved;
static volatile sig_atomic_t terminal = -1;

// What ends a program without asking it. SIGKILL cannot be heard.
static const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
enum { CRASH_COUNT = sizeof crashes / sizeof *crashes };

static void restore_and_crash(int number) {
  // tcsetattr is safe in a handler (POSIX). SA_RESETHAND: the signal now does what it always does.
  if (terminal >= 0) tcsetattr(terminal, TCSANOW, &saved);
  raise(number);
}

int raw_terminal_take(int descriptor) {
  if (tcgetattr(descriptor, &saved) < 0) return -1;
  struct termios raw = saved;
  // No key is a signal, none is translated, none is kept back until the line is complete.
  raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  // What the port sends is shown as it came.
  raw.c_oflag &= ~(tcflag_t)OPOST;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  terminal = descriptor;
  struct sigaction action = {.sa_handler = restore_and_crash, .sa_flags = (int)SA_RESETHAND};
  for (size_t index = 0; index < CRASH_COUNT; index++) sigaction(crashes[index], &action, NULL);
  return tcsetattr(descriptor, TCSADRAIN, &raw);
}

void raw_terminal_give_back(void) {
  if (terminal < 0) return;
  // At once: a terminal that nobody reads would keep the program from ending.
  tcsetattr(terminal, TCSANOW, &saved);
  terminal = -1;
  for (size_t index = 0; index < CRASH_COUNT; index++) signal(crashes[index], SIG_DFL);
}
