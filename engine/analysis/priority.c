/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which problem area comes first? */
#include "engine/analysis/build.h"
#include "engine/analysis/priority_values.h"
#include "engine/statistic.h"

static const char *const names[PB_N_CRITERIA] = {"volume",     "harm",  "gap",          "trend",
                                                 "comparison", "worry", "concentration"};

/* An area of which less is known is shown, but has no place: one number would decide alone. */
#define FEWEST_CRITERIA 2

static bool is_set(const pb_priority_choice *choice) {
  return choice && choice->has_score;
}

static size_t n_known(const pb_priority_values *values) {
  size_t n = 0;
  for (size_t c = 0; c < PB_N_CRITERIA; c++)
    n += values->values[c].has;
  return n;
}

/* What the parties have set instead of the computed score. */
static void add_choices(pb_table *table, const GArray *known, guint n) {
  pb_column *set = pb_column_new("override", PB_TYPE_DOUBLE, NULL);
  pb_column *reason = pb_column_new("override_reason", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < n; i++) {
    const pb_priority_choice *choice = g_array_index(known, pb_priority_values, i).choice;
    pb_column_append_maybe(set, is_set(choice), choice ? choice->score : 0);
    pb_column_append_string(reason, is_set(choice) ? choice->reason : NULL);
  }
  pb_table_add(table, set);
  pb_table_add(table, reason);
}

/* The statistic over the first `n` areas, with the parties' own scores or by the numbers alone;
 * NULL when it could not be run. */
static pb_result *score(const pb_analysis *analysis, const GArray *areas, const GArray *known,
                        guint n, bool with_choices) {
  const pb_statistic *statistic = pb_statistic_find("priority");
  g_autoptr(pb_table) table = pb_table_new();
  pb_column *key = pb_column_new("area", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < n; i++)
    pb_column_append_string(key, analysis->dataset->areas[g_array_index(areas, int, i)].key);
  pb_table_add(table, key);
  for (size_t c = 0; c < PB_N_CRITERIA; c++) {
    pb_column *column = pb_column_new(names[c], PB_TYPE_DOUBLE, NULL);
    for (guint i = 0; i < n; i++) {
      pb_maybe value = g_array_index(known, pb_priority_values, i).values[c];
      pb_column_append_maybe(column, value.has, value.value);
    }
    pb_table_add(table, column);
  }
  if (with_choices)
    add_choices(table, known, n);
  g_autoptr(pb_params) defaults = pb_params_new(statistic->params, statistic->n_params);
  return pb_statistic_run(
      statistic, table, analysis->dataset->priority ? analysis->dataset->priority : defaults, NULL);
}

static void put_values(pb_result *result, const pb_analysis *analysis, const GArray *areas,
                       const GArray *known) {
  const pb_dataset *dataset = analysis->dataset;
  pb_column *key = pb_result_add_column(result, "area", PB_TYPE_STRING, NULL);
  pb_column *type = pb_result_add_column(result, "type", PB_TYPE_STRING, NULL);
  pb_column *volume_of = pb_result_add_column(result, "volume_of", PB_TYPE_STRING, NULL);
  pb_column *question = pb_result_add_column(result, "worry_question", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < areas->len; i++) {
    const pb_priority_values *one = &g_array_index(known, pb_priority_values, i);
    pb_column_append_string(key, dataset->areas[g_array_index(areas, int, i)].key);
    pb_column_append_string(type, one->type < 0 ? "" : dataset->types[one->type].key);
    pb_column_append_string(volume_of, one->volume_of);
    pb_column_append_string(question, one->worry_question ? one->worry_question : "");
  }
  pb_column *reason = pb_result_add_column(result, "override_reason", PB_TYPE_STRING, NULL);
  pb_column *confidence = pb_result_add_column(result, "confidence", PB_TYPE_STRING, NULL);
  for (guint i = 0; i < areas->len; i++) {
    const pb_priority_choice *choice = g_array_index(known, pb_priority_values, i).choice;
    pb_column_append_string(reason, is_set(choice) ? choice->reason : "");
    pb_column_append_string(confidence,
                            is_set(choice) ? pb_confidence_word(choice->confidence) : "");
  }
  for (size_t c = 0; c < PB_N_CRITERIA; c++) {
    pb_column *column = pb_result_add_column(result, names[c], PB_TYPE_DOUBLE, NULL);
    for (guint i = 0; i < known->len; i++) {
      pb_maybe value = g_array_index(known, pb_priority_values, i).values[c];
      pb_column_append_maybe(column, value.has, value.value);
    }
  }
}

/* Missing for the areas without a place, which come last. */
static void copy_column(pb_result *to, const pb_column *from, size_t n) {
  pb_column *column =
      pb_result_add_column(to, pb_column_name(from), pb_column_type(from), pb_column_unit(from));
  for (size_t i = 0; i < pb_column_length(from); i++) {
    if (!pb_column_is_valid(from, i))
      pb_column_append_missing(column);
    else if (pb_column_type(from) == PB_TYPE_DOUBLE)
      pb_column_append_double(column, pb_column_double(from, i));
    else
      pb_column_append_int(column, pb_column_int(from, i));
  }
  for (size_t i = pb_column_length(from); i < n; i++)
    pb_column_append_missing(column);
}

/* Points, scores, places and how much the order hangs on the cut points. */
static void copy_scores(pb_result *to, const pb_result *from, size_t n) {
  for (size_t i = 0; i < pb_result_n_columns(from); i++)
    copy_column(to, pb_result_column(from, i), n);
  for (size_t i = 0; i < pb_result_n_scalars(from); i++) {
    const char *name, *unit;
    double value;
    bool valid;
    pb_result_scalar_at(from, i, &name, &value, &valid, &unit);
    pb_put_scalar(to, name, valid, value, unit);
  }
  for (size_t i = 0; i < pb_result_n_texts(from); i++) {
    const char *name, *text;
    pb_result_text_at(from, i, &name, &text);
    pb_result_set_text(to, name, text);
  }
  for (size_t i = 0; i < pb_result_n_warnings(from); i++)
    pb_result_add_warning(to, pb_result_warning(from, i));
}

/* What the numbers alone say. An area of too few criteria, placed by the parties, has no computed
 * place. */
static void put_computed(pb_result *result, const pb_analysis *analysis, const GArray *areas,
                         const GArray *known, guint n) {
  g_autoptr(pb_result) alone = score(analysis, areas, known, n, false);
  const pb_column *score_of = alone ? pb_result_find(alone, "score") : NULL;
  const pb_column *place_of = alone ? pb_result_find(alone, "place") : NULL;
  pb_column *to_score = pb_result_add_column(result, "computed_score", PB_TYPE_DOUBLE, NULL);
  pb_column *to_place = pb_result_add_column(result, "computed_place", PB_TYPE_INT64, NULL);
  for (guint i = 0; i < areas->len; i++) {
    const bool placed = score_of && place_of && i < n && pb_column_is_valid(score_of, i) &&
                        n_known(&g_array_index(known, pb_priority_values, i)) >= FEWEST_CRITERIA;
    pb_column_append_maybe(to_score, placed, placed ? pb_column_double(score_of, i) : 0);
    pb_append_int_maybe(to_place, placed, placed ? pb_column_int(place_of, i) : 0);
  }
}

void pb_build_priority(pb_analysis *analysis) {
  pb_result *result = pb_analysis_put(analysis, "priority", -1);
  g_autoptr(GArray) areas = g_array_new(FALSE, FALSE, sizeof(int));
  g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(pb_priority_values));
  g_array_set_clear_func(known, (GDestroyNotify)pb_priority_values_clear);
  guint n_ranked = 0;
  for (int area = 0; area < (int)analysis->dataset->n_areas; area++) {
    if (!pb_area_is_shown(analysis, area))
      continue;
    pb_priority_values values;
    pb_priority_values_of(analysis, area, &values);
    size_t n = n_known(&values);
    if (n == 0 && !is_set(values.choice)) {
      pb_priority_values_clear(&values);
      continue;
    }
    guint at = n >= FEWEST_CRITERIA || is_set(values.choice) ? n_ranked++ : areas->len;
    g_array_insert_val(areas, at, area);
    g_array_insert_val(known, at, values);
  }
  put_values(result, analysis, areas, known);
  pb_result_set_counts(result, n_ranked, areas->len - n_ranked);
  pb_result_set_method(result, N_("0 to 4 points a criterion by cut points, the mean of the known "
                                  "criteria, every criterion alike"));
  g_autoptr(pb_result) scores = n_ranked ? score(analysis, areas, known, n_ranked, true) : NULL;
  if (scores) {
    copy_scores(result, scores, areas->len);
    put_computed(result, analysis, areas, known, n_ranked);
  } else
    pb_result_set_reason(result, N_("No problem area has values of at least two criteria."));
}
