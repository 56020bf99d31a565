/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/event_coordinates.h"

#include "geo/crs.h"
#include "geo/projection.h"
#include "geo/swedish_grids.h"
#include "geo/sweden_outline.h"

#define NEEDED_SHARE 0.5
#define NEEDED_LEAD 0.2

/* Where the points of Sweden lie in each family. Those of a local zone lie at most 100 km from its
 * meridian; farther out, SWEREF 99 TM begins. */
typedef struct {
  int epsg; /* of the local zones the first stands for all */
  double min_x, max_x, min_y, max_y;
} family;

static const family families[] = {
    {PB_EPSG_WGS84, 9, 26, 54, 71},
    {PB_EPSG_SWEREF99_TM, 250e3, 950e3, 6.05e6, 7.75e6},
    {PB_EPSG_RT90, 1.15e6, 1.95e6, 6.05e6, 7.75e6},
    {PB_EPSG_FIRST_ZONE, 50e3, 250e3, 6.05e6, 7.75e6},
};

static bool in_family(const family *f, double x, double y) {
  return x >= f->min_x && x <= f->max_x && y >= f->min_y && y <= f->max_y;
}

/* The family that most points are in; NULL when it is fewer than half. */
static const family *find_family(const pb_file_point *points, size_t n, bool *swapped) {
  const family *best = NULL;
  size_t most = 0;
  for (size_t f = 0; f < G_N_ELEMENTS(families); f++) {
    size_t straight = 0, turned = 0;
    for (size_t i = 0; i < n; i++) {
      straight += in_family(&families[f], points[i].x, points[i].y);
      turned += in_family(&families[f], points[i].y, points[i].x);
    }
    if (MAX(straight, turned) > most) {
      most = MAX(straight, turned);
      best = &families[f];
      *swapped = turned > straight;
    }
  }
  return (double)most >= NEEDED_SHARE * (double)n ? best : NULL;
}

static bool is_half(size_t part, size_t whole) {
  return whole > 0 && (double)part >= NEEDED_SHARE * (double)whole;
}

/* Project into `moved` and count. Where the projection is not defined, a point is in no place. */
static pb_crs_fit measure(const pb_projection *projection, int epsg, bool swapped,
                          const pb_file_point *points, size_t n,
                          const pb_municipality_finder *finder, pb_file_point *moved) {
  pb_crs_fit fit = {.epsg = epsg, .axes_swapped = swapped, .n = n};
  for (size_t i = 0; i < n; i++) {
    int m = points[i].municipality;
    pb_file_point *to = &moved[i];
    *to = (pb_file_point){swapped ? points[i].y : points[i].x, swapped ? points[i].x : points[i].y,
                          m};
    bool is_stated = m >= 0 && pb_municipality_finder_knows(finder, m);
    fit.n_stated += is_stated;
    if (!pb_projection_point(projection, &to->x, &to->y)) {
      to->x = to->y = 0;
      continue;
    }
    fit.n_in_sweden += pb_sweden_contains(to->x, to->y);
    fit.n_in_stated += is_stated && pb_municipality_finder_near(finder, m, to->x, to->y,
                                                                PB_MUNICIPALITY_TOLERANCE_M);
  }
  return fit;
}

bool pb_crs_fit_points(int epsg, const pb_file_point *points, size_t n,
                       pb_municipality_finder *finder, pb_crs_fit *fit, GError **error) {
  g_autoptr(pb_projection) projection = pb_projection_new(epsg, PB_EPSG_SWEREF99_TM, error);
  if (!projection)
    return false;
  g_autofree pb_file_point *moved = g_new(pb_file_point, n + 1);
  *fit = measure(projection, epsg, false, points, n, finder, moved);
  if (n == 0 || is_half(fit->n_in_sweden, n))
    return true;
  pb_crs_fit turned = measure(projection, epsg, true, points, n, finder, moved);
  if (is_half(turned.n_in_sweden, n))
    *fit = turned;
  return true;
}

static double share_in_layer(const pb_file_point *points, size_t n,
                             pb_municipality_finder *finder) {
  size_t inside = 0;
  for (size_t i = 0; i < n; i++)
    inside += pb_municipality_finder_at(finder, points[i].x, points[i].y) >= 0;
  return n ? (double)inside / (double)n : 0;
}

static bool is_built_up(const pb_geography *geography, const pb_file_point *point) {
  for (size_t p = 0; p < geography->n_places; p++) {
    const pb_place *place = &geography->places[p];
    double radius = pb_place_radius_m(place);
    double dx = point->x - place->x, dy = point->y - place->y;
    if (dx * dx + dy * dy <= radius * radius)
      return true;
  }
  return false;
}

static double share_built_up(const pb_file_point *points, size_t n, const pb_geography *geography) {
  size_t inside = 0;
  for (size_t i = 0; i < n; i++)
    inside += is_built_up(geography, &points[i]);
  return n ? (double)inside / (double)n : 0;
}

static bool is_part_of_country(const pb_geography *geography) {
  for (size_t m = 0; m < geography->n_municipalities; m++)
    if (geography->feature_of[m] < 0)
      return geography->municipalities != NULL;
  return false;
}

/* What speaks for a zone, as a share of the points. */
static double evidence(const pb_crs_fit *fit, const pb_file_point *moved,
                       const pb_geography *geography, pb_municipality_finder *finder) {
  if (fit->n_stated > 0)
    return (double)fit->n_in_stated / (double)fit->n_stated;
  if (!geography)
    return 0;
  if (is_part_of_country(geography))
    return share_in_layer(moved, fit->n, finder);
  return share_built_up(moved, fit->n, geography);
}

static void choose_zone(pb_crs_recognition *found, const pb_file_point *points, size_t n,
                        bool swapped, const pb_geography *geography,
                        pb_municipality_finder *finder) {
  g_autofree pb_file_point *moved = g_new(pb_file_point, n + 1);
  double best = 0, second = 0;
  pb_crs_fit best_fit = {0};
  for (int epsg = PB_EPSG_FIRST_ZONE; epsg <= PB_EPSG_LAST_ZONE; epsg++) {
    g_autoptr(pb_projection) projection = pb_projection_new(epsg, PB_EPSG_SWEREF99_TM, NULL);
    if (!projection)
      continue;
    pb_crs_fit fit = measure(projection, epsg, swapped, points, n, finder, moved);
    double score = evidence(&fit, moved, geography, finder);
    if (score > best) {
      second = best;
      found->rivals[1] = found->rivals[0];
      best = score;
      found->rivals[0] = epsg;
      best_fit = fit;
    } else if (score > second) {
      second = score;
      found->rivals[1] = epsg;
    }
  }
  if (best >= NEEDED_SHARE && best - second >= NEEDED_LEAD) {
    found->fit = best_fit;
    found->rivals[0] = found->rivals[1] = 0;
  }
}

pb_crs_recognition pb_crs_recognise(const pb_file_point *points, size_t n,
                                    const pb_geography *geography, pb_municipality_finder *finder) {
  pb_crs_recognition found = {.fit = {.n = n}};
  bool swapped = false;
  const family *likely = n ? find_family(points, n, &swapped) : NULL;
  if (!likely)
    return found;
  found.local_zones = pb_is_local_zone(likely->epsg);
  if (found.local_zones) {
    choose_zone(&found, points, n, swapped, geography, finder);
    return found;
  }
  g_autoptr(pb_projection) projection = pb_projection_new(likely->epsg, PB_EPSG_SWEREF99_TM, NULL);
  g_autofree pb_file_point *moved = g_new(pb_file_point, n + 1);
  pb_crs_fit fit = {0};
  if (projection)
    fit = measure(projection, likely->epsg, swapped, points, n, finder, moved);
  if (is_half(fit.n_in_sweden, n))
    found.fit = fit;
  return found;
}
