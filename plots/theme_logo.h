/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The logo of a theme as a picture for Cairo. Private to the back ends. */
#ifndef PB_PLOTS_THEME_LOGO_H
#define PB_PLOTS_THEME_LOGO_H

#include <cairo.h>

#include "plots/theme.h"

/** The theme has a logo. cairo_surface_destroy. */
cairo_surface_t *pb_theme_logo(const pb_theme *theme);

#endif
