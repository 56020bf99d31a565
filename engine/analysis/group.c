/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the municipality stands among comparable ones in the last year. */
#include "engine/analysis/build.h"
#include "engine/analysis/peers.h"
#include "engine/text.h"

static void put_members(pb_result *result, const pb_analysis *analysis, const pb_peers *peers) {
  pb_column *code = pb_result_add_column(result, "code", PB_TYPE_STRING, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("crimes"));
  pb_column *exposure = pb_result_add_column(result, "exposure", PB_TYPE_DOUBLE, N_("persons"));
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *self = pb_result_add_column(result, "self", PB_TYPE_INT64, NULL);
  g_autofree size_t *order = pb_peers_order(peers);
  for (size_t i = 0; i < peers->n; i++) {
    const pb_peer *peer = &peers->peers[order[i]];
    const pb_municipality *place = &analysis->dataset->municipalities[peer->m];
    pb_column_append_string(code, place->code);
    pb_column_append_string(name, place->name);
    pb_column_append_int(count, peer->count.count);
    pb_column_append_double(exposure, peer->count.exposure);
    pb_column_append_double(rate, peer->rate.value);
    pb_column_append_double(lower, peer->rate.interval.lower);
    pb_column_append_double(upper, peer->rate.interval.upper);
    pb_column_append_int(self, peer->m == analysis->m);
  }
}

static void put_standing(pb_result *result, const pb_analysis *analysis, size_t t,
                         const pb_peers *peers) {
  pb_comparison c = {0};
  bool compared = pb_peers_compare(peers, &c);
  pb_put_scalar(result, "median", compared, c.median, PB_PER_100K);
  pb_put_scalar(result, "q1", compared, c.q1, PB_PER_100K);
  pb_put_scalar(result, "q3", compared, c.q3, PB_PER_100K);
  pb_put_scalar(result, "rank", compared, (double)c.rank, NULL);
  pb_put_scalar(result, "rank_lower", compared, (double)c.rank_lower, NULL);
  pb_put_scalar(result, "rank_upper", compared, (double)c.rank_upper, NULL);
  pb_result_set_scalar(result, "n", (double)peers->n, NULL);
  if (peers->self >= peers->n)
    pb_result_set_reason(
        result, pb_absent_reason(
                    analysis, analysis->dataset->yearly, (int)t, analysis->last, analysis->last,
                    N_("The municipality has no rate to compare with others in the last year.")));
  else if (!compared)
    pb_result_set_reason(result, N_("No other municipality of the comparison group has data."));
}

void pb_build_group(pb_analysis *analysis) {
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    const pb_peers *peers = g_ptr_array_index(analysis->group, t);
    pb_result *result = pb_analysis_put(analysis, "group", (int)t);
    put_members(result, analysis, peers);
    put_standing(result, analysis, t, peers);
    pb_put_group(result, analysis);
    pb_result_set_counts(result, peers->n, peers->n_all - peers->n);
    pb_result_set_method(
        result, N_("Exact Poisson intervals; median and quartiles of the other members; the rank's "
                   "bounds count members whose interval lies wholly above or below"));
    pb_result_set_citation(result, "Garwood 1936; Goldstein & Spiegelhalter 1996");
  }
}
