/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rate of one crime type in the municipalities of the county or of the country. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/map_classes.h"
#include "plots/map_furniture.h"
#include "plots/read.h"

extern const pb_chart pb_chart_choropleth;

#define MARGIN_SHARE .015
#define TALLEST_COUNTRY 460.0
#define TALLEST_COUNTY 300.0
#define KEY_GAP 12.0
#define SCALE_BAR_PT 45.0
#define MOST_SCALE_TEXT 36.0
#define SCALE_BAR_LINE 18.0
#define WIDE_PT 300.0

static const char *const scopes[] = {"county", "country", NULL};

static const pb_param choropleth_params[] = {
    {.name = "type",
     .title = N_("key of the crime type"),
     .type = PB_PARAM_TEXT,
     .def_text = "total"},
    {.name = "scope",
     .title = N_("which municipalities are shown"),
     .type = PB_PARAM_CHOICE,
     .def_text = "county",
     .choices = scopes},
};

/* What the map shows, gathered anew for each drawing: cheap, and the figure stays plain data. */
typedef struct {
  bool country;
  int *row_of; /* municipality -> row of the result, -1: none */
  pb_map_classes classes;
  pb_box extent;
  size_t n_shown, n_unreliable, n_without;
} map_data;

static bool in_scope(const pb_context *context, bool country, size_t m) {
  const pb_municipality *all = context->dataset->municipalities;
  return context->geography->feature_of[m] >= 0 &&
         (country || strcmp(all[m].county_code, all[context->municipality].county_code) == 0);
}

/* Classes are those of the whole country also for a county, so that maps can be compared. */
static pb_map_classes national_classes(const pb_result *map) {
  size_t n_rows = pb_read_rows(map), n = 0;
  g_autofree double *rates = g_new0(double, n_rows + 1);
  for (size_t i = 0; i < n_rows; i++)
    if (pb_read_number(map, "rate", i, &rates[n]))
      n++;
  return pb_map_classes_make(rates, n);
}

static map_data gather(const pb_figure *figure) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  const pb_result *map = figure->data[0];
  map_data data = {.country = strcmp(pb_params_text(figure->params, "scope"), "country") == 0,
                   .row_of = g_new(int, geography->n_municipalities + 1),
                   .classes = national_classes(map),
                   .extent = pb_box_empty()};
  for (size_t m = 0; m < geography->n_municipalities; m++)
    data.row_of[m] = -1;
  for (size_t i = 0; i < pb_read_rows(map); i++) {
    int m = pb_dataset_municipality(context->dataset, pb_read_text(map, "code", i));
    if (m >= 0 && (size_t)m < geography->n_municipalities)
      data.row_of[m] = (int)i;
  }
  for (size_t m = 0; m < geography->n_municipalities; m++) {
    if (!in_scope(context, data.country, m))
      continue;
    double rate;
    data.n_shown++;
    pb_box_add_box(&data.extent, geography->municipalities->box[geography->feature_of[m]]);
    if (data.row_of[m] < 0 || !pb_read_number(map, "rate", (size_t)data.row_of[m], &rate))
      data.n_without++;
    else
      data.n_unreliable += pb_read_flag(map, "unreliable", (size_t)data.row_of[m]);
  }
  double margin = MARGIN_SHARE * fmax(data.extent.max_x - data.extent.min_x,
                                      data.extent.max_y - data.extent.min_y);
  data.extent = (pb_box){data.extent.min_x - margin, data.extent.min_y - margin,
                         data.extent.max_x + margin, data.extent.max_y + margin};
  return data;
}

static void map_data_clear(map_data *data) {
  g_free(data->row_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(map_data, map_data_clear)

static bool rate_of(const pb_figure *figure, const map_data *data, size_t m, double *rate) {
  return data->row_of[m] >= 0 &&
         pb_read_number(figure->data[0], "rate", (size_t)data->row_of[m], rate);
}

static bool is_unreliable(const pb_figure *figure, const map_data *data, size_t m) {
  return data->row_of[m] >= 0 &&
         pb_read_flag(figure->data[0], "unreliable", (size_t)data->row_of[m]);
}

/* Fewer classes take the ends and the middle of the ramp, not its light half. */
static size_t shade_of(const map_data *data, double rate) {
  size_t class = pb_map_class_of(&data->classes, rate);
  return data->classes.n == 1 ? 2 : class * 4 / (data->classes.n - 1);
}

/* The lightest step of the ramp is too near to paper for a map that also has places without data.
 */
static uint32_t shade_color(const pb_theme *theme, size_t shade) {
  return shade == 0 ? theme->band : theme->sequential[shade];
}

/* ---- words ---- */

static char *make_title(const pb_figure *figure, const map_data *data) {
  const pb_context *context = figure->context;
  const pb_municipality *m = pb_chart_municipality(context);
  const char *noun = pb_type_noun(context->language, pb_chart_type(figure));
  double own, other;
  size_t rank = 1, n = 0;
  if (!rate_of(figure, data, (size_t)context->municipality, &own))
    return g_strdup_printf(_("No rate of %s is known for %s"), noun, m->name);
  if (is_unreliable(figure, data, (size_t)context->municipality))
    return g_strdup_printf(_("%s: too few %s for a reliable comparison"), m->name, noun);
  for (size_t i = 0; i < context->geography->n_municipalities; i++)
    if (in_scope(context, data->country, i) && rate_of(figure, data, i, &other)) {
      n++;
      rank += other > own;
    }
  const char *where = data->country ? _("the country") : m->county_name;
  if (n == 1)
    return g_strdup_printf(_("%s is the only municipality with figures in %s"), m->name, where);
  if (rank == 1)
    return g_strdup_printf(_("%s has the most %s per resident in %s"), m->name, noun, where);
  if (rank == n)
    return g_strdup_printf(_("%s has the fewest %s per resident in %s"), m->name, noun, where);
  return g_strdup_printf(_("%s ranks %d of %d in %s by %s per resident"), m->name, (int)rank,
                         (int)n, where, noun);
}

static char *make_note(const pb_figure *figure, const map_data *data) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  g_autoptr(GPtrArray) spikes = g_ptr_array_new();
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (in_scope(context, data->country, m) && data->row_of[m] >= 0 &&
        pb_read_flag(figure->data[0], "spike", (size_t)data->row_of[m]))
      g_ptr_array_add(spikes, context->dataset->municipalities[m].name);
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(sentences, g_strdup(_("The limits divide all municipalities of the country into "
                                        "groups of about the same size.")));
  if (data->n_unreliable > 0)
    g_ptr_array_add(sentences,
                    g_strdup_printf(_("Hatched: fewer than %d crimes, so the level is uncertain."),
                                    PB_COUNTS_BELOW));
  g_autofree char *names = pb_chart_list((const char *const *)spikes->pdata, spikes->len);
  if (spikes->len > 6)
    g_ptr_array_add(sentences, g_strdup_printf(_("In %d municipalities a single case may explain "
                                                 "the level of the year."),
                                               (int)spikes->len));
  else if (spikes->len > 0)
    g_ptr_array_add(
        sentences,
        g_strdup_printf(_("A single case may explain the level of the year in %s."), names));
  g_ptr_array_add(sentences, NULL);
  return g_strjoinv(" ", (char **)sentences->pdata);
}

static char *make_alt(const pb_figure *figure, const map_data *data) {
  const pb_context *context = figure->context;
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  const char *high = NULL, *low = NULL;
  double most = 0, least = 0, rate;
  for (size_t m = 0; m < context->geography->n_municipalities; m++)
    if (in_scope(context, data->country, m) && rate_of(figure, data, m, &rate) &&
        !is_unreliable(figure, data, m)) {
      if (!high || rate > most)
        most = rate, high = context->dataset->municipalities[m].name;
      if (!low || rate < least)
        least = rate, low = context->dataset->municipalities[m].name;
    }
  if (!high || high == low)
    return g_strdup_printf(_("Map. %s."), figure->title);
  g_autofree char *top = pb_format_rate(context->language, most);
  g_autofree char *bottom = pb_format_rate(context->language, least);
  return g_strdup_printf(_("Map. %s. %s per 100,000 residents is highest in %s (%s) and lowest in "
                           "%s (%s)."),
                         figure->title, label, high, top, low, bottom);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  pb_figure *figure = pb_chart_new_typed(&pb_chart_choropleth, context, params, error);
  if (!figure)
    return NULL;
  bool country = strcmp(pb_params_text(params, "scope"), "country") == 0;
  const pb_municipality *m = pb_chart_municipality(context);
  const char *label = pb_type_label(context->language, pb_chart_type(figure));
  int year = context->dataset->period_end;
  char *id = g_strconcat(figure->id, country ? "-country" : "-county", NULL);
  g_free(figure->id);
  figure->id = id;
  figure->data[0] = pb_analysis_find(context->analysis, "map", figure->type);
  figure->source =
      pb_chart_source(context, PB_SOURCE_CRIME | PB_SOURCE_POPULATION | PB_SOURCE_BOUNDARIES);
  figure->subtitle =
      country
          ? g_strdup_printf(_("%s per 100,000 residents in %d, all municipalities"), label, year)
          : g_strdup_printf(_("%s per 100,000 residents in %d, municipalities of %s"), label, year,
                            m->county_name);
  const pb_geography *geography = context->geography;
  bool has_shapes =
      geography && geography->municipalities && geography->feature_of[context->municipality] >= 0;
  if (!has_shapes)
    figure->empty = g_strdup_printf(
        _("There is no map: the project has no layer with the boundaries of %s."), m->full_name);
  else if (pb_read_rows(figure->data[0]) == 0)
    figure->empty =
        g_strdup_printf(_("There is no map: no municipality has figures for %d."), year);
  if (figure->empty) {
    figure->title = g_strdup(label);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  g_auto(map_data) data = gather(figure);
  figure->title = make_title(figure, &data);
  figure->note = make_note(figure, &data);
  figure->alt = make_alt(figure, &data);
  return figure;
}

/* ---- the key ---- */

#define MOST_ENTRIES (PB_MAP_MAX_CLASSES + 3)

typedef struct {
  pb_map_key_entry entries[MOST_ENTRIES];
  size_t n;
} map_key;

static void map_key_clear(map_key *key) {
  for (size_t i = 0; i < key->n; i++)
    g_free(key->entries[i].text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(map_key, map_key_clear)

static void key_add(map_key *key, pb_paint paint, char *text, bool strong) {
  key->entries[key->n++] = (pb_map_key_entry){paint, text, strong};
}

static pb_paint hatched(const pb_theme *theme, size_t shade) {
  return (pb_paint){.hatch = true, .stroke_color = shade >= 3 ? theme->paper : theme->grey};
}

static pb_paint no_data(const pb_theme *theme) {
  return (pb_paint){
      .fill = true, .fill_color = theme->paper, .stroke_width = .5, .stroke_color = theme->context};
}

static char *class_text(const pb_language *language, const pb_map_classes *classes, size_t i) {
  g_autofree char *low = i > 0 ? pb_format_rate(language, classes->limits[i - 1]) : NULL;
  g_autofree char *high = i + 1 < classes->n ? pb_format_rate(language, classes->limits[i]) : NULL;
  if (low && high)
    return g_strdup_printf("%s–%s", low, high);
  if (high)
    return g_strdup_printf(_("under %s"), high);
  return low ? g_strdup_printf(_("%s or more"), low) : g_strdup(_("all"));
}

/* First the own municipality, then the classes from the highest down. */
static map_key make_key(const pb_figure *figure, const map_data *data) {
  const pb_context *context = figure->context;
  const pb_theme *theme = context->theme;
  map_key key = {.n = 0};
  const char *name = pb_chart_municipality(context)->name;
  double own;
  pb_paint paint = {.fill = true, .stroke_width = 1.2, .stroke_color = theme->ink};
  if (rate_of(figure, data, (size_t)context->municipality, &own)) {
    g_autofree char *rate = pb_format_rate(context->language, own);
    paint.fill_color = shade_color(theme, shade_of(data, own));
    paint.hatch = is_unreliable(figure, data, (size_t)context->municipality);
    key_add(&key, paint, g_strdup_printf("%s %s", name, rate), true);
  } else {
    paint.fill_color = theme->paper;
    key_add(&key, paint, g_strdup(name), true);
  }
  for (size_t i = data->classes.n; i-- > 0;) {
    size_t shade = data->classes.n == 1 ? 2 : i * 4 / (data->classes.n - 1);
    key_add(&key, pb_fill(shade_color(theme, shade)),
            class_text(context->language, &data->classes, i), false);
  }
  if (data->n_unreliable > 0) {
    pb_paint lines = hatched(theme, 0);
    lines.fill = true;
    lines.fill_color = theme->sequential[1];
    key_add(&key, lines, g_strdup_printf(_("under %d crimes"), PB_COUNTS_BELOW), false);
  }
  if (data->n_without > 0)
    key_add(&key, no_data(theme), g_strdup(_("no figure")), false);
  return key;
}

/* ---- where map and key go ---- */

typedef struct {
  pb_map_view view;
  bool below; /* the key's entries stand in columns below the map */
  double key_x, key_y, key_width;
} layout;

static double shape_of(const map_data *data) {
  return (data->extent.max_y - data->extent.min_y) / (data->extent.max_x - data->extent.min_x);
}

static double key_block_height(const map_key *key) {
  return PB_MAP_KEY_LINE * (double)key->n + SCALE_BAR_LINE;
}

/* Below a map the own value and the scale bar share a line; classes stand in columns under it. */
static size_t grid_columns(const pb_theme *theme, const map_key *key, double width) {
  double widest = pb_map_key_width(theme, key->entries + 1, key->n - 1) + 12;
  return (size_t)CLAMP(floor((width + 12) / widest), 1, (double)key->n);
}

static double grid_height(const pb_theme *theme, const map_key *key, double width) {
  size_t columns = grid_columns(theme, key, width);
  size_t rows = (key->n - 1 + columns - 1) / columns;
  return KEY_GAP - 4 + PB_MAP_KEY_LINE * (double)(1 + rows);
}

static bool is_open(const pb_figure *figure, const map_data *data, const pb_map_view *view,
                    pb_label_box box) {
  const pb_geography *geography = figure->context->geography;
  for (size_t m = 0; m < geography->n_municipalities; m++) {
    if (!in_scope(figure->context, data->country, m))
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
static bool key_is_open(const pb_figure *figure, const map_data *data, const map_key *key,
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
static bool find_corner(const pb_figure *figure, const map_data *data, const map_key *key,
                        double width, double height, layout *l) {
  const pb_context *context = figure->context;
  pb_map_view view = pb_map_fit(data->extent, (pb_label_box){0, 0, width, height});
  double bar = pb_map_scale_bar_width(context->theme, context->language, &view, SCALE_BAR_PT);
  double wide = fmax(pb_map_key_width(context->theme, key->entries, key->n), bar);
  double tall = key_block_height(key);
  for (int corner = 0; corner < 4 && wide <= width && tall <= height; corner++) {
    double x = corner % 2 ? width - wide : 0, y = corner / 2 ? height - tall : 0;
    if (!key_is_open(figure, data, key, &view, x, y, bar))
      continue;
    *l = (layout){.view = view, .key_x = x, .key_y = y, .key_width = wide};
    return true;
  }
  return false;
}

static layout beside(const pb_figure *figure, const map_data *data, const map_key *key,
                     double width, double height) {
  double wide = pb_map_key_width(figure->context->theme, key->entries, key->n);
  wide = fmax(wide, SCALE_BAR_PT + MOST_SCALE_TEXT);
  double map = fmin(width - wide - KEY_GAP, height / shape_of(data));
  return (layout){.view = pb_map_fit(data->extent, (pb_label_box){0, 0, map, height}),
                  .key_x = map + KEY_GAP,
                  .key_y = fmax(0, height - key_block_height(key)),
                  .key_width = wide};
}

static layout below(const pb_figure *figure, const map_data *data, const map_key *key, double width,
                    double height) {
  double key_height = grid_height(figure->context->theme, key, width);
  pb_label_box frame = {0, 0, width, fmax(height - key_height, 40)};
  return (layout){.view = pb_map_fit(data->extent, frame),
                  .below = true,
                  .key_x = 0,
                  .key_y = frame.height + KEY_GAP - 4,
                  .key_width = width};
}

/* The arrangement that shows the map largest. */
static layout arrange(const pb_figure *figure, const map_data *data, const map_key *key,
                      double width, double height) {
  layout best = beside(figure, data, key, width, height), other;
  if (find_corner(figure, data, key, width, height, &other) &&
      other.view.points_per_metre > best.view.points_per_metre * 1.02)
    best = other;
  other = below(figure, data, key, width, height);
  return other.view.points_per_metre > best.view.points_per_metre * 1.1 ? other : best;
}

static double height(const pb_figure *figure, double width_pt) {
  g_auto(map_data) data = gather(figure);
  g_auto(map_key) key = make_key(figure, &data);
  double shape = shape_of(&data), least = key_block_height(&key);
  if (data.country)
    return fmin(width_pt * 1.95, TALLEST_COUNTRY);
  if (width_pt >= WIDE_PT)
    return fmax(fmin(width_pt * .75 * shape, TALLEST_COUNTY), least);
  double map = fmin(width_pt * CLAMP(shape, .5, 1.4), TALLEST_COUNTY);
  layout corner;
  if (find_corner(figure, &data, &key, width_pt, map, &corner))
    return fmax(map, least);
  return fmax(map + grid_height(figure->context->theme, &key, width_pt), least);
}

/* ---- drawing ---- */

static void draw_shape(const pb_figure *figure, const map_data *data, pb_canvas *canvas,
                       const pb_map_view *view, size_t m) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  size_t feature = (size_t)context->geography->feature_of[m];
  const char *name = context->dataset->municipalities[m].name;
  double rate;
  if (!rate_of(figure, data, m, &rate)) {
    g_autofree char *tip = g_strdup_printf(_("%s: no figure"), name);
    pb_canvas_begin_group(canvas, tip);
    pb_map_draw_polygon(canvas, view, layer, feature, no_data(theme));
    pb_canvas_end_group(canvas);
    return;
  }
  size_t shade = shade_of(data, rate);
  g_autofree char *number = pb_format_rate(context->language, rate);
  g_autofree char *tip = g_strdup_printf("%s: %s", name, number);
  pb_paint paint = pb_fill(shade_color(theme, shade));
  paint.stroke_width = data->country ? .25 : .8;
  paint.stroke_color = theme->paper;
  pb_canvas_begin_group(canvas, tip);
  pb_map_draw_polygon(canvas, view, layer, feature, paint);
  if (is_unreliable(figure, data, m))
    pb_map_draw_polygon(canvas, view, layer, feature, hatched(theme, shade));
  pb_canvas_end_group(canvas);
}

/* Ink inside a paper edge, so that it is seen on the darkest shade too. */
static void draw_own_outline(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                             bool country) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  size_t feature = (size_t)context->geography->feature_of[context->municipality];
  double width = country ? 1 : 1.4;
  pb_map_draw_polygon(canvas, view, layer, feature, pb_stroke(theme->paper, width + 1.6));
  pb_map_draw_polygon(canvas, view, layer, feature, pb_stroke(theme->ink, width));
}

/* The own municipality is named beside its shape: on the map of the country, and where the shape
 * has no room. */
static void name_own_beside(const pb_figure *figure, pb_canvas *canvas, const pb_map_view *view,
                            pb_label_place *place) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_layer *layer = context->geography->municipalities;
  pb_box own = layer->box[context->geography->feature_of[context->municipality]];
  pb_label_box at = pb_map_box(view, own), box;
  double x = at.x + at.width / 2, y = at.y + at.height / 2;
  double radius = hypot(at.width, at.height) / 2;
  if (radius < 5) { /* too small to be found by its outline */
    radius = 6;
    pb_canvas_circle(canvas, x, y, radius, pb_stroke(theme->ink, 1));
  } else {
    radius = fmin(at.width, at.height) / 2;
  }
  pb_text_style style = pb_style_strong(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
  style.halo = 1.4;
  const char *name = pb_chart_municipality(context)->name;
  pb_size size = pb_text_size(theme, name, style.size, style.weight);
  if (pb_label_place_beside(place, x, y, radius, size, &box))
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, name, style);
}

static bool name_shape(const pb_figure *figure, const map_data *data, pb_canvas *canvas,
                       const pb_map_view *view, pb_label_place *place, size_t m) {
  const pb_context *context = figure->context;
  const pb_theme *theme = pb_canvas_theme(canvas);
  bool own = (int)m == context->municipality;
  double rate;
  size_t shade = rate_of(figure, data, m, &rate) ? shade_of(data, rate) : 0;
  const char *name = context->dataset->municipalities[m].name;
  size_t feature = (size_t)context->geography->feature_of[m];
  const pb_layer *layer = context->geography->municipalities;
  pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
  style.weight = own ? 600 : 400;
  bool over_lines = is_unreliable(figure, data, m);
  if (shade >= 3 && !over_lines) {
    pb_text_style light = style;
    light.color = theme->paper;
    if (pb_map_name_draw(canvas, view, layer, feature, name, light, 1, false, place))
      return true;
  }
  style.halo = 1.2;
  return pb_map_name_draw(canvas, view, layer, feature, name, style, own ? .5 : .85, over_lines,
                          place);
}

/* Key and scale bar; returns the box they take. */
static pb_label_box draw_key(const pb_figure *figure, const map_key *key, const layout *l,
                             pb_canvas *canvas) {
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

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  double width = pb_canvas_width(canvas), tall = pb_canvas_height(canvas);
  g_auto(map_data) data = gather(figure);
  g_auto(map_key) key = make_key(figure, &data);
  layout l = arrange(figure, &data, &key, width, tall);
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (in_scope(context, data.country, m))
      draw_shape(figure, &data, canvas, &l.view, m);
  draw_own_outline(figure, canvas, &l.view, data.country);

  pb_label_box key_box = draw_key(figure, &key, &l, canvas);
  g_autoptr(pb_label_place) place = pb_label_place_new((pb_label_box){0, 0, width, tall});
  pb_label_place_avoid(place, key_box);
  if (data.country) {
    name_own_beside(figure, canvas, &l.view, place);
    return;
  }
  if (!name_shape(figure, &data, canvas, &l.view, place, (size_t)context->municipality))
    name_own_beside(figure, canvas, &l.view, place);
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (in_scope(context, false, m) && (int)m != context->municipality)
      name_shape(figure, &data, canvas, &l.view, place, m);
}

const pb_chart pb_chart_choropleth = {
    .name = "choropleth",
    .title = N_("Map of rates"),
    .question = N_("Where in the county or the country is the level high?"),
    .description = N_(
        "Darker means more reported crimes per resident. The limits divide all municipalities of "
        "the country into five groups of about the same size, rounded, and are the same on the "
        "map of a county. Hatched: fewer than 20 crimes, so the level is uncertain. White with "
        "an outline: no figure."),
    .params = choropleth_params,
    .n_params = G_N_ELEMENTS(choropleth_params),
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
