/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A municipality's own school breaks: a table of the form of data/reference/holidays.csv (from; to;
 * kind; applies_to; key; name_sv; name_en) whose kind is school-break. applies_to is the code of a
 * municipality or of a county (two digits), or empty: everywhere. Public holidays follow rules
 * (engine/holidays.h); breaks follow none, so none ship.
 */
#ifndef PB_IO_SCHOOL_BREAKS_H
#define PB_IO_SCHOOL_BREAKS_H

#include <glib.h>
#include <stdbool.h>

/** The breaks of a municipality in the form of the parameter "breaks" of the statistic
 * "holiday-effect": FROM/TO/KEY, parted by commas. `municipality` NULL: those that apply
 * everywhere. NULL with PB_ERROR_INPUT, file and line. g_free. */
char *pb_school_breaks_read(const char *path, const char *shown, const char *municipality,
                            GError **error);

#endif
