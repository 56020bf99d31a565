/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/peers.h"

#include <stdlib.h>

#include "engine/analysis/build.h"
#include "engine/stats/poisson_rate.h"

bool pb_same_place(const pb_dataset *dataset, size_t a, size_t b, pb_scope scope) {
  if (scope == PB_SCOPE_COUNTRY)
    return true;
  const pb_municipality *x = &dataset->municipalities[a], *y = &dataset->municipalities[b];
  const char *p = scope == PB_SCOPE_GROUP ? x->group_code : x->county_code;
  const char *q = scope == PB_SCOPE_GROUP ? y->group_code : y->county_code;
  return a == b || (p && q && *p && g_str_equal(p, q));
}

pb_peers *pb_peers_new(const pb_dataset *dataset, size_t m, pb_scope scope, size_t type, int p,
                       double confidence, bool intervals) {
  pb_peers *peers = g_new0(pb_peers, 1);
  peers->peers = g_new0(pb_peer, dataset->n_municipalities);
  peers->self = G_MAXSIZE;
  for (size_t other = 0; other < dataset->n_municipalities; other++) {
    if (!pb_same_place(dataset, m, other, scope))
      continue;
    peers->n_all++;
    pb_peer *peer = &peers->peers[peers->n];
    if (!pb_cell_count(pb_present_cell(dataset->yearly, other, type, p), &peer->count))
      continue;
    peer->m = other;
    pb_rate rate;
    if (intervals) {
      if (!pb_poisson_rate(peer->count, 1e5, confidence, &rate))
        continue;
      peer->rate = (pb_member){rate.rate, {rate.lower, rate.upper}};
    } else {
      double value = (double)peer->count.count / peer->count.exposure * 1e5;
      peer->rate = (pb_member){value, {value, value}};
    }
    if (other == m)
      peers->self = peers->n;
    peers->n++;
  }
  if (peers->self == G_MAXSIZE)
    peers->self = peers->n;
  return peers;
}

void pb_peers_free(pb_peers *peers) {
  if (!peers)
    return;
  g_free(peers->peers);
  g_free(peers);
}

bool pb_peers_compare(const pb_peers *peers, pb_comparison *comparison) {
  if (peers->self >= peers->n)
    return false;
  g_autofree pb_member *members = g_new(pb_member, peers->n);
  for (size_t i = 0; i < peers->n; i++)
    members[i] = peers->peers[i].rate;
  return pb_group_compare(members, peers->n, peers->self, comparison);
}

pb_count *pb_peers_counts(const pb_peers *peers) {
  pb_count *counts = g_new(pb_count, peers->n + 1);
  for (size_t i = 0; i < peers->n; i++)
    counts[i] = peers->peers[i].count;
  return counts;
}

static int by_rate(gconstpointer a, gconstpointer b, gpointer data) {
  const pb_peer *peers = data;
  size_t i = *(const size_t *)a, j = *(const size_t *)b;
  double x = peers[i].rate.value, y = peers[j].rate.value;
  return x != y ? (x < y) - (x > y) : (i > j) - (i < j);
}

size_t *pb_peers_order(const pb_peers *peers) {
  size_t *order = g_new(size_t, peers->n + 1);
  for (size_t i = 0; i < peers->n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)peers->n, sizeof *order, by_rate, peers->peers);
  return order;
}
