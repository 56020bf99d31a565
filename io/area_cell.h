/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Cells that say what a row is about, and cells that hold one of a few words: read, or refused
 * with the sentence they deserve. */
#ifndef PB_IO_AREA_CELL_H
#define PB_IO_AREA_CELL_H

#include "engine/area.h"
#include "io/gathered.h"
#include "io/source_row.h"

/** A municipality, a county or the country. PB_ROW_REJECTED, listed, for anything else. */
pb_row_fate pb_read_area(const pb_source_row *row, pb_gathered *gathered, size_t role,
                         pb_area *area);
/** A municipality. PB_ROW_LEFT_OUT, noted, for a county or the country. */
pb_row_fate pb_read_municipality(const pb_source_row *row, pb_gathered *gathered, size_t role,
                                 int *municipality);

/** A word that a cell may hold, lower case, and what it means. */
typedef struct {
  const char *word;
  int meaning;
} pb_known_word;

/** True when the cell is one of the words; letter case and blanks around do not matter. `meaning`
 * is set only then. */
bool pb_read_word(const pb_cell *cell, const pb_known_word *words, size_t n, int *meaning);

#endif
