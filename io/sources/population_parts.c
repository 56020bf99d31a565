/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sources/population_parts.h"

#include <string.h>

#include "engine/survey_data.h"
#include "engine/text.h"

/* The oldest are together from here at the latest. */
#define OLDEST 100

/* Parts of one form in one file. */
typedef struct {
  pb_gathered *gathered;
  const GArray *rows;
  const pb_join *joins;
  pb_population *population;
  uint32_t file;
  pb_population_parts form;
  int64_t *sums; /* by cell of the population */
  uint16_t *counts;
  uint16_t most; /* parts of the cell with most */
} adding;

static const pb_population_row *row_at(const adding *a, guint i) {
  const pb_population_row *row = &g_array_index(a->rows, pb_population_row, i);
  bool taken =
      a->joins[i].fate == PB_JOIN_FIRST && row->origin.file == a->file && row->parts == a->form;
  return taken ? row : NULL;
}

static size_t cell_of(const adding *a, const pb_population_row *row) {
  return (size_t)row->municipality * a->population->n_years +
         (size_t)(row->year - a->population->first_year);
}

static gint by_age(gconstpointer x, gconstpointer y) {
  const int16_t *a = x, *b = y;
  return a[0] != b[0] ? a[0] - b[0] : a[1] - b[1];
}

/* Every group of ages once, in order. */
static GArray *age_groups(const adding *a) {
  bool seen[OLDEST + 32][OLDEST + 32] = {{false}};
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(int16_t[2]));
  for (guint i = 0; i < a->rows->len; i++) {
    const pb_population_row *row = row_at(a, i);
    if (!row)
      continue;
    const int16_t group[2] = {row->from, row->to};
    bool *known = &seen[MIN(row->from, OLDEST + 31)][MIN(row->to, OLDEST + 31)];
    if (!*known)
      g_array_append_val(groups, group);
    *known = true;
  }
  g_array_sort(groups, by_age);
  return groups;
}

static bool ages_are_whole(const adding *a) {
  g_autoptr(GArray) groups = age_groups(a);
  int next = 0;
  for (guint i = 0; i < groups->len; i++) {
    const int16_t *group = (const int16_t *)(const void *)groups->data + 2 * i;
    if (group[0] != next)
      return false;
    next = group[1] + 1;
  }
  return groups->len > 0 && next > OLDEST;
}

static bool sexes_are_whole(const adding *a) {
  bool women = false, men = false;
  for (guint i = 0; i < a->rows->len; i++) {
    const pb_population_row *row = row_at(a, i);
    women = women || (row && row->sex == PB_SEX_WOMAN);
    men = men || (row && row->sex == PB_SEX_MAN);
  }
  return women && men;
}

static size_t sum_up(adding *a) {
  size_t n = 0;
  for (guint i = 0; i < a->rows->len; i++) {
    const pb_population_row *row = row_at(a, i);
    if (!row)
      continue;
    size_t cell = cell_of(a, row);
    a->sums[cell] += row->persons;
    a->counts[cell]++;
    a->most = MAX(a->most, a->counts[cell]);
    n++;
  }
  return n;
}

/* Takes back the rows of cells that are not used; true when there are any. */
static void leave_out(const adding *a, bool all, const char *reason, const char *sentence) {
  bool said = false;
  for (guint i = 0; i < a->rows->len; i++) {
    const pb_population_row *row = row_at(a, i);
    if (!row || (!all && a->counts[cell_of(a, row)] == a->most))
      continue;
    pb_gathered_leave_out(a->gathered, &row->origin, reason, said ? NULL : sentence);
    said = true;
  }
}

static void add_form(adding *a) {
  size_t n_cells = a->population->n_municipalities * a->population->n_years;
  g_autofree int64_t *sums = g_new0(int64_t, n_cells);
  g_autofree uint16_t *counts = g_new0(uint16_t, n_cells);
  a->sums = sums;
  a->counts = counts;
  a->most = 0;
  if (!sum_up(a))
    return;
  if ((a->form & PB_POPULATION_BY_SEX) && !sexes_are_whole(a)) {
    leave_out(a, true, "population-part",
              _("The table has one sex only; it cannot be added up to a population, so its rows "
                "are left out."));
    return;
  }
  if ((a->form & PB_POPULATION_BY_AGE) && !ages_are_whole(a)) {
    leave_out(a, true, "population-part",
              _("The ages of the table leave a gap, overlap or do not begin at 0 and end with the "
                "oldest; they cannot be added up to a population, so the rows are left out."));
    return;
  }
  leave_out(a, false, "population-incomplete",
            _("Some ages or a sex are missing here for the municipality and year that other rows "
              "of the file have; its parts cannot be added up and are left out."));
  for (size_t cell = 0; cell < n_cells; cell++)
    if (counts[cell] == a->most && !a->population->persons[cell])
      a->population->persons[cell] = sums[cell];
}

void pb_population_add_parts(pb_gathered *gathered, const GArray *rows, const pb_join *joins,
                             pb_population *population) {
  adding a = {.gathered = gathered, .rows = rows, .joins = joins, .population = population};
  for (a.file = 0; a.file < gathered->files->len; a.file++)
    for (int form = PB_POPULATION_BY_SEX; form <= PB_POPULATION_BY_SEX_AND_AGE; form++) {
      a.form = (pb_population_parts)form;
      add_form(&a);
    }
}
