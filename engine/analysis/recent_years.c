/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last three years, cut from the long series. */
#include "engine/analysis/build.h"
#include "engine/text.h"

#define PB_RECENT_YEARS 3

static void copy_row(pb_column *to, const pb_column *from, size_t row) {
  if (!pb_column_is_valid(from, row))
    pb_column_append_missing(to);
  else if (pb_column_type(from) == PB_TYPE_INT64)
    pb_column_append_int(to, pb_column_int(from, row));
  else
    pb_column_append_double(to, pb_column_double(from, row));
}

void pb_build_recent_years(pb_analysis *analysis) {
  const char *names[] = {"year", "count", "rate", "lower", "upper", "spike", "preliminary"};
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    const pb_result *series = pb_analysis_find(analysis, "long-series", (int)t);
    const pb_column *year = pb_result_find(series, "year");
    pb_result *result = pb_analysis_put(analysis, "recent-years", (int)t);
    int first = analysis->dataset->period_end - PB_RECENT_YEARS + 1;
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
      const pb_column *from = pb_result_find(series, names[i]);
      pb_column *to =
          pb_result_add_column(result, names[i], pb_column_type(from), pb_column_unit(from));
      for (size_t row = 0; row < pb_column_length(year); row++)
        if (pb_column_int(year, row) >= first)
          copy_row(to, from, row);
      n = pb_column_length(to);
    }
    pb_result_set_counts(result, n, PB_RECENT_YEARS - n);
    pb_result_set_method(result, N_("Exact Poisson intervals"));
    pb_result_set_citation(result, "Garwood 1936");
    if (n == 0)
      pb_result_set_reason(result,
                           pb_absent_reason(analysis, analysis->dataset->yearly, (int)t,
                                            analysis->last - PB_RECENT_YEARS + 1, analysis->last,
                                            N_("There is no reported crime of this type for this "
                                               "municipality in the last three years.")));
  }
}
