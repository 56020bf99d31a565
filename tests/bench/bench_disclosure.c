/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long disclosure control takes: one municipality, and all with their counties and the country
 * linked. Made counts: as skewed as the real ones, a third of the municipalities small. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine/disclosure/disclosure.h"
#include "engine/random.h"

enum { TYPES = 6, YEARS = 11, COUNTIES_MAX = 21, COUNTY_SIZE = 14 };

/* Yearly crimes of a type in a municipality of some thousand inhabitants. */
static int64_t draw(pb_random *random, double persons, size_t type) {
  static const double per_1000[TYPES] = {9, 16, 12, 7, 0.9, 0.4};
  double mean = persons * per_1000[type], limit = exp(-mean), product = 1;
  int64_t k = -1;
  if (mean > 200)
    return (int64_t)(mean * (0.9 + 0.2 * pb_random_unit(random)));
  do {
    k++;
    product *= pb_random_unit(random);
  } while (product > limit);
  return k;
}

static uint32_t add(pb_disclosure_problem *problem, const char *type, const char *place,
                    const char *year, pb_disclosure_cell cell) {
  g_autofree char *id = g_strdup_printf("%s/%s/%s", type, place, year);
  uint32_t index;
  if (!pb_disclosure_add_cell(problem, id, &cell, &index, NULL))
    exit(1);
  return index;
}

/* Only the rate is shown, per 100 000 with one decimal: it says the count within so much. */
static pb_disclosure_cell rated(int64_t count, double persons) {
  double exposure = persons * 1000, step = 0.1;
  double rate = round((double)count * 100000 / exposure / step) * step, lower, upper;
  pb_disclosure_rate_range(rate, step * 1.001, exposure, 100000, &lower, &upper);
  return (pb_disclosure_cell){
      .count = count, .is_range = true, .shown_lower = lower, .shown_upper = upper};
}

/* Counts of types by year with a total type, and every three years together; returns the cells type
 * x year, the total of types last. */
static uint32_t *add_place(pb_disclosure_problem *problem, const char *place, const int64_t *counts,
                           double persons) {
  uint32_t *cells = g_new(uint32_t, (TYPES + 1) * YEARS);
  for (size_t year = 0; year < YEARS; year++) {
    uint32_t parts[TYPES];
    int64_t sum = 0;
    g_autofree char *year_name = g_strdup_printf("%zu", 2015 + year);
    for (size_t type = 0; type < TYPES; type++) {
      g_autofree char *name = g_strdup_printf("type%zu", type);
      int64_t count = counts[type * YEARS + year];
      parts[type] = cells[type * YEARS + year] =
          add(problem, name, place, year_name,
              persons > 0 ? rated(count, persons) : (pb_disclosure_cell){.count = count});
      sum += count;
    }
    uint32_t total = add(problem, "*", place, year_name, (pb_disclosure_cell){.count = sum});
    cells[TYPES * YEARS + year] = total;
    pb_disclosure_add_sum(problem, total, parts, TYPES);
  }
  for (size_t type = 0; type <= TYPES; type++)
    for (size_t year = 2; year < YEARS; year++) {
      int64_t sum = 0;
      for (size_t k = 0; k < 3; k++)
        sum += pb_disclosure_cell_at(problem, cells[type * YEARS + year - k])->count;
      g_autofree char *name = g_strdup_printf("type%zu", type);
      g_autofree char *years = g_strdup_printf("%zu-%zu", 2013 + year, 2015 + year);
      uint32_t pooled = add(problem, name, place, years, (pb_disclosure_cell){.count = sum});
      pb_disclosure_add_sum(problem, pooled, &cells[type * YEARS + year - 2], 3);
    }
  return cells;
}

static void run(const char *name, const pb_disclosure_problem *problem) {
  static const pb_disclosure_rule usual = {0};
  g_autoptr(GError) error = NULL;
  g_autoptr(GTimer) timer = g_timer_new();
  g_autoptr(pb_disclosure_choice) choice = pb_disclosure_suppress(problem, &usual, &error);
  double chosen = g_timer_elapsed(timer, NULL);
  if (!choice) {
    fprintf(stderr, "%s\n", error->message);
    exit(1);
  }
  g_timer_start(timer);
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem, choice->suppressed, &usual, PB_AUDIT_RULE, &error);
  printf("%s: %zu cells, %zu relations, %zu small, %zu further, %zu unprotected; chosen in %.2f s "
         "(%zu programmes), attacked in %.2f s (%zu), %zu narrow, %zu unsolved\n",
         name, pb_disclosure_n_cells(problem), pb_disclosure_n_relations(problem),
         choice->n_primary, choice->n_secondary, choice->n_unprotected, chosen,
         choice->n_programmes, g_timer_elapsed(timer, NULL), audit->n_programmes, audit->n_narrow,
         audit->n_unsolved);
  fflush(stdout);
  if (audit->n_narrow > choice->n_unprotected)
    exit(1);
}

static void draw_place(pb_random *random, double persons, int64_t *counts) {
  for (size_t i = 0; i < TYPES * YEARS; i++)
    counts[i] = draw(random, persons, i / YEARS);
}

/* The municipalities of all counties, county and country totals by type and year. */
static pb_disclosure_problem *country(size_t n_places) {
  pb_disclosure_problem *problem = pb_disclosure_problem_new();
  pb_random random = pb_random_start(1, 0);
  size_t n_counties = MIN(COUNTIES_MAX, 1 + n_places / COUNTY_SIZE);
  enum { N = (TYPES + 1) * YEARS };
  int64_t *county_counts = g_new0(int64_t, COUNTIES_MAX * TYPES * YEARS), counts[TYPES * YEARS];
  int64_t *all = g_new0(int64_t, TYPES * YEARS);
  uint32_t **places = g_new0(uint32_t *, n_places), *counties[COUNTIES_MAX];
  for (size_t p = 0; p < n_places; p++) {
    g_autofree char *name = g_strdup_printf("m%zu", p);
    draw_place(&random, 2.4 * exp(3.5 * pow(pb_random_unit(&random), 1.3)), counts);
    places[p] = add_place(problem, name, counts, 0);
    for (size_t i = 0; i < TYPES * YEARS; i++) {
      county_counts[p % n_counties * TYPES * YEARS + i] += counts[i];
      all[i] += counts[i];
    }
  }
  for (size_t c = 0; c < n_counties; c++) {
    g_autofree char *name = g_strdup_printf("county%zu", c);
    counties[c] = add_place(problem, name, county_counts + c * TYPES * YEARS, 0);
  }
  uint32_t *total = add_place(problem, "country", all, 0);
  for (size_t i = 0; i < N; i++) {
    uint32_t parts[COUNTIES_MAX];
    for (size_t c = 0; c < n_counties; c++) {
      g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(uint32_t));
      for (size_t p = c; p < n_places; p += n_counties)
        g_array_append_val(members, places[p][i]);
      pb_disclosure_add_sum(problem, counties[c][i], (const uint32_t *)(void *)members->data,
                            members->len);
      parts[c] = counties[c][i];
    }
    pb_disclosure_add_sum(problem, total[i], parts, n_counties);
  }
  for (size_t p = 0; p < n_places; p++)
    g_free(places[p]);
  for (size_t c = 0; c < n_counties; c++)
    g_free(counties[c]);
  g_free(total);
  g_free(places);
  g_free(county_counts);
  g_free(all);
  return problem;
}

int main(int argc, char **argv) {
  static const double persons[] = {2.4, 10, 160};
  static const char *const names[] = {"2 400 inhabitants", "10 000 inhabitants",
                                      "160 000 inhabitants"};
  for (size_t i = 0; i < G_N_ELEMENTS(persons); i++) {
    pb_random random = pb_random_start(2, i);
    int64_t counts[TYPES * YEARS];
    g_autoptr(pb_disclosure_problem) problem = pb_disclosure_problem_new();
    draw_place(&random, persons[i], counts);
    g_free(add_place(problem, "m", counts, 0));
    run(names[i], problem);
    g_autoptr(pb_disclosure_problem) rates = pb_disclosure_problem_new();
    g_free(add_place(rates, "m", counts, persons[i]));
    g_autofree char *name = g_strdup_printf("%s, rates only", names[i]);
    run(name, rates);
  }
  size_t n = argc > 1 ? (size_t)atoi(argv[1]) : 290;
  g_autoptr(pb_disclosure_problem) all = country(n);
  g_autofree char *name = g_strdup_printf("%zu municipalities linked", n);
  run(name, all);
  return 0;
}
