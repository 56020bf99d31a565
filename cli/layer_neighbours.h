/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The neighbours of a layer's areas as the table that statistics of maps take. */
#ifndef PB_CLI_LAYER_NEIGHBOURS_H
#define PB_CLI_LAYER_NEIGHBOURS_H

#include "geo/layer.h"

/** CSV with the columns id, neighbours (identifiers parted by blanks, areas that share a side or a
 * corner, gaps up to `tolerance_m` bridged), x, y (a point inside, in the layer's own system) and
 * km2. The identifier is the attribute `id` (NULL: code, deso, kod and the like, else the first).
 * NULL with PB_ERROR_INPUT: no polygons, no such attribute, an identifier that is missing, repeated
 * or has a blank. Free with g_string_free. */
GString *pb_layer_neighbours(const pb_layer *layer, const char *id, double tolerance_m,
                             GError **error);

#endif
