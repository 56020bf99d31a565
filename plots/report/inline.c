/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks of running text. One pass; a mark without its partner is text. Looking for the partner
 * never crosses another opening of the same mark, so time stays linear in the text. */
#include "plots/report/tree.h"

#include <string.h>

static bool is_escape(const char *p) {
  return p[0] == '\\' && p[1] != '\0' && strchr("\\*[]", p[1]) != NULL;
}

static void clear_run(void *data) {
  pb_run *run = data;
  g_free(run->text);
  g_free(run->target);
}

static void flush(GArray *runs, GString *pending, bool bold) {
  if (pending->len == 0)
    return;
  pb_run run = {.kind = PB_RUN_TEXT, .bold = bold, .text = g_strdup(pending->str)};
  g_array_append_val(runs, run);
  g_string_truncate(pending, 0);
}

/** Length of an id at p: letters, digits, - and _. */
static size_t id_length(const char *p) {
  size_t n = 0;
  while (g_ascii_isalnum(p[n]) || p[n] == '-' || p[n] == '_')
    n++;
  return n;
}

/** "[[#id]]": bytes taken, or 0. */
static size_t match_page(const char *p, pb_run *run) {
  if (strncmp(p, "[[#", 3) != 0)
    return 0;
  size_t n = id_length(p + 3);
  if (n == 0 || strncmp(p + 3 + n, "]]", 2) != 0)
    return 0;
  *run = (pb_run){.kind = PB_RUN_PAGE, .target = g_strndup(p + 3, n)};
  return n + 5;
}

/** "[words](#id)": bytes taken, or 0. */
static size_t match_link(const char *p, pb_run *run) {
  if (*p != '[')
    return 0;
  g_autoptr(GString) words = g_string_new(NULL);
  const char *q = p + 1;
  for (; *q && *q != ']' && *q != '['; q++) {
    if (is_escape(q))
      q++;
    g_string_append_c(words, *q);
  }
  if (words->len == 0 || strncmp(q, "](#", 3) != 0)
    return 0;
  size_t n = id_length(q + 3);
  if (n == 0 || q[3 + n] != ')')
    return 0;
  *run = (pb_run){.kind = PB_RUN_LINK, .text = g_strdup(words->str), .target = g_strndup(q + 3, n)};
  return (size_t)(q - p) + 3 + n + 1;
}

/** Whether an unescaped "**" follows. */
static bool closes(const char *p) {
  for (; *p; p++) {
    if (is_escape(p))
      p++;
    else if (p[0] == '*' && p[1] == '*')
      return true;
  }
  return false;
}

GArray *pb_inline_parse(const char *text) {
  GArray *runs = g_array_new(false, true, sizeof(pb_run));
  g_array_set_clear_func(runs, clear_run);
  g_autoptr(GString) pending = g_string_new(NULL);
  bool bold = false;
  const char *p = text ? text : "";
  while (*p) {
    pb_run run;
    size_t taken = 0;
    if (is_escape(p)) {
      g_string_append_c(pending, p[1]);
      p += 2;
    } else if (p[0] == '*' && p[1] == '*' && (bold || closes(p + 2))) {
      flush(runs, pending, bold);
      bold = !bold;
      p += 2;
    } else if (*p == '[' && ((taken = match_page(p, &run)) || (taken = match_link(p, &run)))) {
      flush(runs, pending, bold);
      run.bold = bold;
      g_array_append_val(runs, run);
      p += taken;
    } else {
      g_string_append_c(pending, *p++);
    }
  }
  flush(runs, pending, bold);
  return runs;
}

char *pb_inline_escape(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text ? text : ""; *p; p++) {
    if (strchr("\\*[]", *p) != NULL)
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p);
  }
  return g_string_free(out, false);
}

char *pb_inline_plain(const char *text) {
  g_autoptr(GArray) runs = pb_inline_parse(text);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    if (run->text != NULL)
      g_string_append(out, run->text);
  }
  return g_string_free(out, false);
}
