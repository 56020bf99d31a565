/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/area_cell.h"

#include "engine/text.h"

pb_row_fate pb_read_area(const pb_source_row *row, pb_gathered *gathered, size_t role,
                         pb_area *area) {
  pb_place_found place = pb_names_place(gathered->names, pb_source_cell(row, role));
  switch (place.kind) {
  case PB_PLACE_MUNICIPALITY:
    *area = (pb_area){PB_AREA_MUNICIPALITY, place.index};
    return PB_ROW_USED;
  case PB_PLACE_COUNTY:
    *area = (pb_area){PB_AREA_COUNTY, place.index};
    return PB_ROW_USED;
  case PB_PLACE_COUNTRY:
    *area = (pb_area){PB_AREA_COUNTRY, 0};
    return PB_ROW_USED;
  default:
    return pb_source_reject_municipality(row, role, gathered->names);
  }
}

pb_row_fate pb_read_municipality(const pb_source_row *row, pb_gathered *gathered, size_t role,
                                 int *municipality) {
  pb_area area;
  pb_row_fate fate = pb_read_area(row, gathered, role, &area);
  if (fate != PB_ROW_USED)
    return fate;
  if (area.kind != PB_AREA_MUNICIPALITY) {
    pb_source_note(row, role, "not-a-municipality",
                   _("The row is about a county or the country and is left out."));
    return PB_ROW_LEFT_OUT;
  }
  *municipality = area.index;
  return PB_ROW_USED;
}

bool pb_read_word(const pb_cell *cell, const pb_known_word *words, size_t n, int *meaning) {
  g_autofree char *trimmed = g_strstrip(g_strdup(cell->text));
  g_autofree char *folded = g_utf8_casefold(trimmed, -1);
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(folded, words[i].word)) {
      *meaning = words[i].meaning;
      return true;
    }
  return false;
}
