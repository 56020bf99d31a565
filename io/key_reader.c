/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/key_reader.h"

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"
#include "io/key_lines.h"

size_t pb_key_line_of(const pb_key_reader *r, const char *key) {
  return pb_key_lines_find(r->lines, r->section, key);
}

bool pb_key_fail(const pb_key_reader *r, size_t line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *sentence = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(r->error, PB_ERROR, PB_ERROR_PROJECT, "%s:%zu: %s", r->file, line, sentence);
  return false;
}

bool pb_key_unknown(const pb_key_reader *r, size_t line, const char *format, const char *format_all,
                    const char *wrong, const char *const *names, size_t n) {
  const char *near = pb_nearest_name(wrong, names, n);
  if (near)
    return pb_key_fail(r, line, format, wrong, r->section, near);
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(all, "%s%s", i ? ", " : "", names[i]);
  return pb_key_fail(r, line, format_all, wrong, r->section, all->str);
}

static bool unknown_key(const pb_key_reader *r, const char *key, const char *const *names,
                        size_t n) {
  return pb_key_unknown(r, pb_key_line_of(r, key),
                        _("There is no key %s in [%s]. Did you mean %s?"),
                        _("There is no key %s in [%s]. The keys are: %s."), key, names, n);
}

bool pb_key_is_among(const char *name, const char *const *names, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(name, names[i]))
      return true;
  return false;
}

bool pb_key_check(const pb_key_reader *r, const char *const *names, size_t n, const char *prefix,
                  const char *other) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  for (char **key = keys; *key; key++)
    if (!pb_key_is_among(*key, names, n) && !(prefix && g_str_has_prefix(*key, prefix)) &&
        !(other && g_str_has_prefix(*key, other)))
      return unknown_key(r, *key, names, n);
  return true;
}

char *pb_key_value(const pb_key_reader *r, const char *key) {
  char *value = g_key_file_get_value(r->keys, r->section, key, NULL);
  return value ? g_strstrip(value) : NULL;
}

bool pb_key_text(const pb_key_reader *r, const char *key, char **text) {
  char *value = pb_key_value(r, key);
  if (value) {
    g_free(*text);
    *text = value;
  }
  return true;
}

bool pb_key_required(const pb_key_reader *r, const char *key, char **text) {
  pb_key_text(r, key, text);
  if (*text && **text)
    return true;
  return pb_key_fail(r, pb_key_line_of(r, NULL), _("[%s] needs the key %s."), r->section, key);
}

bool pb_key_int(const pb_key_reader *r, const char *key, int min, int max, int *number) {
  g_autofree char *value = pb_key_value(r, key);
  gint64 read;
  if (!value)
    return true;
  if (!g_ascii_string_to_signed(value, 10, min, max, &read, NULL))
    return pb_key_fail(r, pb_key_line_of(r, key),
                       _("%s must be a whole number from %d to %d, not “%s”."), key, min, max,
                       value);
  *number = (int)read;
  return true;
}

bool pb_key_percent(const pb_key_reader *r, const char *key, double *number) {
  g_autofree char *value = pb_key_value(r, key);
  if (!value)
    return true;
  g_strdelimit(value, ",", '.');
  char *end;
  double read = g_ascii_strtod(value, &end);
  if (end == value || *end || !(read >= 0 && read <= 100))
    return pb_key_fail(r, pb_key_line_of(r, key), _("%s must be a number from 0 to 100, not “%s”."),
                       key, value);
  *number = read;
  return true;
}

bool pb_key_bool(const pb_key_reader *r, const char *key, bool *yes) {
  g_autofree char *value = pb_key_value(r, key);
  if (!value)
    return true;
  if (!g_str_equal(value, "true") && !g_str_equal(value, "false"))
    return pb_key_fail(r, pb_key_line_of(r, key), _("%s must be true or false, not “%s”."), key,
                       value);
  *yes = g_str_equal(value, "true");
  return true;
}

bool pb_key_choice(const pb_key_reader *r, const char *key, const char *const *choices, size_t n,
                   size_t *chosen) {
  g_autofree char *value = pb_key_value(r, key);
  if (!value)
    return true;
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(value, choices[i])) {
      *chosen = i;
      return true;
    }
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(all, "%s%s", i ? ", " : "", choices[i]);
  return pb_key_fail(r, pb_key_line_of(r, key), _("%s cannot be “%s”. Choose one of: %s."), key,
                     value, all->str);
}

bool pb_key_list(const pb_key_reader *r, const char *key, char ***list) {
  g_autofree char *value = pb_key_value(r, key);
  if (!value)
    return true;
  *list = g_strsplit(value, ";", -1);
  for (char **one = *list; *one; one++)
    g_strstrip(*one);
  return true;
}
