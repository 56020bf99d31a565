/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/projection.h"

#include <math.h>
#include <proj.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/swedish_grids.h"

/* Degrees of SWEREF 99 to a plane system. RT 90 is reached by the direct projection (see the
 * header). No database is needed, which saves its start. */
#define TO_PLANE                                                                                   \
  "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "                                 \
  "+step +proj=tmerc +lat_0=0 +ellps=GRS80 "
static const char rt90_definition[] =
    TO_PLANE "+lon_0=15.806284529 +k=1.00000561024 +x_0=1500064.274 +y_0=-667.711";

/* Up to three steps: out of a Swedish plane, between two systems, into a Swedish plane. */
struct pb_projection {
  int from_epsg, to_epsg;
  PJ_CONTEXT *context;
  PJ *steps[3];
  PJ_DIRECTION direction[3];
  size_t n_steps;
};

static bool is_degrees(int epsg) {
  return epsg == PB_EPSG_SWEREF99 || epsg == PB_EPSG_WGS84;
}

/* The projection of a Swedish plane; NULL: not one of them. g_free. */
static char *plane_definition(int epsg) {
  if (epsg == PB_EPSG_RT90)
    return g_strdup(rt90_definition);
  size_t n;
  const pb_swedish_grid *grids = pb_swedish_grids(&n);
  for (size_t i = 0; i < n; i++)
    if (grids[i].epsg == epsg)
      return g_strdup_printf(TO_PLANE "+lon_0=%.2f +k=%.4f +x_0=%.0f +y_0=0", grids[i].meridian,
                             grids[i].scale, grids[i].false_easting_m);
  return NULL;
}

static bool add_step(pb_projection *projection, PJ *step, PJ_DIRECTION direction) {
  if (!step)
    return false;
  projection->steps[projection->n_steps] = step;
  projection->direction[projection->n_steps++] = direction;
  return true;
}

static PJ *between(PJ_CONTEXT *context, int from_epsg, int to_epsg) {
  g_autofree char *from = g_strdup_printf("EPSG:%d", from_epsg);
  g_autofree char *to = g_strdup_printf("EPSG:%d", to_epsg);
  PJ *raw = proj_create_crs_to_crs(context, from, to, NULL);
  if (!raw)
    return NULL;
  PJ *step = proj_normalize_for_visualization(context, raw);
  proj_destroy(raw);
  return step;
}

static bool add_steps(pb_projection *projection) {
  int from = projection->from_epsg, to = projection->to_epsg;
  g_autofree char *out_of = plane_definition(from), *into = plane_definition(to);
  if (out_of && !add_step(projection, proj_create(projection->context, out_of), PJ_INV))
    return false;
  int start = !out_of ? from : is_degrees(to) ? to : PB_EPSG_SWEREF99;
  int goal = !into ? to : is_degrees(start) ? start : PB_EPSG_SWEREF99;
  if (start != goal && !add_step(projection, between(projection->context, start, goal), PJ_FWD))
    return false;
  return !into || add_step(projection, proj_create(projection->context, into), PJ_FWD);
}

pb_projection *pb_projection_new(int from_epsg, int to_epsg, GError **error) {
  g_autoptr(pb_projection) projection = g_new0(pb_projection, 1);
  projection->from_epsg = from_epsg;
  projection->to_epsg = to_epsg;
  if (from_epsg == to_epsg)
    return g_steal_pointer(&projection);
  projection->context = proj_context_create();
  if (projection->context) {
    proj_context_set_enable_network(projection->context, 0);
    proj_log_level(projection->context, PJ_LOG_NONE);
  }
  if (!projection->context || !add_steps(projection)) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("There is no way from EPSG:%d to EPSG:%d; check the code after crs =."),
                from_epsg, to_epsg);
    return NULL;
  }
  return g_steal_pointer(&projection);
}

void pb_projection_free(pb_projection *projection) {
  if (!projection)
    return;
  for (size_t i = 0; i < projection->n_steps; i++)
    proj_destroy(projection->steps[i]);
  if (projection->context)
    proj_context_destroy(projection->context);
  g_free(projection);
}

bool pb_projection_point(const pb_projection *projection, double *x, double *y) {
  PJ_COORD at = proj_coord(*x, *y, 0, 0);
  for (size_t s = 0; s < projection->n_steps; s++)
    at = proj_trans(projection->steps[s], projection->direction[s], at);
  if (!isfinite(at.xy.x) || !isfinite(at.xy.y))
    return false;
  *x = at.xy.x;
  *y = at.xy.y;
  return true;
}

bool pb_projection_apply(const pb_projection *projection, double *x, double *y, size_t n,
                         GError **error) {
  if (projection->n_steps == 0)
    return true;
  for (size_t i = 0; i < n; i++)
    if (!pb_projection_point(projection, &x[i], &y[i])) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("The point %.3f, %.3f does not lie in EPSG:%d; check the code after crs =."),
                  x[i], y[i], projection->from_epsg);
      return false;
    }
  return true;
}

bool pb_layer_project(pb_layer *layer, int to_epsg, GError **error) {
  if (layer->epsg == to_epsg)
    return true;
  g_autoptr(pb_projection) projection = pb_projection_new(layer->epsg, to_epsg, error);
  if (!projection || !pb_projection_apply(projection, layer->x, layer->y, layer->n_vertices, error))
    return false;
  layer->epsg = to_epsg;
  pb_layer_update_boxes(layer);
  return true;
}
