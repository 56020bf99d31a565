/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many incidents does each part of the municipality have, and which parts differ from the
 * others?
 *
 * Parts differ in size, so they are compared by incidents per square kilometre. A part differs when
 * the exact interval of its own count, divided by its area, does not hold the median of all parts:
 * half of them lie above it whatever their sizes, which a mean that one centre dominates does not
 * tell. */
#include "engine/analysis/cell_map.h"
#include "engine/analysis/hot_spots.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/quantile.h"

typedef struct {
  size_t n, n_years;
  int64_t *year;  /* [k * n + i]: incidents of part i in first_year + k */
  int64_t *total; /* n */
  size_t n_outside;
} part_counts;

/* Features of the layer to parts; -1: of another municipality. */
static int *parts_by_feature(const pb_study_area *area, size_t *n) {
  *n = 0;
  for (size_t i = 0; i < area->n_areas; i++)
    *n = MAX(*n, (size_t)area->areas[i].feature + 1);
  int *part = g_new(int, *n + 1);
  for (size_t f = 0; f < *n; f++)
    part[f] = -1;
  for (size_t i = 0; i < area->n_areas; i++)
    part[area->areas[i].feature] = (int)i;
  return part;
}

static part_counts count_parts(const pb_analysis *analysis, int area,
                               const pb_cell_counts *counts) {
  const pb_study_area *study_area = analysis->options.study_area;
  const pb_incidents *incidents = analysis->incidents;
  part_counts parts = {.n = study_area->n_areas, .n_years = (size_t)pb_cell_counts_n_years(counts)};
  size_t n_features;
  g_autofree int *part_of = parts_by_feature(study_area, &n_features);
  parts.year = g_new0(int64_t, parts.n * parts.n_years + 1);
  parts.total = g_new0(int64_t, parts.n + 1);
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year < counts->first_year || one->year > counts->last_year || !one->has_point ||
        !pb_incident_in(one, area))
      continue;
    int part =
        one->sub_area >= 0 && (size_t)one->sub_area < n_features ? part_of[one->sub_area] : -1;
    if (part < 0) {
      parts.n_outside++;
      continue;
    }
    parts.total[part]++;
    parts.year[(size_t)(one->year - counts->first_year) * parts.n + (size_t)part]++;
  }
  return parts;
}

static void part_counts_clear(part_counts *parts) {
  g_free(parts->year);
  g_free(parts->total);
}

static double median_per_km2(const pb_study_area *area, const part_counts *parts) {
  g_autofree double *density = g_new(double, parts->n + 1);
  size_t n = 0;
  for (size_t i = 0; i < parts->n; i++)
    if (area->areas[i].km2 > 0)
      density[n++] = (double)parts->total[i] / area->areas[i].km2;
  if (n == 0)
    return 0;
  pb_sort_doubles(density, n);
  return pb_quantile_sorted(density, n, .5);
}

static const char *verdict(pb_interval interval, double km2, double median) {
  if (!(km2 > 0))
    return "n/a";
  return interval.lower / km2 > median   ? "high"
         : interval.upper / km2 < median ? "low"
                                         : "undecided";
}

static void put_parts(pb_result *result, const pb_analysis *analysis, const pb_cell_counts *counts,
                      const part_counts *parts, double median) {
  const pb_study_area *area = analysis->options.study_area;
  double all = 0;
  pb_column *code = pb_result_add_column(result, "code", PB_TYPE_STRING, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *feature = pb_result_add_column(result, "feature", PB_TYPE_INT64, NULL);
  pb_column *km2 = pb_result_add_column(result, "km2", PB_TYPE_DOUBLE, "km²");
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *share = pb_result_add_column(result, "share", PB_TYPE_DOUBLE, NULL);
  pb_column *density = pb_result_add_column(result, "per_km2", PB_TYPE_DOUBLE, N_("per km²"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("per km²"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("per km²"));
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < parts->n; i++)
    all += (double)parts->total[i];
  for (size_t i = 0; i < parts->n; i++) {
    const pb_named_area *one = &area->areas[i];
    bool has_area = one->km2 > 0;
    pb_interval interval =
        pb_poisson_interval(parts->total[i], analysis->options.confidence, PB_POISSON_EXACT);
    pb_column_append_string(code, one->code);
    pb_column_append_string(name, one->name);
    pb_column_append_int(feature, one->feature);
    pb_column_append_double(km2, one->km2);
    pb_column_append_int(count, parts->total[i]);
    pb_column_append_maybe(share, all > 0, all > 0 ? (double)parts->total[i] / all : 0);
    pb_column_append_maybe(density, has_area, (double)parts->total[i] / one->km2);
    pb_column_append_maybe(lower, has_area, interval.lower / one->km2);
    pb_column_append_maybe(upper, has_area, interval.upper / one->km2);
    pb_column_append_string(words, verdict(interval, one->km2, median));
  }
  for (size_t k = 0; k < parts->n_years; k++) {
    g_autofree char *column = g_strdup_printf("count_%d", counts->first_year + (int)k);
    pb_column *year = pb_result_add_column(result, column, PB_TYPE_INT64, N_("events"));
    for (size_t i = 0; i < parts->n; i++)
      pb_column_append_int(year, parts->year[k * parts->n + i]);
  }
}

void pb_build_sub_area_counts(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  const pb_study_area *study_area = analysis->options.study_area;
  pb_result *result = pb_analysis_put_area(analysis, "event-sub-areas", area);
  pb_put_cell_counts(result, counts);
  pb_result_set_method(result, N_("Events per square kilometre of each part of the municipality, "
                                  "with exact Poisson intervals, against the median of the parts"));
  pb_result_set_citation(result, "Garwood 1936");
  if (study_area->n_areas == 0) {
    pb_result_set_reason(result, N_("The project has no layer with parts of this municipality."));
    return;
  }
  part_counts parts = count_parts(analysis, area, counts);
  double median = median_per_km2(study_area, &parts);
  put_parts(result, analysis, counts, &parts, median);
  pb_result_set_scalar(result, "median_per_km2", median, N_("per km²"));
  pb_result_set_scalar(result, "n_outside_parts", (double)parts.n_outside, N_("events"));
  if (analysis->options.audience == PB_AUDIENCE_COUNCIL)
    pb_result_set_scalar(result, "smallest_on_map", (double)analysis->options.smallest_on_map,
                         N_("events"));
  part_counts_clear(&parts);
}
