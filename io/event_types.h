/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What a crime code or a type of event is counted under: a category and a problem area, by the
 * table data/reference/event_types.csv and one that a project may add (columns code;name;category;
 * problem_area). A row has
 *
 *     code  a crime code of four digits ("0357") or a range of them ("0801-0899"), or nothing;
 *     name  the text of a type, or its beginning with a * ("rån*", of whole words), or nothing.
 *
 * What is asked for is found by, in this order: its code; the whole name; the longest beginning of
 * the name; a range of codes. A project's own table is asked first, in all four ways. Names are
 * compared without regard to letter case and blanks; a code may have lost its leading zero (840),
 * stand in the place of the name, or before it ("0840 Butiksstöld").
 */
#ifndef PB_IO_EVENT_TYPES_H
#define PB_IO_EVENT_TYPES_H

#include "engine/dataset.h"

typedef struct pb_event_types pb_event_types;

typedef struct {
  const char *name; /**< of the table's row; "" when it has none */
  int category;     /**< position in the dataset's event_categories */
  int problem_area; /**< position in the dataset's areas; -1: not clearly in one */
} pb_event_meaning;

/** Read DATA_DIR/reference/event_types.csv. `dataset` holds categories and problem areas.
 * PB_ERROR_INPUT with file and line. Free with pb_event_types_free. */
pb_event_types *pb_event_types_load(const char *data_dir, const pb_dataset *dataset,
                                    GError **error);
/** Add the table of a project; `shown` is its path in messages. PB_ERROR_INPUT. */
bool pb_event_types_add(pb_event_types *types, const char *path, const char *shown,
                        const pb_dataset *dataset, GError **error);
void pb_event_types_free(pb_event_types *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_event_types, pb_event_types_free)

/** NULL when no table knows it. `code` and `name` may be NULL or "". Read-only: thread-safe. */
const pb_event_meaning *pb_event_types_find(const pb_event_types *types, const char *code,
                                            const char *name);
/** Whether some type of the category belongs to the problem area. */
bool pb_event_types_has(const pb_event_types *types, int category, int problem_area);
/** The four digits of a crime code, or NULL when `text` is none. g_free. */
char *pb_crime_code(const char *text);

#endif
