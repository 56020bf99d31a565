/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/key_lines.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

static void clear_line(gpointer p) {
  pb_key_line *line = p;
  g_free(line->section);
  g_free(line->key);
}

size_t pb_key_lines_find(const GArray *lines, const char *section, const char *key) {
  for (guint i = 0; i < lines->len; i++) {
    const pb_key_line *line = &g_array_index(lines, pb_key_line, i);
    if (g_str_equal(line->section, section) && g_strcmp0(line->key, key) == 0)
      return line->line;
  }
  return 0;
}

static bool add(GArray *lines, const char *name, const char *section, const char *key, size_t at,
                GError **error) {
  size_t before = pb_key_lines_find(lines, section, key);
  if (before) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                key ? _("%s:%zu: “%s” was given on line %zu already. Keep one of them.")
                    : _("%s:%zu: The section [%s] was begun on line %zu already. Put its keys in "
                        "one place."),
                name, at, key ? key : section, before);
    return false;
  }
  pb_key_line line = {g_strdup(section), g_strdup(key), at};
  g_array_append_val(lines, line);
  return true;
}

GArray *pb_key_lines_scan(const char *name, const char *text, size_t n, GError **error) {
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(pb_key_line));
  g_array_set_clear_func(lines, clear_line);
  g_autofree char *section = NULL;
  size_t number = 0;
  for (const char *p = text, *end = text + n; p < end;) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    stop = stop ? stop : end;
    g_autofree char *line = g_strstrip(g_strndup(p, (gsize)(stop - p)));
    p = stop + 1;
    number++;
    if (!*line || *line == '#')
      continue;
    char *close = strrchr(line, ']'), *equals = strchr(line, '=');
    if (*line == '[' && close && !close[1] && close > line + 1) {
      *close = '\0';
      g_free(section);
      section = g_strdup(line + 1);
      if (!add(lines, name, section, NULL, number, error))
        return NULL;
      continue;
    }
    if (!equals || equals == line || *line == '[' || !section) {
      g_set_error(
          error, PB_ERROR, PB_ERROR_PROJECT,
          section || *line == '['
              ? _("%s:%zu: This line is neither [section], key = value nor # comment: “%s”.")
              : _("%s:%zu: A section such as [project] must come before this line: “%s”."),
          name, number, line);
      return NULL;
    }
    *equals = '\0';
    g_strchomp(line);
    if (!add(lines, name, section, line, number, error))
      return NULL;
  }
  return g_steal_pointer(&lines);
}
