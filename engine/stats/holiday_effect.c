/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each kind of day (or each named day) against ordinary days of the same weekdays: the ratio of
 * events a day and its interval of count_change.h. Over all weekdays, ordinary days are weighted to
 * the group's weekdays (indirect standardisation). phi is Pearson's over ordinary days around the
 * mean of their weekdays, so that season and trend count as variation: a holiday comes at one time
 * of the year, the days it is compared with at all.
 */
#include "engine/error.h"
#include "engine/holidays.h"
#include "engine/stats/count_change.h"
#include "engine/stats/day_counts.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/week_clock.h"

#define DAY_S INT64_C(86400)

enum { N_CLASSES = 4 };
static const char *const class_names[N_CLASSES] = {"mon-thu", "fri", "sat", "sun"};

static int class_of(int64_t day) {
  int weekday = pb_time_weekday(day * DAY_S);
  return weekday < 4 ? 0 : weekday - 3;
}

typedef struct {
  const char *key;
  pb_count seen[N_CLASSES];
} day_group;

/* Group 0 is ordinary days; the others in the order they were first met. */
static size_t find_group(GArray *groups, const char *key) {
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal(g_array_index(groups, day_group, i).key, key))
      return i;
  day_group added = {.key = key};
  g_array_append_val(groups, added);
  return groups->len - 1;
}

typedef struct {
  int64_t first, last;
  char *key;
} school_break;

static void break_clear(void *one) {
  g_free(((school_break *)one)->key);
}

/* "2024-02-19/2024-02-23/sportlov, ...". */
static GArray *parse_breaks(const char *text, GError **error) {
  GArray *breaks = g_array_new(FALSE, TRUE, sizeof(school_break));
  g_array_set_clear_func(breaks, break_clear);
  g_auto(GStrv) spans = g_strsplit(text, ",", -1);
  for (size_t i = 0; spans[i] && *text; i++) {
    g_auto(GStrv) parts = g_strsplit(g_strstrip(spans[i]), "/", -1);
    school_break one = {0};
    if (g_strv_length(parts) == 3 && *parts[2] && pb_day_of_text(parts[0], &one.first) &&
        pb_day_of_text(parts[1], &one.last) && one.first <= one.last) {
      one.key = g_strdup(parts[2]);
      g_array_append_val(breaks, one);
      continue;
    }
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("breaks has “%s”. Give the first day, the last day and a name, such as "
                  "2024-02-19/2024-02-23/sportlov."),
                spans[i]);
    g_array_unref(breaks);
    return NULL;
  }
  return breaks;
}

/* What may mark a day as in a school break: the parameter, and the column of the rows. */
typedef struct {
  const GArray *spans;
  const pb_column *column;
} break_sources;

static const char *break_of(const break_sources *from, int64_t day, size_t row) {
  if (from->column && row != G_MAXSIZE && pb_column_is_valid(from->column, row))
    return pb_column_string(from->column, row);
  for (guint i = 0; i < from->spans->len; i++) {
    const school_break *one = &g_array_index(from->spans, school_break, i);
    if (one->first <= day && day <= one->last)
      return one->key;
  }
  return NULL;
}

static const char *key_of(int64_t day, bool by_name, const break_sources *from, size_t row) {
  const pb_holiday *holiday = pb_holiday_on(day);
  if (holiday)
    return by_name ? holiday->key : holiday->kind == PB_DAY_EVE ? "eve" : "holiday";
  const char *of_school = break_of(from, day, row);
  if (of_school)
    return by_name ? of_school : "school-break";
  return "ordinary";
}

/* Fills the groups; marks which days are ordinary. */
static GArray *group_days(const pb_day_counts *days, bool by_name, const break_sources *from,
                          bool *ordinary) {
  static const char *const kinds[] = {"ordinary", "holiday", "eve", "school-break"};
  GArray *groups = g_array_new(FALSE, TRUE, sizeof(day_group));
  for (size_t i = 0; i < (by_name ? 1 : G_N_ELEMENTS(kinds)); i++)
    find_group(groups, kinds[i]);
  for (size_t i = 0; i < days->n; i++) {
    if (!days->observed[i])
      continue;
    int64_t day = days->first + (int64_t)i;
    size_t at = find_group(groups, key_of(day, by_name, from, days->row[i]));
    pb_count *seen = &g_array_index(groups, day_group, at).seen[class_of(day)];
    seen->count += days->count[i];
    seen->exposure += 1;
    ordinary[i] = at == 0;
  }
  return groups;
}

static void estimate_phi(const pb_day_counts *days, const bool *ordinary, const day_group *usual,
                         double *phi, double *df) {
  double x2 = 0, n = 0, classes = 0;
  for (int c = 0; c < N_CLASSES; c++)
    classes += usual->seen[c].count > 0;
  for (size_t i = 0; i < days->n; i++) {
    const pb_count *seen = &usual->seen[class_of(days->first + (int64_t)i)];
    if (!ordinary[i] || seen->count == 0)
      continue;
    double mean = (double)seen->count / seen->exposure, off = (double)days->count[i] - mean;
    x2 += off * off / mean;
    n++;
  }
  *df = n - classes;
  *phi = *df > 0 ? x2 / *df : 1;
}

/* A group's days and the ordinary days they are compared with. The exposures of the comparison are
 * days on one class of weekdays; over all weekdays, the events that the ordinary days' means give
 * the group's days, and those of the ordinary days themselves. */
typedef struct {
  pb_count seen, usual; /* exposures in days */
  double now_expected, usual_expected;
} comparison;

static comparison on_class(const day_group *group, const day_group *usual, int c) {
  return (comparison){group->seen[c], usual->seen[c], group->seen[c].exposure,
                      usual->seen[c].exposure};
}

/* All weekdays: what ordinary days of the same weekdays would have had, against what they had. */
static comparison on_all(const day_group *group, const day_group *usual) {
  comparison all = {0};
  for (int c = 0; c < N_CLASSES; c++) {
    if (!(group->seen[c].exposure > 0))
      continue;
    if (!(usual->seen[c].exposure > 0))
      return (comparison){0};
    all.seen.count += group->seen[c].count;
    all.seen.exposure += group->seen[c].exposure;
    all.usual.count += usual->seen[c].count;
    all.usual.exposure += usual->seen[c].exposure;
    all.now_expected +=
        (double)usual->seen[c].count / usual->seen[c].exposure * group->seen[c].exposure;
  }
  all.usual_expected = (double)all.usual.count;
  return all;
}

enum { PER_DAY, LOWER, UPPER, RATIO, RATIO_LOWER, RATIO_UPPER, P, P_ADJUSTED, N_NUMBERS };
static const char *const number_names[N_NUMBERS] = {
    "per_day", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "p", "p_adjusted"};

typedef struct {
  pb_column *day, *weekdays, *days, *count, *numbers[N_NUMBERS], *method;
  double *p;
  bool *tested;
  size_t n;
} rows;

static void add_row(rows *r, const char *key, const char *weekdays, const comparison *c,
                    bool compare, const pb_change_options *options) {
  pb_rate rate;
  if (!pb_poisson_rate(c->seen, 1, options->confidence, &rate))
    return; /* no such day */
  pb_change change = {0};
  if (compare)
    change = pb_count_change((pb_count){c->seen.count, c->now_expected},
                             (pb_count){c->usual.count, c->usual_expected}, options);
  bool ok = change.assessable;
  pb_column_append_string(r->day, key);
  pb_column_append_string(r->weekdays, weekdays);
  pb_column_append_int(r->days, (int64_t)c->seen.exposure);
  pb_column_append_int(r->count, c->seen.count);
  pb_column_append_double(r->numbers[PER_DAY], rate.rate);
  pb_column_append_double(r->numbers[LOWER], rate.lower);
  pb_column_append_double(r->numbers[UPPER], rate.upper);
  pb_column_append_maybe(r->numbers[RATIO], ok && change.has_ratio, change.ratio);
  pb_column_append_maybe(r->numbers[RATIO_LOWER], ok, change.ratio_lower);
  pb_column_append_maybe(r->numbers[RATIO_UPPER], ok && change.has_ratio_upper, change.ratio_upper);
  pb_column_append_maybe(r->numbers[P], ok, change.p);
  bool quasi = change.method == PB_CHANGE_QUASI_POISSON;
  pb_column_append_string(r->method, !ok ? NULL : quasi ? "quasi-poisson" : "exact");
  r->p[r->n] = change.p;
  r->tested[r->n++] = ok;
}

static void add_rows(pb_result *result, const GArray *groups, bool by_name,
                     const pb_change_options *options) {
  size_t most = (size_t)groups->len * (N_CLASSES + 1);
  g_autofree double *p = g_new0(double, most + 1);
  g_autofree bool *tested = g_new0(bool, most + 1);
  rows r = {.p = p, .tested = tested};
  r.day = pb_result_add_column(result, "day", PB_TYPE_STRING, NULL);
  r.weekdays = pb_result_add_column(result, "weekdays", PB_TYPE_STRING, NULL);
  r.days = pb_result_add_column(result, "days_observed", PB_TYPE_INT64, N_("days"));
  r.count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  for (int i = 0; i < N_NUMBERS; i++)
    r.numbers[i] = pb_result_add_column(result, number_names[i], PB_TYPE_DOUBLE,
                                        i <= UPPER ? N_("events/day") : NULL);
  r.method = pb_result_add_column(result, "method", PB_TYPE_STRING, NULL);
  const day_group *usual = &g_array_index(groups, day_group, 0);
  for (guint g = 0; g < groups->len; g++) {
    const day_group *group = &g_array_index(groups, day_group, g);
    for (int c = 0; c < N_CLASSES && (g == 0 || !by_name); c++) {
      comparison one = on_class(group, usual, c);
      add_row(&r, group->key, class_names[c], &one, g > 0, options);
    }
    comparison all = on_all(group, usual);
    if (g > 0)
      add_row(&r, group->key, "all", &all, true, options);
  }
  g_autofree double *adjusted = g_new0(double, r.n + 1);
  pb_p_adjust(p, tested, r.n, PB_ADJUST_BH, adjusted);
  for (size_t i = 0; i < r.n; i++)
    pb_column_append_maybe(r.numbers[P_ADJUSTED], tested[i], adjusted[i]);
}

static const char *const forms[] = {"kind", "day", NULL};
static const pb_input inputs[] = {
    PB_DAY_INPUTS,
    {"break", PB_TYPE_STRING, false,
     N_("name of the school break the day falls in, empty outside; needs date and count")},
};
static const pb_param params[] = {
    {.name = "by",
     .title = N_("one row for each kind of day, or for each named day"),
     .type = PB_PARAM_CHOICE,
     .def_text = "kind",
     .choices = forms},
    PB_PARAM_CONFIDENCE,
    {.name = "phi",
     .title = N_("over-dispersion of the counts by day; 0 estimates it from ordinary days"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e9},
    {.name = "breaks",
     .title = N_("school breaks as first day/last day/name, parted by commas, such as "
                 "2024-02-19/2024-02-23/sportlov"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
    PB_DAY_PARAMS,
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_autoptr(pb_day_counts) days = pb_day_counts_read(input, values, error);
  if (!days)
    return NULL;
  g_autoptr(GArray) spans = parse_breaks(pb_params_text(values, "breaks"), error);
  if (!spans)
    return NULL;
  const break_sources breaks = {spans, pb_table_find(input, "break")};
  if (breaks.column && days->by_event) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                        _("School breaks need one row a day: give the columns “date” and “count” "
                          "beside “break”, days without events too. With one row an event, name "
                          "the breaks in the parameter breaks."));
    return NULL;
  }
  pb_result *result = pb_result_new("holiday-effect");
  pb_day_counts_put(result, days);
  g_autofree bool *ordinary = g_new0(bool, days->n + 1);
  bool by_name = g_str_equal(pb_params_text(values, "by"), "day");
  g_autoptr(GArray) groups = group_days(days, by_name, &breaks, ordinary);
  const day_group *usual = &g_array_index(groups, day_group, 0);
  double usual_days = 0;
  for (int c = 0; c < N_CLASSES; c++)
    usual_days += usual->seen[c].exposure;
  if (days->n_events == 0 || usual_days == 0) {
    pb_result_set_reason(result, days->n_events == 0
                                     ? N_("There are no events on the days observed.")
                                     : N_("No ordinary day was observed to compare with."));
    return result;
  }
  pb_change_options options = {.confidence = pb_params_double(values, "confidence"),
                               .phi = pb_params_double(values, "phi")};
  if (!(options.phi > 0))
    estimate_phi(days, ordinary, usual, &options.phi, &options.df);
  pb_result_set_scalar(result, "phi", options.phi, NULL);
  pb_result_set_scalar(result, "df", options.df, NULL);
  add_rows(result, groups, by_name, &options);
  return result;
}

const pb_statistic pb_statistic_holiday_effect = {
    .name = "holiday-effect",
    .title = N_("Events on public holidays, eves and school breaks"),
    .description = N_(
        "Events a day on Swedish public holidays, on midsommarafton, julafton and nyårsafton and "
        "in school breaks, each against ordinary days of the same weekdays (Monday to Thursday, "
        "Friday, Saturday, Sunday), with the interval of the ratio. The season is not taken out: "
        "midsommarafton is compared with the Fridays of the whole year, and the variation over "
        "the year widens the interval."),
    .citation = "SFS 1989:253; SFS 1977:480; Przyborowski J, Wilenski H (1940) Biometrika 31:313",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
