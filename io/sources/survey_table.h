/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of published shares, shared by their reader and their join. */
#ifndef PB_IO_SOURCES_SURVEY_TABLE_H
#define PB_IO_SOURCES_SURVEY_TABLE_H

#include "io/distinct_texts.h"
#include "io/gathered.h"

typedef struct {
  pb_row_origin origin;
  pb_period wave;
  double share, lower, upper; /**< as written until the file is read, then 0 .. 1 */
  int64_t n;
  uint32_t question, age, subgroup, police_area; /**< numbers in texts */
  int16_t area;
  uint8_t area_kind, sex;
  bool has_n, has_lower, has_upper;
} pb_share_row;

typedef enum { PB_SHARE_UNIT_UNKNOWN, PB_SHARE_PERCENT, PB_SHARE_PROPORTION } pb_share_unit;

typedef struct {
  pb_distinct_texts *texts; /**< number 0 is "" */
  guint first;              /**< row of the file being read */
  pb_share_unit unit;       /**< what its header says */
  bool percent_sign;        /**< some cell ends with % */
} pb_share_state;

extern const pb_source_kind pb_source_kind_survey_table;

/** What the header of a column of shares says of its unit: "Andel (%)" is percent, "andel (0-1)"
 * a proportion. */
pb_share_unit pb_share_unit_of_header(const char *header);

int pb_share_newest_year(const GArray *rows);
bool pb_share_is_after(const void *row, int period_end);
/** Fills survey_shares. */
void pb_share_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
