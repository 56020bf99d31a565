/* SPDX-License-Identifier: GPL-3.0-or-later */
/** In which coordinate system each source of events is, decided from the project file and a sample
 * of its points, and said in the source's findings. Inside geo/ only. */
#ifndef PB_GEO_EVENT_SYSTEMS_H
#define PB_GEO_EVENT_SYSTEMS_H

#include "geo/municipality_finder.h"
#include "geo/projection.h"

/** Of all files of one [source]. */
typedef struct {
  pb_projection *projection; /**< to EPSG:3006; NULL: no points, or undecided */
  int epsg;                  /**< 0: as above */
  bool guessed, axes_swapped;
  bool keeps_abroad; /**< points outside Sweden are kept: nearly all are, and meant to be */
  bool is_rounded;   /**< all coordinates are multiples of 10 m or of 0.0001 degrees */
} pb_event_system;

typedef struct {
  int *section; /**< by source: the first source of the same name, where `systems` holds it */
  pb_event_system *systems; /**< by source */
  bool *is_rounded;         /**< by source */
  size_t n;
} pb_event_systems;

/** Is there anything to project: two finite numbers that are not both 0? */
bool pb_is_point(double x, double y);

/** Decide for every source. Notes go to the dataset's diagnostics. NULL with PB_ERROR_INPUT when a
 * crs of the project does not exist. */
pb_event_systems *pb_event_systems_decide(const pb_dataset *dataset, const pb_geography *geography,
                                          pb_municipality_finder *finder, GError **error);
void pb_event_systems_free(pb_event_systems *systems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_event_systems, pb_event_systems_free)

#endif
