/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/shown_path.h"

#include <stdbool.h>
#include <string.h>

char *pb_shown_path(const char *path) {
  return g_path_is_absolute(path) ? g_path_get_basename(path) : g_strdup(path);
}

/* A path ends where a sentence goes on; a blank inside a folder's name leaves the rest of it. */
static size_t path_length(const char *p) {
  return strcspn(p, " :;,\n\t\"");
}

char *pb_hide_folders(const char *sentence) {
  GString *text = g_string_new(NULL);
  bool at_word = true;
  for (const char *p = sentence; *p; p++) {
    if (at_word && *p == '/' && p[1] && p[1] != ' ') {
      size_t n = path_length(p);
      const char *name = p;
      for (size_t i = 0; i < n; i++)
        if (p[i] == '/')
          name = p + i + 1;
      g_string_append_len(text, name, (gssize)(p + n - name));
      p += n - 1;
      at_word = false;
      continue;
    }
    g_string_append_c(text, *p);
    at_word = strchr(" \n\t\"(", *p) != NULL || g_str_has_suffix(text->str, "“") ||
              g_str_has_suffix(text->str, "”");
  }
  return g_string_free(text, FALSE);
}
