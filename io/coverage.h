/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a dataset covers, by period and municipality, and where it has gaps. `check` prints it and
 * writes it; both take it from here.
 *
 * A gap is where one would expect something: a period inside a municipality's own span (its first
 * to its last period with anything) without anything, or with something but without a crime type
 * that the municipality has in another period.
 */
#ifndef PB_IO_COVERAGE_H
#define PB_IO_COVERAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/dataset.h"

/** Consecutive periods with the same number of municipalities. */
typedef struct {
  size_t first, last; /**< positions of periods */
  size_t n_municipalities;
} pb_coverage_run;

/** What is missing in one period. */
typedef struct {
  size_t period;
  int type;                     /**< -1: everything of these municipalities */
  const size_t *municipalities; /**< positions in the dataset, ascending; in pb_coverage.members */
  size_t n;
} pb_coverage_gap;

typedef struct {
  pb_period *periods; /**< consecutive */
  size_t *with;       /**< municipalities with anything, by period */
  size_t n_periods;
  size_t n_municipalities;
  int *first, *last; /**< by municipality: its span as positions of periods; -1: nothing at all */
  GArray *runs;      /**< pb_coverage_run */
  GArray *gaps;      /**< pb_coverage_gap, by period, then type */
  GArray *members;   /**< size_t */
} pb_coverage;

/** Of counts (yearly or quarterly) or of a population. Free with pb_coverage_free. */
pb_coverage *pb_coverage_of_panel(const pb_crime_panel *panel);
pb_coverage *pb_coverage_of_population(const pb_population *population);
void pb_coverage_free(pb_coverage *coverage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_coverage, pb_coverage_free)

/** Events of one year, by when they were published, else happened. */
typedef struct {
  int year;
  size_t n;
  size_t placed, county_only, unknown; /**< municipality known; only its county; neither: sum n */
  size_t without_time;                 /**< no time of day: only a day or a month, or nothing */
  size_t without_point;                /**< no coordinates */
} pb_event_coverage;

/** By year, ascending; years without events in between are there with 0. NULL and 0 without events.
 * g_free. */
pb_event_coverage *pb_coverage_of_events(const pb_table *events, size_t *n);

#endif
