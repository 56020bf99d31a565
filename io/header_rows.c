/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/header_rows.h"

#include <stdbool.h>

char **pb_record_texts(const pb_record *record) {
  char **texts = g_new0(char *, record->n_cells + 1);
  for (size_t i = 0; i < record->n_cells; i++)
    texts[i] = g_strdup(record->cells[i].text);
  return texts;
}

static size_t count_filled(char *const *row) {
  size_t filled = 0;
  for (; *row; row++)
    filled += **row != '\0';
  return filled;
}

/* The names below with those above them. */
static char **join_row(char *const *above, char *const *below) {
  size_t width = g_strv_length((char **)below);
  char **names = g_new0(char *, width + 1);
  const char *group = "";
  for (size_t i = 0; i < width; i++) {
    const char *own = above && *above ? *above++ : "";
    bool below_is_named = *below[i] != '\0';
    if (*own)
      group = below_is_named ? own : "";
    const char *over = *own ? own : below_is_named ? group : "";
    names[i] = *over && below_is_named ? g_strdup_printf("%s %s", over, below[i])
                                       : g_strdup(*over ? over : below[i]);
  }
  return names;
}

char **pb_header_join(char *const *const *rows, size_t n) {
  char **names = g_strdupv((char **)rows[n - 1]);
  for (size_t i = n - 1; i-- > 0;) {
    char **joined = join_row(rows[i], names);
    g_strfreev(names);
    names = joined;
  }
  return names;
}

static bool any_repeats(char *const *names) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (; *names; names++)
    if (**names && !g_hash_table_add(seen, *names))
      return true;
  return false;
}

static bool may_stand_above(char *const *row, char *const *header) {
  size_t width = g_strv_length((char **)header), filled = count_filled(row);
  for (size_t i = 0; row[i]; i++)
    if (i >= width && *row[i])
      return false;
  return filled >= 2 && filled < count_filled(header);
}

size_t pb_header_lines(char *const *const *rows, size_t n) {
  if (n == 0 || !any_repeats(rows[n - 1]))
    return 1;
  for (size_t lines = 2; lines <= n && lines <= PB_HEADER_MAX_ROWS; lines++) {
    if (!may_stand_above(rows[n - lines], rows[n - 1]))
      return 1;
    g_auto(GStrv) names = pb_header_join(rows + n - lines, lines);
    if (!any_repeats(names))
      return lines;
  }
  return 1;
}
