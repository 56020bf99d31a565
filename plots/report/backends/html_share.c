/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps of one place repeat the same outlines. Each outline is kept once, at the end of the page,
 * and the maps refer to it: a third of the file. */
#include <string.h>

#include "plots/report/backends/html_blocks.h"

/** Shorter outlines are not worth a reference. */
#define LEAST_LENGTH 64

static const char path_start[] = "<path d=\"";

/** The next path at or after `p` whose outline is long enough: its outline's start and end. */
static bool next_outline(const char *p, const char **start, const char **end) {
  while ((p = strstr(p, path_start)) != NULL) {
    *start = p + strlen(path_start);
    *end = strchr(*start, '"');
    if (*end == NULL)
      return false;
    if (*end - *start >= LEAST_LENGTH)
      return true;
    p = *end;
  }
  return false;
}

/** Outline -> how often it occurs. */
static GHashTable *count_outlines(const char *body) {
  GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const char *start, *end = body;
  while (next_outline(end, &start, &end)) {
    char *outline = g_strndup(start, (size_t)(end - start));
    int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, outline));
    g_hash_table_replace(counts, outline, GINT_TO_POINTER(n + 1));
  }
  return counts;
}

void pb_html_share_outlines(pb_html *html, gsize from) {
  g_autofree char *body = g_strdup(html->out->str + from);
  g_autoptr(GHashTable) counts = count_outlines(body);
  g_autoptr(GHashTable) numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) kept = g_string_new(NULL);
  const char *done = body, *start, *end = body;
  g_string_truncate(html->out, from);
  while (next_outline(end, &start, &end)) {
    g_autofree char *outline = g_strndup(start, (size_t)(end - start));
    if (GPOINTER_TO_INT(g_hash_table_lookup(counts, outline)) < 2)
      continue;
    int number = GPOINTER_TO_INT(g_hash_table_lookup(numbers, outline));
    if (number == 0) {
      number = (int)g_hash_table_size(numbers) + 1;
      g_string_append_printf(kept, "<path id=\"o%d\" d=\"%s\"/>\n", number, outline);
      g_hash_table_insert(numbers, g_steal_pointer(&outline), GINT_TO_POINTER(number));
    }
    g_string_append_len(html->out, done, start - (gssize)strlen(path_start) - done);
    g_string_append_printf(html->out, "<use href=\"#o%d\"", number);
    done = end + 1;
  }
  g_string_append(html->out, done);
  if (kept->len > 0)
    g_string_append_printf(
        html->out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"unseen\" "
        "width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n%s</defs></svg>\n",
        kept->str);
}
