/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/findings.h"

#include <string.h>

#include "io/personal_data.h"

#define VALUE_CHARACTERS 40
/* A personal identity number has ten or twelve digits, a telephone number eight or more. */
#define MANY_DIGITS 8

char *pb_mask_value(const char *value) {
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  bool email = pb_personal_data_in(valid, strlen(valid)) == PB_PERSONAL_EMAIL;
  size_t digits = 0, n = 0;
  for (const char *p = valid; *p; p++)
    digits += g_ascii_isdigit(*p) != 0;
  GString *text = g_string_new(NULL);
  for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (n++ == VALUE_CHARACTERS) {
      g_string_append(text, "…");
      break;
    }
    if (digits >= MANY_DIGITS && c < 128 && g_ascii_isdigit((char)c))
      c = 'x';
    if (email && g_unichar_isalnum(c))
      c = 'x';
    g_string_append_unichar(text, g_unichar_iscntrl(c) ? ' ' : c);
  }
  return g_string_free(text, FALSE);
}

static void add(const pb_findings *findings, pb_diagnostic *entry, const char *value) {
  if (!findings->diagnostics)
    return;
  g_autofree char *masked = value ? pb_mask_value(value) : NULL;
  entry->source = (char *)findings->source;
  entry->file = (char *)findings->file;
  entry->value = masked;
  pb_diagnostics_add(findings->diagnostics, entry);
}

void pb_findings_add(const pb_findings *findings, pb_diag_severity severity, const char *reason,
                     size_t line, size_t column, const char *field, const char *value,
                     const char *message) {
  pb_diagnostic entry = {.severity = severity,
                         .reason = reason,
                         .line = line,
                         .column = column,
                         .field = (char *)field,
                         .message = (char *)message};
  add(findings, &entry, value);
}

void pb_findings_note(const pb_findings *findings, const char *reason, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  pb_findings_add(findings, PB_DIAG_NOTE, reason, 0, 0, NULL, NULL, message);
}

void pb_findings_add_times(const pb_findings *findings, pb_diag_severity severity,
                           const char *reason, size_t line, const char *value, size_t times,
                           const char *message) {
  pb_diagnostic entry = {.severity = severity,
                         .reason = reason,
                         .line = line,
                         .message = (char *)message,
                         .times = times};
  add(findings, &entry, value);
}

char *pb_diagnostic_text(const pb_diagnostic *d) {
  GString *text = g_string_new(d->file);
  if (d->line)
    g_string_append_printf(text, ":%zu", d->line);
  if (d->line && d->column)
    g_string_append_printf(text, ":%zu", d->column);
  if (d->field)
    g_string_append_printf(text, ": %s", d->field);
  g_string_append_printf(text, ": %s", d->message);
  return g_string_free(text, FALSE);
}
