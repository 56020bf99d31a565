/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "geo/default_points.h"
#include "io/findings.h"

/* "near Örebro" is said where the project has built-up areas. */
static char *default_sentence(const pb_default_point *point) {
  static const char *const near[] = {
      [PB_DEFAULT_MUNICIPALITY] =
          N_("The point, near %2$s, is the middle of a municipality and stands for all of it; "
             "events on it: %1$s. Maps and statistics of places leave it out."),
      [PB_DEFAULT_COUNTY] =
          N_("The point, near %2$s, is the middle of a county and stands for all of it; events on "
             "it: %1$s. Maps and statistics of places leave it out."),
      [PB_DEFAULT_PLACE] =
          N_("The point is the one of the built-up area %2$s and stands for all of it; events on "
             "it: %1$s. Maps and statistics of places leave it out."),
      [PB_DEFAULT_FREQUENT] =
          N_("The point, near %2$s, has more events of more kinds than an address has; events on "
             "it: %1$s. Maps and statistics of places leave it out."),
  };
  static const char *const plain[] = {
      [PB_DEFAULT_MUNICIPALITY] =
          N_("The point is the middle of a municipality and stands for all of it; events on it: "
             "%s. Maps and statistics of places leave it out."),
      [PB_DEFAULT_COUNTY] =
          N_("The point is the middle of a county and stands for all of it; events on it: %s. "
             "Maps and statistics of places leave it out."),
      [PB_DEFAULT_PLACE] = NULL, /* it has a name */
      [PB_DEFAULT_FREQUENT] =
          N_("The point has more events of more kinds than an address has; events on it: %s. "
             "Maps and statistics of places leave it out."),
  };
  g_autofree char *count = pb_count_text(point->n_events);
  return point->near ? g_strdup_printf(_(near[point->reason]), count, point->near)
                     : g_strdup_printf(_(plain[point->reason]), count);
}

/* A source with one point an area is one sentence, not one for each area. */
void pb_default_points_say(const pb_dataset *dataset, const int *section) {
  g_autofree size_t *n_per_area = g_new0(size_t, dataset->n_sources + 1);
  for (size_t i = 0; i < dataset->n_default_points; i++) {
    const pb_default_point *point = &dataset->default_points[i];
    const pb_source_info *info = &dataset->sources[point->source];
    if (point->reason == PB_DEFAULT_PER_AREA) {
      n_per_area[section[point->source]]++;
      continue;
    }
    g_autofree char *sentence = default_sentence(point);
    const pb_findings findings = {dataset->diagnostics, info->name, info->path};
    pb_findings_add(&findings, PB_DIAG_NOTE, "point-default", point->line, 0, NULL, NULL, sentence);
  }
  for (size_t s = 0; s < dataset->n_sources; s++) {
    if (!n_per_area[s])
      continue;
    const pb_source_info *info = &dataset->sources[s];
    g_autofree char *count = pb_count_text(n_per_area[s]);
    g_autofree char *sentence = g_strdup_printf(
        _("The source has one point for each municipality and county, %s in all, so its points do "
          "not show where anything happened. Maps and statistics of places leave them out."),
        count);
    const pb_findings findings = {dataset->diagnostics, info->name, info->path};
    pb_findings_add(&findings, PB_DIAG_NOTE, "points-per-area", 0, 0, NULL, NULL, sentence);
  }
}
