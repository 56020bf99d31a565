/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How did crime change after the measures, against areas that had none? */
#include "engine/analysis/build.h"
#include "engine/analysis/measure_effect.h"
#include "engine/stats/p_adjust.h"

typedef struct {
  pb_measure_effect of;
  double wdd_adjusted, ratio_adjusted;
} effect;

static void adjust(effect *effects, size_t n) {
  g_autofree double *p = g_new0(double, n + 1), *ratio_p = g_new0(double, n + 1);
  g_autofree bool *has = g_new0(bool, n + 1), *has_ratio = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    has[i] = !effects[i].of.reason;
    has_ratio[i] = has[i] && effects[i].of.has_ratio;
    p[i] = effects[i].of.wdd.p;
    ratio_p[i] = effects[i].of.ratio.p;
  }
  pb_p_adjust(p, has, n, PB_ADJUST_BH, p);
  pb_p_adjust(ratio_p, has_ratio, n, PB_ADJUST_BH, ratio_p);
  for (size_t i = 0; i < n; i++) {
    effects[i].wdd_adjusted = p[i];
    effects[i].ratio_adjusted = ratio_p[i];
  }
}

static const char *verdict(bool known, double adjusted, double alpha, pb_interval interval,
                           double none) {
  if (!known)
    return "not-assessed";
  if (adjusted < alpha && interval.upper < none)
    return "decrease";
  if (adjusted < alpha && interval.lower > none)
    return "increase";
  return "undecided";
}

static void put_text(pb_result *result, const char *name, const effect *effects, size_t n,
                     const char *(*get)(const effect *)) {
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++)
    pb_column_append_string(column, get(&effects[i]));
}

static const char *id_of(const effect *e) {
  return e->of.measure->id;
}
static const char *goal_of(const effect *e) {
  return e->of.measure->goal_id;
}
static const char *title_of(const effect *e) {
  return e->of.measure->title;
}
static const char *place_of(const effect *e) {
  return e->of.measure->place;
}
static const char *comparison_of(const effect *e) {
  return e->of.measure->comparison;
}
static const char *displacement_of(const effect *e) {
  return e->of.measure->displacement;
}
static const char *intensity_of(const effect *e) {
  return e->of.measure->intensity;
}
static const char *responsible_of(const effect *e) {
  return pb_party_word(e->of.measure->responsible);
}
static const char *status_of(const effect *e) {
  return pb_measure_status_word(e->of.measure->status);
}
static const char *counted_of(const effect *e) {
  return e->of.counted == PB_COUNTED_EVENTS ? "events" : "reported-crime";
}
static const char *reason_of(const effect *e) {
  return e->of.reason                             ? e->of.reason
         : e->of.has_ratio || !e->of.ratio_reason ? ""
                                                  : e->of.ratio_reason;
}

static void put_day(pb_column *column, bool has, int64_t day_s) {
  if (has)
    pb_column_append_int(column, day_s);
  else
    pb_column_append_missing(column);
}

static void put_words(pb_result *result, const pb_analysis *analysis, const effect *effects,
                      size_t n) {
  static const struct {
    const char *name;
    const char *(*get)(const effect *);
  } texts[] = {{"measure", id_of},
               {"goal", goal_of},
               {"title", title_of},
               {"place", place_of},
               {"responsible", responsible_of},
               {"status", status_of},
               {"intensity", intensity_of},
               {"comparison", comparison_of},
               {"displacement", displacement_of},
               {"counted", counted_of},
               {"reason", reason_of}};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    put_text(result, texts[i].name, effects, n, texts[i].get);
  pb_column *type = pb_result_add_column(result, "type", PB_TYPE_STRING, NULL);
  pb_column *area = pb_result_add_column(result, "area", PB_TYPE_STRING, NULL);
  pb_column *start = pb_result_add_column(result, "start", PB_TYPE_TIME, NULL);
  pb_column *end = pb_result_add_column(result, "end", PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < n; i++) {
    const effect *e = &effects[i];
    pb_column_append_string(type, e->of.type < 0 ? "" : analysis->dataset->types[e->of.type].key);
    pb_column_append_string(area, e->of.area < 0 ? "" : analysis->dataset->areas[e->of.area].key);
    put_day(start, e->of.measure->has_start, e->of.measure->start_s);
    put_day(end, e->of.measure->has_end, e->of.measure->end_s);
  }
}

static void put_window(pb_result *result, const effect *effects, size_t n) {
  static const char *const periods[] = {"before_first", "before_last", "after_first", "after_last"};
  for (size_t k = 0; k < G_N_ELEMENTS(periods); k++) {
    pb_column *column = pb_result_add_column(result, periods[k], PB_TYPE_PERIOD, NULL);
    for (size_t i = 0; i < n; i++) {
      const pb_measure_window *w = &effects[i].of.window;
      const int at[] = {w->before_first, w->before_last, w->after_first, w->after_last};
      pb_append_int_maybe(column, effects[i].of.has_window,
                          effects[i].of.has_window ? pb_measure_period(w, at[k]) : 0);
    }
  }
  static const char *const counts[] = {"treated_before",      "treated_after",
                                       "comparison_before",   "comparison_after",
                                       "displacement_before", "displacement_after"};
  for (size_t k = 0; k < G_N_ELEMENTS(counts); k++) {
    pb_column *column = pb_result_add_column(result, counts[k], PB_TYPE_INT64, N_("crimes"));
    for (size_t i = 0; i < n; i++) {
      const pb_wdd_pair *pair = &effects[i].of.pair;
      const pb_measure_effect *of = &effects[i].of;
      const int64_t at[] = {pair->treated_before, pair->treated_after,     pair->control_before,
                            pair->control_after,  of->displacement_before, of->displacement_after};
      pb_append_int_maybe(column, of->has_window && (k < 4 || of->has_displacement), at[k]);
    }
  }
}

static void put_numbers(pb_result *result, const pb_analysis *analysis, const effect *effects,
                        size_t n) {
  static const char *const names[] = {"wdd",         "wdd_lower",
                                      "wdd_upper",   "wdd_smallest",
                                      "wdd_p",       "wdd_adjusted",
                                      "ratio",       "ratio_lower",
                                      "ratio_upper", "ratio_smallest_decrease",
                                      "ratio_p",     "ratio_adjusted",
                                      "prevented",   "comparison_weight",
                                      "phi",         "ratio_smallest_increase"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    pb_column *column = pb_result_add_column(result, names[k], PB_TYPE_DOUBLE, NULL);
    for (size_t i = 0; i < n; i++) {
      const effect *e = &effects[i];
      const pb_ratio_did *r = &e->of.ratio;
      const double at[] = {e->of.wdd.total,
                           e->of.wdd.interval.lower,
                           e->of.wdd.interval.upper,
                           e->of.wdd.smallest_effect,
                           e->of.wdd.p,
                           e->wdd_adjusted,
                           r->ratio,
                           r->interval.lower,
                           r->interval.upper,
                           r->smallest_decrease,
                           r->p,
                           e->ratio_adjusted,
                           r->prevented,
                           e->of.pair.control_area,
                           e->of.phi,
                           r->smallest_increase};
      bool of_ratio = (k >= 6 && k <= 12) || k == 15;
      pb_column_append_maybe(column, !e->of.reason && (!of_ratio || e->of.has_ratio), at[k]);
    }
  }
  double alpha = analysis->options.alpha;
  pb_column *wdd = pb_result_add_column(result, "wdd_verdict", PB_TYPE_STRING, NULL);
  pb_column *ratio = pb_result_add_column(result, "ratio_verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    const effect *e = &effects[i];
    pb_column_append_string(wdd,
                            verdict(!e->of.reason, e->wdd_adjusted, alpha, e->of.wdd.interval, 0));
    pb_column_append_string(ratio, verdict(!e->of.reason && e->of.has_ratio, e->ratio_adjusted,
                                           alpha, e->of.ratio.interval, 1));
  }
}

void pb_build_measures(pb_analysis *analysis) {
  const pb_registers *registers = analysis->dataset->registers;
  pb_result *result = pb_analysis_put(analysis, "measures", -1);
  size_t n = 0, n_effects = 0;
  g_autofree effect *effects = g_new0(effect, (registers ? registers->n_measures : 0) + 1);
  for (size_t i = 0; registers && i < registers->n_measures; i++) {
    const pb_measure *measure = &registers->measures[i];
    int area = measure->goal >= 0 ? registers->goals[measure->goal].problem_area : -1;
    if (measure->municipality != (int)analysis->m || !pb_area_is_shown(analysis, area))
      continue;
    effect *e = &effects[n++];
    pb_measure_effect_of(analysis, measure, &e->of);
    n_effects += !e->of.reason;
  }
  adjust(effects, n);
  put_words(result, analysis, effects, n);
  put_window(result, effects, n);
  put_numbers(result, analysis, effects, n);
  pb_result_set_scalar(result, "n_effects", (double)n_effects, NULL);
  pb_result_set_counts(result, n_effects, n - n_effects);
  pb_result_set_method(
      result, N_("The change after the measure less that of the comparison area, in "
                 "crimes (weighted displacement difference) and as a ratio of ratios; "
                 "over-dispersion from the years; adjusted over the table. In a part of the "
                 "municipality: recorded events with an exact point against those of "
                 "other parts, over-dispersion from the months"));
  pb_result_set_citation(result, "Wheeler & Ratcliffe 2018; Wilson 2021");
  if (n == 0)
    pb_result_set_reason(result,
                         N_("The project has no register of measures for the municipality."));
}
