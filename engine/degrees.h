/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Coordinates in degrees where metres are wanted: distances between them would mean nothing. */
#ifndef PB_ENGINE_DEGREES_H
#define PB_ENGINE_DEGREES_H

#include "engine/column.h"

/** Do two columns look like longitude and latitude, in either order? All values lie within 180 and
 * 90, within ten of each other and some way from 0, and most have at least four decimals, as points
 * of one region have and metres in a plane do not. False with fewer than two rows that have both.
 */
bool pb_looks_like_degrees(const pb_column *x, const pb_column *y);

#endif
