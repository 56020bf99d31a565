/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/funnel_view.h"

#include <math.h>

#include "engine/analysis/build.h"
#include "engine/text.h"

#define PB_FUNNEL_STEPS 60

bool pb_group_funnel_fit(const pb_peers *peers, pb_group_funnel *funnel) {
  if (peers->self >= peers->n || peers->n < PB_SMALLEST_GROUP)
    return false;
  g_autofree pb_count *counts = pb_peers_counts(peers);
  if (!pb_funnel_fit(counts, peers->n, peers->self, NULL, &funnel->fit))
    return false;
  funnel->kind = funnel->fit.tau2 > 0 ? PB_LIMIT_ADDITIVE : PB_LIMIT_EXACT;
  return true;
}

pb_interval pb_group_funnel_limits(const pb_group_funnel *funnel, double exposure,
                                   double coverage) {
  pb_interval ratio = pb_funnel_limits(&funnel->fit, exposure, coverage, funnel->kind);
  double per_100k = funnel->fit.reference_rate * 1e5;
  return (pb_interval){ratio.lower * per_100k, ratio.upper * per_100k};
}

const char *pb_group_funnel_flag(const pb_group_funnel *funnel, pb_count member, double coverage) {
  pb_interval limits = pb_group_funnel_limits(funnel, member.exposure, coverage);
  double rate = (double)member.count / member.exposure * 1e5;
  return rate > limits.upper ? "high" : rate < limits.lower ? "low" : "within";
}

static void put_members(pb_result *result, const pb_analysis *analysis, const pb_peers *peers,
                        const pb_group_funnel *funnel) {
  pb_column *code = pb_result_add_column(result, "code", PB_TYPE_STRING, NULL);
  pb_column *name = pb_result_add_column(result, "name", PB_TYPE_STRING, NULL);
  pb_column *exposure = pb_result_add_column(result, "exposure", PB_TYPE_DOUBLE, N_("persons"));
  pb_column *rate = pb_result_add_column(result, "rate", PB_TYPE_DOUBLE, PB_PER_100K);
  pb_column *z = pb_result_add_column(result, "z", PB_TYPE_DOUBLE, NULL);
  pb_column *flag = pb_result_add_column(result, "flag", PB_TYPE_STRING, NULL);
  pb_column *self = pb_result_add_column(result, "self", PB_TYPE_INT64, NULL);
  if (!funnel)
    return;
  g_autofree size_t *order = pb_peers_order(peers);
  for (size_t i = 0; i < peers->n; i++) {
    const pb_peer *peer = &peers->peers[order[i]];
    const pb_municipality *place = &analysis->dataset->municipalities[peer->m];
    pb_column_append_string(code, place->code);
    pb_column_append_string(name, place->name);
    pb_column_append_double(exposure, peer->count.exposure);
    pb_column_append_double(rate, peer->rate.value);
    pb_column_append_double(z, pb_funnel_z_additive(&funnel->fit, peer->count));
    pb_column_append_string(flag, pb_group_funnel_flag(funnel, peer->count, PB_FUNNEL_COVERAGE));
    pb_column_append_int(self, peer->m == analysis->m);
  }
}

static void put_limits(pb_result *result, const pb_peers *peers, const pb_group_funnel *funnel) {
  pb_column *exposure = pb_result_add_column(result, "exposure", PB_TYPE_DOUBLE, N_("persons"));
  pb_column *columns[4];
  const char *names[] = {"lower_95", "upper_95", "lower_998", "upper_998"};
  for (int i = 0; i < 4; i++)
    columns[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, PB_PER_100K);
  if (!funnel)
    return;
  double smallest = peers->peers[0].count.exposure, largest = smallest;
  for (size_t i = 1; i < peers->n; i++) {
    smallest = MIN(smallest, peers->peers[i].count.exposure);
    largest = MAX(largest, peers->peers[i].count.exposure);
  }
  for (int step = 0; step < PB_FUNNEL_STEPS; step++) {
    double at = step == PB_FUNNEL_STEPS - 1
                    ? largest
                    : smallest * pow(largest / smallest, step / (PB_FUNNEL_STEPS - 1.0));
    pb_interval inner = pb_group_funnel_limits(funnel, at, 0.95);
    pb_interval outer = pb_group_funnel_limits(funnel, at, PB_FUNNEL_COVERAGE);
    pb_column_append_double(exposure, at);
    pb_column_append_double(columns[0], inner.lower);
    pb_column_append_double(columns[1], inner.upper);
    pb_column_append_double(columns[2], outer.lower);
    pb_column_append_double(columns[3], outer.upper);
  }
}

static void put_scalars(pb_result *result, const pb_peers *peers, const pb_group_funnel *funnel) {
  const pb_funnel *fit = funnel ? &funnel->fit : NULL;
  pb_put_scalar(result, "reference_rate", fit, fit ? fit->reference_rate * 1e5 : 0, PB_PER_100K);
  pb_put_scalar(result, "phi", fit, fit ? fit->phi : 0, NULL);
  pb_put_scalar(result, "tau2", fit, fit ? fit->tau2 : 0, NULL);
  pb_result_set_scalar(result, "n", (double)peers->n, NULL);
  pb_result_set_counts(result, peers->n, peers->n_all - peers->n);
  pb_result_set_method(
      result, N_("Funnel plot against the other members’ common rate; limits widened by the "
                 "variation between places (additive random effects)"));
  pb_result_set_citation(result, "Spiegelhalter 2005, Statistics in Medicine 24:1185");
  if (!funnel)
    pb_result_set_reason(
        result, N_("The comparison group has too few members with data for a funnel plot."));
}

void pb_build_funnel(pb_analysis *analysis) {
  for (size_t t = 0; t < analysis->dataset->n_types; t++) {
    const pb_peers *peers = g_ptr_array_index(analysis->group, t);
    pb_group_funnel fitted;
    const pb_group_funnel *funnel = pb_group_funnel_fit(peers, &fitted) ? &fitted : NULL;
    pb_result *members = pb_analysis_put(analysis, "funnel", (int)t);
    put_members(members, analysis, peers, funnel);
    put_scalars(members, peers, funnel);
    pb_put_group(members, analysis);
    pb_result *limits = pb_analysis_put(analysis, "funnel-limits", (int)t);
    put_limits(limits, peers, funnel);
    put_scalars(limits, peers, funnel);
    pb_put_group(limits, analysis);
  }
}
