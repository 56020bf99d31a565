/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Columns of one length, found by name. The table owns its columns; they no longer change
 * once it is in use. */
#ifndef PB_ENGINE_TABLE_H
#define PB_ENGINE_TABLE_H

#include "engine/column.h"

typedef struct pb_table pb_table;

pb_table *pb_table_new(void);
void pb_table_free(pb_table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_table, pb_table_free)

/** Takes ownership of `column`, whose length must equal that of the columns already there. */
void pb_table_add(pb_table *table, pb_column *column);
/** The same without ownership: `column` must outlive the table. */
void pb_table_borrow(pb_table *table, const pb_column *column);
size_t pb_table_n_rows(const pb_table *table);
size_t pb_table_n_columns(const pb_table *table);
const pb_column *pb_table_column(const pb_table *table, size_t index);
/** NULL when there is no column of that name. */
const pb_column *pb_table_find(const pb_table *table, const char *name);
/** The same to change values in place, without a second copy of a million rows: only for who still
 * builds what the table belongs to, before threads share it. */
pb_column *pb_table_edit(pb_table *table, const char *name);

#endif
