/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The events of one municipality that say when, and perhaps where, something happened: rows of
 * sources that are records of events, not news of them.
 *
 * A source that gives the time of publication writes about events; its hours and points describe
 * the writing (see the data traps in Data och metod). Its rows, digests and rows without a time of
 * their own are not incidents. Incidents are in order of time, then place, then file order, so that
 * nothing depends on how the rows were sorted.
 */
#ifndef PB_ENGINE_ANALYSIS_INCIDENTS_H
#define PB_ENGINE_ANALYSIS_INCIDENTS_H

#include "engine/dataset.h"
#include "engine/event_points.h"

/** In place of a problem area: all incidents. */
#define PB_ALL_AREAS (-1)

typedef struct {
  int64_t time;     /**< when it began; midnight where only the day is known */
  int64_t end;      /**< when it had ended at the latest, with has_end */
  double x, y;      /**< with has_point */
  uint32_t row;     /**< of the dataset's events */
  int32_t sub_area; /**< the part of the municipality, a feature of its layer; -1: none */
  int16_t year;     /**< of `time` */
  uint8_t month;    /**< 1 .. 12 */
  int8_t area;      /**< problem area, -1: none is clear */
  uint8_t quality;  /**< pb_point_quality */
  bool has_end, has_hour, has_day;
  bool has_point; /**< an exact one (PB_POINT_EXACT) */
} pb_incident;

typedef struct {
  pb_incident *incidents;
  size_t n;
} pb_incidents;

/** Of municipality m. Without events: none. Free with pb_incidents_free. */
pb_incidents *pb_incidents_new(const pb_dataset *dataset, size_t m);
void pb_incidents_free(pb_incidents *incidents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_incidents, pb_incidents_free)

/** Does the incident belong to the area, or is it asked for all? */
bool pb_incident_in(const pb_incident *incident, int area);
/** How many of the years first .. last are in the area. */
size_t pb_incidents_count(const pb_incidents *incidents, int area, int first, int last);
/** Does the dataset hold incidents of municipality m with an exact point? Quick. */
bool pb_has_located_incidents(const pb_dataset *dataset, size_t m);

#endif
