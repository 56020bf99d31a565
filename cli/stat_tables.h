/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Tables that some statistics take beside their input, as parameters: cut points of priorities,
 * and school breaks. */
#ifndef PB_CLI_STAT_TABLES_H
#define PB_CLI_STAT_TABLES_H

#include "engine/params.h"

typedef struct {
  const char *cut_points;    /**< a file, or "shipped"; NULL: none */
  const char *school_breaks; /**< a file; NULL: none */
  const char *municipality;  /**< code whose breaks are meant; NULL: those for all */
} pb_stat_tables;

/** Put what the tables hold into the parameters of the statistic `name`. PB_ERROR_USAGE when it
 * takes none, PB_ERROR_INPUT when a table is wrong. */
bool pb_stat_tables_set(const pb_stat_tables *tables, const char *name, pb_params *params,
                        GError **error);

#endif
