/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/cell_stability.h"

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/stats/year_cells.h"

static const char *const flag_names[PB_CELL_YEARS] = {"hot_1", "hot_2", "hot_3"};
static const pb_input inputs[] = {
    PB_INPUT_YEAR_CELLS,
    {"hot_1", PB_TYPE_INT64, false, N_("1 where the place was hot in the first year, else 0")},
    {"hot_2", PB_TYPE_INT64, false, N_("1 where the place was hot in the second year, else 0")},
    {"hot_3", PB_TYPE_INT64, false, N_("1 where the place was hot in the last year, else 0")},
};
static const pb_param params[] = {
    {.name = "share",
     .title = N_("where no column tells it: the places with the most events by area are hot, up to "
                 "this share of all area"),
     .type = PB_PARAM_DOUBLE,
     .def = 0.02,
     .min = 1e-6,
     .max = 1},
};

/* The three columns of flags, or none: false with an error for one or two, or other values. */
static bool find_flags(const pb_table *table, const pb_column **flags, GError **error) {
  int found = 0;
  for (int year = 0; year < PB_CELL_YEARS; year++) {
    flags[year] = pb_table_find(table, flag_names[year]);
    found += flags[year] != NULL;
    if (flags[year] && !pb_input_check_whole(flags[year], 0, 1, error))
      return false;
  }
  if (found == 0 || found == PB_CELL_YEARS)
    return true;
  g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                      _("Hot places are told by all three of the columns “hot_1”, “hot_2” and "
                        "“hot_3”, or by none."));
  return false;
}

static void set_hot(const pb_year_cells *cells, const pb_column *const *flags, double share,
                    bool **hot) {
  for (int year = 0; year < PB_CELL_YEARS; year++) {
    if (!flags[0]) {
      pb_hot_by_share(cells->counts[year], cells->area, cells->n, share, hot[year]);
      continue;
    }
    for (size_t i = 0; i < cells->n; i++)
      hot[year][i] = pb_column_is_valid(flags[year], cells->row[i]) &&
                     pb_column_int(flags[year], cells->row[i]) == 1;
  }
}

static pb_stability_class class_at(bool *const *hot, size_t i) {
  bool by_year[PB_CELL_YEARS];
  for (int year = 0; year < PB_CELL_YEARS; year++)
    by_year[year] = hot[year][i];
  return pb_stability_class_of(by_year, PB_CELL_YEARS);
}

/* Number of places of each class, and the share of the last year's events there. */
static void add_classes(pb_result *result, const pb_year_cells *cells, bool *const *hot) {
  double n[PB_N_STABILITY] = {0}, events[PB_N_STABILITY] = {0};
  double all = pb_year_cells_events(cells, PB_CELL_YEARS - 1);
  pb_column *column = pb_result_add_column(result, "class", PB_TYPE_STRING, NULL);
  for (size_t row = 0, i = 0; row < cells->n_rows; row++) {
    if (i == cells->n || cells->row[i] != row) {
      pb_column_append_missing(column);
      continue;
    }
    pb_stability_class stability = class_at(hot, i);
    pb_column_append_string(column, pb_stability_key(stability));
    n[stability]++;
    events[stability] += (double)cells->counts[PB_CELL_YEARS - 1][i++];
  }
  for (int k = PB_STABILITY_NEW; k < PB_N_STABILITY; k++) {
    const char *key = pb_stability_key((pb_stability_class)k);
    g_autofree char *number = g_strdup_printf("n_%s", key);
    g_autofree char *share = g_strdup_printf("share_of_events_%s", key);
    pb_result_set_scalar(result, number, n[k], NULL);
    pb_result_set_scalar_maybe(result, share, all > 0, all > 0 ? events[k] / all : 0, NULL);
  }
}

static void add_comparisons(pb_result *result, const pb_year_cells *cells, bool *const *hot) {
  for (int year = 0; year + 1 < PB_CELL_YEARS; year++) {
    double jaccard, spearman;
    bool any = pb_jaccard(hot[year], hot[year + 1], cells->n, &jaccard);
    bool differ = pb_spearman(cells->counts[year], cells->counts[year + 1], cells->n, &spearman);
    g_autofree char *index = g_strdup_printf("jaccard_%d_%d", year + 1, year + 2);
    g_autofree char *ranks = g_strdup_printf("spearman_%d_%d", year + 1, year + 2);
    pb_result_set_scalar_maybe(result, index, any, jaccard, NULL);
    pb_result_set_scalar_maybe(result, ranks, differ, spearman, NULL);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *flags[PB_CELL_YEARS];
  g_auto(pb_year_cells) cells = {0};
  if (!find_flags(input, flags, error) || !pb_year_cells_read(input, &cells, error))
    return NULL;
  pb_result *result = pb_result_new("cell-stability");
  pb_result_set_counts(result, cells.n, cells.n_rows - cells.n);
  g_autofree bool *all = g_new0(bool, PB_CELL_YEARS *cells.n + 1);
  bool *hot[PB_CELL_YEARS], any = false;
  for (int year = 0; year < PB_CELL_YEARS; year++)
    hot[year] = all + (size_t)year * cells.n;
  set_hot(&cells, flags, pb_params_double(values, "share"), hot);
  for (size_t i = 0; i < PB_CELL_YEARS * cells.n; i++)
    any = any || all[i];
  if (!any) {
    pb_result_set_reason(result, N_("No place is hot in any year."));
    return result;
  }
  for (int year = 0; year < PB_CELL_YEARS; year++) {
    double n = 0;
    for (size_t i = 0; i < cells.n; i++)
      n += hot[year][i];
    g_autofree char *name = g_strdup_printf("n_hot_%d", year + 1);
    pb_result_set_scalar(result, name, n, NULL);
  }
  add_comparisons(result, &cells, hot);
  add_classes(result, &cells, hot);
  return result;
}

const pb_statistic pb_statistic_cell_stability = {
    .name = "cell-stability",
    .title = N_("Whether hot places stay the same"),
    .description =
        N_("Each place by the years it was hot in: new (only the last), persistent (all), former "
           "(earlier, not the last), intermittent (the rest); how far the hot places of two years "
           "are the same (Jaccard) and how the counts of all places correlate (Spearman)."),
    .citation = "Jaccard P (1912) New Phytol 11:37; Spearman C (1904) Am J Psychol 15:72",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
