/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A house style as an authority writes it: data/theme/standard.ini, or the file that theme in
 * [project] names. It is a key file as the project file is, and checked as strictly: an unknown
 * section or key, a colour that is none, a size out of range and a logo that is no PNG are errors
 * PB_ERROR_PROJECT that name file and line. What is left out stays as the program has it.
 *
 *     [type]    family (a typeface that is installed), title_size, heading_size, body_size,
 *               small_size, label_size (points; 8 to 40)
 *     [colors]  #rrggbb each: ink, grey, hairline, paper, accent, context, band, increase,
 *               decrease, undecided, sequential1 (lightest) to sequential5 (darkest)
 *     [logo]    file (a PNG, beside the theme file), text (what it says, for those who cannot see
 *               it; needed with file), height_mm (5 to 25; 12)
 */
#ifndef PB_IO_THEME_FILE_H
#define PB_IO_THEME_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_THEME_N_SIZES 5
#define PB_THEME_N_COLORS 15

/** Sizes and colours in the order of the comment above. */
extern const char *const pb_theme_size_names[PB_THEME_N_SIZES];
extern const char *const pb_theme_color_names[PB_THEME_N_COLORS];

typedef struct {
  char *path;   /**< as the project writes it, for messages */
  char *family; /**< NULL: not given */
  size_t family_line;
  double size[PB_THEME_N_SIZES]; /**< points; 0: not given */
  struct {
    size_t line; /**< 0: not given */
    uint32_t rgb;
  } color[PB_THEME_N_COLORS];
  char *logo_path, *logo_text; /**< path that can be opened; NULL: no logo */
  GBytes *logo;                /**< the PNG */
  int logo_width, logo_height; /**< pixels */
  int logo_height_mm;
} pb_theme_file;

/** `path` can be opened, `shown` is what messages call it. NULL with PB_ERROR_PROJECT, or with
 * PB_ERROR_INPUT when the file or its logo cannot be read. Free with pb_theme_file_free. */
pb_theme_file *pb_theme_file_load(const char *path, const char *shown, GError **error);
void pb_theme_file_free(pb_theme_file *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_theme_file, pb_theme_file_free)

#endif
