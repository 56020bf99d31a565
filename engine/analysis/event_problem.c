/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/event_problem.h"

#include <math.h>

/* How much more it costs to leave out a table that says more; all events above any area. */
static const double cost_of[PB_N_EVENT_TABLES + 1] = {
    [PB_TABLE_MONTHS] = 10, [PB_TABLE_WHEEL] = 8,   [PB_TABLE_HOURS] = 6,   [PB_TABLE_SPOTS] = 4,
    [PB_TABLE_PARTS] = 2,   [PB_TABLE_PLACED] = 40, [PB_TABLE_YEARS] = 400, [PB_TABLE_NONE] = 1e-3,
};
#define COST_OF_ALL 20

/* Tables that nobody is shown anything of say nothing: they need no cells. */
typedef struct {
  pb_event_problem *made;
  GError **error;
  bool failed;
  bool months, wheel, hours, parts;
} maker;

static uint32_t add(maker *m, pb_event_table_kind kind, const char *table, size_t subject,
                    size_t at, int64_t count, bool shown) {
  g_autofree char *id = g_strdup_printf("%s/%zu/%zu", table, subject, at);
  const pb_disclosure_cell cell = {.count = count,
                                   .release = shown ? PB_RELEASE_SHOWN : PB_RELEASE_HIDDEN,
                                   .cost = cost_of[kind] * (1 + log1p((double)count)) *
                                           (subject == 0 ? COST_OF_ALL : 1)};
  uint32_t index = 0;
  if (m->failed || !pb_disclosure_add_cell(m->made->problem, id, &cell, &index, m->error)) {
    m->failed = true;
    return 0;
  }
  const pb_event_cell stands = {kind, subject, at};
  if (index == m->made->cells->len)
    g_array_append_val(m->made->cells, stands);
  return index;
}

static void add_sum(maker *m, uint32_t total, GArray *parts) {
  if (!m->failed)
    pb_disclosure_add_sum(m->made->problem, total, (const uint32_t *)(const void *)parts->data,
                          parts->len);
  g_array_set_size(parts, 0);
}

static GArray *new_list(void) {
  return g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

/* The positions of the cells of one subject. */
typedef struct {
  uint32_t *month, *spots, *parts;
  uint32_t wheel[12], hours[PB_DAY_PARTS];
  uint32_t *year;
  uint32_t total, placed, unplaced, exact;
} positions;

static void positions_clear(positions *p) {
  g_free(p->month);
  g_free(p->year);
  g_free(p->spots);
  g_free(p->parts);
}

static void add_times(maker *m, const pb_event_tables *all, const pb_event_table *t,
                      const pb_event_shown *shown, size_t s, positions *p) {
  g_autoptr(GArray) list = new_list();
  p->month = g_new0(uint32_t, all->n_months + 1);
  for (size_t i = 0; m->months && i < all->n_months; i++)
    p->month[i] = add(m, PB_TABLE_MONTHS, "month", s, i, t->month[i], shown->months);
  p->total = add(m, PB_TABLE_NONE, "total", s, 0, t->total, false);
  uint32_t *year = p->year = g_new0(uint32_t, all->n_years + 1);
  for (size_t y = 0; y < all->n_years; y++)
    year[y] = add(m, PB_TABLE_YEARS, "year", s, y, t->year[y], shown->years);
  const size_t before = (size_t)(pb_period_number(all->first_month) - 1);
  const size_t skipped = (size_t)(all->first_year - pb_period_year(all->first_month)) *
                         12; /* months of years before */
  for (size_t y = 0; m->months && y < all->n_years; y++) {
    for (size_t i = all->first_report_month; i < all->n_months; i++)
      if ((i + before - skipped) / 12 == y)
        g_array_append_val(list, p->month[i]);
    add_sum(m, year[y], list);
  }
  g_array_append_vals(list, year, (guint)all->n_years);
  add_sum(m, p->total, list);
  for (size_t k = 0; m->wheel && k < 12; k++) {
    p->wheel[k] = add(m, PB_TABLE_WHEEL, "wheel", s, k, t->wheel[k], shown->wheel);
    for (size_t i = all->first_report_month; m->months && i < all->n_months; i++)
      if ((i + before) % 12 == k)
        g_array_append_val(list, p->month[i]);
    if (m->months)
      add_sum(m, p->wheel[k], list);
  }
  if (!m->wheel)
    return;
  g_array_append_vals(list, p->wheel, 12);
  add_sum(m, p->total, list);
}

static void add_hours(maker *m, const pb_event_table *t, const pb_event_shown *shown, size_t s,
                      positions *p) {
  g_autoptr(GArray) list = new_list();
  int64_t unknown = t->total;
  for (size_t k = 0; k < PB_DAY_PARTS; k++) {
    p->hours[k] = add(m, PB_TABLE_HOURS, "hours", s, k, t->hours[k], shown->hours);
    g_array_append_val(list, p->hours[k]);
    unknown -= t->hours[k];
  }
  const uint32_t other = add(m, PB_TABLE_NONE, "without-hour", s, 0, unknown, false);
  g_array_append_val(list, other);
  add_sum(m, p->total, list);
}

static void add_spots(maker *m, const pb_event_table *t, const pb_event_shown *shown, size_t s,
                      positions *p) {
  g_autoptr(GArray) list = new_list();
  int64_t elsewhere = t->located;
  p->spots = g_new0(uint32_t, t->n_spots + 1);
  for (size_t i = 0; i < t->n_spots; i++) {
    p->spots[i] = add(m, PB_TABLE_SPOTS, "spot", s, i, t->spots[i], shown->spots[i]);
    g_array_append_val(list, p->spots[i]);
    elsewhere -= t->spots[i];
  }
  if (t->n_spots == 0)
    return;
  const uint32_t rest = add(m, PB_TABLE_NONE, "outside-spots", s, 0, elsewhere, false);
  g_array_append_val(list, rest);
  add_sum(m, p->placed, list);
}

static void add_parts(maker *m, const pb_event_table *t, const pb_event_shown *shown, size_t s,
                      positions *p) {
  g_autoptr(GArray) list = new_list();
  p->parts = g_new0(uint32_t, t->n_parts + 1);
  int64_t exact = t->outside_parts;
  for (size_t i = 0; i < t->n_parts; i++) {
    p->parts[i] = add(m, PB_TABLE_PARTS, "part", s, i, t->parts[i], shown->parts[i]);
    g_array_append_val(list, p->parts[i]);
    exact += t->parts[i];
  }
  const uint32_t outside = add(m, PB_TABLE_NONE, "outside-parts", s, 0, t->outside_parts, false);
  g_array_append_val(list, outside);
  p->exact = add(m, PB_TABLE_NONE, "exact", s, 0, exact, false);
  add_sum(m, p->exact, list);
  /* An exact point may lie in no kept cell of the map. */
  const uint32_t edge = add(m, PB_TABLE_NONE, "off-map", s, 0, exact - t->located, false);
  g_array_append_val(list, p->placed);
  g_array_append_val(list, edge);
  add_sum(m, p->exact, list);
  const uint32_t pointless = add(m, PB_TABLE_NONE, "without-point", s, 0, t->total - exact, false);
  g_array_append_val(list, edge);
  g_array_append_val(list, pointless);
  add_sum(m, p->unplaced, list);
  for (size_t i = 0; i < t->n_parts; i++) {
    int64_t outside_spots = t->parts[i];
    for (size_t k = 0; k < t->n_spots; k++)
      if (t->spot_part[k] == (int)i) {
        g_array_append_val(list, p->spots[k]);
        outside_spots -= t->spots[k];
      }
    if (list->len == 0)
      continue;
    const uint32_t rest = add(m, PB_TABLE_NONE, "part-outside-spots", s, i, outside_spots, false);
    g_array_append_val(list, rest);
    add_sum(m, p->parts[i], list);
  }
}

static void add_subject(maker *m, const pb_event_tables *all, const pb_event_table *t,
                        const pb_event_shown *shown, size_t s, positions *p) {
  add_times(m, all, t, shown, s, p);
  if (m->hours)
    add_hours(m, t, shown, s, p);
  p->placed = add(m, PB_TABLE_PLACED, "placed", s, 0, t->located, shown->placed);
  p->unplaced = add(m, PB_TABLE_NONE, "unplaced", s, 0, t->total - t->located, false);
  g_autoptr(GArray) list = new_list();
  g_array_append_val(list, p->placed);
  g_array_append_val(list, p->unplaced);
  add_sum(m, p->total, list);
  add_spots(m, t, shown, s, p);
  if (m->parts)
    add_parts(m, t, shown, s, p);
}

/* The count of `whole` is that of all the others and of what belongs to none of them. */
static void link_count(maker *m, const char *table, size_t at, size_t rest_subject, uint32_t whole,
                       GArray *list) {
  const pb_disclosure_problem *problem = m->made->problem;
  if (m->failed)
    return;
  int64_t count = pb_disclosure_cell_at(problem, whole)->count;
  for (guint i = 0; i < list->len; i++)
    count -= pb_disclosure_cell_at(problem, g_array_index(list, uint32_t, i))->count;
  const uint32_t rest = add(m, PB_TABLE_NONE, table, rest_subject, at, count, false);
  g_array_append_val(list, rest);
  add_sum(m, whole, list);
}

typedef uint32_t (*pick)(const positions *p, size_t at);
static uint32_t month_at(const positions *p, size_t at) {
  return p->month[at];
}
static uint32_t year_at(const positions *p, size_t at) {
  return p->year[at];
}
static uint32_t wheel_at(const positions *p, size_t at) {
  return p->wheel[at];
}
static uint32_t hours_at(const positions *p, size_t at) {
  return p->hours[at];
}
static uint32_t placed_at(const positions *p, size_t at) {
  (void)at;
  return p->placed;
}
static uint32_t total_at(const positions *p, size_t at) {
  (void)at;
  return p->total;
}
static uint32_t part_at(const positions *p, size_t at) {
  return p->parts[at];
}

static void link_areas(maker *m, const char *table, const pb_event_tables *all, const positions *p,
                       pick cell, size_t n) {
  g_autoptr(GArray) list = new_list();
  for (size_t at = 0; at < n; at++) {
    for (size_t s = 1; s < all->n; s++) {
      const uint32_t one = cell(&p[s], at);
      g_array_append_val(list, one);
    }
    link_count(m, table, at, all->n, cell(&p[0], at), list);
  }
}

/* A spot of all events holds spots of areas and other events. */
static void link_spots(maker *m, const pb_event_tables *all, const positions *p) {
  g_autoptr(GArray) list = new_list();
  for (size_t i = 0; i < all->tables[0].n_spots; i++) {
    for (size_t s = 1; s < all->n; s++)
      for (size_t k = 0; k < all->tables[s].n_spots; k++)
        if (all->tables[s].spot_in_all[k] == (int)i)
          g_array_append_val(list, p[s].spots[k]);
    if (list->len)
      link_count(m, "spot-of-others", i, all->n, p[0].spots[i], list);
  }
}

static void find_shown(maker *m, const pb_event_tables *all, const pb_event_release *release) {
  for (size_t s = 0; s < all->n; s++) {
    const pb_event_shown *shown = &release->shown[s];
    m->months = m->months || shown->months;
    m->wheel = m->wheel || shown->wheel;
    m->hours = m->hours || shown->hours;
    for (size_t i = 0; i < all->tables[s].n_parts; i++)
      m->parts = m->parts || shown->parts[i];
  }
}

static bool same_parts(const pb_event_tables *all) {
  for (size_t s = 1; s < all->n; s++)
    if (all->tables[s].n_parts != all->tables[0].n_parts)
      return false;
  return true;
}

pb_event_problem *pb_event_problem_new(const pb_event_tables *all, const pb_event_release *release,
                                       GError **error) {
  g_autoptr(pb_event_problem) made = g_new0(pb_event_problem, 1);
  made->problem = pb_disclosure_problem_new();
  made->cells = g_array_new(FALSE, FALSE, sizeof(pb_event_cell));
  maker m = {.made = made, .error = error};
  find_shown(&m, all, release);
  g_autofree positions *p = g_new0(positions, all->n + 1);
  for (size_t s = 0; s < all->n; s++)
    add_subject(&m, all, &all->tables[s], &release->shown[s], s, &p[s]);
  link_areas(&m, "month", all, p, month_at, m.months ? all->n_months : 0);
  link_areas(&m, "year", all, p, year_at, all->n_years);
  link_areas(&m, "wheel", all, p, wheel_at, m.wheel ? 12 : 0);
  link_areas(&m, "hours", all, p, hours_at, m.hours ? PB_DAY_PARTS : 0);
  link_areas(&m, "placed", all, p, placed_at, 1);
  link_areas(&m, "total", all, p, total_at, 1);
  if (m.parts && same_parts(all))
    link_areas(&m, "part", all, p, part_at, all->tables[0].n_parts);
  link_spots(&m, all, p);
  for (size_t s = 0; s < all->n; s++)
    positions_clear(&p[s]);
  return m.failed ? NULL : g_steal_pointer(&made);
}

void pb_event_problem_free(pb_event_problem *problem) {
  if (!problem)
    return;
  pb_disclosure_problem_free(problem->problem);
  g_array_unref(problem->cells);
  g_free(problem);
}
