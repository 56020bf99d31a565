/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"
#include "geo/crs.h"

/* Default points that are printed; check.json lists a hundred. */
#define PRINTED_POINTS 10

/* "98.1": of the points given, without those that are no points. */
static char *share_in_sweden(const pb_point_tally *tally) {
  size_t given = pb_point_tally_given(tally);
  size_t wrong = tally->by_quality[PB_POINT_OUTSIDE_SWEDEN] + tally->by_quality[PB_POINT_INVALID];
  return pb_format_number(pb_session_language(),
                          100.0 * (double)(given - wrong) / (double)MAX(given, 1), 1);
}

static void print_system(const pb_source_points *points) {
  if (!points->epsg) {
    printf("%s\n", _("  points    in a coordinate system that is not known; none is used"));
    return;
  }
  g_autofree char *name = pb_crs_name(points->epsg), *share = share_in_sweden(&points->tally);
  if (points->plane) {
    printf(points->guessed ? _("  points    %s, recognised; %s %% in or near the municipalities\n")
                           : _("  points    %s, as the project says; %s %% in or near the "
                               "municipalities\n"),
           name, share);
    return;
  }
  const char *format =
      points->guessed
          ? (points->axes_swapped
                 ? _("  points    %s, recognised, northing before easting; %s %% in Sweden\n")
                 : _("  points    %s, recognised; %s %% in Sweden\n"))
          : (points->axes_swapped
                 ? _("  points    %s, as the project says, northing before easting; %s %% in "
                     "Sweden\n")
                 : _("  points    %s, as the project says; %s %% in Sweden\n"));
  printf(format, name, share);
}

static void print_count(GString *text, const char *format, size_t n) {
  if (!n)
    return;
  g_autofree char *number = pb_check_number(n);
  g_string_append(text, text->len ? ", " : "");
  g_string_append_printf(text, format, number);
}

void pb_check_print_points(const pb_source_info *source) {
  const pb_source_points *points = &source->points;
  const size_t *n = points->tally.by_quality;
  if (!pb_point_tally_given(&points->tally))
    return;
  print_system(points);
  g_autoptr(GString) text = g_string_new(NULL);
  g_autofree char *exact = pb_check_number(n[PB_POINT_EXACT]);
  g_string_append_printf(text, _("%s exact"), exact);
  print_count(text, _("%s default"), n[PB_POINT_DEFAULT]);
  print_count(text, _("%s outside the municipality of their row"),
              n[PB_POINT_OUTSIDE_MUNICIPALITY]);
  print_count(text, points->plane ? _("%s far from the municipalities") : _("%s outside Sweden"),
              n[PB_POINT_OUTSIDE_SWEDEN]);
  print_count(text, _("%s invalid (0, 0)"), n[PB_POINT_INVALID]);
  print_count(text, _("%s in an unknown system"), n[PB_POINT_UNDECIDED]);
  print_count(text, _("%s missing"), n[PB_POINT_MISSING]);
  printf(_("            %s\n"), text->str);
  if (points->municipality_found) {
    g_autofree char *found = pb_check_number(points->municipality_found);
    printf(Q_("            municipality taken from the point of %s event\n",
              "            municipality taken from the points of %s events\n",
              (gulong)points->municipality_found),
           found);
  }
}

static void print_default(const pb_dataset *dataset, const pb_default_point *point) {
  g_autofree char *n = pb_check_number(point->n_events);
  if (point->near && point->area)
    printf(Q_("  %1$s event: %2$s, near %3$s\n", "  %1$s events: %2$s, near %3$s\n",
              (gulong)point->n_events),
           n, point->area, point->near);
  else if (point->near)
    printf(Q_("  %s event: near %s\n", "  %s events: near %s\n", (gulong)point->n_events), n,
           point->near);
  else
    printf(Q_("  %1$s event: %2$.0f, %3$.0f (EPSG:%4$d)\n",
              "  %1$s events: %2$.0f, %3$.0f (EPSG:%4$d)\n", (gulong)point->n_events),
           n, point->x, point->y, pb_crs_of_dataset(dataset));
}

void pb_check_print_default_points(const pb_dataset *dataset) {
  if (!dataset->n_default_points)
    return;
  printf("\n%s\n", _("Points that stand for an area instead of an address, by number of events:"));
  for (size_t i = 0; i < MIN(dataset->n_default_points, PRINTED_POINTS); i++)
    print_default(dataset, &dataset->default_points[i]);
  if (dataset->n_default_points > PRINTED_POINTS) {
    g_autofree char *more = pb_check_number(dataset->n_default_points - PRINTED_POINTS);
    printf(_("  … and %s more\n"), more);
  }
}
