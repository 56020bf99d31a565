/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Dense panels: reported crime and population by municipality and time.
 *
 * Rates are per 100 000 of Brå's mean population: the mean of 31 December of the year before and of
 * the year (quarters use the year's). Where a population is missing, a published count and rate
 * give the exposure, and the panel remembers which of the two it was.
 */
#ifndef PB_ENGINE_CRIME_PANEL_H
#define PB_ENGINE_CRIME_PANEL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/period.h"

typedef enum {
  PB_EXPOSURE_NONE,       /**< neither population nor published rate */
  PB_EXPOSURE_POPULATION, /**< mean population from a population source */
  PB_EXPOSURE_RATE,       /**< count / published rate * 100 000 */
} pb_exposure_origin;

/** One municipality, type and period. */
typedef struct {
  int64_t count;   /**< reported crimes; meaningful when `present` */
  double rate;     /**< published, per 100 000; meaningful when `has_rate` */
  double exposure; /**< persons; 0 when origin is NONE */
  uint8_t origin;  /**< pb_exposure_origin */
  bool present;    /**< false: absent from every source (suppressed or never published) */
  bool has_rate;
  bool preliminary;
  bool withheld; /**< left out of a copy for the public; `present` is false then */
} pb_crime_cell;

/** Index m * n_types * n_periods + t * n_periods + p. Periods are consecutive and of one length. */
typedef struct {
  size_t n_municipalities, n_types, n_periods;
  pb_period first; /**< period of p = 0 */
  pb_crime_cell *cells;
} pb_crime_panel;

pb_crime_panel *pb_crime_panel_new(size_t n_municipalities, size_t n_types, pb_period first,
                                   size_t n_periods);
void pb_crime_panel_free(pb_crime_panel *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_crime_panel, pb_crime_panel_free)

/** Position of a period in the panel, or -1. */
int pb_crime_panel_period(const pb_crime_panel *panel, pb_period period);
pb_period pb_crime_panel_period_at(const pb_crime_panel *panel, size_t p);
/** Borrowed; indexes must be in range. */
pb_crime_cell *pb_crime_panel_cell(const pb_crime_panel *panel, size_t m, size_t t, size_t p);
/** Rate per 100 000 from count and exposure; false when absent or without exposure. */
bool pb_crime_cell_rate(const pb_crime_cell *cell, double *rate_per_100k);

/** Residents on 31 December; index m * n_years + (year - first_year); 0 = not known. */
typedef struct {
  size_t n_municipalities, n_years;
  int first_year;
  int64_t *persons;
} pb_population;

pb_population *pb_population_new(size_t n_municipalities, int first_year, size_t n_years);
void pb_population_free(pb_population *population);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_population, pb_population_free)
/** 0 when not known or out of range. */
int64_t pb_population_at(const pb_population *population, size_t m, int year);
/** Mean of 31 December of the year before and of the year; false when either is not known. */
bool pb_population_mean(const pb_population *population, size_t m, int year, double *persons);

/** Fill exposure and origin of every present cell: mean population first, else count / published
 * rate of the cell with the most counts in that place and period, for all its types: the rounded
 * rate is the most exact there, and all types of a place share one exposure. (Brå's rates are
 * count / mean population of the same place, so any pair gives it.) For quarters the year's
 * population serves. `population` may be NULL. */
void pb_crime_panel_fill_exposure(pb_crime_panel *panel, const pb_population *population);

#endif
