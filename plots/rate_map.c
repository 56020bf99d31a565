/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/rate_map.h"

#include <math.h>
#include <string.h>

#include "plots/read.h"

#define MARGIN_SHARE .015

bool pb_rate_map_in_scope(const pb_context *context, bool country, size_t m) {
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

static bool is_uncertain(const pb_result *map, bool country, size_t row) {
  double differs;
  return pb_read_flag(map, "unreliable", row) ||
         (pb_read_number(map, country ? "differs_country" : "differs_county", row, &differs) &&
          differs == 0);
}

pb_rate_map pb_rate_map_gather(const pb_figure *figure) {
  const pb_context *context = figure->context;
  const pb_geography *geography = context->geography;
  const pb_result *map = figure->data[0];
  pb_rate_map data = {.country = strcmp(pb_params_text(figure->params, "scope"), "country") == 0,
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
    if (!pb_rate_map_in_scope(context, data.country, m))
      continue;
    double rate;
    data.n_shown++;
    pb_box_add_box(&data.extent, geography->municipalities->box[geography->feature_of[m]]);
    if (data.row_of[m] < 0 || !pb_read_number(map, "rate", (size_t)data.row_of[m], &rate))
      data.n_without++;
    else
      data.n_hatched += is_uncertain(map, data.country, (size_t)data.row_of[m]);
  }
  double margin = MARGIN_SHARE * fmax(data.extent.max_x - data.extent.min_x,
                                      data.extent.max_y - data.extent.min_y);
  data.extent = (pb_box){data.extent.min_x - margin, data.extent.min_y - margin,
                         data.extent.max_x + margin, data.extent.max_y + margin};
  return data;
}

void pb_rate_map_clear(pb_rate_map *data) {
  g_free(data->row_of);
}

bool pb_rate_map_rate(const pb_figure *figure, const pb_rate_map *data, size_t m, double *rate) {
  return data->row_of[m] >= 0 &&
         pb_read_number(figure->data[0], "rate", (size_t)data->row_of[m], rate);
}

bool pb_rate_map_is_unreliable(const pb_figure *figure, const pb_rate_map *data, size_t m) {
  return data->row_of[m] >= 0 &&
         pb_read_flag(figure->data[0], "unreliable", (size_t)data->row_of[m]);
}

bool pb_rate_map_is_hatched(const pb_figure *figure, const pb_rate_map *data, size_t m) {
  return data->row_of[m] >= 0 &&
         is_uncertain(figure->data[0], data->country, (size_t)data->row_of[m]);
}

size_t pb_rate_map_shade(const pb_rate_map *data, double rate) {
  size_t class = pb_map_class_of(&data->classes, rate);
  return data->classes.n == 1 ? 2 : class * 4 / (data->classes.n - 1);
}

uint32_t pb_rate_map_color(const pb_theme *theme, size_t shade) {
  return shade == 0 ? theme->band : theme->sequential[shade];
}
