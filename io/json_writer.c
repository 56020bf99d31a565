/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One open container. */
typedef struct {
  bool is_array, has_items;
  bool on_one_line; /* an array of plain values */
} level;

struct pb_json {
  GString *text;
  GArray *levels;
};

pb_json *pb_json_new(void) {
  pb_json *json = g_new0(pb_json, 1);
  json->text = g_string_new(NULL);
  json->levels = g_array_new(FALSE, TRUE, sizeof(level));
  return json;
}

void pb_json_free(pb_json *json) {
  if (!json)
    return;
  g_string_free(json->text, TRUE);
  g_array_unref(json->levels);
  g_free(json);
}

void pb_json_append_quoted(GString *to, const char *text) {
  g_string_append_c(to, '"');
  for (const char *p = text; *p; p++) {
    unsigned char c = (unsigned char)*p;
    if (c == '"' || c == '\\')
      g_string_append_printf(to, "\\%c", c);
    else if (c == '\n')
      g_string_append(to, "\\n");
    else if (c == '\t')
      g_string_append(to, "\\t");
    else if (c == '\r')
      g_string_append(to, "\\r");
    else if (c < 0x20 || c == 0x7F)
      g_string_append_printf(to, "\\u%04x", c);
    else
      g_string_append_c(to, (char)c);
  }
  g_string_append_c(to, '"');
}

static void new_line(pb_json *json) {
  g_string_append_c(json->text, '\n');
  for (guint i = 0; i < json->levels->len; i++)
    g_string_append(json->text, "  ");
}

/* Comma, line end and key before an item. */
static void begin_item(pb_json *json, const char *key) {
  if (json->levels->len) {
    level *in = &g_array_index(json->levels, level, json->levels->len - 1);
    g_return_if_fail(in->is_array == (key == NULL));
    if (in->has_items)
      g_string_append(json->text, in->on_one_line ? ", " : ",");
    in->has_items = true;
    if (!in->on_one_line)
      new_line(json);
  }
  if (key) {
    pb_json_append_quoted(json->text, key);
    g_string_append(json->text, ": ");
  }
}

static void begin(pb_json *json, const char *key, bool is_array, bool on_one_line) {
  begin_item(json, key);
  g_string_append_c(json->text, is_array ? '[' : '{');
  level opened = {is_array, false, on_one_line};
  g_array_append_val(json->levels, opened);
}

void pb_json_begin_object(pb_json *json, const char *key) {
  begin(json, key, false, false);
}
void pb_json_begin_array(pb_json *json, const char *key) {
  begin(json, key, true, false);
}
void pb_json_begin_values(pb_json *json, const char *key) {
  begin(json, key, true, true);
}

void pb_json_end(pb_json *json) {
  g_return_if_fail(json->levels->len);
  level closed = g_array_index(json->levels, level, json->levels->len - 1);
  g_array_set_size(json->levels, json->levels->len - 1);
  if (closed.has_items && !closed.on_one_line)
    new_line(json);
  g_string_append_c(json->text, closed.is_array ? ']' : '}');
}

void pb_json_text(pb_json *json, const char *key, const char *text) {
  begin_item(json, key);
  if (!text) {
    g_string_append(json->text, "null");
    return;
  }
  g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
  pb_json_append_quoted(json->text, valid ? valid : text);
}

void pb_json_int(pb_json *json, const char *key, int64_t value) {
  begin_item(json, key);
  g_string_append_printf(json->text, "%" G_GINT64_FORMAT, value);
}

void pb_json_size(pb_json *json, const char *key, size_t n) {
  pb_json_int(json, key, (int64_t)n);
}

void pb_json_period(pb_json *json, const char *key, pb_period period) {
  g_autofree char *text = period ? pb_period_text(period) : NULL;
  pb_json_text(json, key, text);
}

char *pb_number_text(double value) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  if (value == 0)
    return g_strdup("0");
  for (int digits = 15; digits <= 17; digits++) {
    char format[8];
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(buffer, sizeof buffer, format, value);
    if (g_ascii_strtod(buffer, NULL) == value)
      break;
  }
  return g_strdup(buffer);
}

void pb_json_double(pb_json *json, const char *key, double value) {
  begin_item(json, key);
  if (!isfinite(value)) {
    g_string_append(json->text, "null");
    return;
  }
  g_autofree char *text = pb_number_text(value);
  g_string_append(json->text, text);
}

void pb_json_bool(pb_json *json, const char *key, bool value) {
  begin_item(json, key);
  g_string_append(json->text, value ? "true" : "false");
}

void pb_json_null(pb_json *json, const char *key) {
  begin_item(json, key);
  g_string_append(json->text, "null");
}

char *pb_json_finish(pb_json *json) {
  g_return_val_if_fail(json->levels->len == 0, NULL);
  g_string_append_c(json->text, '\n');
  char *text = g_string_free(json->text, FALSE);
  json->text = g_string_new(NULL);
  return text;
}
