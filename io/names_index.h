/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * From what stands in a cell to a municipality, a county or a crime type.
 *
 * A municipality is its code ("1880", or "180" with the leading zero lost), its short or full name
 * ("Örebro", "Örebro kommun", "Borås stad", "Örebros kommun"), both ("1880 Örebro", "Örebro
 * (1880)"), or the name with its county ("Håbo (Uppsala län)", "Håbo, Uppsala län"). Where a code
 * stands, the name beside it may be destroyed, but not another municipality's. A county is its code
 * ("18", or "0018") or name ("Örebro län"). A crime type is its key, its label in either language
 * or one of its aliases. Letter case and blanks around do not matter. Lookups are cached by the
 * cell's text, so a column of a million cells costs a million hash lookups and little else. Not
 * thread-safe.
 */
#ifndef PB_IO_NAMES_INDEX_H
#define PB_IO_NAMES_INDEX_H

#include "engine/dataset.h"
#include "io/csv_reader.h"

typedef enum {
  PB_PLACE_UNKNOWN,
  PB_PLACE_MUNICIPALITY, /**< index: position in the dataset */
  PB_PLACE_COUNTY,       /**< index: position of the first municipality of that county */
  PB_PLACE_COUNTRY,
} pb_place_kind;

typedef struct {
  pb_place_kind kind;
  int index;
} pb_place_found;

typedef struct pb_names_index pb_names_index;

/** `dataset` holds the reference tables and must outlive the index. */
pb_names_index *pb_names_index_new(const pb_dataset *dataset);
void pb_names_index_free(pb_names_index *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_names_index, pb_names_index_free)

pb_place_found pb_names_place(pb_names_index *index, const pb_cell *cell);
/** A new column of places begins. In it a number without its leading zero ("114") is a code only as
 * long as every cell has been a code: beside names or other numbers it may be anything. Before the
 * first call it always is a code. */
void pb_names_begin_column(pb_names_index *index);
/** True when the text holds characters that were destroyed before it came here (U+FFFD). */
bool pb_is_destroyed(const char *text);
/** Position of a crime type, -1: unknown. */
int pb_names_type(pb_names_index *index, const pb_cell *cell);
/** The municipality whose name is nearest to a wrong one, or NULL; and the crime type key. */
const char *pb_names_nearest_place(const pb_names_index *index, const char *wrong);
const char *pb_names_nearest_type(const pb_names_index *index, const char *wrong);

#endif
