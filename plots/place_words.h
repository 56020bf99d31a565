/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Words that maps and pages of places share. Functions that return char * give a new string. */
#ifndef PB_PLOTS_PLACE_WORDS_H
#define PB_PLOTS_PLACE_WORDS_H

#include "engine/text.h"
#include "plots/chart.h"

/** The parameter of charts about a problem area: "area", a key, default all events. */
#define PB_PARAM_AREA                                                                              \
  {                                                                                                \
    .name = "area", .title = N_("key of the problem area; empty for all events"),                  \
    .type = PB_PARAM_TEXT, .def_text = ""                                                          \
  }
extern const pb_param pb_chart_area_param;

/** A figure of a chart with pb_chart_area_param about the result `name` of the area (data[0]; NULL
 * where the area has none): sets id "chart-area". PB_ERROR_USAGE with the nearest key when there is
 * no such area. *area: its position or PB_ALL_AREAS. */
pb_figure *pb_chart_new_area(const pb_chart *chart, const pb_context *context,
                             const pb_params *params, const char *name, int *area, GError **error);

/** Make it a figure that says in words why there is nothing to draw, under `title`; `reason` is
 * taken over. False, and nothing done, when `reason` is NULL. */
bool pb_chart_set_empty(pb_figure *figure, int area, const char *title, char *reason);

/** Label of a problem area in the context's language: "Stöld genom inbrott"; "Alla händelser" for
 * PB_ALL_AREAS. Borrowed. */
const char *pb_area_label(const pb_context *context, int area);
/** "Stöld genom inbrott, Örebro kommun 2023–2025, n = 1 234" from a result's scalars; `what` stands
 * between: "händelser i rutor om 250 m". */
char *pb_places_subtitle(const pb_context *context, int area, const pb_result *result,
                         const char *what);
/** What is not on the map, from the scalars of a result about places: how many events lack a usable
 * point, and a warning above 15 per cent. NULL: all events are on it. */
char *pb_places_missing(const pb_context *context, const pb_result *result);
/** Why a chart of an area without events is empty. */
char *pb_no_events_text(const pb_context *context, int area);
/** Why the public does not see the result; NULL: it does, or this is not the public version. */
char *pb_not_shown_text(const pb_context *context, const pb_result *result);
/** "utsatt alla år" … for a stability class; "" for none. Borrowed. */
const char *pb_stability_word(const char *stability);
/** "Örebros mitt", "2,1 km nordväst om Örebro"; "okänd plats" without a name. */
char *pb_place_description(const pb_context *context, const pb_result *spots, size_t row);
/** The same for a narrow column: "Örebro", "Örebro 2,1 km NV". */
char *pb_place_short(const pb_context *context, const pb_result *spots, size_t row);

#endif
