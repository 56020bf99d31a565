/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The shape of a table. Long: a row is one number. Wide: the headers are periods ("2015",
 * "2016K1", "jan-dec 2024", "2025 prel.") or crime type and period ("Våldsbrott 2015", "2015
 * Våldsbrott") or, where a column has the period, crime types alone; a row holds one number a
 * column. A wide row is read as one long row a column, so that source kinds know long rows only.
 *
 * What stands beside the period in a header is a count where it is a known header of counts
 * ("Antal 2015", "Folkmängd 2023"), a rate where it says per how many ("per 100 000 inv 2015"),
 * else the crime type, if the kind has one and no column of the table has it.
 */
#ifndef PB_IO_SHAPE_H
#define PB_IO_SHAPE_H

#include "io/csv_reader.h"
#include "io/names_index.h"
#include "io/roles.h"
#include "io/source_kind.h"

/** What one long row is made from. */
typedef struct {
  char *period, *type; /**< from the header; "" when it says none */
  int value, rate;     /**< columns of the count and of the rate, -1: none */
} pb_wide_column;

typedef struct {
  GArray *columns; /**< pb_wide_column; empty: the table is long */
  size_t n_periods, n_types;
  bool level_tree; /**< rows with parents among the rows: "därav" */
} pb_shape;

/** Find the shape and complete `roles`: what comes from headers gets the columns `n` (period) and
 * `n + 1` (type), the values those of the first long row. `rates` says that numbers below headers
 * that name no count are rates; `names` knows the crime types. Clear with pb_shape_clear. */
void pb_shape_find(const pb_source_kind *kind, const pb_known_headers *known,
                   const char *const *headers, size_t n, bool rates, pb_names_index *names,
                   pb_roles *roles, pb_shape *shape);
void pb_shape_clear(pb_shape *shape);
/** "wide, 20 periods across", "wide, 3 crime types across", "level tree"; NULL: long.
 * g_free. */
char *pb_shape_text(const pb_shape *shape);

/** Cut a header into period and the rest: "Våldsbrott 2025 prel." is "2025 prel." and "Våldsbrott".
 * False when no period stands at its beginning or end. g_free both. */
bool pb_split_header(const char *header, char **period, char **rest);
/** Inhabitants that a rate is per, by its header or a file's name: "per 10 000 inv", "per10000",
 * "per100k". 0: it does not say. */
double pb_rate_base(const char *text);

#endif
