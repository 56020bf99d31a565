/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Datasets with recorded events of one municipality, and a ground to place them on. */
#ifndef PB_TESTS_EVENT_FIXTURE_H
#define PB_TESTS_EVENT_FIXTURE_H

#include "engine/analysis/analysis.h"

#define FIXTURE_CELL_M 250.0
#define FIXTURE_WEST 500000.0
#define FIXTURE_SOUTH 6500000.0

typedef struct {
  int64_t time, end;   /**< end 0: none */
  int area;            /**< problem area; -1: none is clear */
  const char *quality; /**< "exact", "default" ...; NULL: no point */
  double x, y;         /**< with quality */
  int part;            /**< sub-area, -1: none */
  bool news;           /**< has a time of publication, and no more */
} fixture_event;

/** Midnight at the beginning of a day. */
int64_t fixture_day(int year, int month, int day);
/** Middle of a cell, counted from the south-west corner of the ground. */
double fixture_east(int col);
double fixture_north(int row);

/** The last `n_years` up to 2025 of one municipality; problem areas "area-0" ... */
pb_dataset *fixture_events(const GArray *events, size_t n_areas, int n_years);
/** side x side cells and `n_parts` sub-areas of 1 km2. */
pb_study_area *fixture_ground(int side, size_t n_parts);
/** From now on the dataset is a copy for the public. */
void fixture_make_public(pb_dataset *dataset);

#endif
