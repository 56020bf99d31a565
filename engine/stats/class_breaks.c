/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/class_breaks.h"

#include <math.h>

#include "engine/stats/input.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

/* Sums of the first i values and of their squares, about the mean. */
typedef struct {
  double *sum, *squares;
} prefix;

static double mean_of(const double *values, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += values[i];
  return sum / (double)n;
}

static prefix prefix_sums(const double *sorted, size_t n) {
  prefix p = {g_new0(double, n + 1), g_new0(double, n + 1)};
  double mean = mean_of(sorted, n);
  for (size_t i = 0; i < n; i++) {
    double d = sorted[i] - mean;
    p.sum[i + 1] = p.sum[i] + d;
    p.squares[i + 1] = p.squares[i] + d * d;
  }
  return p;
}

/* Squared deviations of the values from .. to - 1 from their mean. */
static double cost(const prefix *p, size_t from, size_t to) {
  double sum = p->sum[to] - p->sum[from];
  return p->squares[to] - p->squares[from] - sum * sum / (double)(to - from);
}

/* One more class: best[to] is the least cost of the first `to` values, start[to] where the last
 * class begins. The start grows with `to`, so halving the range finds all of them. */
typedef struct {
  const prefix *p;
  const double *before;
  double *best;
  uint32_t *start;
} layer;

static void solve(const layer *l, size_t low, size_t high, size_t first, size_t last) {
  if (low > high)
    return;
  size_t to = low + (high - low) / 2;
  l->best[to] = INFINITY;
  for (size_t from = first; from <= MIN(last, to - 1); from++) {
    double all = l->before[from] + cost(l->p, from, to);
    if (all < l->best[to]) {
      l->best[to] = all;
      l->start[to] = (uint32_t)from;
    }
  }
  if (to > low)
    solve(l, low, to - 1, first, l->start[to]);
  solve(l, to + 1, high, l->start[to], last);
}

/* Where each class begins: `classes` positions, the first 0. */
static size_t *best_starts(const double *sorted, size_t n, size_t classes) {
  prefix p = prefix_sums(sorted, n);
  g_autofree uint32_t *start = g_new0(uint32_t, (n + 1) * classes);
  g_autofree double *before = g_new0(double, n + 1), *best = g_new0(double, n + 1);
  for (size_t to = 1; to <= n; to++)
    before[to] = cost(&p, 0, to);
  for (size_t k = 1; k < classes; k++) {
    const layer l = {&p, before, best, start + k * (n + 1)};
    solve(&l, k + 1, n, k, n - 1);
    for (size_t to = 0; to <= n; to++)
      before[to] = to > k ? best[to] : INFINITY;
  }
  size_t *starts = g_new0(size_t, classes), to = n;
  for (size_t k = classes - 1; k > 0; k--)
    to = starts[k] = start[k * (n + 1) + to];
  g_free(p.sum);
  g_free(p.squares);
  return starts;
}

static size_t count_different(const double *sorted, size_t n) {
  size_t different = n > 0;
  for (size_t i = 1; i < n; i++)
    different += sorted[i] > sorted[i - 1];
  return different;
}

static void optimal(const double *sorted, size_t n, size_t classes, bool between, double *breaks) {
  g_autofree size_t *starts = best_starts(sorted, n, classes);
  for (size_t k = 1; k < classes; k++) {
    double below = sorted[starts[k] - 1], above = sorted[starts[k]];
    breaks[k] = between ? (below + above) / 2 : below;
  }
}

static double *deviations(const double *sorted, size_t n, size_t classes, size_t *n_breaks) {
  double mean = mean_of(sorted, n), squares = 0;
  for (size_t i = 0; i < n; i++)
    squares += (sorted[i] - mean) * (sorted[i] - mean);
  double sd = sqrt(squares / (double)(n - 1));
  double *breaks =
      pb_round_limits((sorted[0] - mean) / sd, (sorted[n - 1] - mean) / sd, classes, n_breaks);
  for (size_t i = 0; i < *n_breaks; i++)
    breaks[i] = breaks[i] * sd + mean;
  return breaks;
}

bool pb_class_breaks(const double *sorted, size_t n, size_t classes, pb_breaks_style style,
                     double **breaks, size_t *n_breaks) {
  bool round = style == PB_BREAKS_PRETTY || style == PB_BREAKS_SD;
  if (classes < 1 || count_different(sorted, n) < (round ? 2 : MAX(classes, 2)))
    return false;
  if (round) {
    *breaks = style == PB_BREAKS_SD ? deviations(sorted, n, classes, n_breaks)
                                    : pb_round_limits(sorted[0], sorted[n - 1], classes, n_breaks);
    return true;
  }
  double low = sorted[0], high = sorted[n - 1];
  *n_breaks = classes + 1;
  *breaks = g_new(double, classes + 1);
  (*breaks)[0] = low;
  (*breaks)[classes] = high;
  if (style == PB_BREAKS_FISHER || style == PB_BREAKS_JENKS)
    optimal(sorted, n, classes, style == PB_BREAKS_FISHER, *breaks);
  for (size_t k = 1; k < classes; k++) {
    double share = (double)k / (double)classes;
    if (style == PB_BREAKS_QUANTILE)
      (*breaks)[k] = pb_quantile_sorted(sorted, n, share);
    else if (style == PB_BREAKS_EQUAL)
      (*breaks)[k] = low + (high - low) * share;
  }
  return true;
}

size_t pb_class_of(const double *breaks, size_t n_breaks, bool right_closed, double value) {
  size_t at = 0;
  while (at + 2 < n_breaks && (right_closed ? value > breaks[at + 1] : value >= breaks[at + 1]))
    at++;
  return at;
}

double pb_class_fit(const double *values, size_t n, const double *breaks, size_t n_breaks,
                    bool right_closed) {
  g_autofree double *mean = g_new0(double, n_breaks), *count = g_new0(double, n_breaks);
  double all = 0, within = 0, overall = mean_of(values, n);
  for (size_t i = 0; i < n; i++) {
    size_t at = pb_class_of(breaks, n_breaks, right_closed, values[i]);
    mean[at] += values[i];
    count[at]++;
  }
  for (size_t i = 0; i < n; i++) {
    size_t at = pb_class_of(breaks, n_breaks, right_closed, values[i]);
    double d = values[i] - mean[at] / count[at];
    within += d * d;
    all += (values[i] - overall) * (values[i] - overall);
  }
  return all > 0 ? 1 - within / all : 1;
}

static const pb_input inputs[] = {
    {"value", PB_TYPE_DOUBLE, true, N_("value of one place")},
};
static const char *const styles[] = {"fisher", "jenks", "quantile", "equal", "pretty", "sd", NULL};
static const pb_param params[] = {
    {.name = "classes",
     .title = N_("number of classes; pretty and sd come near it"),
     .type = PB_PARAM_INT,
     .def = 5,
     .min = 2,
     .max = PB_BREAKS_MAX_CLASSES},
    {.name = "style",
     .title = N_("how limits are chosen"),
     .type = PB_PARAM_CHOICE,
     .def_text = "fisher",
     .choices = styles},
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  (void)error;
  const pb_column *column = pb_table_find(input, "value");
  size_t n_rows = pb_table_n_rows(input), n = 0, n_breaks;
  g_autofree double *sorted = g_new(double, n_rows + 1), *breaks = NULL;
  for (size_t row = 0; row < n_rows; row++)
    if (pb_column_is_valid(column, row))
      sorted[n++] = pb_column_double(column, row);
  pb_sort_doubles(sorted, n);
  pb_breaks_style style = PB_BREAKS_FISHER;
  while (!g_str_equal(styles[style], pb_params_text(values, "style")))
    style++;
  pb_result *result = pb_result_new("class-breaks");
  pb_result_set_counts(result, n, n_rows - n);
  if (!pb_class_breaks(sorted, n, (size_t)pb_params_int(values, "classes"), style, &breaks,
                       &n_breaks)) {
    pb_result_set_reason(result, N_("There are fewer different values than classes."));
    return result;
  }
  bool right = style == PB_BREAKS_JENKS;
  pb_column *from = pb_result_add_column(result, "from", PB_TYPE_DOUBLE, NULL);
  pb_column *to = pb_result_add_column(result, "to", PB_TYPE_DOUBLE, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, NULL);
  g_autofree int64_t *counts = g_new0(int64_t, n_breaks);
  for (size_t i = 0; i < n; i++)
    counts[pb_class_of(breaks, n_breaks, right, sorted[i])]++;
  for (size_t k = 0; k + 1 < n_breaks; k++) {
    pb_column_append_double(from, breaks[k]);
    pb_column_append_double(to, breaks[k + 1]);
    pb_column_append_int(count, counts[k]);
  }
  pb_result_set_scalar(result, "variance_fit", pb_class_fit(sorted, n, breaks, n_breaks, right),
                       NULL);
  return result;
}

const pb_statistic pb_statistic_class_breaks = {
    .name = "class-breaks",
    .title = N_("Class limits for a map"),
    .description = N_("Cuts values into classes: so that they differ least within a class (fisher, "
                      "jenks), so that every class has as many places (quantile), in equal steps, "
                      "at round numbers, or by standard deviations. The variance fit says how "
                      "much of the differences the classes keep (1: all)."),
    .citation = "Fisher WD (1958) J Am Stat Assoc 53:789; Jenks GF (1977) Optimal data "
                "classification for choropleth maps",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
