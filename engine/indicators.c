/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/indicators.h"

void pb_indicators_free(pb_indicators *indicators) {
  if (!indicators)
    return;
  for (size_t i = 0; i < indicators->n_indicators; i++) {
    g_free(indicators->indicators[i].name);
    g_free(indicators->indicators[i].unit);
    g_free(indicators->indicators[i].source);
  }
  g_free(indicators->indicators);
  g_free(indicators->series);
  g_free(indicators->values);
  g_free(indicators);
}

int pb_indicators_find(const pb_indicators *indicators, const char *name) {
  g_autofree char *wanted = g_utf8_casefold(name, -1);
  for (size_t i = 0; indicators && i < indicators->n_indicators; i++) {
    g_autofree char *folded = g_utf8_casefold(indicators->indicators[i].name, -1);
    if (g_str_equal(wanted, folded))
      return (int)i;
  }
  return -1;
}

const pb_indicator_series *pb_indicators_series(const pb_indicators *indicators, size_t indicator,
                                                pb_area area, pb_indicator_sex sex, int per_year) {
  for (size_t i = 0; indicators && i < indicators->n_series; i++) {
    const pb_indicator_series *one = &indicators->series[i];
    if (one->indicator == indicator && one->area.kind == area.kind &&
        one->area.index == area.index && one->sex == sex && one->per_year == per_year)
      return one;
  }
  return NULL;
}
