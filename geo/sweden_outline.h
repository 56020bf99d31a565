/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Sweden with the sea around it, as coarse as is enough to find points that are certainly wrong:
 * the municipalities of SCB's digital boundaries widened by at least 12 nautical miles (22.2 km,
 * the territorial sea) and at most 30 km. It needs no layer, so that a project whose layer holds a
 * few municipalities judges like one with all.
 */
#ifndef PB_GEO_SWEDEN_OUTLINE_H
#define PB_GEO_SWEDEN_OUTLINE_H

#include <stdbool.h>

/** (x, y) in SWEREF 99 TM (EPSG:3006), metres. Thread-safe. */
bool pb_sweden_contains(double x, double y);

#endif
