/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Datasets made by hand, at random (from a seed) and from the real files, without a loader. */
#ifndef PB_TESTS_FIXTURE_H
#define PB_TESTS_FIXTURE_H

#include "engine/analysis/analysis.h"

/** n municipalities "0001" … of group "G" and county "01", the types "total" and "theft" (and
 * "type-2" …), the years first .. last (the last year is reported on); all cells absent. */
pb_dataset *fixture_new(size_t n_municipalities, size_t n_types, int first, int last);
/** Set a yearly cell with a known mean population; call before pb_dataset_finish, or instead. */
void fixture_set(pb_dataset *dataset, size_t m, size_t t, int year, int64_t count,
                 double population);
/** Quarter cell likewise. Makes the panel of `fixture_quarters` first. */
void fixture_quarters(pb_dataset *dataset, int first_year, int last_year);
void fixture_set_quarter(pb_dataset *dataset, size_t m, int year, int quarter, int64_t count,
                         double population);

/** The 290 municipalities, six types, 2015-2025, as published; quarters of five. NULL when the
 * files are not there. */
pb_dataset *fixture_real(void);

/** A whole random country: panels with absent cells, zeros, large cases and series without a
 * population, quarters, residents and events. */
pb_dataset *fixture_random(size_t n_municipalities, size_t n_types, int first, int last,
                           size_t n_events, uint32_t seed);

/** A valid cell of a result's column, or a failed test. */
double fixture_number(const pb_result *result, const char *column, size_t row);
const char *fixture_text(const pb_result *result, const char *column, size_t row);
bool fixture_missing(const pb_result *result, const char *column, size_t row);

#endif
