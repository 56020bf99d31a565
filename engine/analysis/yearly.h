/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The yearly series of one municipality and type: single-case years and over-dispersion. */
#ifndef PB_ENGINE_ANALYSIS_YEARLY_H
#define PB_ENGINE_ANALYSIS_YEARLY_H

#include "engine/crime_panel.h"
#include "engine/dataset.h"

/** Years of the series behind phi: the last year and up to ten before it. */
#define PB_PHI_YEARS 11

/** Flag the years of the yearly panel (n_periods flags) that one case may explain
 * (engine/stats/single_case.h). All years known are used, also those after the last reported: a
 * later year shows whether the level stayed.
 *
 * A large case in one type is in the total too, and in a type that contains it ("därav"), where it
 * need not double the count. Such a year is flagged there as well when the part's excess over the
 * neighbouring years is at least a fifth of what the whole was in them (PB_SPIKE_OF_WHOLE): Sigtuna
 * 2024, drugs and weapons 6 533 against 1 054 and 882, lifts all reported crime from about 9 300 to
 * 17 376. */
#define PB_SPIKE_OF_WHOLE 0.2
void pb_yearly_spikes(const pb_dataset *dataset, size_t m, size_t t, bool *flags);

/**
 * Over-dispersion of the yearly counts (engine/stats/local_variation.h), the last year and up to
 * ten before it, single-case years left out; at least 1. From the municipality's own years, else
 * (too few) the median of the other members of its comparison group with the same type, else 1.
 *
 * Years are used also where quarters exist: what is compared are whole years, and the variation
 * between quarters around a season says little about how much one year differs from the next.
 */
typedef struct {
  double phi;         /**< >= 1 */
  double df;          /**< of the estimate; 0 when it is not the municipality's own */
  const char *origin; /**< "own", "group" or "none" (exact test) */
} pb_yearly_phi;
pb_yearly_phi pb_yearly_phi_of(const pb_dataset *dataset, size_t m, size_t t, int last);

#endif
