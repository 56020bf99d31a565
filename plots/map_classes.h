/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Classes of a choropleth map: five groups of about equally many places (quintiles), their limits
 * rounded to two digits so that people can read them. Where rounding would make two limits equal,
 * three digits are tried; where the values themselves coincide, there are fewer classes.
 */
#ifndef PB_PLOTS_MAP_CLASSES_H
#define PB_PLOTS_MAP_CLASSES_H

#include <stddef.h>

#include "plots/language.h"

#define PB_MAP_MAX_CLASSES 5

/** Class i holds the values from limits[i-1] (included) to limits[i] (not included). */
typedef struct {
  double limits[PB_MAP_MAX_CLASSES - 1]; /**< ascending */
  size_t n;                              /**< classes: 1 to 5 */
} pb_map_classes;

/** `values` in any order, none below 0; n may be 0. */
pb_map_classes pb_map_classes_make(const double *values, size_t n);
/** 0 to classes->n - 1. */
size_t pb_map_class_of(const pb_map_classes *classes, double value);

/** "under 20", "20–50", "50 or more". */
char *pb_map_class_text(const pb_language *language, const pb_map_classes *classes, size_t i);

#endif
