/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The house style: one typeface, sizes in points, colours as 0xRRGGBB. */
#ifndef PB_PLOTS_THEME_H
#define PB_PLOTS_THEME_H

#include <stdint.h>

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
  uint32_t sequential[5]; /**< light to dark */
} pb_theme;

/** The built-in style. Constant; never freed. */
const pb_theme *pb_theme_default(void);

#endif
