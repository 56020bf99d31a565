/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A small invented country for tests of charts and reports: eight municipalities in two counties,
 * four crime types, eleven years, quarters, news and records of events, goals, measures, a survey,
 * indicators and a map. The numbers come from a fixed formula and are chosen to hit the cases that
 * charts must show: an increase, a decrease, a year explained by one case, a break, counts below
 * 20, preliminary values, an absent year, a quarter that stands out, and a municipality that lacks
 * nearly everything.
 */
#ifndef PB_TESTS_EXAMPLE_PLACE_H
#define PB_TESTS_EXAMPLE_PLACE_H

#include "engine/dataset.h"
#include "geo/geography.h"

/** Positions of the municipality that has everything and of the one that lacks most. */
#define EXAMPLE_LARGE 1
#define EXAMPLE_SMALL 6
/** And of one with a few records of events, a quarter of them without a point. */
#define EXAMPLE_FEW 4

/** Finished. Free with pb_dataset_free. */
pb_dataset *example_dataset(void);
/** With twelve districts of the large municipality. Free with pb_geography_free. */
pb_geography *example_geography(void);
/** Note the district of each event; once, before an analysis. */
void example_place_events(pb_dataset *dataset, const pb_geography *geography);

#endif
