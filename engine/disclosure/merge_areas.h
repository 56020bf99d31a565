/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Areas and cells of a public map: those with too few are put together with a neighbour until there
 * are enough, and left out where there is none. Points are never shown: only what goes through here
 * and through pb_disclosure_suppress.
 *
 * The smallest group below the threshold joins a neighbour, again and again: of those with which it
 * has enough the one with the fewest, so that the map stays as fine as it can; if there is none,
 * the one with most. The first among equals. Areas of zero are shown as they are where zeros are
 * harmless.
 *
 * A group left out of a map with a total is given back by the total: the map's groups are cells of
 * the problem like any table's.
 */
#ifndef PB_ENGINE_DISCLOSURE_MERGE_AREAS_H
#define PB_ENGINE_DISCLOSURE_MERGE_AREAS_H

#include "engine/disclosure/rule.h"
#include "engine/weights.h"

#define PB_AREA_LEFT_OUT UINT32_MAX

typedef struct {
  size_t n_areas, n_groups;
  uint32_t *group;             /**< by area: 0 .. n_groups - 1 in the order of their first areas, or
                                    PB_AREA_LEFT_OUT */
  int64_t *count;              /**< by group */
  size_t n_left_out, n_merged; /**< areas left out; areas that share their group */
} pb_merged_areas;

/** `count` of each of neighbours->n areas; links count both ways. Free with pb_merged_areas_free.
 */
pb_merged_areas *pb_merge_areas(const int64_t *count, const pb_weights *neighbours,
                                const pb_disclosure_rule *rule);
void pb_merged_areas_free(pb_merged_areas *merged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_merged_areas, pb_merged_areas_free)

#endif
