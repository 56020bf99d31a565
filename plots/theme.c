/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/theme.h"

#include <cairo.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/key_reader.h"
#include "plots/color.h"
#include "plots/report/font_subset.h"
#include "plots/theme_logo.h"

#define LEAST_CONTRAST 4.5
#define MM_TO_PT (72.0 / 25.4)

static const pb_theme house_style = {
    .family = "Inter",
    .title_size = 20,
    .heading_size = 10.5,
    .body_size = 9.5,
    .small_size = 8.5,
    .label_size = 8,
    .ink = 0x1b2430,
    .grey = 0x5a6675,
    .hairline = 0xdfe4ea,
    .paper = 0xffffff,
    .accent = 0x12426b,
    .context = 0xb9c7d6,
    .band = 0xe4e9ef,
    .increase = 0xb04814,
    .decrease = 0x19727a,
    .undecided = 0x5a6675,
    .sequential = {0xf4f6f8, 0xc9d6e3, 0x8fabc6, 0x4d7aa3, 0x12426b},
};

const pb_theme *pb_theme_default(void) {
  return &house_style;
}

/** Where the file's sizes and colours go, in its order. */
static void find_places(pb_theme *theme, double *sizes[PB_THEME_N_SIZES],
                        uint32_t *colors[PB_THEME_N_COLORS]) {
  double *all_sizes[] = {&theme->title_size, &theme->heading_size, &theme->body_size,
                         &theme->small_size, &theme->label_size};
  uint32_t *all_colors[] = {&theme->ink,           &theme->grey,          &theme->hairline,
                            &theme->paper,         &theme->accent,        &theme->context,
                            &theme->band,          &theme->increase,      &theme->decrease,
                            &theme->undecided,     &theme->sequential[0], &theme->sequential[1],
                            &theme->sequential[2], &theme->sequential[3], &theme->sequential[4]};
  memcpy(sizes, all_sizes, sizeof all_sizes);
  memcpy(colors, all_colors, sizeof all_colors);
}

static void take_over(pb_theme *theme, const pb_theme_file *file) {
  double *sizes[PB_THEME_N_SIZES];
  uint32_t *colors[PB_THEME_N_COLORS];
  find_places(theme, sizes, colors);
  if (file->family)
    theme->family = file->family;
  for (size_t i = 0; i < PB_THEME_N_SIZES; i++)
    if (file->size[i] > 0)
      *sizes[i] = file->size[i];
  for (size_t i = 0; i < PB_THEME_N_COLORS; i++)
    if (file->color[i].line)
      *colors[i] = file->color[i].rgb;
}

typedef struct {
  const unsigned char *next;
  gsize left;
} reader;

static cairo_status_t read_bytes(void *closure, unsigned char *into, unsigned int n) {
  reader *self = closure;
  if (n > self->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(into, self->next, n);
  self->next += n;
  self->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *pb_theme_logo(const pb_theme *theme) {
  reader from = {0};
  from.next = g_bytes_get_data(theme->logo, &from.left);
  return cairo_image_surface_create_from_png_stream(read_bytes, &from);
}

static bool set_logo(pb_theme *theme, const pb_theme_file *file, GError **error) {
  theme->logo = file->logo;
  theme->logo_text = file->logo_text;
  theme->logo_height = file->logo_height_mm * MM_TO_PT;
  theme->logo_width = theme->logo_height * file->logo_width / file->logo_height;
  cairo_surface_t *picture = pb_theme_logo(theme);
  bool whole = cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(picture);
  if (!whole)
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                _("%s: The logo %s is damaged. Save it anew as PNG."), file->path, file->logo_path);
  return whole;
}

pb_theme *pb_theme_new(const pb_theme_file *file, GError **error) {
  g_autofree pb_theme *theme = g_new(pb_theme, 1);
  *theme = house_style;
  take_over(theme, file);
  if (file->logo && !set_logo(theme, file, error))
    return NULL;
  return g_steal_pointer(&theme);
}

char **pb_theme_warnings(const pb_theme_file *file) {
  static const char *const text_colors[] = {"ink",      "grey",     "accent",
                                            "increase", "decrease", "undecided"};
  pb_theme theme = house_style;
  double *sizes[PB_THEME_N_SIZES];
  uint32_t *colors[PB_THEME_N_COLORS];
  find_places(&theme, sizes, colors);
  take_over(&theme, file);
  GStrvBuilder *sentences = g_strv_builder_new();
  size_t paper = 0;
  while (strcmp(pb_theme_color_names[paper], "paper") != 0)
    paper++;
  for (size_t i = 0; i < PB_THEME_N_COLORS; i++) {
    size_t line = file->color[i].line ? file->color[i].line : file->color[paper].line;
    double contrast = pb_color_contrast(*colors[i], theme.paper);
    if (!line || contrast >= LEAST_CONTRAST ||
        !pb_key_is_among(pb_theme_color_names[i], text_colors, G_N_ELEMENTS(text_colors)))
      continue;
    g_autofree char *sentence = g_strdup_printf(
        _("%s:%zu: %s is a text colour and has a contrast of %.1f to 1 with the paper; below 4.5 "
          "to 1 many cannot read it. Choose a darker one."),
        file->path, line, pb_theme_color_names[i], contrast);
    g_strv_builder_add(sentences, sentence);
  }
  if (file->family) {
    g_autoptr(GBytes) font = pb_font_subset(file->family, 400, "a");
    if (!font) {
      g_autofree char *sentence =
          g_strdup_printf(_("%s:%zu: The typeface “%s” is not installed; another takes its place."),
                          file->path, file->family_line, file->family);
      g_strv_builder_add(sentences, sentence);
    }
  }
  char **all = g_strv_builder_end(sentences);
  g_strv_builder_unref(sentences);
  return all;
}
