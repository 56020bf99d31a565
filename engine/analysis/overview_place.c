/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/funnel_view.h"
#include "engine/analysis/overview.h"
#include "engine/analysis/peers.h"

static void against_group(const pb_analysis *analysis, pb_overview_row *row) {
  const pb_peers *peers = g_ptr_array_index(analysis->group, row->t);
  row->comparison = row->comparison_95 = "not-assessed";
  row->group_n = pb_some((double)peers->n);
  pb_comparison group;
  if (!pb_peers_compare(peers, &group))
    return;
  row->group_median = pb_some(group.median);
  row->group_q1 = pb_some(group.q1);
  row->group_q3 = pb_some(group.q3);
  row->rank = pb_some((double)group.rank);
  row->rank_lower = pb_some((double)group.rank_lower);
  row->rank_upper = pb_some((double)group.rank_upper);
  row->ratio_to_median = pb_some_if(group.has_ratio, group.ratio_to_median);
  pb_group_funnel funnel;
  if (!pb_group_funnel_fit(peers, &funnel))
    return;
  pb_count own = peers->peers[peers->self].count;
  row->comparison = pb_group_funnel_flag(&funnel, own, PB_FUNNEL_COVERAGE);
  row->comparison_95 = pb_group_funnel_flag(&funnel, own, 0.95);
}

static void against(const pb_analysis *analysis, size_t t, pb_scope scope, pb_maybe *n,
                    pb_maybe *median, pb_maybe *rank) {
  g_autoptr(pb_peers) peers = pb_peers_new(analysis->dataset, analysis->m, scope, t, analysis->last,
                                           analysis->options.confidence, false);
  *n = pb_some((double)peers->n);
  pb_comparison comparison;
  if (!pb_peers_compare(peers, &comparison))
    return;
  *median = pb_some(comparison.median);
  *rank = pb_some((double)comparison.rank);
}

void pb_overview_place(const pb_analysis *analysis, pb_overview_row *row) {
  against_group(analysis, row);
  against(analysis, row->t, PB_SCOPE_COUNTY, &row->county_n, &row->county_median,
          &row->county_rank);
  against(analysis, row->t, PB_SCOPE_COUNTRY, &row->country_n, &row->country_median,
          &row->country_rank);
}
