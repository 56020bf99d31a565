/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/event_points.h"

#include "engine/event_index.h"
#include "engine/event_points.h"
#include "engine/text.h"

static char *mixed_text(const pb_context *context, const pb_point_tally *tally, const char *place) {
  size_t exact = tally->by_quality[PB_POINT_EXACT];
  size_t stand_in = tally->by_quality[PB_POINT_DEFAULT];
  size_t none = tally->by_quality[PB_POINT_MISSING];
  g_autofree char *n = pb_format_integer(context->language, (int64_t)tally->n_events),
                  *n_exact = pb_format_integer(context->language, (int64_t)exact),
                  *n_default = pb_format_integer(context->language, (int64_t)stand_in),
                  *n_none = pb_format_integer(context->language, (int64_t)none),
                  *n_wrong = pb_format_integer(
                      context->language, (int64_t)(tally->n_events - exact - stand_in - none));
  if (exact == tally->n_events)
    return g_strdup_printf(_("All %s events in %s have a usable point."), n, place);
  return g_strdup_printf(
      _("Of %1$s events in %2$s, %3$s have a usable point, %4$s a point that stands for a whole "
        "area, %5$s a point that cannot be right and %6$s no point. Maps and statistics of places "
        "use only the first."),
      n, place, n_exact, n_default, n_wrong, n_none);
}

/* Records where the municipality has any: only they say where something happened. */
static pb_event_sort sort_with_places(const pb_dataset *dataset, size_t m) {
  const pb_event_sorter sorter = pb_event_sorter_of(dataset);
  for (size_t i = dataset->events_first[m]; i < dataset->events_first[m + 1]; i++)
    if (pb_event_sort_at(&sorter, dataset->events_row[i]) == PB_EVENT_RECORD)
      return PB_EVENT_RECORD;
  return PB_EVENT_NEWS;
}

static uint32_t *rows_of(const pb_dataset *dataset, size_t m, pb_event_sort sort, size_t *n) {
  const pb_event_sorter sorter = pb_event_sorter_of(dataset);
  const size_t from = dataset->events_first[m], to = dataset->events_first[m + 1];
  uint32_t *rows = g_new(uint32_t, to - from + 1);
  *n = 0;
  for (size_t i = from; i < to; i++) {
    const pb_event_sort own = pb_event_sort_at(&sorter, dataset->events_row[i]);
    if (own == sort || own == PB_EVENT_N_SORTS)
      rows[(*n)++] = dataset->events_row[i];
  }
  return rows;
}

char *pb_event_points_text(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  const size_t m = (size_t)context->municipality;
  if (!dataset->events || !dataset->events_first ||
      !pb_table_find(dataset->events, "point_quality"))
    return NULL;
  const pb_event_sort sort = sort_with_places(dataset, m);
  if (dataset->disclosure && sort == PB_EVENT_RECORD)
    return NULL; /* counts of single records, whatever their size */
  size_t n;
  g_autofree uint32_t *rows = rows_of(dataset, m, sort, &n);
  if (n == 0)
    return NULL;
  const pb_point_tally tally = pb_point_tally_of(dataset->events, rows, n);
  const char *place = dataset->municipalities[m].name;
  if (tally.by_quality[PB_POINT_DEFAULT] == n)
    return g_strdup_printf(_("Every event in %s stands on a point that is the same for a whole "
                             "area and does not show where it happened. No map and no statistics "
                             "of places are made of them."),
                           place);
  g_autofree char *text = mixed_text(context, &tally, place);
  if (!dataset->events_synthetic[m * PB_EVENT_N_SORTS + sort])
    return g_steal_pointer(&text);
  return g_strdup_printf("%s %s", text, _("These events are synthetic."));
}
