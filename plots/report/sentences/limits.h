/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the data at hand cannot say about this municipality. */
#ifndef PB_PLOTS_REPORT_SENTENCES_LIMITS_H
#define PB_PLOTS_REPORT_SENTENCES_LIMITS_H

#include "plots/report/sentences/facts.h"

/** Sentences (char *), those that always hold first. Free with g_ptr_array_unref. */
GPtrArray *pb_limits_new(const pb_context *context, const pb_type_facts *const *facts, size_t n);

/** Years of the last reported ones whose rates rest on a published rate instead of a known
 * population, ascending, from the total's series (int). Free with g_array_unref. */
GArray *pb_years_from_published_rate(const pb_context *context);

#endif
