/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/event_points.h"

static const char *const names[PB_POINT_N_QUALITIES] = {
    [PB_POINT_MISSING] = "missing",
    [PB_POINT_EXACT] = "exact",
    [PB_POINT_DEFAULT] = "default",
    [PB_POINT_OUTSIDE_MUNICIPALITY] = "outside-municipality",
    [PB_POINT_OUTSIDE_SWEDEN] = "outside-sweden",
    [PB_POINT_INVALID] = "invalid",
    [PB_POINT_UNDECIDED] = "undecided",
};

const char *pb_point_quality_name(pb_point_quality quality) {
  return names[quality];
}

void pb_point_tally_add(pb_point_tally *tally, pb_point_quality quality) {
  tally->n_events++;
  tally->by_quality[quality]++;
}

size_t pb_point_tally_given(const pb_point_tally *tally) {
  return tally->n_events - tally->by_quality[PB_POINT_MISSING];
}

static pb_point_quality quality_of(const char *name) {
  for (int q = 0; q < PB_POINT_N_QUALITIES; q++)
    if (g_strcmp0(name, names[q]) == 0)
      return (pb_point_quality)q;
  return PB_POINT_MISSING;
}

pb_point_tally pb_point_tally_of(const pb_table *events, const uint32_t *rows, size_t n) {
  pb_point_tally tally = {0};
  const pb_column *column = pb_table_find(events, "point_quality");
  if (!rows)
    n = pb_table_n_rows(events);
  if (!column) {
    tally.n_events = tally.by_quality[PB_POINT_MISSING] = n;
    return tally;
  }
  size_t n_codes = pb_column_n_codes(column);
  g_autofree pb_point_quality *of_code = g_new(pb_point_quality, n_codes + 1);
  for (size_t c = 0; c < n_codes; c++)
    of_code[c] = quality_of(pb_column_code_text(column, (uint32_t)c));
  for (size_t i = 0; i < n; i++)
    pb_point_tally_add(&tally, of_code[pb_column_code(column, rows ? rows[i] : i)]);
  return tally;
}
