/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/swedish_grids.h"

#include <glib.h>

static const pb_swedish_grid grids[] = {
    {3006, "SWEREF 99 TM", 15, .9996, 500000},
    {3007, "SWEREF 99 12 00", 12, 1, 150000},
    {3008, "SWEREF 99 13 30", 13.5, 1, 150000},
    {3009, "SWEREF 99 15 00", 15, 1, 150000},
    {3010, "SWEREF 99 16 30", 16.5, 1, 150000},
    {3011, "SWEREF 99 18 00", 18, 1, 150000},
    {3012, "SWEREF 99 14 15", 14.25, 1, 150000},
    {3013, "SWEREF 99 15 45", 15.75, 1, 150000},
    {3014, "SWEREF 99 17 15", 17.25, 1, 150000},
    {3015, "SWEREF 99 18 45", 18.75, 1, 150000},
    {3016, "SWEREF 99 20 15", 20.25, 1, 150000},
    {3017, "SWEREF 99 21 45", 21.75, 1, 150000},
    {3018, "SWEREF 99 23 15", 23.25, 1, 150000},
    {3021, "RT 90 2.5 gon V", 15.80827777777778, 1, 1500000},
};

const pb_swedish_grid *pb_swedish_grids(size_t *n) {
  *n = G_N_ELEMENTS(grids);
  return grids;
}

bool pb_is_local_zone(int epsg) {
  return epsg >= PB_EPSG_FIRST_ZONE && epsg <= PB_EPSG_LAST_ZONE;
}
