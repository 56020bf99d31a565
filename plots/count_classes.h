/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Classes of whole numbers of events for maps, and their colours: by what fits the counts (Fisher),
 * as many cells in each (quantile), round limits (pretty) or limits that the user gives (manual).
 * A class without any count is left out.
 */
#ifndef PB_PLOTS_COUNT_CLASSES_H
#define PB_PLOTS_COUNT_CLASSES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/params.h"
#include "engine/text.h"
#include "plots/language.h"
#include "plots/theme.h"

#define PB_COUNT_MOST_CLASSES 5
#define PB_COUNT_MOST_LIMITS (PB_COUNT_MOST_CLASSES - 1)

extern const char *const pb_count_class_styles[]; /**< "fisher", "quantile", "pretty", "manual" */
extern const char *const pb_count_colour_names[]; /**< "ramp", "hobit" */

/** Parameters of a chart, for its list. */
#define PB_PARAM_COLOURS                                                                           \
  {                                                                                                \
    .name = "colours", .title = N_("ramp: light to dark in one hue; hobit: yellow, orange, red"),  \
    .type = PB_PARAM_CHOICE, .def_text = "ramp", .choices = pb_count_colour_names                  \
  }
#define PB_PARAM_CLASSES                                                                           \
  {                                                                                                \
    .name = "classes",                                                                             \
    .title = N_("how counts are divided: fisher fits them, quantile puts as many cells in each, "  \
                "pretty takes round limits, manual those of “limits”"),                            \
    .type = PB_PARAM_CHOICE, .def_text = "fisher", .choices = pb_count_class_styles                \
  }
#define PB_PARAM_LIMITS                                                                            \
  {                                                                                                \
    .name = "limits",                                                                              \
    .title = N_("with classes = manual: one to four rising limits, 10,20,50; a limit begins the "  \
                "class above it"),                                                                 \
    .type = PB_PARAM_TEXT, .def_text = ""                                                          \
  }

/** Class k holds the counts from[k] .. upto[k], ascending. */
typedef struct {
  int64_t from[PB_COUNT_MOST_CLASSES], upto[PB_COUNT_MOST_CLASSES];
  size_t n; /**< 0 without counts */
} pb_count_classes;

/** Read PB_PARAM_CLASSES and PB_PARAM_LIMITS. False with PB_ERROR_USAGE when manual limits are not
 * one to four rising whole numbers above 0. */
bool pb_count_limits_check(const pb_params *params, GError **error);
/** Of n counts in any order, those below 1 left out; at most `most` classes (manual: as given).
 * `params` NULL: Fisher. */
pb_count_classes pb_count_classes_of(const double *counts, size_t n, size_t most,
                                     const pb_params *params);
/** Position of the class, 0 .. n - 1. */
size_t pb_count_class(const pb_count_classes *classes, int64_t count);
/** Colour of class k: from the middle of the theme's ramp to its dark end, or from yellow to red
 * ("hobit"). One class alone takes the dark end. */
uint32_t pb_count_color(const pb_theme *theme, const char *colours, size_t n, size_t k);
/** "5–260", "7". */
char *pb_count_class_text(const pb_language *language, const pb_count_classes *classes, size_t k);

#endif
