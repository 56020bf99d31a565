/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The cut points by which a criterion gives a problem area 0 to 4 points (engine/stats/priority.h):
 * the table data/reference/priority_cut_points.csv, and one of the same form that a project may
 * name in its stead (priority_cut_points in [project]). A row has a criterion, four rising numbers
 * and the reason for them in two languages; four empty cells leave the criterion to the fifths of
 * its own column. The shipped values are choices of this project, open to change, not findings.
 */
#ifndef PB_IO_PRIORITY_CUT_POINTS_H
#define PB_IO_PRIORITY_CUT_POINTS_H

#include "engine/params.h"

/** Values of the statistic "priority" with the shipped cut points. NULL with PB_ERROR_INPUT.
 * pb_params_free. */
pb_params *pb_priority_cut_points_load(const char *data_dir, GError **error);
/** Put a table of one's own into `params` of "priority"; criteria that it does not name keep their
 * cut points. `shown` is its path in messages. PB_ERROR_INPUT. */
bool pb_priority_cut_points_set(pb_params *params, const char *path, const char *shown,
                                GError **error);

#endif
