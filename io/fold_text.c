/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/fold_text.h"

#include <glib.h>

char *pb_fold_text(const char *text) {
  g_autoptr(GString) plain = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isspace(c))
      g_string_append_unichar(plain, c);
    else if (plain->len && plain->str[plain->len - 1] != ' ')
      g_string_append_c(plain, ' ');
  }
  g_strchomp(plain->str);
  return g_utf8_casefold(plain->str, -1);
}
