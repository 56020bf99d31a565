/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/single_case.h"

#include "engine/stats/input.h"
#include "engine/text.h"

size_t pb_single_case_flag(const int64_t *counts, const bool *present, size_t n,
                           const pb_single_case_options *options, bool *flags) {
  double factor = options && options->factor > 0 ? options->factor : 2;
  int64_t minimum = options && options->minimum > 0 ? options->minimum : 20;
  size_t flagged = 0;
  for (size_t i = 0; i < n; i++) {
    bool before = i > 0 && (!present || present[i - 1]);
    bool after = i + 1 < n && (!present || present[i + 1]);
    flags[i] = before && (!present || present[i]) && counts[i] >= minimum &&
               (double)counts[i] > factor * (double)counts[i - 1] &&
               (!after || (double)counts[i] > factor * (double)counts[i + 1]);
    flagged += flags[i];
  }
  return flagged;
}

static const pb_input inputs[] = {
    {"year", PB_TYPE_INT64, true, N_("calendar year; one row a year, ascending")},
    {"count", PB_TYPE_INT64, true, N_("number of crimes")},
};
static const pb_param params[] = {
    {.name = "factor",
     .title = N_("how many times the neighbouring years a year must pass"),
     .type = PB_PARAM_DOUBLE,
     .def = 2,
     .min = 1,
     .max = 1000},
    {.name = "minimum",
     .title = N_("years with fewer crimes are never marked"),
     .unit = N_("crimes"),
     .type = PB_PARAM_INT,
     .def = 20,
     .min = 1,
     .max = 1e9},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *year = pb_table_find(input, "year"), *count = pb_table_find(input, "count");
  if (!pb_input_check_counts(count, error) || !pb_input_check_whole(year, 1, 9999, error))
    return NULL;
  pb_result *result = pb_result_new("single-case");
  size_t n = pb_table_n_rows(input);
  if (n == 0 || pb_column_missing(year) > 0) {
    pb_result_set_reason(result, N_("Every row needs a year."));
    return result;
  }
  int64_t first = (int64_t)pb_column_double(year, 0);
  int64_t last = (int64_t)pb_column_double(year, n - 1);
  size_t span = last >= first ? (size_t)(last - first) + 1 : 0;
  g_autofree int64_t *counts = g_new0(int64_t, span + 1);
  g_autofree bool *present = g_new0(bool, span + 1), *flags = g_new0(bool, span + 1);
  int64_t before = first - 1;
  for (size_t row = 0; row < n; row++) {
    int64_t y = (int64_t)pb_column_double(year, row);
    if (y <= before || y > last) {
      pb_result_set_reason(result, N_("The years must stand in ascending order, each once."));
      return result;
    }
    before = y;
    present[y - first] = pb_column_is_valid(count, row);
    counts[y - first] = present[y - first] ? (int64_t)pb_column_double(count, row) : 0;
  }
  pb_single_case_options options = {pb_params_double(values, "factor"),
                                    pb_params_int(values, "minimum")};
  size_t flagged = pb_single_case_flag(counts, present, span, &options, flags);
  pb_column *years = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL);
  pb_column *single = pb_result_add_column(result, "single_case", PB_TYPE_INT64, NULL);
  for (size_t row = 0; row < n; row++) {
    int64_t y = (int64_t)pb_column_double(year, row);
    pb_column_append_int(years, y);
    if (present[y - first])
      pb_column_append_int(single, flags[y - first]);
    else
      pb_column_append_missing(single);
  }
  pb_result_set_scalar(result, "flagged", (double)flagged, N_("years"));
  pb_result_set_counts(result, n - pb_column_missing(count), pb_column_missing(count));
  return result;
}

const pb_statistic pb_statistic_single_case = {
    .name = "single-case",
    .title = N_("Years that one large case may explain"),
    .description = N_(
        "One fraud or one seizure can be hundreds of reported crimes. Marks years with more than "
        "twice as many crimes as both neighbouring years; the last year when it has more than "
        "twice as many as the year before. A mark is a question to the analyst."),
    .citation = "",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
