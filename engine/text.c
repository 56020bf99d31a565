/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"

#include <glib.h>
#include <string.h>

/** The sign between thousands stands in the translated number after its first digit. */
static char *thousands_sign(void) {
  /* TRANSLATORS: one thousand, with the sign that parts thousands, or without any. */
  const char *thousand = _("1,000");
  const size_t length = strlen(thousand);
  return length > 4 ? g_strndup(thousand + 1, length - 4) : g_strdup("");
}

char *pb_count_text(size_t n) {
  g_autofree char *sign = thousands_sign(), *digits = g_strdup_printf("%zu", n);
  const size_t length = strlen(digits);
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append(text, sign);
    g_string_append_c(text, digits[i]);
  }
  return g_string_free(text, FALSE);
}
