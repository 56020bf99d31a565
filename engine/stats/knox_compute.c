/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/random.h"
#include "engine/stats/knox_count.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/quantile.h"
#include "engine/text.h"

#define DAY_S 86400.0
/* Pairs times permutations: some minutes of work. */
#define MOST_WORK 1e12

/* Everything in whole days or seconds from the first. */
typedef struct {
  const pb_knox_events *events;
  const pb_knox_options *options;
  double unit; /* ticks a day */
  double zero; /* the tick that is 0 */
  uint32_t most;
  uint32_t limits[PB_KNOX_MOST_LIMITS];
  uint32_t *ticks;     /* of the sorted events, at the middle of their windows */
  double *begin, *end; /* of the windows of the sorted events, in ticks from zero */
  pb_knox_pairs *pairs;
  size_t n_space, n_time, n_cells;
} test;

/* Days are floored to the date; seconds are rounded, since days as numbers are not exact. */
static double tick_of(const test *t, double day) {
  return t->options->whole_days ? floor(day) : round(day * t->unit);
}

static double middle_of(const pb_knox_events *events, size_t i) {
  return events->end ? events->start[i] + (events->end[i] - events->start[i]) / 2
                     : events->start[i];
}

static bool set_ticks(test *t, const char **reason) {
  const pb_knox_events *events = t->events;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < events->n; i++) {
    low = fmin(low, tick_of(t, events->start[i]));
    high = fmax(high, tick_of(t, events->end ? events->end[i] : events->start[i]));
  }
  if (high - low > PB_KNOX_MOST_TICKS) {
    *reason = N_("The dates of the events lie too far apart.");
    return false;
  }
  t->zero = low;
  t->most = (uint32_t)(high - low);
  bool differ = false;
  for (size_t i = 0; i < events->n; i++) {
    uint32_t from = t->pairs->event[i];
    t->ticks[i] = (uint32_t)(tick_of(t, middle_of(events, from)) - low);
    differ = differ || t->ticks[i] != t->ticks[0];
    if (events->end) {
      t->begin[i] = events->start[from] * t->unit - low;
      t->end[i] = events->end[from] * t->unit - low;
    }
  }
  if (!differ)
    *reason = N_("All events have the same date.");
  return differ;
}

/* Times differ by less than the tick of a limit where they are below it. */
static void set_limits(test *t) {
  for (size_t k = 0; k < t->options->n_time; k++) {
    double at = t->options->time[k] * t->unit, near = round(at);
    bool whole = fabs(at - near) < 1e-6 * fmax(1, at);
    double below = whole ? near : ceil(at);
    if (t->options->closed_right && k > 0)
      below = (whole ? near : floor(at)) + 1;
    t->limits[k] = (uint32_t)fmin(below, PB_KNOX_MOST_TICKS);
  }
}

static int by_tick(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/* Pairs of any events with times in each band, over the sorted times. */
static void count_time_pairs(const uint32_t *given, size_t n, const test *t, int64_t *pairs) {
  g_autofree uint32_t *ticks = g_memdup2(given, n * sizeof *ticks);
  qsort(ticks, n, sizeof *ticks, by_tick);
  int64_t below[PB_KNOX_MOST_LIMITS] = {0};
  for (size_t k = 0; k <= t->n_time; k++)
    for (size_t i = 0, first = 0; i < n; i++) {
      while (ticks[i] - ticks[first] >= t->limits[k] && first < i)
        first++;
      below[k] += t->limits[k] ? (int64_t)(i - first) : 0;
    }
  for (size_t k = 0; k < t->n_time; k++)
    pairs[k] = below[k + 1] - below[k];
}

static int time_band(const test *t, uint32_t a, uint32_t b) {
  uint32_t apart = a > b ? a - b : b - a;
  size_t k = 0;
  while (k <= t->n_time && apart >= t->limits[k])
    k++;
  return k > t->n_time ? -1 : (int)k - 1;
}

/* Observed pairs, and which events belong to one: a flag for each cell, a last one for any. */
typedef struct {
  const test *t;
  pb_knox *knox;
  uint8_t *flags;
} seen;

static void see_pair(const seen *s, size_t band, uint32_t i, uint32_t j) {
  int time = time_band(s->t, s->t->ticks[i], s->t->ticks[j]);
  if (time < 0)
    return;
  size_t n = s->t->n_cells, cell = band * s->t->n_time + (size_t)time;
  const uint32_t both[] = {i, j};
  s->knox->cells[cell].observed++;
  for (int e = 0; e < 2; e++) {
    uint8_t *flags = s->flags + both[e] * (n + 1);
    s->knox->cells[cell].events += !flags[cell];
    s->knox->events_close += !flags[n];
    flags[cell] = flags[n] = 1;
  }
}

static void see_band(const seen *s, size_t b) {
  const pb_knox_pairs *pairs = s->t->pairs;
  const pb_knox_band *band = &pairs->bands[b];
  for (size_t p = 0; p < pairs->n_places; p++)
    for (uint32_t i = pairs->first[p]; i < pairs->first[p + 1]; i++) {
      for (uint32_t j = i + 1; band->within && j < pairs->first[p + 1]; j++)
        see_pair(s, b, i, j);
      guint end = g_array_index(band->first, uint32_t, p + 1);
      for (guint r = g_array_index(band->first, uint32_t, p); r < end; r++) {
        pb_knox_run run = g_array_index(band->runs, pb_knox_run, r);
        for (uint32_t j = run.begin; j < run.end; j++)
          see_pair(s, b, i, j);
      }
    }
}

static void observe(const test *t, pb_knox *knox) {
  g_autofree uint8_t *flags = g_new0(uint8_t, t->events->n * (t->n_cells + 1));
  const seen s = {t, knox, flags};
  for (size_t b = 0; b < t->n_space; b++) {
    see_band(&s, b);
    knox->space_pairs[b] = (int64_t)t->pairs->bands[b].n_pairs;
  }
  count_time_pairs(t->ticks, t->events->n, t, knox->time_pairs);
}

void pb_knox_poisson(int64_t observed, double space_pairs, double time_pairs, double all_pairs,
                     double *expected, double *p, double *p_above) {
  *expected = space_pairs * time_pairs / all_pairs;
  *p = observed > 0 ? gsl_cdf_poisson_Q((unsigned)(observed - 1), *expected) : 1;
  *p_above = gsl_cdf_poisson_Q((unsigned)observed, *expected);
}

static void expect(const test *t, pb_knox *knox) {
  for (size_t c = 0; c < t->n_cells; c++) {
    pb_knox_cell *cell = &knox->cells[c];
    double space = (double)knox->space_pairs[c / t->n_time];
    double time = (double)knox->time_pairs[c % t->n_time];
    pb_knox_poisson(cell->observed, space, time, knox->n_pairs, &cell->expected, &cell->p_poisson,
                    &cell->p_poisson_above);
    cell->tested = space > 0 && time > 0;
  }
}

/* Dates in a random order: replicate r has the stream r of the seed. */
static void fill_permuted(size_t replicate, uint32_t *ticks, const void *data) {
  const test *t = data;
  pb_random random = pb_random_start(t->options->seed, replicate);
  memcpy(ticks, t->ticks, t->events->n * sizeof *ticks);
  pb_random_shuffle(&random, ticks, t->events->n);
}

static uint32_t draw_tick(const test *t, pb_random *random, size_t i) {
  double at = t->begin[i] + pb_random_unit(random) * (t->end[i] - t->begin[i]);
  return (uint32_t)fmin(fmax(t->options->whole_days ? floor(at) : round(at), 0), t->most);
}

/* Streams of their own, apart from those of the permutations. */
#define DRAW_STREAMS (UINT64_C(1) << 32)

static void fill_drawn(size_t replicate, uint32_t *ticks, const void *data) {
  const test *t = data;
  pb_random random = pb_random_start(t->options->seed, DRAW_STREAMS + replicate);
  for (size_t i = 0; i < t->events->n; i++)
    ticks[i] = draw_tick(t, &random, i);
}

static void fill_permuted_and_drawn(size_t replicate, uint32_t *ticks, const void *data) {
  const test *t = data;
  pb_random random = pb_random_start(t->options->seed, 2 * DRAW_STREAMS + replicate);
  for (size_t i = 0; i < t->events->n; i++)
    ticks[i] = (uint32_t)i;
  pb_random_shuffle(&random, ticks, t->events->n);
  for (size_t i = 0; i < t->events->n; i++)
    ticks[i] = draw_tick(t, &random, ticks[i]);
}

/* Counts of the cells in each replicate: counts[replicate * n_cells + cell]. No pair is less than 0
 * apart, so a first limit of 0 need not be counted. */
static uint32_t *count_cells(const test *t, size_t n_replicates, pb_knox_fill fill) {
  size_t zero = t->limits[0] == 0, n_limits = t->n_time + 1 - zero;
  size_t n_rows = n_replicates * t->n_space;
  g_autofree uint32_t *below = g_new(uint32_t, n_rows * n_limits);
  pb_knox_count(t->pairs, t->limits + zero, n_limits, t->most, n_replicates, fill, t,
                t->options->threads, below);
  uint32_t *counts = g_new(uint32_t, n_replicates * t->n_cells);
  for (size_t row = 0; row < n_rows; row++) {
    const uint32_t *here = below + row * n_limits;
    uint32_t before = zero ? 0 : *here++;
    for (size_t k = 0; k < t->n_time; before = here[k++])
      counts[row * t->n_time + k] = here[k] - before;
  }
  return counts;
}

static void judge_cell(pb_knox_cell *cell, const uint32_t *counts, size_t n, size_t stride) {
  size_t reach = 0;
  double sum = 0;
  for (size_t r = 0; r < n; r++) {
    sum += counts[r * stride];
    reach += counts[r * stride] >= (uint64_t)cell->observed;
  }
  cell->mean = sum / (double)n;
  cell->has_ratio = sum > 0;
  cell->ratio = cell->has_ratio ? (double)cell->observed / cell->mean : 0;
  cell->p = (double)(reach + 1) / (double)(n + 1);
}

/* How often the largest ratio of any cell in a permutation reaches the cell's own. */
static void judge_largest(const test *t, pb_knox *knox, const uint32_t *counts, size_t n) {
  g_autofree size_t *reach = g_new0(size_t, t->n_cells);
  for (size_t r = 0; r < n; r++) {
    double largest = 0;
    for (size_t c = 0; c < t->n_cells; c++)
      if (knox->cells[c].has_ratio)
        largest = fmax(largest, counts[r * t->n_cells + c] / knox->cells[c].mean);
    for (size_t c = 0; c < t->n_cells; c++)
      reach[c] += largest >= knox->cells[c].ratio * (1 - 1e-12);
  }
  for (size_t c = 0; c < t->n_cells; c++)
    knox->cells[c].p_max_ratio = (double)(reach[c] + 1) / (double)(n + 1);
}

static void permute(const test *t, pb_knox *knox) {
  size_t n = t->options->permutations;
  g_autofree uint32_t *counts = count_cells(t, n, fill_permuted);
  g_autofree double *p = g_new(double, t->n_cells);
  g_autofree bool *tested = g_new(bool, t->n_cells);
  for (size_t c = 0; c < t->n_cells; c++) {
    judge_cell(&knox->cells[c], counts + c, n, t->n_cells);
    p[c] = knox->cells[c].p;
    tested[c] = knox->cells[c].tested;
  }
  judge_largest(t, knox, counts, n);
  pb_p_adjust(p, tested, t->n_cells, PB_ADJUST_BH, p);
  for (size_t c = 0; c < t->n_cells; c++)
    knox->cells[c].p_adjusted = p[c];
}

/* Ratios of the drawn counts to Knox's product for the drawn dates, sorted. */
static size_t draw_ratios(const test *t, const pb_knox *knox, size_t cell, const uint32_t *counts,
                          const int64_t *time_pairs, double *ratios) {
  size_t n = 0;
  for (size_t d = 0; d < t->options->draws; d++) {
    double expected = (double)knox->space_pairs[cell / t->n_time] *
                      (double)time_pairs[d * t->n_time + cell % t->n_time] / knox->n_pairs;
    if (expected > 0)
      ratios[n++] = counts[d * t->n_cells + cell] / expected;
  }
  pb_sort_doubles(ratios, n);
  return n;
}

static void draw(const test *t, pb_knox *knox) {
  size_t n_draws = t->options->draws, n = t->options->permutations;
  g_autofree uint32_t *drawn = count_cells(t, n_draws, fill_drawn);
  g_autofree uint32_t *counts = count_cells(t, n, fill_permuted_and_drawn);
  g_autofree int64_t *time_pairs = g_new0(int64_t, n_draws * t->n_time);
  g_autofree uint32_t *ticks = g_new(uint32_t, t->events->n);
  for (size_t d = 0; d < n_draws; d++) {
    fill_drawn(d, ticks, t);
    count_time_pairs(ticks, t->events->n, t, time_pairs + d * t->n_time);
  }
  g_autofree double *ratios = g_new(double, n_draws);
  for (size_t c = 0; c < t->n_cells; c++) {
    pb_knox_cell *cell = &knox->cells[c];
    double sum = 0;
    for (size_t d = 0; d < n_draws; d++)
      sum += drawn[d * t->n_cells + c];
    size_t reach = 0, n_ratios = draw_ratios(t, knox, c, drawn, time_pairs, ratios);
    cell->draws_observed = sum / (double)n_draws;
    for (size_t r = 0; r < n; r++)
      reach += counts[r * t->n_cells + c] >= cell->draws_observed;
    cell->draws_p = (double)(reach + 1) / (double)(n + 1);
    cell->drawn = cell->tested;
    cell->draws_have_ratio = n_ratios > 0;
    if (n_ratios) {
      cell->draws_ratio = pb_quantile_sorted(ratios, n_ratios, 0.5);
      cell->draws_lower = pb_quantile_sorted(ratios, n_ratios, 0.025);
      cell->draws_upper = pb_quantile_sorted(ratios, n_ratios, 0.975);
    }
  }
}

static pb_knox *new_knox(const test *t) {
  pb_knox *knox = g_new0(pb_knox, 1);
  double n = (double)t->events->n;
  knox->n = t->events->n;
  knox->n_places = t->pairs->n_places;
  knox->n_pairs = n * (n - 1) / 2;
  knox->n_space = t->n_space;
  knox->n_time = t->n_time;
  knox->space_pairs = g_new0(int64_t, t->n_space);
  knox->time_pairs = g_new0(int64_t, t->n_time);
  knox->cells = g_new0(pb_knox_cell, t->n_cells);
  for (size_t i = 0; t->events->end && i < t->events->n; i++)
    knox->n_windows += t->events->end[i] > t->events->start[i];
  return knox;
}

static bool is_feasible(const pb_knox_pairs *pairs, const pb_knox_options *options) {
  double all = 0;
  for (size_t b = 0; b < pairs->n_bands; b++)
    all += pairs->bands[b].n_pairs;
  return all * (double)(options->permutations + options->draws) <= MOST_WORK;
}

pb_knox *pb_knox_of(const pb_knox_events *events, const pb_knox_options *options,
                    const char **reason) {
  if (events->n < 2) {
    *reason = N_("Near repeats need at least two events with a place and a date.");
    return NULL;
  }
  g_autoptr(pb_knox_pairs) pairs = pb_knox_pairs_new(events, options, reason);
  if (!pairs)
    return NULL;
  if (!is_feasible(pairs, options)) {
    *reason = N_("There are so many close pairs of events that the permutations would take too "
                 "long: choose smaller distances or fewer permutations.");
    return NULL;
  }
  g_autofree uint32_t *ticks = g_new(uint32_t, events->n);
  g_autofree double *begin = g_new0(double, events->n), *end = g_new0(double, events->n);
  test t = {.events = events,
            .options = options,
            .unit = options->whole_days ? 1 : DAY_S,
            .ticks = ticks,
            .begin = begin,
            .end = end,
            .pairs = pairs,
            .n_space = pairs->n_bands,
            .n_time = options->n_time - 1,
            .n_cells = pairs->n_bands * (options->n_time - 1)};
  if (!set_ticks(&t, reason))
    return NULL;
  set_limits(&t);
  pb_knox *knox = new_knox(&t);
  observe(&t, knox);
  expect(&t, knox);
  permute(&t, knox);
  if (options->draws && knox->n_windows)
    draw(&t, knox);
  return knox;
}

void pb_knox_free(pb_knox *knox) {
  if (!knox)
    return;
  g_free(knox->space_pairs);
  g_free(knox->time_pairs);
  g_free(knox->cells);
  g_free(knox);
}
