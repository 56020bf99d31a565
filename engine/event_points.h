/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How far the point of an event can be trusted. geo/event_places.h judges every event once; the
 * column point_quality of the events holds the name of the judgement, and statistics of space use
 * exact points only.
 */
#ifndef PB_ENGINE_EVENT_POINTS_H
#define PB_ENGINE_EVENT_POINTS_H

#include <stddef.h>

#include "engine/table.h"

typedef enum {
  PB_POINT_MISSING, /**< "missing": the file gives none */
  PB_POINT_EXACT,   /**< "exact": where it happened, as far as can be seen */
  PB_POINT_DEFAULT, /**< "default": stands for an area or an unknown place, not for an address */
  PB_POINT_OUTSIDE_MUNICIPALITY, /**< "outside-municipality": contradicts the municipality (or
                                    county) that the row names */
  PB_POINT_OUTSIDE_SWEDEN,       /**< "outside-sweden": or, in a project about another country, far
                                    from its municipalities */
  PB_POINT_INVALID,              /**< "invalid": 0, 0 or no number at all */
  PB_POINT_UNDECIDED,            /**< "undecided": in which system it is given is not known */
  PB_POINT_N_QUALITIES
} pb_point_quality;

/** Name of a quality, as in the column. */
const char *pb_point_quality_name(pb_point_quality quality);

/** Events by the quality of their point. */
typedef struct {
  size_t n_events; /**< the sum of `by_quality` */
  size_t by_quality[PB_POINT_N_QUALITIES];
} pb_point_tally;

void pb_point_tally_add(pb_point_tally *tally, pb_point_quality quality);
/** Events whose file gives a point at all. */
size_t pb_point_tally_given(const pb_point_tally *tally);

/** Why a point is a default. */
typedef enum {
  PB_DEFAULT_PER_AREA,     /**< the source has one point for each municipality and county */
  PB_DEFAULT_MUNICIPALITY, /**< the middle of a municipality */
  PB_DEFAULT_COUNTY,       /**< the middle of a county */
  PB_DEFAULT_PLACE,        /**< the point of a built-up area */
  PB_DEFAULT_FREQUENT,     /**< far too many events of all kinds for one address */
} pb_default_reason;

/** One default point with all events on it. */
typedef struct {
  double x, y;      /**< EPSG:3006, metres */
  int municipality; /**< position in the dataset, -1: unknown, or the point stands for a county */
  const char *area; /**< name of the municipality or county; NULL: unknown. The dataset's */
  pb_default_reason reason;
  size_t n_events;
  int source;  /**< file of the first of them, as in the column source … */
  size_t line; /**< … and its line */
  char *near;  /**< name of the built-up area it is in or nearest to; NULL: the project has none */
} pb_default_point;

/** What became of the points of one file of events. */
typedef struct {
  int epsg;                  /**< system they were read in; 0: no points, or undecided */
  int plane;                 /**< dataset->crs: that they are brought to; 0: SWEREF 99 TM */
  bool guessed;              /**< recognised by where the points fall; false: the project says */
  bool axes_swapped;         /**< the file gives northing or latitude first */
  pb_point_tally tally;      /**< of the events of the file that are used */
  size_t municipality_found; /**< events that got their municipality from their point */
} pb_source_points;

/** Events of rows[0 .. n-1] (NULL: of all rows) by quality. Without a column point_quality all are
 * missing. */
pb_point_tally pb_point_tally_of(const pb_table *events, const uint32_t *rows, size_t n);

#endif
