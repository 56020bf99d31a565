/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "engine/distinct_points.h"
#include "engine/stats/dbscan.h"
#include "engine/stats/reach_cells.h"

/* What is worked out of the distinct places. */
typedef struct {
  const pb_distinct_points *places;
  const pb_reach_cells *cells;
  const pb_dbscan_options *options;
  double reach2;
  bool *core;       /* a place */
  bool *has_core;   /* a square */
  uint32_t *parent; /* a square: union-find over squares with cores */
  double *box;      /* a square: least and greatest x and y of its cores */
} search;

static double distance2(const search *s, uint32_t a, uint32_t b) {
  double dx = s->places->x[a] - s->places->x[b], dy = s->places->y[a] - s->places->y[b];
  return dx * dx + dy * dy;
}

/* The square's places: positions *begin .. *end - 1 of cells->place. */
static void range(const search *s, size_t cell, size_t *begin, size_t *end) {
  *begin = s->cells->cells[cell].first;
  *end = s->cells->cells[cell + 1].first;
}

static double weight_within(const search *s, uint32_t place, double own, const uint32_t *around,
                            size_t n_around) {
  double weight = own;
  for (size_t k = 0; k < n_around && weight < s->options->min_points; k++) {
    size_t begin, end;
    range(s, around[k], &begin, &end);
    for (size_t i = begin; i < end; i++)
      if (distance2(s, place, s->cells->place[i]) <= s->reach2)
        weight += s->places->weight[s->cells->place[i]];
  }
  return weight;
}

static void grow_box(search *s, size_t cell, uint32_t place) {
  double *box = &s->box[4 * cell], x = s->places->x[place], y = s->places->y[place];
  bool first = !s->has_core[cell];
  box[0] = first ? x : MIN(box[0], x);
  box[1] = first ? x : MAX(box[1], x);
  box[2] = first ? y : MIN(box[2], y);
  box[3] = first ? y : MAX(box[3], y);
  s->has_core[cell] = true;
}

/* All places of a square reach each other: what is in it counts without being measured. */
static void find_cores(search *s) {
  for (size_t cell = 0; cell < s->cells->n; cell++) {
    size_t begin, end, n_around = 0;
    uint32_t around[PB_REACH_NEIGHBOURS];
    double own = 0;
    range(s, cell, &begin, &end);
    for (size_t i = begin; i < end; i++)
      own += s->places->weight[s->cells->place[i]];
    if (own < s->options->min_points)
      n_around = pb_reach_cells_around(s->cells, cell, around);
    for (size_t i = begin; i < end; i++) {
      uint32_t place = s->cells->place[i];
      s->core[place] = weight_within(s, place, own, around, n_around) >= s->options->min_points;
      if (s->core[place])
        grow_box(s, cell, place);
    }
  }
}

static uint32_t root_of(search *s, uint32_t cell) {
  while (s->parent[cell] != cell)
    cell = s->parent[cell] = s->parent[s->parent[cell]];
  return cell;
}

static bool near_box(const search *s, uint32_t place, const double *box) {
  double x = s->places->x[place], y = s->places->y[place];
  double dx = MAX(0, MAX(box[0] - x, x - box[1])), dy = MAX(0, MAX(box[2] - y, y - box[3]));
  return dx * dx + dy * dy <= s->reach2;
}

/* Whether a core of one square reaches a core of the other. */
static bool cells_touch(const search *s, size_t a, size_t b) {
  size_t a_begin, a_end, b_begin, b_end;
  range(s, a, &a_begin, &a_end);
  range(s, b, &b_begin, &b_end);
  for (size_t i = a_begin; i < a_end; i++) {
    uint32_t p = s->cells->place[i];
    if (!s->core[p] || !near_box(s, p, &s->box[4 * b]))
      continue;
    for (size_t k = b_begin; k < b_end; k++)
      if (s->core[s->cells->place[k]] && distance2(s, p, s->cells->place[k]) <= s->reach2)
        return true;
  }
  return false;
}

static void join_cells(search *s) {
  for (uint32_t cell = 0; cell < s->cells->n; cell++) {
    uint32_t around[PB_REACH_NEIGHBOURS];
    if (!s->has_core[cell])
      continue;
    size_t n_around = pb_reach_cells_around(s->cells, cell, around);
    for (size_t k = 0; k < n_around; k++) {
      uint32_t a = root_of(s, cell), b = root_of(s, around[k]);
      if (s->has_core[around[k]] && a != b && cells_touch(s, cell, around[k]))
        s->parent[MAX(a, b)] = MIN(a, b);
    }
  }
}

/* One connected set of cores and what hangs on it. */
typedef struct {
  double weight;
  size_t n;
  uint32_t first_core; /* place */
  uint32_t first_row;  /* of a core */
  int32_t number;
} group;

static int by_weight(const void *a, const void *b) {
  const group *p = *(group *const *)a, *q = *(group *const *)b;
  if (p->weight != q->weight)
    return p->weight > q->weight ? -1 : 1;
  if (p->n != q->n)
    return p->n > q->n ? -1 : 1;
  return p->first_core < q->first_core ? -1 : p->first_core > q->first_core;
}

/* Groups of the cores in the order of their first core's coordinates; *of gets a place's group, or
 * -1. */
static GArray *gather_cores(search *s, int32_t *of) {
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(group));
  g_autofree int32_t *of_root = g_new(int32_t, s->cells->n + 1);
  for (size_t i = 0; i < s->cells->n; i++)
    of_root[i] = -1;
  for (uint32_t place = 0; place < s->places->n; place++) {
    of[place] = -1;
    if (!s->core[place])
      continue;
    uint32_t root = root_of(s, s->cells->cell_of[place]);
    if (of_root[root] < 0) {
      group fresh = {.first_core = place, .first_row = UINT32_MAX};
      of_root[root] = (int32_t)groups->len;
      g_array_append_val(groups, fresh);
    }
    of[place] = of_root[root];
    group *g = &g_array_index(groups, group, of[place]);
    for (uint32_t k = s->places->first[place]; k < s->places->first[place + 1]; k++)
      g->first_row = MIN(g->first_row, s->places->point[k]);
  }
  return groups;
}

/* Which group a place that is no core belongs to: -1 none. */
static int32_t border_of(const search *s, const GArray *groups, const int32_t *of, uint32_t place,
                         bool *ambiguous) {
  uint32_t around[PB_REACH_NEIGHBOURS + 1];
  size_t n_around = pb_reach_cells_around(s->cells, s->cells->cell_of[place], around);
  around[n_around++] = s->cells->cell_of[place];
  int32_t best = -1;
  uint32_t best_core = 0;
  double nearest = INFINITY;
  for (size_t k = 0; k < n_around; k++) {
    size_t begin, end;
    if (!s->has_core[around[k]])
      continue;
    range(s, around[k], &begin, &end);
    for (size_t i = begin; i < end; i++) {
      uint32_t other = s->cells->place[i];
      double d2 = s->core[other] ? distance2(s, place, other) : INFINITY;
      if (d2 > s->reach2)
        continue;
      *ambiguous = *ambiguous || (best >= 0 && of[other] != best);
      bool better = d2 < nearest || (d2 == nearest && other < best_core);
      if (s->options->border == PB_BORDER_FIRST && best >= 0)
        better = g_array_index(groups, group, of[other]).first_row <
                 g_array_index(groups, group, best).first_row;
      if (best >= 0 && !better)
        continue;
      best = of[other];
      best_core = other;
      nearest = d2;
    }
  }
  return best;
}

static void number_groups(const search *s, GArray *groups, const int32_t *of) {
  g_autofree group **order = g_new(group *, groups->len + 1);
  for (uint32_t place = 0; place < s->places->n; place++)
    if (of[place] >= 0) {
      group *g = &g_array_index(groups, group, of[place]);
      g->weight += s->places->weight[place];
      g->n += s->places->first[place + 1] - s->places->first[place];
    }
  for (guint i = 0; i < groups->len; i++)
    order[i] = &g_array_index(groups, group, i);
  qsort(order, groups->len, sizeof *order, by_weight);
  for (guint i = 0; i < groups->len; i++)
    order[i]->number = (int32_t)i;
}

static void put_place(const search *s, const GArray *groups, uint32_t place, int32_t of,
                      bool ambiguous, pb_dbscan *found) {
  pb_point_role role = s->core[place] ? PB_POINT_CORE : of >= 0 ? PB_POINT_BORDER : PB_POINT_NOISE;
  size_t n = s->places->first[place + 1] - s->places->first[place];
  found->n_core += role == PB_POINT_CORE ? n : 0;
  found->n_noise += role == PB_POINT_NOISE ? n : 0;
  found->n_ambiguous += ambiguous ? n : 0;
  for (uint32_t k = s->places->first[place]; k < s->places->first[place + 1]; k++) {
    uint32_t point = s->places->point[k];
    found->cluster[point] = of >= 0 ? g_array_index(groups, group, of).number : -1;
    found->role[point] = (uint8_t)role;
    found->ambiguous[point] = ambiguous;
  }
}

static void label(search *s, pb_dbscan *found) {
  size_t m = s->places->n;
  g_autofree int32_t *of_core = g_new(int32_t, m + 1), *of = g_new(int32_t, m + 1);
  g_autofree bool *ambiguous = g_new0(bool, m + 1);
  GArray *groups = gather_cores(s, of_core);
  for (uint32_t place = 0; place < m; place++)
    of[place] =
        s->core[place] ? of_core[place] : border_of(s, groups, of_core, place, &ambiguous[place]);
  number_groups(s, groups, of);
  for (uint32_t place = 0; place < m; place++)
    put_place(s, groups, place, of[place], ambiguous[place], found);
  found->n_clusters = groups->len;
  g_array_unref(groups);
}

pb_dbscan *pb_dbscan_of(const double *x, const double *y, const double *weight, size_t n,
                        const pb_dbscan_options *options) {
  pb_dbscan *found = g_new0(pb_dbscan, 1);
  found->cluster = g_new(int32_t, n + 1);
  found->role = g_new(uint8_t, n + 1);
  found->ambiguous = g_new(uint8_t, n + 1);
  g_autoptr(pb_distinct_points) places = pb_distinct_points_new(x, y, weight, n);
  g_autoptr(pb_reach_cells) cells =
      pb_reach_cells_new(places->x, places->y, places->n, options->reach_m);
  g_autofree bool *core = g_new0(bool, places->n + 1), *has_core = g_new0(bool, cells->n + 1);
  g_autofree uint32_t *parent = g_new(uint32_t, cells->n + 1);
  g_autofree double *box = g_new0(double, 4 * cells->n + 1);
  for (uint32_t i = 0; i < cells->n; i++)
    parent[i] = i;
  search s = {.places = places,
              .cells = cells,
              .options = options,
              .reach2 = options->reach_m * options->reach_m,
              .core = core,
              .has_core = has_core,
              .parent = parent,
              .box = box};
  find_cores(&s);
  join_cells(&s);
  label(&s, found);
  return found;
}

void pb_dbscan_free(pb_dbscan *found) {
  if (!found)
    return;
  g_free(found->cluster);
  g_free(found->role);
  g_free(found->ambiguous);
  g_free(found);
}
