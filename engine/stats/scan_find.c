/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "engine/chunks.h"
#include "engine/random_draw.h"
#include "engine/stats/scan.h"
#include "engine/stats/scan_circles.h"
#include "engine/stats/scan_ratio.h"
#include "engine/text.h"

/* Replicates that one thread does at a time. */
#define CHUNK 8

/* What a place adds to a circle: `base` is expected cases, or persons. */
typedef struct {
  double cases, base;
} share;

typedef struct {
  const pb_scan_options *options;
  const pb_scan_circles *circles;
  const share *shares; /* observed, in the order of coordinates */
  size_t n;
  double total, base_total;
  double *cumulative; /* binomial: persons up to and with a place */
  double *largest;    /* a replicate */
} search;

typedef struct {
  double llr;
  size_t centre, step; /* the last step in the circle */
} window;

static bool may_beat(const search *s, double best, share sum) {
  return s->options->model == PB_SCAN_POISSON
             ? pb_scan_poisson_may_beat(best, sum.cases, sum.base, s->total)
             : pb_scan_binomial_may_beat(best, sum.cases, sum.base, s->total, s->base_total);
}

static double ratio_of(const search *s, share sum) {
  return s->options->model == PB_SCAN_POISSON
             ? pb_scan_poisson(sum.cases, sum.base, s->total)
             : pb_scan_binomial(sum.cases, sum.base, s->total, s->base_total);
}

/* The circle with the largest ratio that has none of the places already `used` (NULL: none is);
 * of equal ones the first, by the centre's coordinates and then the radius. */
static window best_window(const search *s, const share *shares, const bool *used) {
  window best = {0};
  for (size_t centre = 0; centre < s->n; centre++) {
    share sum = {0};
    for (size_t k = s->circles->first[centre]; k < s->circles->first[centre + 1]; k++) {
      pb_scan_step step = s->circles->steps[k];
      if (used && used[step.place])
        break;
      sum.cases += shares[step.place].cases;
      sum.base += shares[step.place].base;
      if (!step.ends || !may_beat(s, best.llr, sum))
        continue;
      double llr = ratio_of(s, sum);
      if (llr > best.llr)
        best = (window){llr, centre, k};
    }
  }
  return best;
}

static void draw_poisson(const search *s, pb_random *random, double *weight, double *count) {
  double phi = s->options->phi;
  bool lumpy = phi > PB_SCAN_PHI_LIMIT;
  double sum = 0;
  for (size_t i = 0; i < s->n; i++) {
    weight[i] =
        lumpy ? pb_random_gamma(random, s->shares[i].base / (phi - 1), 1) : s->shares[i].base;
    sum += weight[i];
  }
  for (size_t i = 0; i < s->n && !(sum > 0); i++) /* every gamma of a tiny shape was 0 */
    weight[i] = s->shares[i].base;
  pb_random_multinomial(random, (uint32_t)s->total, weight, s->n, count);
}

/* First place whose cumulative number exceeds `at`. */
static size_t place_of_person(const search *s, double at) {
  size_t low = 0, high = s->n - 1;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (s->cumulative[middle] > at)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* Persons drawn without replacement: one who was drawn before is drawn again. If more than half are
 * cases, those who are none are drawn. */
static void draw_binomial(const search *s, pb_random *random, double *count) {
  bool others = s->total > s->base_total / 2;
  double wanted = others ? s->base_total - s->total : s->total;
  for (size_t i = 0; i < s->n; i++)
    count[i] = 0;
  for (double drawn = 0; drawn < wanted;) {
    size_t place = place_of_person(s, pb_random_unit(random) * s->base_total);
    if (pb_random_unit(random) * s->shares[place].base < count[place])
      continue;
    count[place]++;
    drawn++;
  }
  for (size_t i = 0; i < s->n && others; i++)
    count[i] = s->shares[i].base - count[i];
}

static void replicate(size_t chunk, void *data) {
  search *s = data;
  g_autofree share *shares = g_new(share, s->n);
  g_autofree double *weight = g_new(double, s->n), *count = g_new(double, s->n);
  for (size_t r = chunk * CHUNK; r < MIN((chunk + 1) * CHUNK, s->options->replicates); r++) {
    pb_random random = pb_random_start(s->options->seed, r);
    if (s->options->model == PB_SCAN_POISSON)
      draw_poisson(s, &random, weight, count);
    else
      draw_binomial(s, &random, count);
    for (size_t i = 0; i < s->n; i++)
      shares[i] = (share){count[i], s->shares[i].base};
    s->largest[r] = best_window(s, shares, NULL).llr;
  }
}

/* Places by coordinates; twins by what they hold. */
typedef struct {
  pb_scan_place place;
  size_t position;
} sorted;

static int compare(double a, double b) {
  return a < b ? -1 : a > b;
}

static int by_place(const void *a, const void *b) {
  const sorted *p = a, *q = b;
  int order = compare(p->place.x, q->place.x);
  order = order ? order : compare(p->place.y, q->place.y);
  order = order ? order : compare(p->place.count, q->place.count);
  order = order ? order : compare(p->place.population, q->place.population);
  order = order ? order : compare(p->place.expected, q->place.expected);
  return order ? order : (p->position < q->position ? -1 : 1);
}

static pb_scan_cluster make_cluster(const search *s, const sorted *places, window at, bool *used) {
  size_t first = s->circles->first[at.centre];
  pb_scan_cluster c = {.n = at.step - first + 1, .llr = at.llr};
  c.places = g_new(size_t, c.n);
  for (size_t k = 0; k < c.n; k++) {
    size_t i = s->circles->steps[first + k].place;
    const pb_scan_place *place = &places[i].place;
    c.places[k] = places[i].position;
    c.cases += place->count;
    c.population += place->population;
    c.expected += s->options->model == PB_SCAN_POISSON
                      ? s->shares[i].base
                      : s->total * s->shares[i].base / s->base_total;
    c.radius_m = fmax(c.radius_m, hypot(place->x - places[at.centre].place.x,
                                        place->y - places[at.centre].place.y));
    used[i] = true;
  }
  if (s->total > c.cases)
    c.ratio = c.cases / c.expected * (s->total - c.expected) / (s->total - c.cases);
  return c;
}

static void find_clusters(search *s, const sorted *places, pb_scan *scan) {
  g_autofree bool *used = g_new0(bool, s->n);
  size_t most = MAX(s->options->max_clusters, 1);
  scan->clusters = g_new0(pb_scan_cluster, most);
  for (; scan->n_clusters < most; scan->n_clusters++) {
    window at = best_window(s, s->shares, used);
    if (!(at.llr > 0))
      break;
    scan->clusters[scan->n_clusters] = make_cluster(s, places, at, used);
  }
  size_t n = scan->n_clusters ? s->options->replicates : 0; /* nothing to test, nothing to draw */
  g_autofree double *largest = g_new0(double, n + 1);
  s->largest = largest;
  pb_chunks_run((n + CHUNK - 1) / CHUNK, replicate, s, s->options->threads);
  for (size_t k = 0; n && k < scan->n_clusters; k++)
    scan->clusters[k].p = pb_scan_p(scan->clusters[k].llr, largest, n);
}

static const char *reason_not(const pb_scan_place *places, size_t n, pb_scan_model model,
                              double total, double population) {
  if (n < 2)
    return N_("There are fewer than two places.");
  if (n > PB_SCAN_MOST_PLACES)
    return N_("There are more than 10 000 places: put them together into areas or cells first.");
  if (!(total > 0))
    return N_("There are no cases.");
  if (total > 4e9)
    return N_("There are more than four thousand million cases.");
  for (size_t i = 0; i < n && model == PB_SCAN_BINOMIAL; i++)
    if (places[i].count > places[i].population)
      return N_("A place has more cases than persons: the binomial model does not fit.");
  if (model == PB_SCAN_BINOMIAL && total >= population)
    return N_("Everybody is a case.");
  return NULL;
}

static double base_of(const pb_scan_place *place, pb_scan_model model) {
  return model == PB_SCAN_POISSON ? place->expected : place->population;
}

pb_scan *pb_scan_of(const pb_scan_place *given, size_t n, const pb_scan_options *options,
                    const char **reason) {
  g_autofree sorted *places = g_new(sorted, n + 1);
  for (size_t i = 0; i < n; i++)
    places[i] = (sorted){given[i], i};
  qsort(places, n, sizeof *places, by_place);
  double total = 0, base_total = 0, population = 0;
  for (size_t i = 0; i < n; i++) {
    total += places[i].place.count;
    population += places[i].place.population;
    base_total += base_of(&places[i].place, options->model);
  }
  *reason = reason_not(given, n, options->model, total, population);
  if (*reason)
    return NULL;
  g_autofree share *shares = g_new(share, n);
  g_autofree double *x = g_new(double, n), *y = g_new(double, n), *weight = g_new(double, n);
  g_autofree double *cumulative = g_new(double, n);
  double scale = options->model == PB_SCAN_POISSON ? total / base_total : 1, sum = 0;
  for (size_t i = 0; i < n; i++) {
    shares[i] = (share){places[i].place.count, scale * base_of(&places[i].place, options->model)};
    x[i] = places[i].place.x;
    y[i] = places[i].place.y;
    weight[i] = places[i].place.population;
    cumulative[i] = sum += shares[i].base;
  }
  g_autoptr(pb_scan_circles) circles = pb_scan_circles_new(x, y, weight, n, options->max_share,
                                                           options->max_radius_m, options->threads);
  if (circles->n_circles == 0) {
    *reason = N_("Every place alone holds more of the population than a circle may.");
    return NULL;
  }
  pb_scan *scan = g_new0(pb_scan, 1);
  scan->n_circles = circles->n_circles;
  scan->n_cases = total;
  search s = {.options = options,
              .circles = circles,
              .shares = shares,
              .n = n,
              .total = total,
              .base_total = options->model == PB_SCAN_POISSON ? total : base_total,
              .cumulative = cumulative};
  find_clusters(&s, places, scan);
  return scan;
}

void pb_scan_free(pb_scan *scan) {
  if (!scan)
    return;
  for (size_t k = 0; k < scan->n_clusters; k++)
    g_free(scan->clusters[k].places);
  g_free(scan->clusters);
  g_free(scan);
}
