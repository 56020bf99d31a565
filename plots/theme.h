/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The house style: one typeface, sizes in points, colours as 0xRRGGBB. */
#ifndef PB_PLOTS_THEME_H
#define PB_PLOTS_THEME_H

#include <glib.h>
#include <stdint.h>

#include "io/theme_file.h"

typedef struct {
  const char *family;  /**< "Inter" */
  double title_size;   /**< page titles, 20 pt */
  double heading_size; /**< figure titles and headings inside a page, 10.5 pt */
  double body_size;    /**< 9.5 pt */
  double small_size;   /**< subtitles, axis labels, notes: 8.5 pt; nothing is under 8 */
  double label_size;   /**< text inside figures: 8 pt */
  uint32_t ink, grey, hairline, paper;
  uint32_t accent;        /**< this municipality, this year */
  uint32_t context, band; /**< other places and years; bands behind */
  uint32_t increase, decrease, undecided;
  uint32_t sequential[5];         /**< light to dark */
  GBytes *logo;                   /**< a PNG for the first page; NULL: none */
  const char *logo_text;          /**< what it says */
  double logo_width, logo_height; /**< points */
} pb_theme;

/** The built-in style. Constant; never freed. */
const pb_theme *pb_theme_default(void);
/** The built-in style with what the file gives in its place. Texts and logo are borrowed from the
 * file. PB_ERROR_PROJECT when the logo is damaged. Free with g_free. */
pb_theme *pb_theme_new(const pb_theme_file *file, GError **error);
/** Sentences with file and line about what makes the pages hard to read: a text colour of less
 * contrast with the paper than 4.5:1, a typeface that is not installed. NULL-terminated,
 * g_strfreev. */
char **pb_theme_warnings(const pb_theme_file *file);

#endif
