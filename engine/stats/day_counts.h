/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Events counted by day, and which days were observed: what a rate by weekday, month or kind of day
 * is divided by. From a table in one of two forms:
 *
 *   one row an event: `time`, or `date` alone. Every day from the first event (or the parameter
 *   "from") to the last (or "to") was observed, days without an event too. Give "from" and "to"
 *   when the material begins or ends elsewhere than at an event.
 *   one row a day: `date` and `count`. Only days with a row were observed; rows of one day are
 *   summed.
 *
 * Rows outside "from" .. "to" are left out and counted.
 */
#ifndef PB_ENGINE_STATS_DAY_COUNTS_H
#define PB_ENGINE_STATS_DAY_COUNTS_H

#include "engine/statistic.h"
#include "engine/text.h"

#define PB_DAY_INPUTS                                                                              \
  {"time", PB_TYPE_TIME, false, N_("date and time of an event on the wall clock, one row each")},  \
      {"date", PB_TYPE_STRING, false,                                                              \
       N_("date such as 2024-06-21: of an event, or of a day together with count")},               \
  {                                                                                                \
    "count", PB_TYPE_INT64, false, N_("number of events on the date; one row an event without")    \
  }

#define PB_DAY_PARAMS                                                                              \
  {.name = "from",                                                                                 \
   .title = N_("first day observed, such as 2023-01-01; empty: that of the first row"),            \
   .type = PB_PARAM_TEXT,                                                                          \
   .def_text = ""},                                                                                \
  {                                                                                                \
    .name = "to",                                                                                  \
    .title = N_("last day observed, such as 2024-12-31; empty: that of the last row"),             \
    .type = PB_PARAM_TEXT, .def_text = ""                                                          \
  }

typedef struct {
  int64_t first;  /**< days since 1970-01-01 */
  size_t n;       /**< days from the first to the last */
  int64_t *count; /**< of each day */
  bool *observed; /**< of each day */
  size_t *row;    /**< last row of each day, or G_MAXSIZE */
  bool by_event;  /**< one row an event */
  int64_t n_events;
  size_t n_observed;
  size_t n_rows, n_missing, n_outside; /**< rows used, without date or count, outside */
} pb_day_counts;

/** Read a table with PB_DAY_INPUTS under PB_DAY_PARAMS. NULL with PB_ERROR_STATISTIC (no date
 * column, a date that is none, to before from) or PB_ERROR_USAGE. No usable row: n_events and
 * n_observed are 0. Free with pb_day_counts_free. */
pb_day_counts *pb_day_counts_read(const pb_table *input, const pb_params *params, GError **error);
void pb_day_counts_free(pb_day_counts *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_day_counts, pb_day_counts_free)

/** Set the counts of a result and the scalars n_events, days_observed and rows_outside. */
void pb_day_counts_put(pb_result *result, const pb_day_counts *days);

#endif
