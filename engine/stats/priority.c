/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/priority.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

enum { AREA, OVERRIDE, REASON, FIRST_CRITERION, N_CRITERIA = 7 };
static const pb_input inputs[FIRST_CRITERION + N_CRITERIA] = {
    [AREA] = {"area", PB_TYPE_STRING, true, N_("name of the problem area")},
    [OVERRIDE] = {"override", PB_TYPE_DOUBLE, false,
                  N_("score from 0 to 4 that a human sets instead of the computed one")},
    [REASON] = {"override_reason", PB_TYPE_STRING, false, N_("why; needed where there is one")},
    {"volume", PB_TYPE_DOUBLE, false, N_("number of crimes")},
    {"harm", PB_TYPE_DOUBLE, false, N_("harm-weighted total, from a table of your own")},
    {"gap", PB_TYPE_DOUBLE, false, N_("ratio to the expected number")},
    {"trend", PB_TYPE_DOUBLE, false, N_("ratio of one year to the year before, of the trend")},
    {"comparison", PB_TYPE_DOUBLE, false, N_("ratio to the median of the comparison group")},
    {"worry", PB_TYPE_DOUBLE, false, N_("share that worry, or see the problem, in a survey")},
    {"concentration", PB_TYPE_DOUBLE, false, N_("share of the events at the few worst places")},
};

#define CUTS(criterion)                                                                            \
  {                                                                                                \
    .name = criterion "_cuts",                                                                     \
    .title = N_("four rising cut points, parted by commas; empty: the fifths of the column"),      \
    .type = PB_PARAM_TEXT, .def_text = ""                                                          \
  }
static const pb_param params[N_CRITERIA] = {
    CUTS("volume"),     CUTS("harm"),  CUTS("gap"),           CUTS("trend"),
    CUTS("comparison"), CUTS("worry"), CUTS("concentration"),
};

/* The criteria that the table has. */
typedef struct {
  size_t n;
  size_t input[N_CRITERIA];
  pb_criterion criteria[N_CRITERIA];
  double *values[N_CRITERIA];
  bool *known[N_CRITERIA];
  bool fifths; /* cut points were left to the column */
} criteria_set;

static void criteria_clear(criteria_set *all) {
  for (size_t c = 0; c < all->n; c++) {
    g_free(all->values[c]);
    g_free(all->known[c]);
  }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(criteria_set, criteria_clear)

static bool parse_cuts(const char *name, const char *text, double cuts[PB_PRIORITY_CUTS],
                       GError **error) {
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  bool good = g_strv_length(parts) == PB_PRIORITY_CUTS;
  for (int c = 0; good && c < PB_PRIORITY_CUTS; c++) {
    char *end, *part = g_strstrip(parts[c]);
    cuts[c] = g_ascii_strtod(part, &end);
    good = *part && !*end && isfinite(cuts[c]) && (c == 0 || cuts[c] > cuts[c - 1]);
  }
  if (!good)
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("%s is “%s”. Give four rising numbers, parted by commas, such as 1,2,3,4."), name,
                text);
  return good;
}

static bool add_criterion(criteria_set *all, size_t which, const pb_column *column,
                          const pb_params *values, GError **error) {
  size_t n = pb_column_length(column), c = all->n++;
  all->input[c] = which;
  all->values[c] = g_new0(double, n + 1);
  all->known[c] = g_new0(bool, n + 1);
  for (size_t row = 0; row < n; row++) {
    all->known[c][row] = pb_column_is_valid(column, row);
    if (all->known[c][row])
      all->values[c][row] = pb_column_double(column, row);
  }
  pb_criterion *criterion = &all->criteria[c];
  criterion->values = all->values[c];
  criterion->known = all->known[c];
  const char *name = params[which - FIRST_CRITERION].name, *text = pb_params_text(values, name);
  if (*text)
    return parse_cuts(name, text, criterion->cuts, error);
  pb_priority_fifths(criterion->values, criterion->known, n, criterion->cuts);
  all->fifths = all->fifths || pb_column_missing(column) < n;
  return true;
}

/* A human's scores; each has a reason. */
static bool read_overrides(const pb_table *input, double *set, bool *is_set, GError **error) {
  const pb_column *column = pb_table_find(input, inputs[OVERRIDE].name);
  const pb_column *reason = pb_table_find(input, inputs[REASON].name);
  if (!pb_input_check_range(column, 0, PB_PRIORITY_CUTS, error))
    return false;
  for (size_t row = 0; column && row < pb_column_length(column); row++) {
    is_set[row] = pb_column_is_valid(column, row);
    if (!is_set[row])
      continue;
    set[row] = pb_column_double(column, row);
    const char *why =
        reason && pb_column_is_valid(reason, row) ? pb_column_string(reason, row) : "";
    if (*why)
      continue;
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("Data row %zu sets a score of its own without a reason. Write it in the column "
                  "“%s”."),
                row + 1, inputs[REASON].name);
    return false;
  }
  return true;
}

static void put_points(pb_result *result, const criteria_set *all, size_t n) {
  for (size_t c = 0; c < all->n; c++) {
    const pb_criterion *one = &all->criteria[c];
    g_autofree char *name = g_strconcat(inputs[all->input[c]].name, "_points", NULL);
    pb_column *points = pb_result_add_column(result, name, PB_TYPE_INT64, NULL);
    bool any = false;
    for (size_t row = 0; row < n; row++) {
      any = any || one->known[row];
      if (one->known[row])
        pb_column_append_int(points, pb_priority_points(one->values[row], one->cuts));
      else
        pb_column_append_missing(points);
    }
    g_autofree char *cuts = g_strdup_printf("%.6g, %.6g, %.6g, %.6g", one->cuts[0], one->cuts[1],
                                            one->cuts[2], one->cuts[3]);
    if (any)
      pb_result_set_text(result, params[all->input[c] - FIRST_CRITERION].name, cuts);
  }
}

static void put_areas(pb_result *result, const pb_priority *areas, size_t n) {
  pb_column *score = pb_result_add_column(result, "score", PB_TYPE_DOUBLE, NULL);
  pb_column *place = pb_result_add_column(result, "place", PB_TYPE_INT64, NULL);
  pb_column *tied = pb_result_add_column(result, "tied", PB_TYPE_INT64, NULL);
  pb_column *set = pb_result_add_column(result, "overridden", PB_TYPE_INT64, NULL);
  pb_column *known = pb_result_add_column(result, "n_criteria", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < n; i++) {
    pb_column_append_maybe(score, areas[i].has_score, areas[i].score);
    pb_column_append_int(known, (int64_t)areas[i].n_criteria);
    pb_column_append_int(set, areas[i].set);
    if (areas[i].has_score) {
      pb_column_append_int(place, (int64_t)areas[i].place);
      pb_column_append_int(tied, areas[i].tied);
    } else {
      pb_column_append_missing(place);
      pb_column_append_missing(tied);
    }
  }
}

static void put_sensitivity(pb_result *result, const criteria_set *all, const double *set,
                            const bool *is_set, size_t n) {
  static const struct {
    double share;
    const char *mean, *largest, *most;
  } moves[] = {{0.1, "changed_10", "changed_10_most", "most_sensitive_10"},
               {0.2, "changed_20", "changed_20_most", "most_sensitive_20"}};
  for (size_t i = 0; i < G_N_ELEMENTS(moves); i++) {
    pb_priority_sensitivity found;
    if (!pb_priority_sensitivity_of(all->criteria, all->n, set, is_set, n, moves[i].share,
                                    &found)) {
      pb_result_set_scalar_missing(result, moves[i].mean, NULL);
      pb_result_set_scalar_missing(result, moves[i].largest, NULL);
      continue;
    }
    pb_result_set_scalar(result, moves[i].mean, found.mean_share, NULL);
    pb_result_set_scalar(result, moves[i].largest, found.largest_share, NULL);
    if (found.largest_share > 0)
      pb_result_set_text(result, moves[i].most, inputs[all->input[found.most]].name);
  }
}

static void add_warnings(pb_result *result, const criteria_set *all, const pb_priority *areas,
                         size_t n, size_t scored) {
  size_t available = 0, tied = 0;
  bool uneven = false;
  for (size_t i = 0; i < n; i++) {
    available = MAX(available, areas[i].n_criteria);
    tied += areas[i].has_score && areas[i].tied;
  }
  for (size_t i = 0; i < n; i++)
    uneven = uneven || (areas[i].has_score && !areas[i].set && areas[i].n_criteria < available);
  pb_result_set_scalar(result, "n_tied", (double)tied, NULL);
  if (all->fifths)
    pb_result_add_warning(result, N_("Cut points that were not given are the fifths of the column "
                                     "itself: the points say which area is higher, not how high."));
  if (uneven)
    pb_result_add_warning(result, N_("Some areas lack criteria: their score is the mean of those "
                                     "they have."));
  if (tied > 0)
    pb_result_add_warning(result, tied == scored
                                      ? N_("Every area shares its place with another.")
                                      : N_("Some areas have the same score and share a place."));
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(criteria_set) all = {0};
  for (size_t i = FIRST_CRITERION; i < G_N_ELEMENTS(inputs); i++) {
    const pb_column *column = pb_table_find(input, inputs[i].name);
    if (column && !add_criterion(&all, i, column, values, error))
      return NULL;
  }
  size_t n = pb_table_n_rows(input), scored = 0;
  g_autofree double *set = g_new0(double, n + 1);
  g_autofree bool *is_set = g_new0(bool, n + 1);
  if (!read_overrides(input, set, is_set, error))
    return NULL;
  g_autofree pb_priority *areas = g_new0(pb_priority, n + 1);
  pb_priority_order(all.criteria, all.n, set, is_set, n, areas);
  for (size_t i = 0; i < n; i++)
    scored += areas[i].has_score;
  pb_result *result = pb_result_new("priority");
  pb_result_set_counts(result, scored, n - scored);
  if (scored == 0) {
    pb_result_set_reason(result, N_("No area has a value of any criterion."));
    return result;
  }
  put_points(result, &all, n);
  put_areas(result, areas, n);
  put_sensitivity(result, &all, set, is_set, n);
  add_warnings(result, &all, areas, n, scored);
  return result;
}

const pb_statistic pb_statistic_priority = {
    .name = "priority",
    .title = N_("Priority of problem areas"),
    .description =
        N_("Each criterion gives an area 0 to 4 points, one for every cut point that its value "
           "exceeds; the score is the mean of the points, with every criterion alike and none "
           "hidden. A human may set another score and say why. Ties are shown, and so is how often "
           "two areas change order when a single cut point moves by 10 or 20 percent."),
    .citation = "",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
