/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/check_files.h"
#include "io/check_json_parts.h"
#include "io/check_json_survey.h"
#include "io/json_points.h"
#include "io/coverage.h"
#include "io/json_project.h"
#include "io/json_writer.h"
#include "io/register_coverage.h"
#include "io/shown_path.h"

/* Values of one reason that are listed, most frequent first. */
#define LISTED_VALUES 100

static void put_failures(pb_json *json, const GPtrArray *failures) {
  pb_json_begin_array(json, "failures");
  for (guint i = 0; failures && i < failures->len; i++) {
    const GError *failure = g_ptr_array_index(failures, i);
    g_autofree char *sentence = pb_hide_folders(failure->message);
    pb_json_text(json, NULL, sentence);
  }
  pb_json_end(json);
}

static void put_findings(pb_json *json, const pb_diagnostics *diagnostics) {
  pb_json_begin_array(json, "findings");
  for (size_t i = 0; i < pb_diagnostics_n_reasons(diagnostics); i++) {
    pb_diag_count count = pb_diagnostics_reason(diagnostics, i);
    pb_json_begin_object(json, NULL);
    pb_json_text(json, "reason", count.reason);
    pb_json_text(json, "severity", count.severity == PB_DIAG_REJECTED ? "rejected" : "note");
    pb_json_size(json, "count", count.count);
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_unknown(pb_json *json, const pb_diagnostics *diagnostics) {
  size_t n;
  g_autofree pb_diag_value *values = pb_diagnostics_unknown(diagnostics, &n);
  pb_json_begin_array(json, "unknown");
  for (size_t i = 0; i < MIN(n, LISTED_VALUES); i++) {
    pb_json_begin_object(json, NULL);
    pb_json_text(json, "reason", values[i].reason);
    pb_json_text(json, "value", values[i].value);
    pb_json_size(json, "count", values[i].count);
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_gaps(pb_json *json, const pb_coverage *coverage, const pb_dataset *dataset) {
  pb_json_begin_array(json, "gaps");
  for (guint g = 0; g < coverage->gaps->len; g++) {
    const pb_coverage_gap *gap = &g_array_index(coverage->gaps, pb_coverage_gap, g);
    pb_json_begin_object(json, NULL);
    pb_json_period(json, "period", coverage->periods[gap->period]);
    pb_json_text(json, "type", gap->type < 0 ? NULL : dataset->types[gap->type].key);
    pb_json_size(json, "n_municipalities", gap->n);
    pb_json_begin_values(json, "municipalities");
    for (size_t i = 0; i < gap->n; i++)
      pb_json_text(json, NULL, dataset->municipalities[gap->municipalities[i]].code);
    pb_json_end(json);
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_spans(pb_json *json, const pb_coverage *coverage, const pb_dataset *dataset) {
  pb_json_begin_array(json, "municipalities");
  for (size_t m = 0; m < coverage->n_municipalities; m++) {
    if (coverage->first[m] < 0)
      continue;
    pb_json_begin_object(json, NULL);
    pb_json_text(json, "code", dataset->municipalities[m].code);
    pb_json_period(json, "first", coverage->periods[coverage->first[m]]);
    pb_json_period(json, "last", coverage->periods[coverage->last[m]]);
    pb_json_end(json);
  }
  pb_json_end(json);
}

/* Takes over `coverage`; NULL writes null. */
static void put_coverage(pb_json *json, const char *key, pb_coverage *coverage,
                         const pb_dataset *dataset) {
  if (!coverage) {
    pb_json_null(json, key);
    return;
  }
  pb_json_begin_object(json, key);
  pb_json_begin_array(json, "periods");
  for (size_t p = 0; p < coverage->n_periods; p++) {
    pb_json_begin_object(json, NULL);
    pb_json_period(json, "period", coverage->periods[p]);
    pb_json_size(json, "n_municipalities", coverage->with[p]);
    pb_json_end(json);
  }
  pb_json_end(json);
  put_gaps(json, coverage, dataset);
  put_spans(json, coverage, dataset);
  pb_json_end(json);
  pb_coverage_free(coverage);
}

static void put_events(pb_json *json, const pb_table *events) {
  size_t n;
  g_autofree pb_event_coverage *years = pb_coverage_of_events(events, &n);
  pb_json_begin_array(json, "events");
  for (size_t i = 0; i < n; i++) {
    pb_json_begin_object(json, NULL);
    pb_json_int(json, "year", years[i].year);
    pb_json_size(json, "events", years[i].n);
    pb_json_size(json, "municipality_known", years[i].placed);
    pb_json_size(json, "county_only", years[i].county_only);
    pb_json_size(json, "place_unknown", years[i].unknown);
    pb_json_size(json, "time_of_day_missing", years[i].without_time);
    pb_json_size(json, "coordinates_missing", years[i].without_point);
    pb_json_end(json);
  }
  pb_json_end(json);
}

char *pb_check_json(const pb_project *project, const pb_dataset *dataset,
                    const pb_check_layer *layers, size_t n_layers, const GPtrArray *failures,
                    const char *version) {
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "program", "problembild");
  pb_json_text(json, "version", version);
  pb_json_project(json, project, dataset);
  pb_check_json_sources(json, dataset);
  pb_check_json_layers(json, layers, n_layers);
  put_failures(json, failures);
  put_findings(json, dataset->diagnostics);
  put_unknown(json, dataset->diagnostics);
  pb_json_default_points(json, dataset);
  pb_json_begin_object(json, "coverage");
  put_coverage(json, "yearly", dataset->yearly ? pb_coverage_of_panel(dataset->yearly) : NULL,
               dataset);
  put_coverage(json, "quarterly",
               dataset->quarterly ? pb_coverage_of_panel(dataset->quarterly) : NULL, dataset);
  put_coverage(json, "monthly", dataset->monthly ? pb_coverage_of_panel(dataset->monthly) : NULL,
               dataset);
  put_coverage(json, "population",
               dataset->population ? pb_coverage_of_population(dataset->population) : NULL,
               dataset);
  put_events(json, dataset->events);
  pb_check_json_survey(json, dataset);
  pb_json_register_coverage(json, dataset);
  pb_json_end(json);
  pb_json_end(json);
  return pb_json_finish(json);
}
