/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden_file.h"

#include <string.h>

/** More than this is not read by anyone; the new file is written beside for tools. */
#define SHOWN_LINES 12
#define SHOWN_BYTES 300

static void show(GString *out, const char *sign, char **lines, guint from, guint to) {
  for (guint i = from; i < to && i < from + SHOWN_LINES; i++)
    g_string_append_printf(out, "%s %.*s%s\n", sign, SHOWN_BYTES, lines[i],
                           strlen(lines[i]) > SHOWN_BYTES ? "…" : "");
  if (to > from + SHOWN_LINES)
    g_string_append_printf(out, "%s … %u more lines\n", sign, to - from - SHOWN_LINES);
}

/** The lines between what both have in common at their start and at their end. */
static char *describe(const char *path, const char *stored, const char *text) {
  g_auto(GStrv) was = g_strsplit(stored, "\n", -1);
  g_auto(GStrv) is = g_strsplit(text, "\n", -1);
  guint n_was = g_strv_length(was), n_is = g_strv_length(is), first = 0;
  while (first < n_was && first < n_is && strcmp(was[first], is[first]) == 0)
    first++;
  while (n_was > first && n_is > first && strcmp(was[n_was - 1], is[n_is - 1]) == 0) {
    n_was--;
    n_is--;
  }
  GString *out = g_string_new(NULL);
  g_string_append_printf(out, "%s differs from line %u (- stored, + now):\n", path, first + 1);
  show(out, "-", was, first, n_was);
  show(out, "+", is, first, n_is);
  g_string_append(out, "If the change is meant, look at the figure and run the test again with "
                       "PB_UPDATE_GOLDEN=1.");
  return g_string_free(out, FALSE);
}

char *golden_difference(const char *folder, const char *name, const char *text, gsize length) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *stored = NULL;
  g_autoptr(GError) error = NULL;
  gsize n = 0;
  if (g_strcmp0(g_getenv("PB_UPDATE_GOLDEN"), "1") == 0) {
    if (!g_file_set_contents(path, text, (gssize)length, &error))
      return g_strdup(error->message);
    return NULL;
  }
  if (!g_file_get_contents(path, &stored, &n, &error))
    return g_strdup_printf("%s Run the test with PB_UPDATE_GOLDEN=1 to store it.", error->message);
  if (n == length && memcmp(stored, text, n) == 0)
    return NULL;
  g_autofree char *now = g_strndup(text, length);
  return describe(path, stored, now);
}
