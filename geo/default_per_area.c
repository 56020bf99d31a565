/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/default_rules.h"

#define LEAST_EVENTS 3
#define LEAST_AREAS 3
#define LEAST_IN_ALL 30
#define NEEDED_SHARE 0.9

/* The area that a row names: a municipality, else a county, else -1. */
static int64_t area_of(const pb_default_columns *c, const pb_dataset *dataset, size_t row) {
  if (pb_has(c->municipality, row))
    return pb_column_int(c->municipality, row);
  if (pb_has(c->county, row))
    return (int64_t)dataset->n_municipalities + pb_column_code(c->county, row);
  return -1;
}

/* The commonest point of an area by majority vote (Boyer & Moore 1991): right where one has more
 * than half, which is all that is asked. */
typedef struct {
  uint32_t group;
  size_t votes;            /* of the vote */
  size_t n_events, n_here; /* all, and those on `group` */
} area_vote;

static bool is_per_area(const area_vote *areas, size_t n) {
  size_t n_areas = 0, n_events = 0, n_here = 0;
  for (size_t a = 0; a < n; a++)
    if (areas[a].n_events >= LEAST_EVENTS) {
      n_areas++;
      n_events += areas[a].n_events;
      n_here += areas[a].n_here;
    }
  return n_areas >= LEAST_AREAS && n_events >= LEAST_IN_ALL &&
         (double)n_here >= NEEDED_SHARE * (double)n_events;
}

void pb_default_per_area(const pb_located_events *events, const pb_default_columns *c, int section,
                         uint8_t *reasons) {
  const pb_dataset *dataset = events->dataset;
  const pb_same_points *same = events->same;
  size_t n = dataset->n_municipalities + (c->county ? pb_column_n_codes(c->county) : 0);
  g_autofree area_vote *areas = g_new0(area_vote, n + 1);
  for (int pass = 0; pass < 3; pass++) {
    if (pass == 2 && !is_per_area(areas, n))
      return;
    for (size_t row = 0; row < same->n_rows; row++) {
      uint32_t group = same->group_of[row];
      if (group == PB_NO_GROUP || events->section[pb_column_int(c->source, row)] != section)
        continue;
      if (pass == 2) {
        reasons[group] = 1 + PB_DEFAULT_PER_AREA;
        continue;
      }
      int64_t at = area_of(c, dataset, row);
      if (at < 0)
        continue;
      area_vote *area = &areas[at];
      if (pass == 1) {
        area->n_events++;
        area->n_here += area->group == group;
      } else if (area->votes == 0) {
        area->group = group;
        area->votes = 1;
      } else if (area->group == group) {
        area->votes++;
      } else {
        area->votes--;
      }
    }
  }
}
