/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/front_matter.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/markdown.h"

/* More lines than this is not a head but a text that forgot to end it. */
#define MAX_LINES 100

static void clear_line(gpointer p) {
  g_free(((pb_front_line *)p)->key);
  g_free(((pb_front_line *)p)->value);
}

static bool is_fence(const char *line, size_t n) {
  while (n && g_ascii_isspace(line[n - 1]))
    n--;
  return n == 3 && memcmp(line, "---", 3) == 0;
}

static char *unquoted(char *value) {
  size_t n = strlen(value);
  if (n >= 2 && (value[0] == '"' || value[0] == '\'') && value[n - 1] == value[0]) {
    value[n - 1] = '\0';
    memmove(value, value + 1, n - 1);
  }
  return value;
}

static bool add_line(const char *file, size_t at, const char *line, size_t n,
                     pb_front_matter *front, GError **error) {
  g_autofree char *text = g_strndup(line, n);
  g_strstrip(text);
  if (!*text || *text == '#')
    return true;
  char *colon = strchr(text, ':');
  if (!colon || front->lines->len == MAX_LINES) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s:%zu: Above the text stand only lines such as “kommun: 1880”, between two "
                  "lines of three hyphens (---). This line is none."),
                file, at);
    return false;
  }
  *colon = '\0';
  pb_front_line one = {.line = at};
  g_strstrip(text);
  one.key = g_utf8_strdown(text, -1);
  one.value = unquoted(g_strstrip(g_strdup(colon + 1)));
  g_array_append_val(front->lines, one);
  return true;
}

bool pb_front_matter_read(const char *file, const char *text, size_t n, pb_front_matter *front,
                          GError **error) {
  *front = (pb_front_matter){.lines = g_array_new(FALSE, FALSE, sizeof(pb_front_line))};
  g_array_set_clear_func(front->lines, clear_line);
  const char *line;
  size_t length, at = 0;
  bool open = false;
  while (pb_next_line(&text, &n, &line, &length)) {
    at++;
    if (is_fence(line, length)) {
      if (open) {
        front->body = text;
        front->n_body = n;
        front->body_line = at + 1;
        return true;
      }
      open = true;
    } else if (!open) {
      break;
    } else if (!add_line(file, at, line, length, front, error)) {
      return false;
    }
  }
  if (open)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s:%zu: The lines above the text are not ended. Put a line of three hyphens "
                  "(---) after them."),
                file, at);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s:1: The comment does not say where it belongs. Begin the file with a line of "
                  "three hyphens (---), lines such as “kommun: 1880” and “avsnitt: översikt”, and "
                  "three hyphens again."),
                file);
  return false;
}

void pb_front_matter_clear(pb_front_matter *front) {
  g_clear_pointer(&front->lines, g_array_unref);
}
