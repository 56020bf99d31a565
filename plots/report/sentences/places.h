/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sentences about the places of events: whether they last, whether they can be used ahead, and
 * whether events follow near each other. Functions return a new string, or NULL when there is
 * nothing to say. */
#ifndef PB_PLOTS_REPORT_SENTENCES_PLACES_H
#define PB_PLOTS_REPORT_SENTENCES_PLACES_H

#include "plots/context.h"

/** What the cells chosen from the years before got of the last year's events, beside the best that
 * could have been chosen, and chance. From place-stability. */
char *pb_sentence_prediction(const pb_context *context, const pb_result *stability);
/** How many of the cells with most events are the same in the last two years. From place-stability.
 */
char *pb_sentence_same_cells(const pb_context *context, const pb_result *stability);
/** How many times as many new events as expected come near an event soon after it: as far out as
 * every band, from the same place on, holds more pairs than chance. From near-repeat; NULL when not
 * even the nearest does. */
char *pb_sentence_near_repeat(const pb_context *context, const pb_result *repeat);
/** No band of distance and time holds more pairs than chance, when there were any to test. From
 * near-repeat. */
char *pb_sentence_no_near_repeat(const pb_context *context, const pb_result *repeat);
/** No part of the week has another share of the events than before, or why that cannot be told.
 * From event-clock-change; NULL when something changed. */
char *pb_sentence_same_hours(const pb_context *context, const pb_result *change);
/** No cell changed more than chance, when cells were tested. From cell-changes. */
char *pb_sentence_no_cell_changed(const pb_context *context, const pb_result *changes);

#endif
