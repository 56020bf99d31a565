/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/indicators.h"
#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/indicator.h"

static bool agree(void *first, const void *other) {
  return ((const pb_indicator_row *)first)->value == ((const pb_indicator_row *)other)->value;
}

static const char *area_name(const pb_dataset *dataset, pb_area area) {
  switch (area.kind) {
  case PB_AREA_MUNICIPALITY:
    return dataset->municipalities[area.index].name;
  case PB_AREA_COUNTY:
    return dataset->municipalities[area.index].county_name;
  default:
    return _("the country");
  }
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_indicator_row *row = data;
  g_autofree char *period = pb_period_text(row->period);
  return g_strdup_printf("%s, %s", area_name(dataset, row->area), period);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  return g_strdup_printf("%.10g", ((const pb_indicator_row *)data)->value);
}

static const pb_row_words words = {subject, value};

int pb_indicator_newest_year(const GArray *rows) {
  int newest = 0;
  for (guint i = 0; i < rows->len; i++)
    newest = MAX(newest, pb_period_year(g_array_index(rows, pb_indicator_row, i).period));
  return newest;
}

bool pb_indicator_is_after(const void *row, int period_end) {
  return pb_period_year(((const pb_indicator_row *)row)->period) > period_end;
}

static pb_period period_of(const void *row) {
  return ((const pb_indicator_row *)row)->period;
}

/* Indicators that have rows, in the order of their first; `position` of the others is -1. */
static void number_indicators(const pb_indicator_state *state, const GArray *used, int *position,
                              pb_indicators *to) {
  for (guint i = 0; i < state->names->len; i++)
    position[i] = -1;
  to->indicators = g_new0(pb_indicator, MAX(state->names->len, 1));
  for (guint i = 0; i < used->len; i++) {
    const pb_indicator_row *row = g_array_index(used, const pb_indicator_row *, i);
    if (position[row->indicator] >= 0)
      continue;
    position[row->indicator] = (int)to->n_indicators;
    const pb_indicator_name *name = &g_array_index(state->names, pb_indicator_name, row->indicator);
    to->indicators[to->n_indicators++] =
        (pb_indicator){g_strdup(name->name), g_strdup(name->unit), g_strdup(name->source)};
  }
}

static int compare(gconstpointer a, gconstpointer b, gpointer data) {
  const pb_indicator_row *x = *(const pb_indicator_row *const *)a,
                         *y = *(const pb_indicator_row *const *)b;
  const int *position = data;
  const int64_t left[] = {position[x->indicator],        x->area.kind, x->area.index, x->sex,
                          pb_period_per_year(x->period), x->period};
  const int64_t right[] = {position[y->indicator],        y->area.kind, y->area.index, y->sex,
                           pb_period_per_year(y->period), y->period};
  for (size_t i = 0; i < G_N_ELEMENTS(left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

static bool continues(const pb_indicator_series *series, const pb_indicator_row *row,
                      size_t indicator) {
  return series->indicator == indicator && series->area.kind == row->area.kind &&
         series->area.index == row->area.index && series->sex == row->sex &&
         series->per_year == pb_period_per_year(row->period);
}

/* `used` in the order of the series. */
static void fill_series(const GArray *used, const int *position, pb_indicators *to) {
  to->values = g_new0(pb_indicator_value, MAX(used->len, 1));
  to->series = g_new0(pb_indicator_series, MAX(used->len, 1));
  for (guint i = 0; i < used->len; i++) {
    const pb_indicator_row *row = g_array_index(used, const pb_indicator_row *, i);
    const size_t indicator = (size_t)position[row->indicator];
    if (!to->n_series || !continues(&to->series[to->n_series - 1], row, indicator))
      to->series[to->n_series++] = (pb_indicator_series){
          indicator, row->area, (pb_indicator_sex)row->sex, pb_period_per_year(row->period), i, 0};
    to->series[to->n_series - 1].n++;
    to->values[to->n_values++] = (pb_indicator_value){row->period, row->value};
  }
}

/* One name in two units is kept apart, and said. */
static void note_units(pb_gathered *gathered, const pb_indicators *indicators,
                       const pb_row_origin *first) {
  for (size_t i = 0; i < indicators->n_indicators; i++)
    for (size_t j = 0; j < i; j++) {
      const pb_indicator *one = &indicators->indicators[j], *other = &indicators->indicators[i];
      if (!g_str_equal(one->name, other->name))
        continue;
      g_autofree char *message =
          g_strdup_printf(_("The indicator “%s” is given in two units, “%s” and “%s”; they are "
                            "kept apart as two indicators."),
                          one->name, one->unit, other->unit);
      pb_gathered_note(gathered, &first[i], "indicator-in-two-units", message);
      break;
    }
}

void pb_indicator_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_indicator);
  const pb_indicator_state *state = pb_gathered_state(gathered, &pb_source_kind_indicator);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  pb_describe_periods(dataset, rows, joins, period_of);
  g_autoptr(GArray) used = g_array_new(FALSE, FALSE, sizeof(const pb_indicator_row *));
  for (guint i = 0; i < rows->len; i++) {
    const pb_indicator_row *row = &g_array_index(rows, pb_indicator_row, i);
    if (joins[i].fate == PB_JOIN_FIRST)
      g_array_append_val(used, row);
  }
  pb_indicators *to = g_new0(pb_indicators, 1);
  g_autofree int *position = g_new(int, MAX(state->names->len, 1));
  number_indicators(state, used, position, to);
  g_autofree pb_row_origin *first = g_new0(pb_row_origin, MAX(to->n_indicators, 1));
  for (guint i = used->len; i-- > 0;) {
    const pb_indicator_row *row = g_array_index(used, const pb_indicator_row *, i);
    first[position[row->indicator]] = row->origin;
  }
  note_units(gathered, to, first);
  g_array_sort_with_data(used, compare, position);
  fill_series(used, position, to);
  dataset->indicators = to;
}
