/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a number or a register entry is about: a municipality, a county or the country. */
#ifndef PB_ENGINE_AREA_H
#define PB_ENGINE_AREA_H

#include <stdbool.h>

typedef enum { PB_AREA_COUNTRY, PB_AREA_COUNTY, PB_AREA_MUNICIPALITY } pb_area_kind;

typedef struct {
  pb_area_kind kind;
  int index; /**< position of the municipality in the dataset; of a county, that of its first
                municipality; of the country 0 */
} pb_area;

#endif
