/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What stands where the public version shows no figure. A mark never says why one is left out:
 * “small” beside “to protect another” would tell that the first is small. */
#ifndef PB_PLOTS_WITHHELD_H
#define PB_PLOTS_WITHHELD_H

#include "plots/context.h"

/** In the place of a figure that is not shown. */
#define PB_WITHHELD_MARK ".."

/** Are small counts kept from the readers of this report? */
bool pb_is_public(const pb_context *context);
/** The municipality's count of a type in a year is not shown. */
bool pb_is_withheld(const pb_context *context, int type, int year);
/** Is any in the years first .. last? */
bool pb_any_withheld(const pb_context *context, int type, int first, int last);
/** Position of the type that is the total of reported crime, or -1. */
int pb_type_of_total(const pb_dataset *dataset);
/** “.. not shown, so that …”: the note under a table that has the mark. */
const char *pb_withheld_note(void);

/** Title of a chart of the last year where the municipality has no rate; takes the crime type's
 * noun and the municipality's name. */
const char *pb_no_rate_title(const pb_context *context, int type);
/** What was done to every count, under tables of them; NULL: nothing, they are left out or whole.
 */
const char *pb_changed_note(const pb_context *context);

#endif
