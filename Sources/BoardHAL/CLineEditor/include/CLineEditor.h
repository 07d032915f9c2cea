#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H
// A line of text, typed at a terminal, with editing, history and completion: by libedit where the
// build found it. The interface of libedit is variadic, which Swift cannot call.
#include <stdbool.h>

// What `next` returns when there is no byte to return.
#define LINE_EDITOR_END (-1)
#define LINE_EDITOR_INTERRUPTED (-2)

// Returns the next byte that was typed, or one of the above; may take its time.
typedef int (*line_editor_next)(void *context);

// Returns what to insert after `before`, the text left of the cursor, to be freed by the caller; or
// NULL when there is nothing to insert.
typedef char *(*line_editor_complete)(void *context, const char *before);

typedef struct line_editor line_editor;

// An editor on standard input and output, or NULL: no libedit, no memory, or no terminal.
line_editor *line_editor_open(const char *program, const char *prompt, void *context,
                              line_editor_next next, line_editor_complete complete);

// Puts the terminal back and forgets everything.
void line_editor_close(line_editor *editor);

// Reads a line, which is valid until the next call; NULL at the end, or when interrupted.
const char *line_editor_read(line_editor *editor);

// Shows prompt and line again, below what was written meanwhile.
void line_editor_refresh(line_editor *editor);

// Takes in that the terminal has another size.
void line_editor_resize(line_editor *editor);

// Remembers a line.
void line_editor_remember(line_editor *editor, const char *line);

// Reads or writes the lines remembered; false when the file cannot be had.
bool line_editor_load(line_editor *editor, const char *path);
bool line_editor_save(line_editor *editor, const char *path);

// What becomes of a terminal that is taken over.
typedef enum {
  TAKEN_TERMINAL_RAW,    // every key comes at once and as it is, and is no signal
  TAKEN_TERMINAL_KEYS,   // every key comes at once; Ctrl-C and its like are signals still
  TAKEN_TERMINAL_GUARDED // nothing yet; somebody else, such as the editor, sets it
} taken_terminal_mode;

// Takes a terminal over; -1 with errno set when the descriptor is none. One at a time.
//
// While the program is stopped by SIGTSTP, as Ctrl-Z does, the terminal is given back.
// `last_words` are sent to standard output when it is, and `first_words` when it is taken again;
// NULL for none. Not copied.
int taken_terminal_take(int descriptor, taken_terminal_mode mode, const char *first_words,
                        const char *last_words);

// A descriptor that can be read when the program goes on after it was stopped, so that it can draw
// again what others have drawn over; -1 when no terminal was ever taken.
int taken_terminal_continued(void);

// True once after each time.
bool taken_terminal_take_continued(void);

// Gives it its settings back; a crash of the program does the same.
void taken_terminal_give_back(void);

#endif
