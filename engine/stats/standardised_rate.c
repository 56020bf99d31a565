/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/weighted_sum.h"
#include "engine/statistic.h"
#include "engine/text.h"

enum { GROUP, COUNT, POPULATION, STANDARD, N_INPUTS };
static const pb_input inputs[N_INPUTS] = {
    [GROUP] = {"group", PB_TYPE_STRING, false, N_("municipality or other group; one if left out")},
    [COUNT] = {"count", PB_TYPE_INT64, true, N_("number of crimes, or of persons, in the stratum")},
    [POPULATION] = {"population", PB_TYPE_DOUBLE, true, N_("population of the stratum")},
    [STANDARD] = {"standard", PB_TYPE_DOUBLE, true,
                  N_("population of the stratum in the standard, the same for every group")},
};
static const pb_param params[] = {
    PB_PARAM_CONFIDENCE,
    PB_PARAM_PER,
};

/* One group: the rows of a group need not stand together. */
typedef struct {
  const char *name;
  double standard; /* sum over its strata */
  int64_t count;
  double population;
  pb_weighted_sum sum; /* of standard / population, not yet divided by `standard` */
} group;

static group *group_of(GArray *groups, const pb_column *column, size_t row) {
  const char *name = column ? pb_column_string(column, row) : "";
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal(g_array_index(groups, group, i).name, name))
      return &g_array_index(groups, group, i);
  const group fresh = {.name = name};
  g_array_append_val(groups, fresh);
  return &g_array_index(groups, group, groups->len - 1);
}

static void add_row(group *to, int64_t count, double population, double standard) {
  to->count += count;
  to->population += population;
  to->standard += standard;
  pb_weighted_sum_add(&to->sum, count, standard / population, 1);
}

enum { RATE, LOWER, UPPER, CRUDE, CRIMES, N_NUMBERS };
static const char *const number_names[N_NUMBERS] = {"rate", "rate_lower", "rate_upper",
                                                    "crude_rate", "count"};

static void put_groups(pb_result *result, const GArray *groups, double per, double confidence,
                       bool named) {
  pb_column *names = named ? pb_result_add_column(result, "group", PB_TYPE_STRING, NULL) : NULL;
  pb_column *numbers[N_NUMBERS];
  for (int i = 0; i < N_NUMBERS; i++)
    numbers[i] = pb_result_add_column(result, number_names[i], PB_TYPE_DOUBLE,
                                      i == CRIMES ? N_("crimes") : NULL);
  for (guint i = 0; i < groups->len; i++) {
    const group *one = &g_array_index(groups, group, i);
    pb_interval interval = pb_weighted_sum_interval(&one->sum, confidence);
    double scale = per / one->standard;
    const double all[N_NUMBERS] = {one->sum.sum * scale, interval.lower * scale,
                                   interval.upper * scale,
                                   (double)one->count * per / one->population, (double)one->count};
    if (names)
      pb_column_append_string(names, one->name);
    for (int k = 0; k < N_NUMBERS; k++)
      pb_column_append_double(numbers[k], all[k]);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(input, inputs, N_INPUTS, columns);
  if (!pb_input_check_counts(columns[COUNT], error) ||
      !pb_input_check_positive(columns[POPULATION], error) ||
      !pb_input_check_positive(columns[STANDARD], error))
    return NULL;
  g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(group));
  size_t n = pb_table_n_rows(input), used = 0;
  for (size_t row = 0; row < n; row++) {
    if (!pb_input_complete(columns, N_INPUTS, row))
      continue;
    used++;
    add_row(group_of(groups, columns[GROUP], row), (int64_t)pb_column_double(columns[COUNT], row),
            pb_column_double(columns[POPULATION], row), pb_column_double(columns[STANDARD], row));
  }
  pb_result *result = pb_result_new("standardised-rate");
  pb_result_set_counts(result, used, n - used);
  if (!groups->len) {
    pb_result_set_reason(result, N_("No row has a count, a population and a standard."));
    return result;
  }
  if (used < n)
    pb_result_add_warning(result, N_("Strata without a count, a population or a standard are left "
                                     "out; groups that lack some are not comparable."));
  put_groups(result, groups, pb_params_double(values, "per"),
             pb_params_double(values, "confidence"), columns[GROUP]);
  return result;
}

const pb_statistic pb_statistic_standardised_rate = {
    .name = "standardised-rate",
    .title = N_("Rate standardised by age and sex"),
    .description =
        N_("The rate that a population would have if its ages and sexes were those of a standard "
           "population: each stratum's rate weighted by the standard, so that places with many "
           "young people can be compared with others. Gamma interval, which holds with few crimes "
           "too."),
    .citation = "Fay MP, Feuer EJ (1997) Stat Med 16:791",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
