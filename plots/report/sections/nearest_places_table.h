/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Few events, counted by the built-up area they are nearest to. */
#ifndef PB_PLOTS_REPORT_SECTIONS_NEAREST_PLACES_TABLE_H
#define PB_PLOTS_REPORT_SECTIONS_NEAREST_PLACES_TABLE_H

#include "plots/context.h"
#include "plots/report/tree.h"

/** Of the cells of "hot-cells" where there are too few events for a surface; most events first, at
 * most `most` rows. NULL when there are enough, none, or no built-up areas to name. */
pb_report_table *pb_nearest_places_table(const pb_context *context, const pb_result *cells,
                                         const char *id, size_t most);

#endif
