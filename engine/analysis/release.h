/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The one place that decides which results a copy for the public may hold
 * (pb_dataset.disclosure is set): a table of what each result rests on.
 *
 * What the table does not name is not shown, and neither is what rests on recorded events unless a
 * check of its own has passed. Such a result is empty, with a reason; not even its columns stay.
 */
#ifndef PB_ENGINE_ANALYSIS_RELEASE_H
#define PB_ENGINE_ANALYSIS_RELEASE_H

#include "engine/analysis/build.h"

/** What a result rests on, and so what the public may see of it. */
typedef enum {
  PB_PUBLIC_NEVER,      /**< single recorded events: nothing */
  PB_PUBLIC_RECOMPUTED, /**< counts and shares that the copy of the dataset has masked already: as
                           it is computed */
  PB_PUBLIC_PUBLISHED,  /**< news of events, which are published as they are: as it is, where the
                           municipality's events are news */
  PB_PUBLIC_CHECKED     /**< recorded events: what the check of the result lets through */
} pb_public_policy;

/** What holds for results of that name. False: the table does not name it (it is then not shown).
 */
bool pb_public_policy_of(const char *result, pb_public_policy *policy);
/** The names in the table: *n of them. */
const char *const *pb_public_policy_names(size_t *n);

/** The reason of results that are not shown at all. */
extern const char *const pb_not_public;

/** Apply the table to the results from position `first` on. Nothing to do when the dataset is no
 * copy for the public. */
void pb_release_results(pb_analysis *analysis, size_t first);
/** The CHECKED results, once all of them are there: what event_release.h has found safe of them in
 * place of each, and none about a problem area that is not told of. Later ones are emptied. */
void pb_release_events(pb_analysis *analysis);

#endif
