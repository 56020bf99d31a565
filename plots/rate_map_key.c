/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/rate_map_key.h"

#include <math.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/withheld.h"

#define TALLEST_COUNTRY 460.0
#define TALLEST_COUNTY 300.0
#define KEY_GAP 12.0
#define SCALE_BAR_PT 45.0
#define MOST_SCALE_TEXT 36.0
#define SCALE_BAR_LINE 18.0
#define WIDE_PT 300.0

void pb_rate_key_clear(pb_rate_key *key) {
  for (size_t i = 0; i < key->n; i++)
    g_free(key->entries[i].text);
}

static void key_add(pb_rate_key *key, pb_paint paint, char *text, bool strong) {
  key->entries[key->n++] = (pb_map_key_entry){.paint = paint, .text = text, .strong = strong};
}

pb_paint pb_rate_map_hatched(const pb_theme *theme, size_t shade) {
  return (pb_paint){.hatch = true, .stroke_color = shade >= 3 ? theme->paper : theme->grey};
}

pb_paint pb_rate_map_no_data(const pb_theme *theme) {
  return (pb_paint){
      .fill = true, .fill_color = theme->paper, .stroke_width = .5, .stroke_color = theme->context};
}

pb_rate_key pb_rate_key_make(const pb_figure *figure, const pb_rate_map *data) {
  const pb_context *context = figure->context;
  const pb_theme *theme = context->theme;
  pb_rate_key key = {.n = 0};
  const char *name = pb_chart_municipality(context)->name;
  double own;
  pb_paint paint = {.fill = true, .stroke_width = 1.2, .stroke_color = theme->ink};
  if (pb_rate_map_rate(figure, data, (size_t)context->municipality, &own)) {
    g_autofree char *rate = pb_format_rate(context->language, own);
    paint.fill_color = pb_rate_map_color(theme, pb_rate_map_shade(data, own));
    paint.hatch = pb_rate_map_is_hatched(figure, data, (size_t)context->municipality);
    key_add(&key, paint, g_strdup_printf("%s %s", name, rate), true);
  } else {
    paint.fill_color = theme->paper;
    key_add(&key, paint, g_strdup(name), true);
  }
  for (size_t i = data->classes.n; i-- > 0;) {
    size_t shade = data->classes.n == 1 ? 2 : i * 4 / (data->classes.n - 1);
    key_add(&key, pb_fill(pb_rate_map_color(theme, shade)),
            pb_map_class_text(context->language, &data->classes, i), false);
  }
  if (data->n_hatched > 0) {
    pb_paint lines = pb_rate_map_hatched(theme, 0);
    lines.fill = true;
    lines.fill_color = theme->sequential[1];
    key_add(&key, lines, g_strdup(_("not told from the median")), false);
  }
  if (data->n_without > 0)
    key_add(&key, pb_rate_map_no_data(theme),
            g_strdup(pb_is_public(figure->context) ? _("not shown") : _("no figure")), false);
  return key;
}

static double shape_of(const pb_rate_map *data) {
  return (data->extent.max_y - data->extent.min_y) / (data->extent.max_x - data->extent.min_x);
}

static double key_block_height(const pb_rate_key *key) {
  return PB_MAP_KEY_LINE * (double)key->n + SCALE_BAR_LINE;
}

/* Below a map the own value and the scale bar share a line; classes stand in columns under it. */
static size_t grid_columns(const pb_theme *theme, const pb_rate_key *key, double width) {
  double widest = pb_map_key_width(theme, key->entries + 1, key->n - 1) + 12;
  return (size_t)CLAMP(floor((width + 12) / widest), 1, (double)key->n);
}

static double grid_height(const pb_theme *theme, const pb_rate_key *key, double width) {
  size_t columns = grid_columns(theme, key, width);
  size_t rows = (key->n - 1 + columns - 1) / columns;
  return KEY_GAP - 4 + PB_MAP_KEY_LINE * (double)(1 + rows);
}

static bool is_open(const pb_figure *figure, const pb_rate_map *data, const pb_map_view *view,
                    pb_label_box box) {
  const pb_geography *geography = figure->context->geography;
  for (size_t m = 0; m < geography->n_municipalities; m++) {
    if (!pb_rate_map_in_scope(figure->context, data->country, m))
      continue;
    pb_label_box land = pb_map_box(view, geography->municipalities->box[geography->feature_of[m]]);
    if (!pb_label_box_overlaps(land, box))
      continue;
    g_autoptr(pb_layer) shape =
        pb_map_visible_shape(view, geography->municipalities, (size_t)geography->feature_of[m]);
    for (size_t v = 0; shape && v < shape->n_vertices; v++)
      if (shape->x[v] > box.x && shape->x[v] < box.x + box.width && shape->y[v] > box.y &&
          shape->y[v] < box.y + box.height)
        return false;
    if (shape && pb_map_share_inside(shape, box) > 0)
      return false;
  }
  return true;
}

/* Is every line of the key, and the scale bar, clear of land? Lines differ in length. */
static bool key_is_open(const pb_figure *figure, const pb_rate_map *data, const pb_rate_key *key,
                        const pb_map_view *view, double x, double y, double bar_width) {
  for (size_t i = 0; i <= key->n; i++) {
    double wide =
        i < key->n ? pb_map_key_width(figure->context->theme, &key->entries[i], 1) : bar_width;
    double tall = i < key->n ? PB_MAP_KEY_LINE : SCALE_BAR_LINE;
    pb_label_box line = {x - 4, y + PB_MAP_KEY_LINE * (double)i - 2, wide + 8, tall + 4};
    if (!is_open(figure, data, view, line))
      return false;
  }
  return true;
}

/* A corner of the map that is sea or abroad. */
static bool find_corner(const pb_figure *figure, const pb_rate_map *data, const pb_rate_key *key,
                        double width, double height, pb_rate_layout *l) {
  const pb_context *context = figure->context;
  pb_map_view view = pb_map_fit(data->extent, (pb_label_box){0, 0, width, height});
  double bar = pb_map_scale_bar_width(context->theme, context->language, &view, SCALE_BAR_PT);
  double wide = fmax(pb_map_key_width(context->theme, key->entries, key->n), bar);
  double tall = key_block_height(key);
  for (int corner = 0; corner < 4 && wide <= width && tall <= height; corner++) {
    double x = corner % 2 ? width - wide : 0, y = corner / 2 ? height - tall : 0;
    if (!key_is_open(figure, data, key, &view, x, y, bar))
      continue;
    *l = (pb_rate_layout){.view = view, .key_x = x, .key_y = y, .key_width = wide};
    return true;
  }
  return false;
}

static pb_rate_layout beside(const pb_figure *figure, const pb_rate_map *data,
                             const pb_rate_key *key, double width, double height) {
  double wide = pb_map_key_width(figure->context->theme, key->entries, key->n);
  wide = fmax(wide, SCALE_BAR_PT + MOST_SCALE_TEXT);
  double map = fmin(width - wide - KEY_GAP, height / shape_of(data));
  return (pb_rate_layout){.view = pb_map_fit(data->extent, (pb_label_box){0, 0, map, height}),
                          .key_x = map + KEY_GAP,
                          .key_y = fmax(0, height - key_block_height(key)),
                          .key_width = wide};
}

static pb_rate_layout below(const pb_figure *figure, const pb_rate_map *data,
                            const pb_rate_key *key, double width, double height) {
  double key_height = grid_height(figure->context->theme, key, width);
  pb_label_box frame = {0, 0, width, fmax(height - key_height, 40)};
  return (pb_rate_layout){.view = pb_map_fit(data->extent, frame),
                          .below = true,
                          .key_x = 0,
                          .key_y = frame.height + KEY_GAP - 4,
                          .key_width = width};
}

/* The arrangement that shows the map largest. */
pb_rate_layout pb_rate_layout_make(const pb_figure *figure, const pb_rate_map *data,
                                   const pb_rate_key *key, double width, double height) {
  pb_rate_layout best = beside(figure, data, key, width, height), other;
  if (find_corner(figure, data, key, width, height, &other) &&
      other.view.points_per_metre > best.view.points_per_metre * 1.02)
    best = other;
  other = below(figure, data, key, width, height);
  return other.view.points_per_metre > best.view.points_per_metre * 1.1 ? other : best;
}

double pb_rate_map_height(const pb_figure *figure, double width_pt) {
  g_auto(pb_rate_map) data = pb_rate_map_gather(figure);
  g_auto(pb_rate_key) key = pb_rate_key_make(figure, &data);
  double shape = shape_of(&data), least = key_block_height(&key);
  if (data.country)
    return fmin(width_pt * 1.95, TALLEST_COUNTRY);
  if (width_pt >= WIDE_PT)
    return fmax(fmin(width_pt * .75 * shape, TALLEST_COUNTY), least);
  double map = fmin(width_pt * CLAMP(shape, .5, 1.4), TALLEST_COUNTY);
  pb_rate_layout corner;
  if (find_corner(figure, &data, &key, width_pt, map, &corner))
    return fmax(map, least);
  return fmax(map + grid_height(figure->context->theme, &key, width_pt), least);
}

pb_label_box pb_rate_key_draw(const pb_figure *figure, const pb_rate_key *key,
                              const pb_rate_layout *l, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_language *language = figure->context->language;
  double bar = pb_map_scale_bar_width(theme, language, &l->view, SCALE_BAR_PT);
  if (!l->below) {
    pb_map_key_draw(canvas, key->entries, key->n, l->key_x, l->key_y);
    double y = l->key_y + PB_MAP_KEY_LINE * (double)key->n;
    pb_map_scale_bar_draw(canvas, language, &l->view, SCALE_BAR_PT, l->key_x,
                          y + SCALE_BAR_LINE / 2 + 3);
    return (pb_label_box){l->key_x - 4, l->key_y - 4, fmax(l->key_width, bar) + 8,
                          y - l->key_y + SCALE_BAR_LINE + 4};
  }
  size_t columns = grid_columns(theme, key, l->key_width);
  double column = pb_map_key_width(theme, key->entries + 1, key->n - 1) + 12;
  pb_map_key_draw(canvas, key->entries, 1, l->key_x, l->key_y);
  pb_map_scale_bar_draw(canvas, language, &l->view, SCALE_BAR_PT, l->key_x + l->key_width - bar,
                        l->key_y + PB_MAP_KEY_LINE / 2);
  for (size_t i = 1; i < key->n; i++)
    pb_map_key_draw(canvas, &key->entries[i], 1, l->key_x + column * (double)((i - 1) % columns),
                    l->key_y + PB_MAP_KEY_LINE * (double)(1 + (i - 1) / columns));
  return (pb_label_box){l->key_x, l->key_y, l->key_width, pb_canvas_height(canvas) - l->key_y};
}
