/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Everything a project knows, in memory, read-only once loaded (io/load_project.h makes it). All
 * reports of a batch share one dataset without locks.
 *
 * Places, crime types, groups and breaks are small arrays indexed by position; numbers about them
 * are dense panels over those positions.
 */
#ifndef PB_ENGINE_DATASET_H
#define PB_ENGINE_DATASET_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/comment.h"
#include "engine/crime_panel.h"
#include "engine/diagnostics.h"
#include "engine/disclosure/rule.h"
#include "engine/source_form.h"
#include "engine/survey_data.h"
#include "engine/indicators.h"
#include "engine/params.h"
#include "engine/registers.h"
#include "engine/event_points.h"
#include "engine/table.h"

/** A municipality, in code order. Texts are owned by the dataset. */
typedef struct {
  char *code;        /**< "1880" */
  char *name;        /**< "Örebro": the short name */
  char *full_name;   /**< "Örebro kommun" */
  char *county_code; /**< "18" */
  char *county_name; /**< "Örebro län" */
  char *group_code;  /**< SKR group, "B3" */
  char *group_name;  /**< "Större stad" */
} pb_municipality;

/** A crime type as one source counts it, in the order of the reports. */
typedef struct {
  char *key;      /**< "theft" */
  char *label_sv; /**< in a table: "Stöldbrott" */
  char *label_en;
  char *noun_sv; /**< in a sentence, indefinite plural, lower case: "stöldbrott" */
  char *noun_en;
  char *noun_def_sv; /**< definite plural, lower case: "stöldbrotten" */
  char *noun_def_en;
  char *problem_area; /**< key of the problem area, "" for the total */
  int parent;         /**< index of the type that contains it ("därav"), -1: none */
  bool is_total;
  char *note_sv; /**< what the reader must know of this count, "" if nothing */
  char *note_en;
  char **aliases; /**< other texts that name the type in tables; NULL-terminated, or NULL */
} pb_crime_type;

typedef struct {
  char *key;
  char *label_sv, *label_en;
  bool restricted; /**< in the internal version only; the others do not mention it */
} pb_problem_area;

/** Words in a survey question that show which problem area it asks about. */
typedef struct {
  int area;    /**< position in areas */
  char *words; /**< "bestulen"; letter case does not matter */
} pb_area_question;

/** An example of a pair of commitments about a problem area: the municipality's and its counterpart
 * by the police. */
typedef struct {
  int area; /**< position in areas */
  char *municipality_sv, *police_sv, *municipality_en, *police_en;
} pb_area_commitment;

/** A category of events, finer than a problem area: "Misshandel". In the order of its table. */
typedef struct {
  char *key; /**< "assault" */
  char *label_sv, *label_en;
} pb_event_category;

/** A type of event as a source words it, and what it is counted under. */
typedef struct {
  char *label;      /**< the text of the column `type` of the events */
  char *code;       /**< the crime code, "0357"; NULL when there is none or not one alone */
  int category;     /**< position in event_categories; -1: no table knows the type */
  int problem_area; /**< position in areas; -1: not clearly in one */
} pb_event_type;

/** A year from which a series is not comparable with the years before. */
typedef struct {
  int year;                  /**< first year of the new way of counting */
  char *applies_to;          /**< "reported-crime", "population" or "survey" */
  char *short_sv, *short_en; /**< beside a dashed line on a chart: "ny kommunkodning" */
  char *text_sv, *text_en;   /**< the sentence in Data och metod */
} pb_series_break;

/** What a source gave, for Data och metod, check and the manifest. */
typedef struct {
  char *name; /**< the [source NAME] */
  char *kind; /**< "reported-crime" */
  char *path; /**< as written in the project file */
  char *sha256;
  char *publisher;                  /**< "Brå"; "" when the project file does not say */
  char *crs;                        /**< as written in the project file; NULL: not given */
  char *dialect;                    /**< how the file was understood: "UTF-8, ;, LF" */
  char *roles;                      /**< "municipality = kommun, period = period, …" */
  pb_source_form *form;             /**< the same for programs; NULL: not known */
  char *first_period, *last_period; /**< texts; NULL when none */
  size_t rows_read, rows_used, rows_rejected,
      rows_left_out; /**< left out: another period etc., by design */
  bool synthetic;
  bool is_news;    /**< of events: a file of its [source] tells when they were published */
  bool incomplete; /**< reading stopped before the end: a quotation mark was never closed */
  double max_rejected_percent; /**< of rows read; more is said and is exit status 1 */
  pb_source_points points;     /**< of events; filled by pb_locate_events */
} pb_source_info;

/** Free what it owns and forget it. */
void pb_source_info_clear(pb_source_info *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_source_info, pb_source_info_clear)

/** How well the events of all places together cover one calendar month, by when they were published
 * (else happened). A month is observed unless it plainly lacks most of its events: fewer a day than
 * half of the median month's, where the median month has at least 40 (below that chance alone could
 * do it, and every month counts as observed). */
typedef struct {
  int year, month; /**< month 1 .. 12 */
  int days;        /**< days covered: all but those before the first and after the last event */
  size_t n_events;
  bool observed;
} pb_event_month;

/** The months of the real, or of the synthetic, news or records of events. */
typedef struct {
  pb_event_month *months; /**< every month from the first to the last, without gaps */
  size_t n_months;
} pb_event_calendar;

/** What a row of the events is: see engine/event_index.h. */
typedef enum {
  PB_EVENT_NEWS,   /**< has a time of publication */
  PB_EVENT_RECORD, /**< has a time of its own and none of publication */
  PB_EVENT_N_SORTS
} pb_event_sort;

typedef struct pb_dataset {
  char *title;    /**< of the project; may be "" */
  int period_end; /**< last year reported on */
  int years;      /**< how many years are "the last years": 3 */

  /** EPSG code of the plane, in metres, that the points of events and the layers are brought to; 0:
   * SWEREF 99 TM (EPSG:3006). Another than 0: a project about another country. */
  int crs;
  pb_municipality *municipalities;
  size_t n_municipalities;
  pb_crime_type *types;
  size_t n_types;
  pb_problem_area *areas;
  size_t n_areas;
  pb_area_question *area_questions;
  size_t n_area_questions;
  pb_area_commitment *area_commitments;
  size_t n_area_commitments;
  pb_event_category *event_categories;
  size_t n_event_categories;
  pb_series_break *breaks;
  size_t n_breaks;
  pb_params *priority; /**< cut points of the statistic "priority"; NULL: none were loaded */

  pb_crime_panel *yearly;    /**< reported crime by year; NULL: no such source */
  pb_crime_panel *quarterly; /**< by quarter; NULL: no such source */
  pb_crime_panel *monthly;   /**< by month; NULL: no such source */
  pb_population *population; /**< residents on 31 December; NULL: no such source */
  pb_indicators *indicators; /**< NULL: no such source */
  pb_registers *registers;   /**< goals and measures; NULL: no such source */
  pb_comments *comments;     /**< NULL: no such source */
  /**
   * Events, NULL without such a source. A row is one event; columns:
   *
   *     municipality  INT64   position of the municipality; missing: only a county, or unknown
   *     county        STRING  two-digit code of the county; missing: unknown
   *     time          TIME    when it happened, or began; missing: unknown
   *     precision     STRING  how exactly `time` is known: "minute", "hour", "day" or "month"; at
   *                           "day" and "month" it is midnight at the beginning of that day or
   *                           month; missing with `time`
   *     published     TIME    when the source published it, or missing
   *     type          STRING  what it was
   *     digest        INT64   1: a summary of several events, else 0
   *     source        INT64   position in `sources` of the file it stands in
   *     line          INT64   line of that file
   *
   * and, where any event has one:
   *
   *     end           TIME    when it had ended, at the latest: the last moment that is possible,
   *                           so that an end known to the day is the midnight after it. An end
   *                           before `time` contradicts it (`check` lists the event): statistics of
   *                           time windows leave the event out and count it, all others use `time`
   *     x, y          DOUBLE  coordinates, missing together: as written in the file, easting or
   *                           longitude in x, until pb_locate_events has made them easting and
   *                           northing in metres (EPSG:3006) and dropped what is certainly wrong
   *     point_quality STRING  how far the point can be trusted: see event_points.h; added by
   *                           pb_locate_events together with municipalities found by the point
   *     sub_area      INT64   the part of the municipality that the point lies in: a feature of its
   *                           layer (geo/event_sub_areas.h); added where there is such a layer
   */
  pb_table *events;
  /** What the types of events are counted under, in the order of the dictionary of the column
   * `type`: event_types[pb_column_code(type, row)]. NULL without events. */
  pb_event_type *event_types;
  size_t n_event_types;

  pb_survey *survey;               /**< respondents of all surveys; NULL: no such source */
  pb_survey_shares *survey_shares; /**< published shares; NULL: no such source */

  /** @name Made by pb_dataset_finish from `events`; NULL and 0 without events
   * Rows of one municipality m: events_row[events_first[m]] .. events_row[events_first[m + 1] - 1],
   * in the order of the table; synthetic rows are left out where there are real ones of the same
   * sort. @{ */
  size_t *events_first; /**< n_municipalities + 1 entries */
  uint32_t *events_row;
  size_t n_events_not_indexed; /**< synthetic ones, left out for real ones */
  /** By municipality: what its week clock and year wheel are made from: news where it has any. */
  uint8_t *event_sort;
  bool *events_synthetic;     /**< by municipality and sort: [m * PB_EVENT_N_SORTS + sort] */
  size_t *events_county_only; /**< by municipality: events of that sort, no digests, placed only in
                                   its county */
  pb_event_calendar event_calendars[PB_EVENT_N_SORTS][2]; /**< by sort; [1]: synthetic */
  /** @} */

  pb_default_point *default_points; /**< by falling number of events, then place */
  size_t n_default_points;

  /** The rule by which counts were left out of this copy for the public; NULL: this is the
   * dataset itself and nothing was left out. Owned. */
  pb_disclosure_rule *disclosure;
  pb_disclosure_method disclosure_method; /**< how, where there is a rule */

  pb_source_info *sources;
  size_t n_sources;
  pb_diagnostics *diagnostics;
} pb_dataset;

/** A dataset with nothing in it; the loader fills it. Free with pb_dataset_free. */
pb_dataset *pb_dataset_new(void);
void pb_dataset_free(pb_dataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_dataset, pb_dataset_free)

/** Forget the municipalities: before others are put in their place. */
void pb_dataset_clear_municipalities(pb_dataset *dataset);

/** To be called once, by the loader, when everything is in place: fills the exposures of the
 * panels (pb_crime_panel_fill_exposure) and the index over events. After it the dataset does not
 * change, but for pb_locate_events (geo/event_places.h), which needs the layers. Without it the
 * analysis finds no rates and no events. */
void pb_dataset_finish(pb_dataset *dataset);

/** Position of a municipality by four-digit code, or -1. */
int pb_dataset_municipality(const pb_dataset *dataset, const char *code);
/** Position of a crime type by key, or -1. */
int pb_dataset_type(const pb_dataset *dataset, const char *key);
/** Position of a problem area, or of a category of events, by key, or -1. */
int pb_dataset_area(const pb_dataset *dataset, const char *key);
int pb_dataset_event_category(const pb_dataset *dataset, const char *key);
/** Position of a problem area by key or by label in either language, or -1. Letter case and blanks
 * around do not matter. */
int pb_dataset_problem_area(const pb_dataset *dataset, const char *name);

#endif
