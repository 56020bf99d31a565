/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results about reported crime tell about counts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/disclosure/problem.h"
#include "engine/stats/poisson_rate.h"
#include "tests/attack/attack.h"

#define PER 1e5
#define FULL 2e-9 /* relative error of a number in full */
#define MOST_INTERVAL 200

typedef enum { COUNT, RATE, LOWER, UPPER, QUANTILE, BESIDE, OPEN } meaning;

/* Columns of each result; what has its own function below is OPEN here. */
static const struct {
  const char *name;
  const char *columns[OPEN + 1]; /* by meaning, blanks between */
} results[] = {
    {"long-series",
     {"count", "rate", "lower", "upper", "group_q1 group_median group_q3", "spike",
      "year origin preliminary group_n"}},
    {"recent-years", {"count", "rate", "lower", "upper", "", "spike", "year preliminary"}},
    {"group", {"count", "rate", "lower", "upper", "", "", "code name exposure self"}},
    {"funnel", {"", "rate", "", "", "", "z flag", "code name exposure self"}},
    {"map",
     {"count", "rate", "", "", "", "unreliable spike differs_county differs_country", "code name"}},
    {"funnel-limits", {"", "", "", "", "", "", "exposure lower_95 upper_95 lower_998 upper_998"}},
    {"population", {"", "", "", "", "", "", "year persons"}},
    {"quarterly", {"count", "", "", "", "", "unusual", "period preliminary expected lower upper"}},
    {"quarter-control",
     {"count", "", "", "", "", "adjusted signal",
      "period preliminary first_phase expected lower_95 upper_95 lower_998 upper_998"}},
    {"quarter-forecast",
     {"count", "", "", "", "", "",
      "period preliminary expected lower_50 upper_50 lower_80 upper_80 lower_95 upper_95 naive"}},
    {"quarter-parts", {"count", "", "", "", "", "remainder", "period preliminary trend season"}},
    {"indicators", {"", "", "", "", "", "", ""}},
    {"overview",
     {"", "rate", "rate_lower", "rate_upper",
      "group_q1 group_median group_q3 county_median country_median",
      "unreliable spike rank rank_lower rank_upper county_rank country_rank comparison_95 "
      "comparison ratio_to_median ratio_lower ratio_upper p p_adjusted method previous_lower "
      "previous_upper previous_p previous_adjusted previous_method",
      "type count_1 count_2 count_3 exposure preliminary pooled_rate pooled_lower pooled_upper "
      "base_count base_rate base_years base_excluded ratio verdict verdict_reason phi phi_origin "
      "previous_count previous_rate previous_spike previous_ratio previous_verdict "
      "previous_reason smallest_ratio_up smallest_ratio_down smallest_count_up "
      "smallest_count_down spike_year group_n county_n country_n"}},
    {"goals",
     {"", "", "", "", "", "",
      "goal title area responsible agreement kind outcome_name unit type direction baseline_year "
      "baseline target target_year due year outcome lower upper count verdict judged_by meets "
      "reason change smallest_effect"}},
    {"crime-mix", {"", "", "", "", "", "", "type count share cumulative cumulative_share"}},
    {"goal-series", {"", "", "", "", "", "", "goal year value lower upper"}},
    {"measures",
     {"", "", "", "", "", "",
      "measure goal title place responsible status intensity comparison displacement reason type "
      "start end before_first before_last after_first after_last treated_before treated_after "
      "comparison_before comparison_after wdd wdd_lower wdd_upper wdd_smallest wdd_p wdd_adjusted "
      "ratio ratio_lower ratio_upper ratio_smallest_decrease ratio_p ratio_adjusted prevented "
      "comparison_weight phi ratio_smallest_increase wdd_verdict ratio_verdict counted area "
      "displacement_before displacement_after"}},
    {"priority",
     {"", "", "", "", "", "",
      "area type volume_of worry_question volume gap comparison worry concentration volume_points "
      "gap_points comparison_points worry_points concentration_points score place tied overridden "
      "n_criteria override_reason confidence harm trend computed_score computed_place "
      "confidence_points harm_points "
      "trend_points"}},
};

static bool is_word(const char *words, const char *word) {
  size_t n = strlen(word);
  for (const char *at = words; at && (at = strstr(at, word)) != NULL; at += n)
    if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
      return true;
  return false;
}

static bool meaning_of(const char *name, const char *column, meaning *means) {
  for (size_t i = 0; i < G_N_ELEMENTS(results); i++)
    for (int m = 0; m <= OPEN && g_str_equal(results[i].name, name); m++)
      if (is_word(results[i].columns[m], column)) {
        *means = (meaning)m;
        return true;
      }
  return false;
}

bool crime_knows(const char *name, const char *column) {
  meaning means;
  return meaning_of(name, column, &means) || g_str_equal(name, "indicators");
}

bool counts_of_interval_end(double shown, double step, double exposure, double per, bool upper,
                            double *least, double *most) {
  static double ends[2][MOST_INTERVAL];
  if (ends[1][0] == 0)
    for (int n = 0; n < MOST_INTERVAL; n++) {
      pb_interval interval = pb_poisson_interval(n, 0.95, PB_POISSON_EXACT);
      ends[0][n] = interval.lower;
      ends[1][n] = interval.upper;
    }
  double slack = step > 0 ? step / 2 : fabs(shown) * FULL;
  bool found = false;
  for (int n = 0; n < MOST_INTERVAL; n++)
    if (fabs(ends[upper][n] / exposure * per - shown) <= slack * (1 + 1e-9)) {
      *least = found ? *least : n;
      *most = n;
      found = true;
    }
  return found;
}

/* The count that a row is about. */
static char *id_of_row(const world *w, const shown_table *table, guint row) {
  const char *name = table->name;
  if (g_str_has_prefix(name, "quarter")) {
    const char *period = shown_cell(table, row, "period");
    return period ? g_strdup_printf("crime/total/%s/%s", table->place, period) : NULL;
  }
  if (g_str_equal(name, "overview")) {
    const char *type = shown_cell(table, row, "type");
    return type ? crime_id(type, table->place, w->last_year) : NULL;
  }
  const char *code = shown_cell(table, row, "code"), *year = shown_cell(table, row, "year");
  if (code)
    return crime_id(table->subject, code, w->last_year);
  return year ? crime_id(table->subject, table->place, atoi(year)) : NULL;
}

static double exposure_of_row(const world *w, const shown_table *table, guint row) {
  const char *code = shown_cell(table, row, "code"), *year = shown_cell(table, row, "year");
  return world_exposure(w, code ? code : table->place, year ? atoi(year) : w->last_year);
}

/* A quantile that is the rate of one place only. */
static void try_quantile(knowledge *k, const world *w, const shown_table *table, const char *type,
                         int year, double shown, const char *column) {
  g_autofree char *found = NULL;
  double count = 0;
  int n_found = 0;
  for (guint p = 0; p < w->places->len && shown > 0; p++) {
    const char *place = w->places->pdata[p];
    double exposure = world_exposure(w, place, year), n = round(shown * exposure / PER);
    if (exposure <= 0 || n < 1 || fabs(n / exposure * PER - shown) > shown * FULL)
      continue;
    n_found++;
    count = n;
    g_free(found);
    found = crime_id(type, place, year);
  }
  int64_t truth;
  if (n_found == 1 && truth_of(k, found, &truth) && (double)truth == count)
    know_range(k, found, count, count, WAY_QUANTILE, table->in, table->file, column);
}

static void read_cell(knowledge *k, const world *w, const shown_table *table, guint row,
                      const char *column, meaning means) {
  const char *text = shown_cell(table, row, column);
  g_autofree char *id = id_of_row(w, table, row);
  double value, step, least, most, exposure = exposure_of_row(w, table, row);
  if (!text || !id)
    return;
  if (means == BESIDE) {
    if (!g_str_equal(text, "not-assessed"))
      know_beside(k, id, table->in, table->file, column);
    return;
  }
  if (!read_number(text, &value, &step))
    return;
  if (means == COUNT)
    know_exact(k, id, value, table->in, table->file, column);
  if (exposure <= 0)
    return;
  if (means == RATE) {
    /* A whole number may be one in full or a rounded one. */
    double slack = step > 0 ? step : value * FULL;
    pb_disclosure_rate_range(value, slack, exposure, PER, &least, &most);
    know_range(k, id, least, most, WAY_RATE, table->in, table->file, column);
  } else if ((means == LOWER || means == UPPER) &&
             counts_of_interval_end(value, step, exposure, PER, means == UPPER, &least, &most)) {
    know_range(k, id, least, most, WAY_INTERVAL, table->in, table->file, column);
  } else if (means == QUANTILE) {
    const char *year = shown_cell(table, row, "year"), *type = shown_cell(table, row, "type");
    try_quantile(k, w, table, type ? type : table->subject, year ? atoi(year) : w->last_year, value,
                 column);
  }
}

static GPtrArray *years_of(const char *type, const char *place, int first, int last) {
  GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
  for (int year = first; year <= last; year++)
    g_ptr_array_add(ids, crime_id(type, place, year));
  return ids;
}

static double exposure_of_years(const world *w, const char *place, int first, int last) {
  double sum = 0;
  for (int year = first; year <= last; year++) {
    double one = world_exposure(w, place, year);
    if (one <= 0)
      return 0;
    sum += one;
  }
  return sum;
}

/* A value about the years first .. last together: their sum is value x scale. */
void tell_years(knowledge *k, const shown_table *table, const char *type, int first, int last,
                double sum, const char *column) {
  g_autoptr(GPtrArray) ids = years_of(type, table->place, first, last);
  double slack = 1e-6 + sum * FULL;
  know_relation(k, ids, NULL, sum - slack, sum + slack, WAY_SUM, table->in, table->file, column);
}

void know_beside_years(knowledge *k, const shown_table *table, const char *type, int first,
                       int last, const char *column) {
  g_autoptr(GPtrArray) ids = years_of(type, table->place, first, last);
  for (guint i = 0; i < ids->len; i++)
    know_beside(k, ids->pdata[i], table->in, table->file, column);
}

/* now / exposure = ratio x sum of the base / its exposure */
static void tell_ratio(knowledge *k, const world *w, const shown_table *table, const char *type,
                       int first, int last, double ratio, const char *column) {
  double now = world_exposure(w, table->place, w->last_year);
  double base = exposure_of_years(w, table->place, first, last);
  if (now <= 0 || base <= 0)
    return;
  g_autoptr(GPtrArray) ids = years_of(type, table->place, first, last);
  g_autofree double *weights = g_new(double, ids->len + 1);
  for (guint i = 0; i < ids->len; i++)
    weights[i] = -ratio * now / base;
  weights[ids->len] = 1;
  g_ptr_array_add(ids, crime_id(type, table->place, w->last_year));
  double slack = 1e-7 * (1 + ratio);
  know_relation(k, ids, weights, -slack, slack, WAY_RATIO, table->in, table->file, column);
}

static void read_overview(knowledge *k, const world *w, const shown_table *table, guint row) {
  static const char *const counts[] = {"count_1", "count_2", "count_3"};
  static const char *const pooled[] = {"pooled_lower", "pooled_upper"};
  static const char *const of_base[] = {"smallest_count_up", "smallest_count_down",
                                        "smallest_ratio_up", "smallest_ratio_down"};
  const char *type = shown_cell(table, row, "type"), *place = table->place;
  int last = w->last_year;
  double value, years, excluded, exposure;
  for (int i = 0; i < 3; i++) {
    g_autofree char *id = crime_id(type, place, last - 2 + i);
    if (shown_number(table, row, counts[i], &value))
      know_exact(k, id, value, table->in, table->file, counts[i]);
  }
  g_autofree char *previous = crime_id(type, place, last - 1);
  if (shown_number(table, row, "previous_count", &value))
    know_exact(k, previous, value, table->in, table->file, "previous_count");
  if (shown_number(table, row, "previous_rate", &value)) {
    exposure = world_exposure(w, place, last - 1);
    know_range(k, previous, value * exposure / PER - 1e-4, value * exposure / PER + 1e-4, WAY_RATE,
               table->in, table->file, "previous_rate");
  }
  exposure = exposure_of_years(w, place, last - 2, last);
  if (shown_number(table, row, "pooled_rate", &value) && exposure > 0)
    tell_years(k, table, type, last - 2, last, value * exposure / PER, "pooled_rate");
  for (int i = 0; i < 2; i++)
    if (shown_cell(table, row, pooled[i]))
      know_beside_years(k, table, type, last - 2, last, pooled[i]);
  if (shown_number(table, row, "previous_ratio", &value))
    tell_ratio(k, w, table, type, last - 1, last - 1, value, "previous_ratio");
  if (!shown_number(table, row, "base_years", &years) ||
      !shown_number(table, row, "base_excluded", &excluded) || excluded > 0 || years != 3)
    return;
  if (shown_number(table, row, "base_count", &value))
    tell_years(k, table, type, last - 3, last - 1, value * 3, "base_count");
  exposure = exposure_of_years(w, place, last - 3, last - 1);
  if (shown_number(table, row, "base_rate", &value) && exposure > 0)
    tell_years(k, table, type, last - 3, last - 1, value * exposure / PER, "base_rate");
  if (shown_number(table, row, "ratio", &value))
    tell_ratio(k, w, table, type, last - 3, last - 1, value, "ratio");
  for (size_t i = 0; i < G_N_ELEMENTS(of_base); i++)
    if (shown_cell(table, row, of_base[i]))
      know_beside_years(k, table, type, last - 3, last - 1, of_base[i]);
}

/* The others' common rate in the funnel: their sum. */
static void read_reference(knowledge *k, const world *w, const shown_table *table) {
  double rate, n, exposure = 0;
  if (!shown_scalar(table, "reference_rate", &rate) || !shown_scalar(table, "n", &n))
    return;
  const char *group = g_hash_table_lookup(w->groups, table->place);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  for (guint p = 0; p < w->places->len; p++) {
    const char *place = w->places->pdata[p];
    if (g_str_equal(place, table->place) ||
        g_strcmp0(g_hash_table_lookup(w->groups, place), group) != 0)
      continue;
    exposure += world_exposure(w, place, w->last_year);
    g_ptr_array_add(ids, crime_id(table->subject, place, w->last_year));
  }
  if (ids->len + 1 == (guint)n)
    know_relation(k, ids, NULL, rate * exposure / PER - 1e-4, rate * exposure / PER + 1e-4, WAY_SUM,
                  table->in, table->file, "reference_rate");
}

/* Types that stand alone, and in the row without a type all others together. */
static void read_mix(knowledge *k, const world *w, const shown_table *table) {
  static const char *const alone[] = {"person", "theft", "vandalism", "drugs_weapons",
                                      "other than total"};
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < G_N_ELEMENTS(alone); i++)
    g_ptr_array_add(others, crime_id(alone[i], table->place, w->last_year));
  for (guint r = 0; r < table->rows->len; r++) {
    const char *type = shown_cell(table, r, "type");
    double count;
    if (!shown_number(table, r, "count", &count))
      continue;
    if (!type) {
      know_relation(k, others, NULL, count, count, WAY_SUM, table->in, table->file, "remainder");
      continue;
    }
    g_autofree char *id = crime_id(type, table->place, w->last_year);
    know_exact(k, id, count, table->in, table->file, "count");
    for (guint i = 0; i < others->len; i++)
      if (g_str_equal(others->pdata[i], id))
        g_ptr_array_remove_index(others, i--);
  }
}

static void read_scalars(knowledge *k, const world *w, const shown_table *table) {
  static const char *const quantiles[] = {"median", "q1", "q3"};
  double value;
  for (int i = 0; i < 3 && g_str_equal(table->name, "group"); i++)
    if (shown_scalar(table, quantiles[i], &value))
      try_quantile(k, w, table, table->subject, w->last_year, value, quantiles[i]);
  if (g_str_equal(table->name, "funnel"))
    read_reference(k, w, table);
}

void derive_crime(knowledge *k, const world *w, const GPtrArray *tables) {
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    read_scalars(k, w, table);
    if (g_str_equal(table->name, "crime-mix"))
      read_mix(k, w, table);
    for (guint r = 0; r < table->rows->len; r++) {
      meaning means;
      for (guint c = 0; c < table->header->len; c++)
        if (meaning_of(table->name, table->header->pdata[c], &means) && means != OPEN)
          read_cell(k, w, table, r, table->header->pdata[c], means);
      if (g_str_equal(table->name, "overview"))
        read_overview(k, w, table, r);
    }
  }
}
