/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of indicators, shared by their reader and their join. */
#ifndef PB_IO_SOURCES_INDICATOR_H
#define PB_IO_SOURCES_INDICATOR_H

#include "engine/area.h"
#include "io/gathered.h"

typedef struct {
  pb_row_origin origin;
  double value;
  pb_period period;
  uint32_t indicator; /**< position in pb_indicator_state.names */
  pb_area area;
  uint8_t sex; /**< pb_indicator_sex */
} pb_indicator_row;

/** A name with its unit. */
typedef struct {
  char *name, *unit, *source;
} pb_indicator_name;

/** What the kind keeps beside rows. */
typedef struct {
  GHashTable *codes; /**< name and unit -> position + 1 */
  GArray *names;     /**< pb_indicator_name */
} pb_indicator_state;

extern const pb_source_kind pb_source_kind_indicator;

int pb_indicator_newest_year(const GArray *rows);
bool pb_indicator_is_after(const void *row, int period_end);
/** Fills indicators. */
void pb_indicator_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
