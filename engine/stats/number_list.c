/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/number_list.h"

#include "engine/error.h"
#include "engine/text.h"

static double *refuse(const char *parameter, const char *text, const char *sentence,
                      GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE, _("The parameter “%s” is “%s”. %s"), parameter, text,
              sentence);
  return NULL;
}

double *pb_number_list(const char *parameter, const char *text, double low, double high,
                       bool ascending, size_t least, size_t most, size_t *n, GError **error) {
  g_auto(GStrv) words = g_strsplit_set(text, ",; \t", -1);
  g_autofree double *values = g_new(double, g_strv_length(words) + 1);
  *n = 0;
  for (char **word = words; *word; word++) {
    if (!**word)
      continue;
    char *end;
    double value = g_ascii_strtod(*word, &end);
    if (*end || !(value >= low && value <= high)) {
      g_autofree char *sentence =
          g_strdup_printf(_("It must be a list of numbers from %g to %g, parted by commas and with "
                            "a decimal point."),
                          low, high);
      return refuse(parameter, text, sentence, error);
    }
    if (ascending && *n && !(value > values[*n - 1]))
      return refuse(parameter, text, _("Each number must be larger than the one before."), error);
    values[(*n)++] = value;
  }
  if (*n < least || *n > most) {
    g_autofree char *sentence =
        g_strdup_printf(_("It must hold from %zu to %zu numbers."), least, most);
    return refuse(parameter, text, sentence, error);
  }
  return g_steal_pointer(&values);
}
