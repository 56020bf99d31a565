/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/analyse.h"

#include "engine/analysis/incidents.h"
#include "geo/study_area_of.h"

pb_analysis *pb_analyse(const pb_dataset *dataset, const pb_geography *geography, int municipality,
                        pb_audience audience, int smallest_on_map) {
  g_autoptr(pb_study_area) area = NULL;
  if (pb_has_located_incidents(dataset, (size_t)municipality))
    area = pb_study_area_of(geography, municipality, 0, NULL); /* NULL: the results say so */
  const pb_analysis_options options = {
      .study_area = area, .audience = audience, .smallest_on_map = smallest_on_map};
  return pb_analysis_new(dataset, municipality, &options);
}
