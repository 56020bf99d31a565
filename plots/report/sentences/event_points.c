/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/event_points.h"

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
  return g_strdup_printf(
      _("Of %1$s events in %2$s, %3$s have a usable point, %4$s a point that stands for a whole "
        "area, %5$s a point that cannot be right and %6$s no point. Maps and statistics of places "
        "use only the first."),
      n, place, n_exact, n_default, n_wrong, n_none);
}

char *pb_event_points_text(const pb_context *context) {
  const pb_dataset *dataset = context->dataset;
  const size_t m = (size_t)context->municipality;
  if (!dataset->events || !dataset->events_first ||
      !pb_table_find(dataset->events, "point_quality"))
    return NULL;
  const size_t from = dataset->events_first[m], n = dataset->events_first[m + 1] - from;
  if (n == 0)
    return NULL;
  const pb_point_tally tally = pb_point_tally_of(dataset->events, dataset->events_row + from, n);
  const char *place = dataset->municipalities[m].name;
  if (tally.by_quality[PB_POINT_DEFAULT] == n)
    return g_strdup_printf(_("Every event in %s stands on a point that is the same for a whole "
                             "area and does not show where it happened. No map and no statistics "
                             "of places are made of them."),
                           place);
  return mixed_text(context, &tally, place);
}
