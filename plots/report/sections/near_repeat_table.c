/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/near_repeat_table.h"

#include <string.h>

#include "engine/text.h"
#include "plots/read.h"

static double value(const pb_result *repeat, const char *column, size_t row) {
  return pb_read_number_or(repeat, column, row, 0);
}

static char *distance_text(const pb_context *context, const pb_result *repeat, size_t row) {
  double from = value(repeat, "distance_from", row), upto = value(repeat, "distance_to", row);
  if (upto <= 0)
    return g_strdup(_("same place"));
  g_autofree char *range = pb_format_range(context->language, from, upto, 0);
  /* TRANSLATORS: a distance: "100–200 m". */
  return g_strdup_printf(_("%s m"), range);
}

/* Bands are half-open and in whole days: 8 to 15 means the eighth to the fourteenth. */
static char *days_text(const pb_context *context, const pb_result *repeat, size_t row) {
  g_autofree char *range = pb_format_range(context->language, value(repeat, "days_from", row),
                                           value(repeat, "days_to", row) - 1, 0);
  return g_strdup_printf(_("%s days"), range);
}

static size_t n_day_bands(const pb_result *repeat) {
  size_t n = 0;
  while (n < pb_read_rows(repeat) &&
         value(repeat, "distance_to", n) == value(repeat, "distance_to", 0))
    n++;
  return n;
}

static char *ratio_text(const pb_context *context, const pb_result *repeat, size_t row) {
  double ratio;
  if (!pb_read_number(repeat, "ratio", row, &ratio))
    return g_strdup("–");
  return pb_format_number(context->language, ratio, ratio < 10 ? 2 : 0);
}

pb_report_table *pb_near_repeat_table(const pb_context *context, const pb_result *repeat,
                                      const char *id) {
  if (!repeat || pb_result_reason(repeat) || pb_read_rows(repeat) == 0)
    return NULL;
  const size_t bands = n_day_bands(repeat), rows = pb_read_rows(repeat) / bands;
  pb_report_table *table = pb_report_table_new(id, _("New events near earlier ones"));
  table->note = g_strdup(_("Pairs of events by the distance and the days between them, as a ratio "
                           "to what chance gives: 2 means twice as many. Bold: more than chance "
                           "allows."));
  pb_report_table_column(table, _("distance"), false, 1.4);
  for (size_t d = 0; d < bands; d++) {
    g_autofree char *days = days_text(context, repeat, d);
    pb_report_table_column(table, days, true, 1);
  }
  for (size_t s = 0; s < rows; s++) {
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, distance_text(context, repeat, s * bands), PB_SIGN_NONE,
                        false);
    for (size_t d = 0; d < bands; d++) {
      const size_t cell = s * bands + d;
      pb_report_table_set(table, row, d + 1, ratio_text(context, repeat, cell), PB_SIGN_NONE,
                          strcmp(pb_read_text(repeat, "verdict", cell), "more") == 0);
    }
  }
  return table;
}
