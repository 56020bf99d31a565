/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A dataset of events with hand-made municipalities, filled row by row. */
#ifndef PB_TESTS_GEO_EVENT_FIXTURE_H
#define PB_TESTS_GEO_EVENT_FIXTURE_H

#include "engine/dataset.h"
#include "geo/geography.h"

typedef struct {
  pb_dataset *dataset;
  pb_geography *geography;
  pb_column *municipality, *county, *time, *type, *source, *line, *x, *y;
  const char *next_type; /**< of rows added from now on */
  int next_day;          /**< days since 1970 */
} event_fixture;

/** One source of events, file "handelser.csv", and no municipality yet. `crs` may be NULL. */
event_fixture fixture_new(const char *crs);
/** A square municipality of a county (first two digits of `code`), centre and half a side in metres
 * of EPSG:3006. Codes in rising order. */
void fixture_square(event_fixture *f, const char *code, const char *name, double x, double y,
                    double half);
/** A built-up area. */
void fixture_place(event_fixture *f, const char *name, double x, double y, int64_t population);
/** An event; municipality -1 and county NULL: not said. Its line is its number + 2. */
void fixture_event(event_fixture *f, double x, double y, int municipality, const char *county);
void fixture_event_without_point(event_fixture *f, int municipality);
/** Make the tables and the index; to be called once, before the events are placed. */
void fixture_finish(event_fixture *f);
void fixture_clear(event_fixture *f);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(event_fixture, fixture_clear)

/** Text of point_quality, and the municipality, -1: missing. */
const char *quality_of(const event_fixture *f, size_t row);
int municipality_of(const event_fixture *f, size_t row);
/** How many findings of a reason there are; the message and line of the first. */
size_t findings_of(const event_fixture *f, const char *reason);
const pb_diagnostic *first_finding(const event_fixture *f, const char *reason);

/** From EPSG:3006 into another system, axes exchanged when `swapped`. */
void into_system(int epsg, bool swapped, double *x, double *y);

#endif
