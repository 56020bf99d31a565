/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_shared_strings.h"

#include <string.h>

void pb_xlsx_runs_start(pb_xlsx_runs *runs, const char *element) {
  if (strcmp(element, "rPh") == 0)
    runs->in_reading = true;
}

void pb_xlsx_runs_end(pb_xlsx_runs *runs, const char *element, const char *text, size_t n) {
  if (strcmp(element, "rPh") == 0)
    runs->in_reading = false;
  else if (!runs->in_reading && strcmp(element, "t") == 0)
    g_string_append_len(runs->text, text, (gssize)n);
}

/* A control character is written _x000D_ in a workbook. */
static bool is_escape(const char *p, size_t n) {
  return n >= 7 && memcmp(p, "_x00", 4) == 0 && (p[4] == '0' || p[4] == '1') &&
         g_ascii_isxdigit(p[5]) && p[6] == '_';
}

const char *pb_xlsx_store_text(GStringChunk *chunk, const char *text, size_t n, size_t *length) {
  while (n && strchr(" \t\n", *text))
    text++, n--;
  while (n && strchr(" \t\n", text[n - 1]))
    n--;
  if (!memchr(text, '_', n)) {
    *length = n;
    return g_string_chunk_insert_len(chunk, text, (gssize)n);
  }
  g_autoptr(GString) plain = g_string_sized_new(n);
  for (size_t i = 0; i < n; i++) {
    if (is_escape(text + i, n - i))
      i += 6;
    else
      g_string_append_c(plain, text[i]);
  }
  *length = plain->len;
  return g_string_chunk_insert_len(chunk, plain->str, (gssize)plain->len);
}

typedef struct {
  GArray *texts;
  GStringChunk *chunk;
  pb_xlsx_runs runs;
} state;

static bool on_start(const char *element, const pb_xlsx_attributes *attributes, void *data,
                     GError **error) {
  (void)attributes, (void)error;
  state *s = data;
  if (strcmp(element, "si") == 0)
    g_string_truncate(s->runs.text, 0);
  pb_xlsx_runs_start(&s->runs, element);
  return true;
}

static bool on_end(const char *element, const char *text, size_t n, void *data, GError **error) {
  (void)error;
  state *s = data;
  pb_xlsx_runs_end(&s->runs, element, text, n);
  if (strcmp(element, "si") == 0) {
    pb_xlsx_text shared;
    shared.text = pb_xlsx_store_text(s->chunk, s->runs.text->str, s->runs.text->len, &shared.n);
    g_array_append_val(s->texts, shared);
  }
  return true;
}

GArray *pb_xlsx_shared_strings_read(pb_xlsx_zip *zip, const char *part, GStringChunk *chunk,
                                    GError **error) {
  static const pb_xlsx_handler handler = {on_start, on_end};
  g_autoptr(GArray) texts = g_array_new(FALSE, TRUE, sizeof(pb_xlsx_text));
  if (!part)
    return g_steal_pointer(&texts);
  g_autoptr(GString) text = g_string_new(NULL);
  state s = {texts, chunk, {text, false}};
  bool found;
  if (!pb_xlsx_zip_parse(zip, part, &handler, &s, &found, error))
    return NULL;
  return g_steal_pointer(&texts);
}
