/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "geo/shapefile_write.h"

#define LONGEST 10

/* Letters, digits and underscores of ASCII, as many as fit. g_free. */
static char *plain_name(const char *name) {
  g_autofree char *ascii = g_str_to_ascii(name, "C");
  GString *plain = g_string_new(NULL);
  for (const char *c = ascii; *c && plain->len < LONGEST; c++) {
    if (plain->len == 0 && !g_ascii_isalpha(*c))
      g_string_append_c(plain, 'f');
    g_string_append_c(plain, g_ascii_isalnum(*c) ? *c : '_');
  }
  g_string_truncate(plain, MIN(plain->len, LONGEST));
  return plain->len > 0 ? g_string_free(plain, FALSE) : (g_string_free(plain, TRUE), g_strdup("f"));
}

static bool taken(char *const *names, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (g_ascii_strcasecmp(names[i], name) == 0)
      return true;
  return false;
}

char **pb_layer_field_names(const pb_layer *layer) {
  size_t n = layer->attributes ? pb_table_n_columns(layer->attributes) : 0;
  char **names = g_new0(char *, n + 1);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *stem = plain_name(pb_column_name(pb_table_column(layer->attributes, i)));
    char *name = g_strdup(stem);
    for (int number = 2; taken(names, i, name); number++) {
      g_autofree char *end = g_strdup_printf("_%d", number);
      g_autofree char *beginning = g_strndup(stem, LONGEST - strlen(end));
      g_free(name);
      name = g_strconcat(beginning, end, NULL);
    }
    names[i] = name;
  }
  return names;
}
