/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/withheld.h"

#include "engine/text.h"

bool pb_is_public(const pb_context *context) {
  return context->dataset->disclosure != NULL;
}

bool pb_is_withheld(const pb_context *context, int type, int year) {
  const pb_crime_panel *panel = context->dataset->yearly;
  const int p = panel ? pb_crime_panel_period(panel, pb_period_make(year, 1, 1)) : -1;
  return p >= 0 && type >= 0 && (size_t)type < panel->n_types &&
         pb_crime_panel_cell(panel, (size_t)context->municipality, (size_t)type, (size_t)p)
             ->withheld;
}

bool pb_any_withheld(const pb_context *context, int type, int first, int last) {
  for (int year = first; year <= last; year++)
    if (pb_is_withheld(context, type, year))
      return true;
  return false;
}

int pb_type_of_total(const pb_dataset *dataset) {
  for (size_t t = 0; t < dataset->n_types; t++)
    if (dataset->types[t].is_total)
      return (int)t;
  return -1;
}

const char *pb_withheld_note(void) {
  return _(".. is not shown, so that no single person can be recognised.");
}

const char *pb_no_rate_title(const pb_context *context, int type) {
  return pb_is_withheld(context, type, context->dataset->period_end)
             ? _("The rate of %s is not shown for %s")
             : _("There is no rate of %s for %s");
}

const char *pb_changed_note(const pb_context *context) {
  if (!pb_is_public(context))
    return NULL;
  switch (context->dataset->disclosure_method) {
  case PB_DISCLOSURE_RANDOM_ROUNDING:
    return _("Every count is rounded at random to a multiple of three.");
  case PB_DISCLOSURE_CELL_KEY:
    return _("Every count is changed by a little random noise.");
  default:
    return NULL;
  }
}
