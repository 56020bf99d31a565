/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the municipality lies: in its county, with its built-up areas and its neighbours. */
#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/chart_draw.h"
#include "plots/chart_words.h"
#include "plots/map_furniture.h"

extern const pb_chart pb_chart_locator_map;

/* The municipality takes at least this share of the map's longer side, and the map shows at least
 * this many metres, so that small ones are seen among their neighbours. */
#define LEAST_SHARE .38
#define LEAST_EXTENT_M 18000.0
#define MARGIN_SHARE .03
#define MOST_NAMES 12
#define MOST_NAMES_NARROW 8
#define WIDE_PT 300.0
#define TALLEST 300.0
#define STRIP_GAP 7.0
#define SCALE_BAR_SHARE .16
#define MOST_SCALE_BAR_PT 60.0

static bool has_map(const pb_context *context) {
  const pb_geography *geography = context->geography;
  return geography && geography->municipalities &&
         (size_t)context->municipality < geography->n_municipalities &&
         geography->feature_of[context->municipality] >= 0;
}

static size_t own_feature(const pb_context *context) {
  return (size_t)context->geography->feature_of[context->municipality];
}

static bool in_county(const pb_context *context, size_t m) {
  const pb_municipality *all = context->dataset->municipalities;
  return strcmp(all[m].county_code, all[context->municipality].county_code) == 0;
}

static pb_box county_box(const pb_context *context, size_t *n_members) {
  const pb_geography *geography = context->geography;
  pb_box box = pb_box_empty();
  *n_members = 0;
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] >= 0 && in_county(context, m)) {
      pb_box_add_box(&box, geography->municipalities->box[geography->feature_of[m]]);
      ++*n_members;
    }
  return box;
}

/* Where an extent of `size` goes so that it keeps near `centre` but shows the county. */
static double slide(double centre, double size, double low, double high) {
  if (high - low <= size)
    return (low + high) / 2;
  return CLAMP(centre, low + size / 2, high - size / 2);
}

static pb_box choose_extent(const pb_context *context) {
  size_t n;
  pb_box county = county_box(context, &n);
  pb_box own = context->geography->municipalities->box[own_feature(context)];
  double county_m = fmax(county.max_x - county.min_x, county.max_y - county.min_y);
  double own_m = fmax(own.max_x - own.min_x, own.max_y - own.min_y);
  double wanted = fmax(own_m / LEAST_SHARE, LEAST_EXTENT_M);
  pb_box extent = county;
  if (wanted < county_m) {
    double x = slide((own.min_x + own.max_x) / 2, wanted, county.min_x, county.max_x);
    double y = slide((own.min_y + own.max_y) / 2, wanted, county.min_y, county.max_y);
    extent = (pb_box){x - wanted / 2, y - wanted / 2, x + wanted / 2, y + wanted / 2};
  } else if (county_m < LEAST_EXTENT_M) {
    double x = (county.min_x + county.max_x) / 2, y = (county.min_y + county.max_y) / 2;
    pb_box_add(&extent, x - LEAST_EXTENT_M / 2, y - LEAST_EXTENT_M / 2);
    pb_box_add(&extent, x + LEAST_EXTENT_M / 2, y + LEAST_EXTENT_M / 2);
  }
  double margin = MARGIN_SHARE * fmax(extent.max_x - extent.min_x, extent.max_y - extent.min_y);
  return (pb_box){extent.min_x - margin, extent.min_y - margin, extent.max_x + margin,
                  extent.max_y + margin};
}

/* Built-up areas of the municipality: how many, and the largest. */
static size_t count_places(const pb_context *context, const pb_place **largest, size_t n_named,
                           const char **names) {
  size_t n = 0;
  const pb_geography *geography = context->geography;
  *largest = NULL;
  for (size_t i = 0; i < geography->n_places; i++)
    if (geography->places[i].municipality == context->municipality) {
      if (!*largest)
        *largest = &geography->places[i];
      if (n < n_named)
        names[n] = geography->places[i].name;
      n++;
    }
  return n;
}

static char *make_title(const pb_context *context, size_t n, const pb_place *largest) {
  const pb_municipality *m = pb_chart_municipality(context);
  g_autofree char *county = pb_chart_county(context);
  if (n == 0)
    return g_strdup_printf(_("%s is in %s"), m->name, county);
  double residents = 0;
  const pb_result *population = pb_analysis_find(context->analysis, "population", -1);
  pb_result_get_scalar(population, "latest_exposure", &residents);
  g_autofree char *number = pb_format_integer(context->language, largest->population);
  bool spans = residents > 0 && (double)largest->population > residents;
  bool shared = spans || largest->population <= 0;
  if (n == 1 && spans)
    return g_strdup_printf(
        _("%s is part of the built-up area of %s, which spans several municipalities"), m->name,
        largest->name);
  if (n == 1)
    return shared ? g_strdup_printf(_("%s has one built-up area, %s"), m->name, largest->name)
                  : g_strdup_printf(_("%s has one built-up area, %s, with %s residents"), m->name,
                                    largest->name, number);
  g_autofree char *count = pb_format_small_number(context->language, (int)n);
  return shared
             ? g_strdup_printf(_("%s has %s built-up areas, the largest is %s"), m->name, count,
                               largest->name)
             : g_strdup_printf(_("%s has %s built-up areas, the largest is %s with %s residents"),
                               m->name, count, largest->name, number);
}

static char *make_alt(const pb_context *context, size_t n, const char *const *names) {
  g_autofree char *county = pb_chart_county(context);
  g_autofree char *list = pb_chart_list(names, MIN(n, 3));
  if (n == 0)
    return g_strdup_printf(_("Map of %s in %s."), pb_chart_place(context), county);
  if (n <= 3)
    return g_strdup_printf(_("Map of %s in %s. Built-up areas: %s."), pb_chart_place(context),
                           county, list);
  return g_strdup_printf(_("Map of %s in %s. The largest built-up areas are %s."),
                         pb_chart_place(context), county, list);
}

static pb_figure *prepare(const pb_context *context, const pb_params *params,
                          GError **error G_GNUC_UNUSED) {
  pb_figure *figure = pb_chart_new_plain(&pb_chart_locator_map, context, params);
  const pb_municipality *m = pb_chart_municipality(context);
  g_autofree char *county = pb_chart_county(context);
  figure->source = pb_chart_source(context, PB_SOURCE_BOUNDARIES);
  if (!has_map(context)) {
    figure->title = g_strdup_printf(_("%s is in %s"), m->name, county);
    figure->subtitle = g_strdup(county);
    figure->empty =
        g_strdup_printf(_("There is no map: the project has no layer with the boundaries of %s."),
                        pb_chart_place(context));
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  const pb_place *largest;
  const char *names[3] = {NULL};
  size_t n = count_places(context, &largest, 3, names);
  figure->title = make_title(context, n, largest);
  figure->subtitle =
      n > 0 ? g_strdup_printf(_("The municipality in %s with its built-up areas, as far as the "
                                "names have room"),
                              county)
            : g_strdup_printf(_("The municipality in %s"), county);
  figure->alt = make_alt(context, n, names);
  return figure;
}

static pb_paint shape_paint(uint32_t fill, uint32_t edge, double width) {
  return (pb_paint){.fill = true, .fill_color = fill, .stroke_width = width, .stroke_color = edge};
}

/* What the patches below the map mean; returns how many. */
static size_t make_key(const pb_context *context, char *county, pb_map_key_entry entries[2]) {
  const pb_theme *theme = context->theme;
  size_t n_members;
  county_box(context, &n_members);
  entries[0] = (pb_map_key_entry){.paint = shape_paint(theme->sequential[1], theme->accent, 1.2),
                                  .text = (char *)pb_chart_place(context),
                                  .strong = true};
  entries[1] =
      (pb_map_key_entry){.paint = shape_paint(theme->band, theme->context, .5), .text = county};
  return n_members > 1 ? 2 : 1;
}

/* Key on the left, scale bar on the right of its last line, or below where there is no room. */
typedef struct {
  size_t lines;    /* of key and bar together */
  size_t bar_line; /* from 0 */
  double bar_width;
} strip_layout;

static double most_bar(double width) {
  return fmin(width * SCALE_BAR_SHARE, MOST_SCALE_BAR_PT);
}

static strip_layout arrange_strip(const pb_context *context, const pb_map_view *view,
                                  double width) {
  g_autofree char *county = pb_chart_county(context);
  pb_map_key_entry entries[2];
  size_t n = make_key(context, county, entries);
  strip_layout strip = {.lines = pb_map_key_flow(NULL, context->theme, entries, n, 0, 0, width)};
  strip.bar_width =
      pb_map_scale_bar_width(context->theme, context->language, view, most_bar(width));
  double last = 0;
  for (size_t i = strip.lines == 1 ? 0 : n - 1; i < n; i++)
    last += pb_map_key_width(context->theme, &entries[i], 1) + 10;
  strip.bar_line = last + strip.bar_width > width ? strip.lines : strip.lines - 1;
  strip.lines = strip.bar_line + 1;
  return strip;
}

static double map_height(const pb_context *context, double width_pt) {
  pb_box extent = choose_extent(context);
  double shape = (extent.max_y - extent.min_y) / (extent.max_x - extent.min_x);
  return fmin(width_pt * CLAMP(shape, .8, 1.3), TALLEST);
}

static pb_map_view make_view(const pb_context *context, double width, double height) {
  return pb_map_fit(choose_extent(context), (pb_label_box){0, 0, width, height});
}

static double height(const pb_figure *figure, double width_pt) {
  double map = map_height(figure->context, width_pt);
  pb_map_view view = make_view(figure->context, width_pt, map);
  strip_layout strip = arrange_strip(figure->context, &view, width_pt);
  return map + STRIP_GAP + PB_MAP_KEY_LINE * (double)strip.lines;
}

static void draw_shapes(const pb_context *context, pb_canvas *canvas, const pb_map_view *view) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_geography *geography = context->geography;
  const pb_layer *layer = geography->municipalities;
  for (int inside = 0; inside < 2; inside++)
    for (size_t m = 0; m < geography->n_municipalities; m++)
      if (geography->feature_of[m] >= 0 && in_county(context, m) == (inside == 1) &&
          (int)m != context->municipality)
        pb_map_draw_polygon(
            canvas, view, layer, (size_t)geography->feature_of[m],
            shape_paint(inside ? theme->band : theme->sequential[0], theme->paper, .8));
  for (size_t i = 0; i < geography->n_backgrounds; i++)
    for (size_t f = 0; geography->backgrounds[i]->geometry == PB_GEOMETRY_POLYGON &&
                       f < geography->backgrounds[i]->n_features;
         f++)
      pb_map_draw_polygon(canvas, view, geography->backgrounds[i], f, pb_fill(theme->paper));
  pb_map_draw_polygon(canvas, view, layer, own_feature(context),
                      shape_paint(theme->sequential[1], theme->accent, 1.2));
}

/* How much a corner would hide: of the municipality nothing may be hidden, of the county little. */
static double hidden(const pb_context *context, const pb_map_view *view, pb_label_box box) {
  const pb_geography *geography = context->geography;
  double cost = 0;
  for (size_t m = 0; m < geography->n_municipalities; m++) {
    if (geography->feature_of[m] < 0)
      continue;
    g_autoptr(pb_layer) shape =
        pb_map_visible_shape(view, geography->municipalities, (size_t)geography->feature_of[m]);
    double share = shape ? pb_map_share_inside(shape, box) : 0;
    cost += share * ((int)m == context->municipality ? 1000 : in_county(context, m) ? 3 : 1);
  }
  return cost;
}

/* An overview of the country in the corner that hides least; none where all would hide much. */
static bool choose_corner(const pb_context *context, const pb_map_view *view, pb_label_box *box) {
  double tall = fmin(76, view->frame.height * .36), wide = tall * .52, least = 2.6;
  bool found = false;
  for (int corner = 0; corner < 4; corner++) {
    pb_label_box candidate = {
        corner % 2 ? view->frame.x : view->frame.x + view->frame.width - wide,
        corner / 2 ? view->frame.y : view->frame.y + view->frame.height - tall, wide, tall};
    pb_label_box guarded = {candidate.x - 4, candidate.y - 4, wide + 8, tall + 8};
    double cost = hidden(context, view, guarded);
    if (cost < least) {
      least = cost;
      *box = candidate;
      found = true;
    }
  }
  return found;
}

static void draw_places(const pb_context *context, pb_canvas *canvas, const pb_map_view *view,
                        pb_label_place *place, bool *named_itself) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  const pb_geography *geography = context->geography;
  const char *own_name = pb_chart_municipality(context)->name;
  size_t n = 0, most = view->frame.width < WIDE_PT ? MOST_NAMES_NARROW : MOST_NAMES;
  for (size_t i = 0; i < geography->n_places && n < most; i++) {
    const pb_place *p = &geography->places[i];
    if (p->municipality != context->municipality)
      continue;
    double x, y, radius = n == 0 ? 2.4 : 1.7;
    pb_map_point(view, p->x, p->y, &x, &y);
    pb_text_style style = pb_style(theme, theme->ink, PB_ALIGN_START, PB_VALIGN_MIDDLE);
    style.weight = n == 0 ? 600 : 400;
    style.halo = 1.2;
    pb_label_box box, dot = {x - radius - .5, y - radius - .5, 2 * radius + 1, 2 * radius + 1};
    if (!pb_label_place_is_free(place, dot) ||
        !pb_label_place_beside(place, x, y, radius,
                               pb_text_size(theme, p->name, style.size, style.weight), &box))
      continue;
    pb_label_place_avoid(place, dot);
    pb_canvas_circle(canvas, x, y, radius, shape_paint(theme->ink, theme->paper, .6));
    pb_canvas_text(canvas, box.x, box.y + box.height / 2, p->name, style);
    *named_itself |= strcmp(p->name, own_name) == 0;
    n++;
  }
}

static void draw_name(const pb_context *context, pb_canvas *canvas, const pb_map_view *view,
                      pb_label_place *place, size_t m) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  bool own = (int)m == context->municipality;
  pb_text_style style =
      pb_style(theme, own ? theme->accent : theme->grey, PB_ALIGN_MIDDLE, PB_VALIGN_MIDDLE);
  style.weight = own ? 600 : 400;
  style.halo = own ? 1.2 : 0;
  pb_map_name_draw(canvas, view, context->geography->municipalities,
                   (size_t)context->geography->feature_of[m],
                   context->dataset->municipalities[m].name, style, own ? .3 : .92, own, place);
}

static void draw_neighbours(const pb_context *context, pb_canvas *canvas, const pb_map_view *view,
                            pb_label_place *place) {
  for (int inside = 1; inside >= 0; inside--)
    for (size_t m = 0; m < context->geography->n_municipalities; m++)
      if (context->geography->feature_of[m] >= 0 && (int)m != context->municipality &&
          in_county(context, m) == (inside == 1))
        draw_name(context, canvas, view, place, m);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_context *context = figure->context;
  double width = pb_canvas_width(canvas), tall = pb_canvas_height(canvas);
  /* How the strip breaks depends on the scale, which changes little: two lines are the most. */
  pb_map_view view = make_view(context, width, fmax(tall - STRIP_GAP - PB_MAP_KEY_LINE, 40));
  strip_layout strip = arrange_strip(context, &view, width);
  double top = fmax(tall - PB_MAP_KEY_LINE * (double)strip.lines, 40 + STRIP_GAP);
  view = make_view(context, width, top - STRIP_GAP);
  draw_shapes(context, canvas, &view);

  g_autoptr(pb_label_place) place = pb_label_place_new(view.frame);
  pb_label_box corner;
  if (choose_corner(context, &view, &corner)) {
    pb_box own = context->geography->municipalities->box[own_feature(context)];
    pb_map_overview_draw(canvas, context->geography, context->dataset,
                         pb_chart_municipality(context)->county_code, (own.min_x + own.max_x) / 2,
                         (own.min_y + own.max_y) / 2, corner);
    pb_label_place_avoid(place, corner);
  }
  bool named_itself = false;
  draw_places(context, canvas, &view, place, &named_itself);
  if (!named_itself)
    draw_name(context, canvas, &view, place, (size_t)context->municipality);
  draw_neighbours(context, canvas, &view, place);

  g_autofree char *county = pb_chart_county(context);
  pb_map_key_entry entries[2];
  size_t n = make_key(context, county, entries);
  pb_map_key_flow(canvas, context->theme, entries, n, 0, top, width);
  double bar = pb_map_scale_bar_width(context->theme, context->language, &view, most_bar(width));
  pb_map_scale_bar_draw(canvas, context->language, &view, most_bar(width), width - bar,
                        top + PB_MAP_KEY_LINE * ((double)strip.bar_line + .5));
}

const pb_chart pb_chart_locator_map = {
    .name = "locator-map",
    .title = N_("The municipality in its county"),
    .question = N_("Where is the municipality, and where in it do people live?"),
    .description =
        N_("The municipality is outlined, the other municipalities of the county are "
           "grey. Dots are built-up areas, named from the largest on as far as the names "
           "have room. The small map shows the place in the country."),
    .width_mm = 80,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
