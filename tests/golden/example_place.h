/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A small invented country for tests of charts and reports: eight municipalities in two counties,
 * four crime types, eleven years, quarters, events, goals, measures, a survey, indicators and a
 * map. The numbers come from a fixed formula and are chosen to hit the cases that charts must show:
 * an increase, a decrease, a year explained by one case, a break, counts below 20, preliminary
 * values, an absent year, a quarter that stands out, and a municipality that lacks nearly
 * everything.
 */
#ifndef PB_TESTS_EXAMPLE_PLACE_H
#define PB_TESTS_EXAMPLE_PLACE_H

#include "engine/dataset.h"
#include "geo/geography.h"

/** Positions of the municipality that has everything and of the one that lacks most. */
#define EXAMPLE_LARGE 1
#define EXAMPLE_SMALL 6

/** Finished. Free with pb_dataset_free. */
pb_dataset *example_dataset(void);
/** Free with pb_geography_free. */
pb_geography *example_geography(void);

#endif
