/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How did crime change after the measures, against areas that had none? */
#include <string.h>

#include "engine/analysis/build.h"
#include "engine/analysis/measure_window.h"
#include "engine/analysis/yearly.h"
#include "engine/event_index.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/ratio_did.h"

#define NO_START N_("The register does not say when the measure began.")
#define PLANNED N_("The measure has not begun.")
#define NO_COMPARISON                                                                              \
  N_("The register names no comparison area, so there is nothing to set the change against.")
#define NOT_COUNTED                                                                                \
  N_("The measure has no goal that is counted in reported crimes, so no effect can be computed.")
#define SMALL_AREA                                                                                 \
  N_("The data hold no counts of crime for the area of the measure and its comparison area.")
#define NO_PERIOD                                                                                  \
  N_("The data hold no whole period both after the start of the measure and as long before it.")
#define SINGLE_CASE                                                                                \
  N_("A year of the periods may be a single large case, so the change says nothing of the "        \
     "measure.")
#define WITHHELD                                                                                   \
  N_("The counts of the periods are not all shown in the public version, so no effect is "         \
     "computed from them.")
#define NO_CRIME N_("No crime was counted in either area.")

typedef struct {
  const pb_measure *measure;
  const char *reason; /* why there is no effect; NULL: there is one */
  int type;           /* -1: not known */
  pb_measure_window window;
  bool has_window;
  pb_wdd_pair pair;
  double phi;
  pb_wdd wdd;
  bool has_ratio;
  const char *ratio_reason;
  pb_ratio_did ratio;
  double wdd_adjusted, ratio_adjusted;
} effect;

/* Is the text the municipality's name or code, or both: "1883 Karlskoga"? */
static bool names(const pb_municipality *place, const char *written) {
  g_autofree char *both = g_strdup_printf("%s %s", place->code, place->name);
  const char *const forms[] = {place->name, place->full_name, place->code, both};
  g_autofree char *folded = g_utf8_casefold(written, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autofree char *form = g_utf8_casefold(forms[i], -1);
    if (g_str_equal(form, folded))
      return true;
  }
  return false;
}

/* The municipalities that a list names; NULL when one of them is no other municipality. */
static GArray *municipalities_of(const pb_analysis *analysis, const char *list) {
  const pb_dataset *dataset = analysis->dataset;
  g_auto(GStrv) parts = g_strsplit_set(list, ",;", -1);
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
  for (size_t i = 0; parts[i]; i++) {
    const char *part = g_strstrip(parts[i]);
    int at = -1;
    for (size_t m = 0; *part && m < dataset->n_municipalities && at < 0; m++)
      if (names(&dataset->municipalities[m], part))
        at = (int)m;
    if (at == (int)analysis->m || (at < 0 && *part))
      return NULL;
    if (at >= 0)
      g_array_append_val(found, at);
  }
  return found->len ? g_steal_pointer(&found) : NULL;
}

static int type_of(const pb_registers *registers, const pb_measure *measure) {
  if (measure->goal < 0)
    return -1;
  const pb_goal *goal = &registers->goals[measure->goal];
  return goal->outcome_kind == PB_OUTCOME_CRIME ? goal->outcome_index : -1;
}

static bool is_everywhere(const pb_analysis *analysis, const pb_measure *measure) {
  return !*measure->place || names(&analysis->dataset->municipalities[analysis->m], measure->place);
}

/* The finest panel that has every count. */
static bool find_counts(const pb_analysis *analysis, effect *e, const GArray *others) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_crime_panel *panels[] = {dataset->monthly, dataset->quarterly, dataset->yearly};
  for (size_t i = 0; i < G_N_ELEMENTS(panels) && !e->has_window; i++)
    e->has_window = pb_measure_window_of(panels[i], e->measure, dataset->period_end, &e->window) &&
                    pb_measure_counts(&e->window, (size_t)e->type, analysis->m, others, &e->pair);
  return e->has_window;
}

/* Is anything of the type withheld from the public, here or in a comparison area? */
static bool has_withheld(const pb_analysis *analysis, const effect *e, const GArray *others) {
  const pb_dataset *dataset = analysis->dataset;
  const pb_crime_panel *panels[] = {dataset->monthly, dataset->quarterly, dataset->yearly};
  for (size_t i = 0; i < G_N_ELEMENTS(panels); i++)
    for (guint k = 0; panels[i] && k <= others->len; k++) {
      size_t m = k == 0 ? analysis->m : (size_t)g_array_index(others, int, k - 1);
      for (size_t p = 0; p < panels[i]->n_periods; p++)
        if (pb_crime_panel_cell(panels[i], m, (size_t)e->type, p)->withheld)
          return true;
    }
  return false;
}

/* Is a year of the window one that a single case may explain, here or in a comparison area? */
static bool has_single_case(const pb_analysis *analysis, const effect *e, const GArray *others) {
  const pb_crime_panel *yearly = analysis->dataset->yearly;
  const pb_measure_window *w = &e->window;
  if (!yearly)
    return false;
  for (guint i = 0; i <= others->len; i++) {
    size_t m = i == 0 ? analysis->m : (size_t)g_array_index(others, int, i - 1);
    g_autofree bool *flags = g_new0(bool, yearly->n_periods + 1);
    pb_yearly_spikes(analysis->dataset, m, (size_t)e->type, flags);
    for (int p = w->before_first; p <= w->after_last; p++) {
      int year = pb_period_year(pb_crime_panel_period_at(w->panel, (size_t)p));
      int at = pb_crime_panel_period(yearly, pb_period_make(year, 1, 1));
      if (at >= 0 && flags[at] && (p <= w->before_last || p >= w->after_first))
        return true;
    }
  }
  return false;
}

static const char *compute(const pb_analysis *analysis, effect *e) {
  const pb_measure *measure = e->measure;
  e->type = type_of(analysis->dataset->registers, measure);
  if (measure->status == PB_MEASURE_PLANNED)
    return PLANNED;
  if (!measure->has_start)
    return NO_START;
  if (!*measure->comparison)
    return NO_COMPARISON;
  if (e->type < 0)
    return NOT_COUNTED;
  g_autoptr(GArray) others = municipalities_of(analysis, measure->comparison);
  if (!others || !is_everywhere(analysis, measure))
    return SMALL_AREA;
  if (!find_counts(analysis, e, others))
    return has_withheld(analysis, e, others) ? WITHHELD : NO_PERIOD;
  if (has_single_case(analysis, e, others))
    return SINGLE_CASE;
  e->phi = pb_yearly_phi_of(analysis->dataset, analysis->m, (size_t)e->type, analysis->last).phi;
  pb_wdd_options options = {.phi = e->phi, .confidence = analysis->options.confidence};
  if (!pb_wdd_compute(&e->pair, NULL, &options, &e->wdd))
    return NO_CRIME;
  e->has_ratio = pb_ratio_did_compute(e->pair.treated_before, e->pair.treated_after,
                                      e->pair.control_before, e->pair.control_after, e->phi,
                                      options.confidence, &e->ratio, &e->ratio_reason);
  return NULL;
}

static void adjust(effect *effects, size_t n) {
  g_autofree double *p = g_new0(double, n + 1), *ratio_p = g_new0(double, n + 1);
  g_autofree bool *has = g_new0(bool, n + 1), *has_ratio = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    has[i] = !effects[i].reason;
    has_ratio[i] = has[i] && effects[i].has_ratio;
    p[i] = effects[i].wdd.p;
    ratio_p[i] = effects[i].ratio.p;
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
  return e->measure->id;
}
static const char *goal_of(const effect *e) {
  return e->measure->goal_id;
}
static const char *title_of(const effect *e) {
  return e->measure->title;
}
static const char *place_of(const effect *e) {
  return e->measure->place;
}
static const char *comparison_of(const effect *e) {
  return e->measure->comparison;
}
static const char *displacement_of(const effect *e) {
  return e->measure->displacement;
}
static const char *intensity_of(const effect *e) {
  return e->measure->intensity;
}
static const char *responsible_of(const effect *e) {
  return pb_party_word(e->measure->responsible);
}
static const char *status_of(const effect *e) {
  return pb_measure_status_word(e->measure->status);
}
static const char *reason_of(const effect *e) {
  return e->reason ? e->reason : e->has_ratio || !e->ratio_reason ? "" : e->ratio_reason;
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
               {"reason", reason_of}};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    put_text(result, texts[i].name, effects, n, texts[i].get);
  pb_column *type = pb_result_add_column(result, "type", PB_TYPE_STRING, NULL);
  pb_column *start = pb_result_add_column(result, "start", PB_TYPE_TIME, NULL);
  pb_column *end = pb_result_add_column(result, "end", PB_TYPE_TIME, NULL);
  for (size_t i = 0; i < n; i++) {
    const effect *e = &effects[i];
    pb_column_append_string(type, e->type < 0 ? "" : analysis->dataset->types[e->type].key);
    put_day(start, e->measure->has_start, e->measure->start_s);
    put_day(end, e->measure->has_end, e->measure->end_s);
  }
}

static void put_window(pb_result *result, const effect *effects, size_t n) {
  static const char *const periods[] = {"before_first", "before_last", "after_first", "after_last"};
  for (size_t k = 0; k < G_N_ELEMENTS(periods); k++) {
    pb_column *column = pb_result_add_column(result, periods[k], PB_TYPE_PERIOD, NULL);
    for (size_t i = 0; i < n; i++) {
      const pb_measure_window *w = &effects[i].window;
      const int at[] = {w->before_first, w->before_last, w->after_first, w->after_last};
      pb_append_int_maybe(column, effects[i].has_window,
                          effects[i].has_window ? pb_crime_panel_period_at(w->panel, (size_t)at[k])
                                                : 0);
    }
  }
  static const char *const counts[] = {"treated_before", "treated_after", "comparison_before",
                                       "comparison_after"};
  for (size_t k = 0; k < G_N_ELEMENTS(counts); k++) {
    pb_column *column = pb_result_add_column(result, counts[k], PB_TYPE_INT64, N_("crimes"));
    for (size_t i = 0; i < n; i++) {
      const pb_wdd_pair *pair = &effects[i].pair;
      const int64_t at[] = {pair->treated_before, pair->treated_after, pair->control_before,
                            pair->control_after};
      pb_append_int_maybe(column, effects[i].has_window, at[k]);
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
      const pb_ratio_did *r = &e->ratio;
      const double at[] = {e->wdd.total,
                           e->wdd.interval.lower,
                           e->wdd.interval.upper,
                           e->wdd.smallest_effect,
                           e->wdd.p,
                           e->wdd_adjusted,
                           r->ratio,
                           r->interval.lower,
                           r->interval.upper,
                           r->smallest_decrease,
                           r->p,
                           e->ratio_adjusted,
                           r->prevented,
                           e->pair.control_area,
                           e->phi,
                           r->smallest_increase};
      bool of_ratio = (k >= 6 && k <= 12) || k == 15;
      pb_column_append_maybe(column, !e->reason && (!of_ratio || e->has_ratio), at[k]);
    }
  }
  double alpha = analysis->options.alpha;
  pb_column *wdd = pb_result_add_column(result, "wdd_verdict", PB_TYPE_STRING, NULL);
  pb_column *ratio = pb_result_add_column(result, "ratio_verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < n; i++) {
    const effect *e = &effects[i];
    pb_column_append_string(wdd, verdict(!e->reason, e->wdd_adjusted, alpha, e->wdd.interval, 0));
    pb_column_append_string(
        ratio, verdict(!e->reason && e->has_ratio, e->ratio_adjusted, alpha, e->ratio.interval, 1));
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
    e->measure = measure;
    e->reason = compute(analysis, e);
    n_effects += !e->reason;
  }
  adjust(effects, n);
  put_words(result, analysis, effects, n);
  put_window(result, effects, n);
  put_numbers(result, analysis, effects, n);
  pb_result_set_scalar(result, "n_effects", (double)n_effects, NULL);
  pb_result_set_counts(result, n_effects, n - n_effects);
  pb_result_set_method(result,
                       N_("The change after the measure less that of the comparison area, in "
                          "crimes (weighted displacement difference) and as a ratio of ratios; "
                          "over-dispersion from the years; adjusted over the table"));
  pb_result_set_citation(result, "Wheeler & Ratcliffe 2018; Wilson 2021");
  if (n == 0)
    pb_result_set_reason(result,
                         N_("The project has no register of measures for the municipality."));
}
