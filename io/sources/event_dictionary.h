/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The types of events that sources wrote (texts, crime codes, or both), each kept once, and what
 * they become: the labels of the events' column `type` and the event types of the dataset.
 *
 * The label is the text; without one the name of the code, else the code. Events with one text and
 * codes of different meaning are told apart: "Olaga hot (0412)".
 *
 * While files are read: add. Then, in the join: use for every row that is used, classify once, and
 * when the column `type` is complete keep.
 */
#ifndef PB_IO_SOURCES_EVENT_DICTIONARY_H
#define PB_IO_SOURCES_EVENT_DICTIONARY_H

#include "io/gathered.h"

typedef struct pb_event_dictionary pb_event_dictionary;

pb_event_dictionary *pb_event_dictionary_new(void);
void pb_event_dictionary_free(pb_event_dictionary *dictionary);

/** Position of a type, new or known. Either cell may be NULL or empty. */
uint32_t pb_event_dictionary_add(pb_event_dictionary *dictionary, const pb_cell *code,
                                 const pb_cell *text);
/** An event of this type is used. */
void pb_event_dictionary_use(pb_event_dictionary *dictionary, uint32_t type,
                             const pb_row_origin *origin);
/** Label and classify by gathered->event_types. Used types that no table knows
 * ("unknown-event-type") and codes that say something else than the text beside them
 * ("code-and-type-differ") become notes, one a type, with the place of the first event and how many
 * there are. */
void pb_event_dictionary_classify(pb_event_dictionary *dictionary, pb_gathered *gathered,
                                  const pb_dataset *dataset);

/** After it: what stands in the column `type`, and whether the event is a summary of several (the
 * category "digest"). */
const char *pb_event_dictionary_label(const pb_event_dictionary *dictionary, uint32_t type);
bool pb_event_dictionary_is_digest(const pb_event_dictionary *dictionary, uint32_t type);
/** Fill dataset->event_types from the column `type` of its events. */
void pb_event_dictionary_keep(const pb_event_dictionary *dictionary, pb_dataset *dataset);

#endif
