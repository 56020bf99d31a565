/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of a population, shared by their reader and their join. */
#ifndef PB_IO_SOURCES_POPULATION_H
#define PB_IO_SOURCES_POPULATION_H

#include "io/gathered.h"

/** What a row is about: bits. */
typedef enum {
  PB_POPULATION_EVERYONE = 0,
  PB_POPULATION_BY_SEX = 1,
  PB_POPULATION_BY_AGE = 2,
  PB_POPULATION_BY_SEX_AND_AGE = 3,
} pb_population_parts;

typedef struct {
  pb_row_origin origin;
  int64_t persons;
  int16_t municipality;
  int16_t year;
  int16_t from, to; /**< ages in whole years, both included; to is PB_AGE_OPEN for "85+" */
  uint8_t parts;    /**< pb_population_parts */
  uint8_t sex;      /**< pb_sex */
} pb_population_row;

extern const pb_source_kind pb_source_kind_population;

int pb_population_newest_year(const GArray *rows);
bool pb_population_is_after(const void *row, int period_end);
/** Fills population. */
void pb_population_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
