/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/count_classes.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/stats/class_breaks.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

const char *const pb_count_class_styles[] = {"fisher", "quantile", "pretty", "manual", NULL};
const char *const pb_count_colour_names[] = {"ramp", "hobit", NULL};

/* How many limits the text holds; 0: it is not one to four rising whole numbers above 0. */
static size_t parse_limits(const char *text, int64_t limits[PB_COUNT_MOST_LIMITS]) {
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  size_t n = g_strv_length(parts);
  if (n > PB_COUNT_MOST_LIMITS)
    return 0;
  for (size_t i = 0; i < n; i++)
    if (!g_ascii_string_to_signed(g_strstrip(parts[i]), 10, i ? limits[i - 1] + 1 : 1, INT32_MAX,
                                  &limits[i], NULL))
      return 0;
  return n;
}

bool pb_count_limits_check(const pb_params *params, GError **error) {
  int64_t limits[PB_COUNT_MOST_LIMITS];
  const char *text = pb_params_text(params, "limits");
  if (strcmp(pb_params_text(params, "classes"), "manual") != 0 || parse_limits(text, limits))
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("limits = “%s” is not one to four rising whole numbers with commas between: write "
                "limits=10,20,50."),
              text);
  return false;
}

/* Ascending counts from 1 up; *n how many. */
static double *sorted_counts(const double *counts, size_t *n) {
  double *kept = g_new(double, *n + 1);
  size_t k = 0;
  for (size_t i = 0; i < *n; i++)
    if (counts[i] >= 1)
      kept[k++] = counts[i];
  pb_sort_doubles(kept, k);
  *n = k;
  return kept;
}

/* Cut sorted counts below each limit; a class names the counts in it, or with `round` its limits.
 */
static pb_count_classes cut(const double *sorted, size_t n, const double *limits, size_t n_limits,
                            bool round) {
  pb_count_classes classes = {.n = 0};
  size_t i = 0;
  for (size_t k = 0; k <= n_limits && classes.n < PB_COUNT_MOST_CLASSES; k++) {
    size_t begin = i;
    while (i < n && (k == n_limits || sorted[i] < limits[k]))
      i++;
    if (i == begin)
      continue;
    bool low = round && k > 0, high = round && k < n_limits;
    classes.from[classes.n] = (int64_t)(low ? ceil(limits[k - 1]) : sorted[begin]);
    classes.upto[classes.n++] = (int64_t)(high ? ceil(limits[k]) - 1 : sorted[i - 1]);
  }
  return classes;
}

static size_t n_distinct(const double *sorted, size_t n) {
  size_t distinct = n > 0;
  for (size_t i = 1; i < n; i++)
    distinct += sorted[i] != sorted[i - 1];
  return distinct;
}

static pb_count_classes manual(const double *sorted, size_t n, const char *text) {
  int64_t limits[PB_COUNT_MOST_LIMITS];
  double real[PB_COUNT_MOST_LIMITS];
  size_t n_limits = parse_limits(text, limits);
  for (size_t i = 0; i < n_limits; i++)
    real[i] = (double)limits[i];
  return cut(sorted, n, real, n_limits, true);
}

pb_count_classes pb_count_classes_of(const double *counts, size_t n, size_t most,
                                     const pb_params *params) {
  g_autofree double *sorted = sorted_counts(counts, &n);
  const char *name = params ? pb_params_text(params, "classes") : "fisher";
  if (strcmp(name, "manual") == 0)
    return manual(sorted, n, pb_params_text(params, "limits"));
  pb_breaks_style style = strcmp(name, "quantile") == 0 ? PB_BREAKS_QUANTILE
                          : strcmp(name, "pretty") == 0 ? PB_BREAKS_PRETTY
                                                        : PB_BREAKS_FISHER;
  size_t classes = MIN(n_distinct(sorted, n), MIN(most, PB_COUNT_MOST_CLASSES)), n_breaks = 0;
  g_autofree double *breaks = NULL;
  if (classes < 2 || !pb_class_breaks(sorted, n, classes, style, &breaks, &n_breaks))
    return cut(sorted, n, NULL, 0, false);
  size_t inner = MIN(n_breaks - 2, PB_COUNT_MOST_LIMITS);
  return cut(sorted, n, breaks + 1, inner, style == PB_BREAKS_PRETTY);
}

size_t pb_count_class(const pb_count_classes *classes, int64_t count) {
  size_t k = 0;
  while (k + 1 < classes->n && count >= classes->from[k + 1])
    k++;
  return k;
}

static uint32_t mixed(uint32_t a, uint32_t b, double share) {
  uint32_t color = 0;
  for (int shift = 0; shift <= 16; shift += 8) {
    double from = (a >> shift) & 0xff, to = (b >> shift) & 0xff;
    color |= (uint32_t)lround(from + share * (to - from)) << shift;
  }
  return color;
}

uint32_t pb_count_color(const pb_theme *theme, const char *colours, size_t n, size_t k) {
  static const uint32_t hobit[] = {0xf6d55c, 0xee8a1d, 0xb8261b};
  const uint32_t *stops = strcmp(colours, "hobit") == 0 ? hobit : &theme->sequential[2];
  double at = n < 2 ? 2 : 2.0 * (double)k / (double)(n - 1);
  return at <= 1 ? mixed(stops[0], stops[1], at) : mixed(stops[1], stops[2], at - 1);
}

char *pb_count_class_text(const pb_language *language, const pb_count_classes *classes, size_t k) {
  return classes->from[k] == classes->upto[k]
             ? pb_format_integer(language, classes->from[k])
             : pb_format_range(language, (double)classes->from[k], (double)classes->upto[k], 0);
}
