/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/distinct_points.h"
#include "engine/random.h"
#include "engine/stats/scan_circles.h"
#include "engine/stats/scan_ratio.h"
#include "engine/stats/space_time_scan.h"
#include "engine/text.h"

/* Replicates that one thread does at a time; days that are looked at at most. */
#define CHUNK 4
#define MOST_DAYS 100000

typedef struct {
  const pb_space_time_options *options;
  const pb_distinct_points *places; /* events place by place, in a place by day */
  const pb_scan_circles *circles;
  size_t n, n_days;
  const uint32_t *day;    /* an event in that order, from 0 */
  const uint32_t *before; /* n_days + 1: events on earlier days */
  double *largest;        /* a replicate */
} search;

typedef struct {
  double llr;
  size_t centre, step;
  uint32_t first, last; /* days */
} cylinder;

/* What one thread needs to go over all cylinders. */
typedef struct {
  uint32_t *count;               /* a day: events in the circle */
  uint32_t *banned;              /* a day: those of a cluster found before */
  uint32_t *added;               /* days of the events in the circle, in the order they came in */
  uint32_t *end_day, *end_count; /* days after a given one, and events up to them */
} board;

static board board_new(const search *s) {
  return (board){g_new0(uint32_t, s->n_days), g_new0(uint32_t, s->n_days), g_new(uint32_t, s->n),
                 g_new(uint32_t, s->n_days), g_new(uint32_t, s->n_days)};
}

static void board_clear(board *b) {
  g_free(b->count);
  g_free(b->banned);
  g_free(b->added);
  g_free(b->end_day);
  g_free(b->end_count);
}

/* Cylinders over a circle of `inside` events that cover a day on which one of them came in last. */
static void look_around(const search *s, board *b, uint32_t day, double inside, cylinder *best) {
  uint32_t longest = (uint32_t)s->options->max_days, n_ends = 0, sum = 0;
  double total = (double)s->n;
  for (uint32_t end = day; end < s->n_days && end - day < longest && !b->banned[end]; end++)
    if (b->count[end]) {
      b->end_day[n_ends] = end;
      b->end_count[n_ends++] = sum += b->count[end];
    }
  sum = 0;
  for (uint32_t start = day; n_ends && day - start < longest && !b->banned[start]; start--) {
    if (b->count[start]) {
      sum += start < day ? b->count[start] : 0;
      for (uint32_t k = 0; k < n_ends && b->end_day[k] - start < longest; k++) {
        double cases = (double)(sum + b->end_count[k]);
        double expected =
            inside * (double)(s->before[b->end_day[k] + 1] - s->before[start]) / total;
        if (cases < 2 || !pb_scan_poisson_may_beat(best->llr, cases, expected, total))
          continue;
        double llr = pb_scan_poisson(cases, expected, total);
        if (llr > best->llr)
          *best = (cylinder){llr, best->centre, best->step, start, b->end_day[k]};
      }
    }
    if (start == 0)
      break;
  }
}

/* All cylinders around one centre. Adding an event can only make those better that cover its day.
 */
static void look_at_centre(const search *s, board *b, const uint32_t *day, const bool *used,
                           size_t centre, cylinder *best) {
  size_t inside = 0, looked_at = 0;
  for (size_t k = s->circles->first[centre]; k < s->circles->first[centre + 1]; k++) {
    pb_scan_step step = s->circles->steps[k];
    for (uint32_t e = s->places->first[step.place]; e < s->places->first[step.place + 1]; e++) {
      b->count[day[e]]++;
      b->banned[day[e]] += used && used[e];
      b->added[inside++] = day[e];
    }
    if (!step.ends)
      continue;
    cylinder mine = {.llr = best->llr, .centre = centre, .step = k};
    for (; looked_at < inside; looked_at++)
      look_around(s, b, b->added[looked_at], (double)inside, &mine);
    if (mine.llr > best->llr)
      *best = mine;
  }
  for (size_t i = 0; i < inside; i++)
    b->count[b->added[i]] = b->banned[b->added[i]] = 0;
}

static cylinder best_cylinder(const search *s, board *b, const uint32_t *day, const bool *used) {
  cylinder best = {0};
  for (size_t centre = 0; centre < s->places->n; centre++)
    look_at_centre(s, b, day, used, centre, &best);
  return best;
}

static void replicate(size_t chunk, void *data) {
  search *s = data;
  board b = board_new(s);
  g_autofree uint32_t *day = g_new(uint32_t, s->n);
  for (size_t r = chunk * CHUNK; r < MIN((chunk + 1) * CHUNK, s->options->replicates); r++) {
    pb_random random = pb_random_start(s->options->seed, r);
    for (size_t i = 0; i < s->n; i++)
      day[i] = s->day[i];
    pb_random_shuffle(&random, day, s->n);
    s->largest[r] = best_cylinder(s, &b, day, NULL).llr;
  }
  board_clear(&b);
}

static int by_number(const void *a, const void *b) {
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return x < y ? -1 : x > y;
}

static pb_space_time_cluster make_cluster(const search *s, cylinder at, bool *used) {
  const pb_distinct_points *places = s->places;
  pb_space_time_cluster c = {.x = places->x[at.centre],
                             .y = places->y[at.centre],
                             .first_day = at.first,
                             .last_day = at.last,
                             .llr = at.llr};
  size_t inside = 0;
  g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(size_t));
  for (size_t k = s->circles->first[at.centre]; k <= at.step; k++) {
    uint32_t place = s->circles->steps[k].place;
    double distance = hypot(places->x[place] - c.x, places->y[place] - c.y);
    for (uint32_t e = places->first[place]; e < places->first[place + 1]; e++, inside++) {
      if (s->day[e] < at.first || s->day[e] > at.last)
        continue;
      size_t position = places->point[e];
      used[e] = true;
      c.radius_m = fmax(c.radius_m, distance);
      g_array_append_val(events, position);
    }
  }
  c.expected =
      (double)inside * (double)(s->before[at.last + 1] - s->before[at.first]) / (double)s->n;
  g_array_sort(events, by_number);
  c.n = events->len;
  c.events = g_memdup2(events->data, c.n * sizeof *c.events);
  return c;
}

static void find_clusters(search *s, int64_t first_day, pb_space_time *found) {
  board b = board_new(s);
  g_autofree bool *used = g_new0(bool, s->n);
  size_t most = MAX(s->options->max_clusters, 1);
  found->clusters = g_new0(pb_space_time_cluster, most);
  for (; found->n_clusters < most; found->n_clusters++) {
    cylinder at = best_cylinder(s, &b, s->day, used);
    if (!(at.llr > 0))
      break;
    pb_space_time_cluster cluster = make_cluster(s, at, used);
    cluster.first_day += first_day;
    cluster.last_day += first_day;
    found->clusters[found->n_clusters] = cluster;
  }
  board_clear(&b);
  size_t n = found->n_clusters ? s->options->replicates : 0;
  g_autofree double *largest = g_new0(double, n + 1);
  s->largest = largest;
  pb_chunks_run((n + CHUNK - 1) / CHUNK, replicate, s, s->options->threads);
  for (size_t k = 0; n && k < found->n_clusters; k++)
    found->clusters[k].p = pb_scan_p(found->clusters[k].llr, largest, n);
}

static const char *reason_not(size_t n, size_t n_places, int64_t first, int64_t last) {
  if (n < 2)
    return N_("There are fewer than two events with coordinates and time.");
  if (n_places < 2)
    return N_("All events are at one place.");
  if (n_places > PB_SCAN_MOST_PLACES)
    return N_("The events are at more than 10 000 places: choose a shorter period or fewer kinds.");
  if (first == last)
    return N_("All events are on one day.");
  if (last - first >= MOST_DAYS)
    return N_("The events span more than 100 000 days.");
  return NULL;
}

/* Days in the places' order from the first on, and how many events are on earlier days. */
static void count_days(const pb_distinct_points *places, const int64_t *day, int64_t first,
                       size_t n_days, uint32_t *sorted, uint32_t *before) {
  for (size_t e = 0; e < places->n_points; e++) {
    sorted[e] = (uint32_t)(day[places->point[e]] - first);
    before[sorted[e] + 1]++;
  }
  for (size_t d = 0; d < n_days; d++)
    before[d + 1] += before[d];
}

pb_space_time *pb_space_time_of(const double *x, const double *y, const int64_t *day, size_t n,
                                const pb_space_time_options *options, const char **reason) {
  int64_t first = n ? day[0] : 0, last = first;
  for (size_t i = 1; i < n; i++) {
    first = MIN(first, day[i]);
    last = MAX(last, day[i]);
  }
  g_autofree double *order = g_new(double, n + 1), *events = g_new(double, n + 1);
  for (size_t i = 0; i < n; i++)
    order[i] = (double)(day[i] - first); /* in a place, events go by day */
  g_autoptr(pb_distinct_points) places = pb_distinct_points_new(x, y, order, n);
  *reason = reason_not(n, places->n, first, last);
  if (*reason)
    return NULL;
  for (size_t i = 0; i < places->n; i++)
    events[i] = places->first[i + 1] - places->first[i];
  g_autoptr(pb_scan_circles) circles =
      pb_scan_circles_new(places->x, places->y, events, places->n, options->max_share,
                          options->max_radius_m, options->threads);
  size_t n_days = (size_t)(last - first) + 1;
  g_autofree uint32_t *sorted = g_new(uint32_t, n), *before = g_new0(uint32_t, n_days + 1);
  count_days(places, day, first, n_days, sorted, before);
  pb_space_time *found = g_new0(pb_space_time, 1);
  found->n_places = places->n;
  found->n_days = n_days;
  search s = {.options = options,
              .places = places,
              .circles = circles,
              .n = n,
              .n_days = n_days,
              .day = sorted,
              .before = before};
  find_clusters(&s, first, found);
  return found;
}

void pb_space_time_free(pb_space_time *found) {
  if (!found)
    return;
  for (size_t k = 0; k < found->n_clusters; k++)
    g_free(found->clusters[k].events);
  g_free(found->clusters);
  g_free(found);
}
