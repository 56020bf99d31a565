/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/nearest_places_table.h"

#include <math.h>
#include <stdlib.h>

#include "engine/text.h"
#include "plots/place_body.h"
#include "plots/read.h"
#include "plots/report/sentences/words.h"

typedef struct {
  size_t place; /* of the geography: by falling population */
  double count;
} counted;

static size_t nearest(const pb_geography *geography, double x, double y) {
  size_t best = 0;
  double least = HUGE_VAL;
  for (size_t i = 0; i < geography->n_places; i++) {
    double far = hypot(geography->places[i].x - x, geography->places[i].y - y);
    if (geography->places[i].name && far < least) {
      least = far;
      best = i;
    }
  }
  return best;
}

static int by_falling_count(const void *a, const void *b) {
  const counted *p = a, *q = b;
  if (p->count != q->count)
    return p->count > q->count ? -1 : 1;
  return (p->place > q->place) - (p->place < q->place);
}

pb_report_table *pb_nearest_places_table(const pb_context *context, const pb_result *cells,
                                         const char *id, size_t most) {
  const pb_geography *geography = context->geography;
  if (!geography || geography->n_places == 0 || pb_read_rows(cells) == 0 ||
      pb_place_has_surface(cells) || pb_place_smallest(cells) > 0) /* squares lie at no place */
    return NULL;
  g_autofree counted *places = g_new(counted, geography->n_places);
  for (size_t i = 0; i < geography->n_places; i++)
    places[i] = (counted){i, 0};
  for (size_t i = 0; i < pb_read_rows(cells); i++)
    places[nearest(geography, pb_read_number_or(cells, "x", i, 0),
                   pb_read_number_or(cells, "y", i, 0))]
        .count += pb_read_number_or(cells, "count", i, 0);
  qsort(places, geography->n_places, sizeof *places, by_falling_count);
  pb_report_table *table = pb_report_table_new(id, _("Events by the nearest built-up area"));
  pb_report_table_column(table, _("place"), false, 3);
  pb_report_table_column(table, _("events"), true, 1);
  for (size_t i = 0; i < MIN(most, geography->n_places) && places[i].count > 0; i++) {
    const size_t row = pb_report_table_row(table, 0);
    pb_report_table_set(table, row, 0, pb_inline_escape(geography->places[places[i].place].name),
                        PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1, pb_words_count(context->language, places[i].count),
                        PB_SIGN_NONE, false);
  }
  return table;
}
