/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The municipalities one is compared with: its SKR group, its county, the country. */
#ifndef PB_ENGINE_ANALYSIS_PEERS_H
#define PB_ENGINE_ANALYSIS_PEERS_H

#include "engine/dataset.h"
#include "engine/stats/group_comparison.h"

typedef enum { PB_SCOPE_GROUP, PB_SCOPE_COUNTY, PB_SCOPE_COUNTRY } pb_scope;

/** Whether two municipalities share the group or county. Without a code they share none. */
bool pb_same_place(const pb_dataset *dataset, size_t a, size_t b, pb_scope scope);

typedef struct {
  size_t m; /**< municipality */
  pb_count count;
  pb_member rate; /**< per 100 000; its interval only when asked for, else the rate itself */
} pb_peer;

/** Members with a rate in one year, in code order. */
typedef struct {
  pb_peer *peers;
  size_t n;
  size_t self;  /**< position of the municipality, or n when it has no rate */
  size_t n_all; /**< members with or without a rate */
} pb_peers;

pb_peers *pb_peers_new(const pb_dataset *dataset, size_t m, pb_scope scope, size_t type, int p,
                       double confidence, bool intervals);
void pb_peers_free(pb_peers *peers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_peers, pb_peers_free)

/** Where the municipality stands; false when it has no rate or is alone. */
bool pb_peers_compare(const pb_peers *peers, pb_comparison *comparison);
/** Counts with exposures, in the order of the peers. Free with g_free. */
pb_count *pb_peers_counts(const pb_peers *peers);
/** Positions from the highest rate to the lowest, ties in code order. Free with g_free. */
size_t *pb_peers_order(const pb_peers *peers);

#endif
