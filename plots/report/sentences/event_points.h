/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How many events of the municipality stand on a map, for Data and method. */
#ifndef PB_PLOTS_REPORT_SENTENCES_EVENT_POINTS_H
#define PB_PLOTS_REPORT_SENTENCES_EVENT_POINTS_H

#include "plots/context.h"

/** Of its records where it has any, else of its news (engine/event_index.h). One or more sentences;
 * NULL without events in the municipality, and when no event of the project
 * has a point. g_free. */
char *pb_event_points_text(const pb_context *context);

#endif
