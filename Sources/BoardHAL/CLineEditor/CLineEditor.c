#include "CLineEditor.h"

#if __has_include(<histedit.h>)
#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int remembered_lines = 1000;
static const int end_key = 4; // Ctrl-D

struct line_editor {
  EditLine *edit;
  History *history;
  char *prompt;
  void *context;
  line_editor_next next;
  line_editor_complete complete;
  // A key of the line has been read.
  bool has_begun;
};

static line_editor *owner(EditLine *edit) {
  void *data = NULL;
  el_get(edit, EL_CLIENTDATA, &data);
  return data;
}

static char *show_prompt(EditLine *edit) { return owner(edit)->prompt; }

// libedit takes characters and not bytes, so that those of several bytes are put together here.
static int read_character(EditLine *edit, wchar_t *character) {
  line_editor *editor = owner(edit);
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (;;) {
    int byte = editor->next(editor->context);
    if (byte == LINE_EDITOR_END) return 0;
    if (byte == LINE_EDITOR_INTERRUPTED) {
      errno = EINTR;
      return -1;
    }
    // Between two lines the terminal is in line mode. A Ctrl-D typed then is taken by the line
    // discipline, and comes out as a zero when that mode is left. libedit undoes VEOF = disabled.
    if (byte == 0 && !editor->has_begun) byte = end_key;
    editor->has_begun = true;
    char typed = (char)byte;
    size_t count = mbrtowc(character, &typed, 1, &state);
    if (count == (size_t)-2) continue;
    if (count == (size_t)-1) {
      // Not text: dropped, as the terminal could not show it either.
      memset(&state, 0, sizeof state);
      continue;
    }
    if (count == 0) *character = L'\0';
    return 1;
  }
}

static unsigned char complete_word(EditLine *edit, int key) {
  (void)key;
  line_editor *editor = owner(edit);
  const LineInfo *line = el_line(edit);
  char *before = strndup(line->buffer, (size_t)(line->cursor - line->buffer));
  if (!before) return CC_ERROR;
  char *insertion = editor->complete(editor->context, before);
  free(before);
  if (!insertion) return CC_REDISPLAY;
  int result = el_insertstr(edit, insertion) == 0 ? CC_REFRESH : CC_ERROR;
  free(insertion);
  return (unsigned char)result;
}

// The text of the terminal is UTF-8 unless the environment names another encoding.
static void choose_encoding(void) {
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
}

line_editor *line_editor_open(const char *program, const char *prompt, void *context,
                              line_editor_next next, line_editor_complete complete) {
  line_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  choose_encoding();
  editor->prompt = strdup(prompt);
  editor->history = history_init();
  editor->edit = el_init_fd(program, stdin, stdout, stderr, STDIN_FILENO, STDOUT_FILENO,
                            STDERR_FILENO);
  if (!editor->prompt || !editor->history || !editor->edit) {
    line_editor_close(editor);
    return NULL;
  }
  editor->context = context;
  editor->next = next;
  editor->complete = complete;
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, remembered_lines);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->edit, EL_CLIENTDATA, editor);
  el_set(editor->edit, EL_PROMPT, show_prompt);
  el_set(editor->edit, EL_EDITOR, "emacs");
  el_set(editor->edit, EL_HIST, history, editor->history);
  el_set(editor->edit, EL_GETCFN, read_character);
  el_set(editor->edit, EL_ADDFN, "complete", "Complete the word", complete_word);
  el_set(editor->edit, EL_BIND, "^I", "complete", NULL);
  el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  // The user's own wishes, such as vi keys, come last.
  el_source(editor->edit, NULL);
  return editor;
}

void line_editor_close(line_editor *editor) {
  if (!editor) return;
  if (editor->edit) el_end(editor->edit);
  if (editor->history) history_end(editor->history);
  free(editor->prompt);
  free(editor);
}

const char *line_editor_read(line_editor *editor) {
  // libedit shows the prompt before it takes the terminal out of line mode. A key typed in between,
  // in answer to the prompt, would still be the line discipline's: Ctrl-D would be lost.
  el_set(editor->edit, EL_PREP_TERM, 1);
  editor->has_begun = false;
  int count = 0;
  const char *line = el_gets(editor->edit, &count);
  return count > 0 ? line : NULL;
}

void line_editor_refresh(line_editor *editor) { el_set(editor->edit, EL_REFRESH); }

void line_editor_resize(line_editor *editor) { el_resize(editor->edit); }

void line_editor_remember(line_editor *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

bool line_editor_load(line_editor *editor, const char *path) {
  HistEvent event;
  return history(editor->history, &event, H_LOAD, path) >= 0;
}

bool line_editor_save(line_editor *editor, const char *path) {
  HistEvent event;
  return history(editor->history, &event, H_SAVE, path) >= 0;
}

#else

line_editor *line_editor_open(const char *program, const char *prompt, void *context,
                              line_editor_next next, line_editor_complete complete) {
  (void)program, (void)prompt, (void)context, (void)next, (void)complete;
  return 0;
}

void line_editor_close(line_editor *editor) { (void)editor; }

const char *line_editor_read(line_editor *editor) {
  (void)editor;
  return 0;
}

void line_editor_refresh(line_editor *editor) { (void)editor; }
void line_editor_resize(line_editor *editor) { (void)editor; }
void line_editor_remember(line_editor *editor, const char *line) { (void)editor, (void)line; }

bool line_editor_load(line_editor *editor, const char *path) {
  (void)editor, (void)path;
  return false;
}

bool line_editor_save(line_editor *editor, const char *path) {
  (void)editor, (void)path;
  return false;
}
#endif
