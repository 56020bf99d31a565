/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/kernel_density.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/density_bandwidth.h"
#include "engine/stats/input.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
    {"weight", PB_TYPE_DOUBLE, false, N_("weight of an event; 1 without the column")},
};

static const char *const kernels[] = {"gaussian", "quartic", "epanechnikov", "triangular", NULL};
static const char *const bandwidths[] = {"fixed", "scott", "berman-diggle", "likelihood", NULL};
static const char *const corrections[] = {"none", "uniform", "jones-diggle", NULL};
static const char *const methods[] = {"auto", "exact", "fast", NULL};
static const char *const windows[] = {"events", "given", NULL};
static const char *const places_at[] = {"raster", "events", NULL};

#define COORDINATE(key, clause)                                                                    \
  {                                                                                                \
    .name = key, .title = clause, .unit = N_("m"), .type = PB_PARAM_DOUBLE, .def = 0, .min = -1e8, \
    .max = 1e8                                                                                     \
  }

static const pb_param params[] = {
    {.name = "kernel",
     .title = N_("shape of the kernel"),
     .type = PB_PARAM_CHOICE,
     .def_text = "quartic",
     .choices = kernels},
    {.name = "bandwidth",
     .title = N_("how the bandwidth is chosen"),
     .type = PB_PARAM_CHOICE,
     .def_text = "fixed",
     .choices = bandwidths},
    {.name = "h",
     .title = N_("fixed bandwidth: the Gaussian’s standard deviation, the other kernels’ radius"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 300,
     .min = 1e-9,
     .max = 1e7},
    {.name = "cell",
     .title = N_("side of a cell; 0: a fifth of the bandwidth, or a 250th of the window if larger"),
     .unit = N_("m"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e6},
    {.name = "edge",
     .title = N_("correction for the window’s edge: by the kernel’s share inside at the cell "
                 "(uniform) or at the event (jones-diggle)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "uniform",
     .choices = corrections},
    {.name = "window",
     .title = N_("where events can lie: the box around them, or the one given"),
     .type = PB_PARAM_CHOICE,
     .def_text = "events",
     .choices = windows},
    COORDINATE("x_min", N_("west side of the window")),
    COORDINATE("x_max", N_("east side of the window")),
    COORDINATE("y_min", N_("south side of the window")),
    COORDINATE("y_max", N_("north side of the window")),
    {.name = "at",
     .title = N_("where the density is computed"),
     .type = PB_PARAM_CHOICE,
     .def_text = "raster",
     .choices = places_at},
    {.name = "leave_one_out",
     .title = N_("leave an event’s own kernel out of the density at the event"),
     .type = PB_PARAM_BOOL,
     .def = 0},
    {.name = "method",
     .title = N_("exact sums, or fast ones with a small stated error"),
     .type = PB_PARAM_CHOICE,
     .def_text = "auto",
     .choices = methods},
    PB_PARAM_THREADS,
};

static int choice(const pb_params *values, const char *key, const char *const *names) {
  int at = 0;
  while (!g_str_equal(names[at], pb_params_text(values, key)))
    at++;
  return at;
}

/* The events with coordinates, and the window's sides. */
typedef struct {
  double *x, *y, *weight;
  size_t n;
  pb_density_window window;
} event_set;

static void event_set_clear(event_set *e) {
  g_free(e->x);
  g_free(e->y);
  g_free(e->weight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(event_set, event_set_clear)

static event_set read_events(const pb_table *input, const pb_params *values) {
  const pb_column *columns[G_N_ELEMENTS(inputs)];
  pb_input_find(input, inputs, G_N_ELEMENTS(inputs), columns);
  size_t n_rows = pb_table_n_rows(input);
  event_set e = {g_new(double, n_rows + 1), g_new(double, n_rows + 1), g_new(double, n_rows + 1)};
  bool given = choice(values, "window", windows) == 1;
  pb_density_window stated = {pb_params_double(values, "x_min"), pb_params_double(values, "x_max"),
                              pb_params_double(values, "y_min"), pb_params_double(values, "y_max"),
                              NULL};
  pb_density_window box = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL, NULL};
  for (size_t row = 0; row < n_rows; row++) {
    if (!pb_input_complete(columns, G_N_ELEMENTS(inputs), row))
      continue;
    double x = pb_column_double(columns[0], row), y = pb_column_double(columns[1], row);
    if (given && !pb_density_window_holds(&stated, x, y))
      continue;
    e.x[e.n] = x;
    e.y[e.n] = y;
    e.weight[e.n++] = pb_input_or(columns[2], row, 1);
    box.x_min = fmin(box.x_min, x);
    box.x_max = fmax(box.x_max, x);
    box.y_min = fmin(box.y_min, y);
    box.y_max = fmax(box.y_max, y);
  }
  e.window = given ? stated : box;
  return e;
}

/* A raster over the window with its own corner; the last column and row may reach beyond. */
static pb_raster_frame frame_of(const pb_density_window *w, double cell_m) {
  return (pb_raster_frame){w->x_min, w->y_min, cell_m,
                           (size_t)fmax(1, ceil((w->x_max - w->x_min) / cell_m - 1e-9)),
                           (size_t)fmax(1, ceil((w->y_max - w->y_min) / cell_m - 1e-9))};
}

/* The bandwidth, or a reason why there is none. */
static const char *choose_bandwidth(const event_set *e, const pb_params *values, pb_result *result,
                                    double *h_m, GError **error) {
  int how = choice(values, "bandwidth", bandwidths), threads = pb_params_int(values, "threads");
  double scott_x, scott_y, sigma = 0;
  bool spread = pb_bandwidth_scott(e->x, e->y, e->n, &scott_x, &scott_y), found = spread;
  pb_result_set_scalar_maybe(result, "scott_x", spread, spread ? scott_x : 0, N_("m"));
  pb_result_set_scalar_maybe(result, "scott_y", spread, spread ? scott_y : 0, N_("m"));
  if (how == 0) {
    *h_m = pb_params_double(values, "h");
    return NULL;
  }
  if (!spread)
    return N_("All events lie at one place or in a line: no bandwidth can be chosen from them.");
  if (how == 1) {
    sigma = sqrt(scott_x * scott_y);
  } else {
    g_auto(pb_places) places = pb_places_of(e->x, e->y, e->n);
    found = how == 2 ? pb_bandwidth_berman_diggle(&places, &e->window, threads, &sigma)
                     : pb_bandwidth_likelihood(&places, &e->window, threads, &sigma, error);
  }
  *h_m = sigma * pb_kernel_per_sigma((pb_kernel)choice(values, "kernel", kernels));
  return found ? NULL
               : N_("The events do not tell a bandwidth: they are too few or too close together. "
                    "Choose a fixed one.");
}

static void add_numbers(pb_result *result, const char *name, const double *values,
                        const uint8_t *valid, size_t n, const char *unit) {
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_DOUBLE, unit);
  for (size_t i = 0; i < n; i++)
    pb_column_append_maybe(column, !valid || valid[i], values[i]);
}

static void add_raster(pb_result *result, const pb_raster *raster,
                       const pb_density_window *window) {
  const pb_raster_frame *f = &raster->frame;
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, N_("m"));
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, N_("m"));
  double most = 0;
  for (size_t row = 0, i = 0; row < f->n_rows; row++)
    for (size_t col = 0; col < f->n_cols; col++, i++) {
      pb_column_append_double(x, pb_raster_x(f, col));
      pb_column_append_double(y, pb_raster_y(f, row));
      most = fmax(most, raster->value[i]);
    }
  add_numbers(result, "density", raster->value, raster->valid, pb_raster_n_cells(f),
              N_("per square metre"));
  pb_result_set_scalar(result, "columns", (double)f->n_cols, NULL);
  pb_result_set_scalar(result, "rows", (double)f->n_rows, NULL);
  pb_result_set_scalar(result, "max", most, N_("per square metre"));
  pb_result_set_scalar(result, "max_per_km2", most * PB_PER_KM2, N_("per square kilometre"));
  pb_result_set_scalar(result, "volume", pb_density_volume(raster, window), N_("events"));
}

static bool add_density(pb_result *result, const event_set *e, const pb_raster_frame *frame,
                        const pb_density_settings *settings, const pb_params *values,
                        GError **error) {
  const pb_weighted_points points = {e->x, e->y, e->weight, e->n};
  if (choice(values, "at", places_at) == 0) {
    g_autoptr(pb_raster) raster =
        pb_kernel_density(&points, frame, &e->window, settings, NULL, error);
    if (raster)
      add_raster(result, raster, &e->window);
    return raster != NULL;
  }
  g_autofree double *density = g_new(double, e->n);
  g_autofree bool *inside = g_new(bool, e->n);
  if (!pb_kernel_density_at_points(&points, frame, &e->window, settings,
                                   pb_params_bool(values, "leave_one_out"), density, inside, error))
    return false;
  add_numbers(result, "x", e->x, NULL, e->n, N_("m"));
  add_numbers(result, "y", e->y, NULL, e->n, N_("m"));
  add_numbers(result, "density", density, NULL, e->n, N_("per square metre"));
  return true;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  if (!pb_input_check_range(pb_table_find(input, "weight"), 0, 1e15, error))
    return NULL;
  if (choice(values, "window", windows) == 1 &&
      !(pb_params_double(values, "x_min") < pb_params_double(values, "x_max") &&
        pb_params_double(values, "y_min") < pb_params_double(values, "y_max"))) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The window has no inside: x_min must be below x_max and y_min below y_max."));
    return NULL;
  }
  g_auto(event_set) e = read_events(input, values);
  g_autoptr(pb_result) result = pb_result_new("kernel-density");
  pb_result_set_counts(result, e.n, pb_table_n_rows(input) - e.n);
  double h_m = 0, side = fmax(e.window.x_max - e.window.x_min, e.window.y_max - e.window.y_min);
  const char *reason = e.n == 0      ? N_("There are no events with coordinates in the window.")
                       : !(side > 0) ? N_("All events lie at one place: there is no surface.")
                                     : NULL;
  GError *failed = NULL;
  if (!reason)
    reason = choose_bandwidth(&e, values, result, &h_m, &failed);
  if (failed) {
    g_propagate_error(error, failed);
    return NULL;
  }
  if (reason) {
    pb_result_set_reason(result, reason);
    return g_steal_pointer(&result);
  }
  double cell_m = pb_params_double(values, "cell");
  if (cell_m == 0)
    cell_m = fmin(h_m, fmax(h_m / 5, side / 250));
  pb_result_set_scalar(result, "bandwidth", h_m, N_("m"));
  pb_result_set_scalar(result, "cell", cell_m, N_("m"));
  const pb_density_settings settings = {
      .kernel = (pb_kernel)choice(values, "kernel", kernels),
      .h_m = h_m,
      .edge = (pb_edge_correction)choice(values, "edge", corrections),
      .method = (pb_density_method)choice(values, "method", methods),
      .threads = pb_params_int(values, "threads"),
  };
  pb_raster_frame frame = frame_of(&e.window, cell_m);
  if (!add_density(result, &e, &frame, &settings, values, error))
    return NULL;
  return g_steal_pointer(&result);
}

const pb_statistic pb_statistic_kernel_density = {
    .name = "kernel-density",
    .title = N_("Kernel density of events"),
    .description =
        N_("A smooth surface of how many events there are per square metre, on a raster or at the "
           "events themselves. The bandwidth says over how large an area events are spread; use "
           "the same for all years that are compared. The rules that choose one look at each "
           "place once, however many events it has. For display: it is no test."),
    .citation = "Diggle P (1985) J R Stat Soc C 34:138; Silverman BW (1986) Density Estimation; "
                "Berman M, Diggle P (1989) J R Stat Soc B 51:81; Jones MC (1993) Stat Comput 3:135",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
