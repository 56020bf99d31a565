/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/merge_areas.h"

typedef struct {
  size_t n;
  GArray **links; /* by area that leads a group: the leads it touches, may repeat or be joined */
  uint32_t *lead; /* by area: its group's first area (a forest of parents) */
  int64_t *sum;   /* by lead */
  bool *stuck;    /* by lead: below the threshold without a neighbour */
} areas;

static uint32_t lead_of(areas *a, uint32_t area) {
  while (a->lead[area] != area)
    area = a->lead[area] = a->lead[a->lead[area]];
  return area;
}

static bool is_short(const pb_disclosure_rule *rule, int64_t sum) {
  const pb_disclosure_cell cell = {.count = sum};
  return pb_disclosure_is_sensitive(rule, &cell);
}

/* The smallest group that has too few and may find a neighbour. */
static uint32_t next_short(areas *a, const pb_disclosure_rule *rule) {
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < a->n; i++)
    if (a->lead[i] == i && !a->stuck[i] && is_short(rule, a->sum[i]) &&
        (best == UINT32_MAX || a->sum[i] < a->sum[best]))
      best = i;
  return best;
}

/* Is the neighbour `x` the better one to join than `y`? */
static bool is_better(const areas *a, const pb_disclosure_rule *rule, uint32_t group, uint32_t x,
                      uint32_t y) {
  bool enough = !is_short(rule, a->sum[group] + a->sum[x]);
  if (enough != !is_short(rule, a->sum[group] + a->sum[y]))
    return enough;
  if (a->sum[x] != a->sum[y])
    return enough ? a->sum[x] < a->sum[y] : a->sum[x] > a->sum[y];
  return x < y;
}

static uint32_t best_neighbour(areas *a, const pb_disclosure_rule *rule, uint32_t group) {
  uint32_t best = UINT32_MAX;
  const GArray *links = a->links[group];
  for (guint k = 0; k < links->len; k++) {
    uint32_t other = lead_of(a, g_array_index(links, uint32_t, k));
    if (other != group && (best == UINT32_MAX || is_better(a, rule, group, other, best)))
      best = other;
  }
  return best;
}

static void join(areas *a, uint32_t x, uint32_t y) {
  uint32_t first = MIN(x, y), second = MAX(x, y);
  a->lead[second] = first;
  a->sum[first] += a->sum[second];
  g_array_append_vals(a->links[first], a->links[second]->data, a->links[second]->len);
}

static void link_areas(areas *a, const pb_weights *neighbours) {
  for (uint32_t i = 0; i < a->n; i++)
    for (size_t k = neighbours->first[i]; k < neighbours->first[i + 1]; k++) {
      uint32_t other = neighbours->neighbour[k];
      g_array_append_val(a->links[i], other);
      g_array_append_val(a->links[other], i);
    }
}

static pb_merged_areas *number_groups(areas *a, const pb_disclosure_rule *rule) {
  pb_merged_areas *merged = g_new0(pb_merged_areas, 1);
  merged->n_areas = a->n;
  merged->group = g_new0(uint32_t, a->n + 1);
  merged->count = g_new0(int64_t, a->n + 1);
  g_autofree size_t *members = g_new0(size_t, a->n + 1);
  for (uint32_t i = 0; i < a->n; i++) {
    uint32_t lead = lead_of(a, i);
    if (is_short(rule, a->sum[lead])) {
      merged->group[i] = PB_AREA_LEFT_OUT;
      merged->n_left_out++;
      continue;
    }
    if (lead == i) {
      merged->group[i] = (uint32_t)merged->n_groups;
      merged->count[merged->n_groups++] = a->sum[i];
    }
    merged->group[i] = merged->group[lead];
    members[merged->group[i]]++;
  }
  for (size_t g = 0; g < merged->n_groups; g++)
    merged->n_merged += members[g] > 1 ? members[g] : 0;
  return merged;
}

pb_merged_areas *pb_merge_areas(const int64_t *count, const pb_weights *neighbours,
                                const pb_disclosure_rule *rule) {
  size_t n = neighbours->n;
  areas a = {n, g_new0(GArray *, n + 1), g_new0(uint32_t, n + 1), g_new0(int64_t, n + 1),
             g_new0(bool, n + 1)};
  for (uint32_t i = 0; i < n; i++) {
    a.links[i] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    a.lead[i] = i;
    a.sum[i] = count[i];
  }
  link_areas(&a, neighbours);
  for (uint32_t group = next_short(&a, rule); group != UINT32_MAX; group = next_short(&a, rule)) {
    uint32_t other = best_neighbour(&a, rule, group);
    if (other == UINT32_MAX)
      a.stuck[group] = true;
    else
      join(&a, group, other);
  }
  pb_merged_areas *merged = number_groups(&a, rule);
  for (size_t i = 0; i < n; i++)
    g_array_unref(a.links[i]);
  g_free(a.links);
  g_free(a.lead);
  g_free(a.sum);
  g_free(a.stuck);
  return merged;
}

void pb_merged_areas_free(pb_merged_areas *merged) {
  if (!merged)
    return;
  g_free(merged->group);
  g_free(merged->count);
  g_free(merged);
}
