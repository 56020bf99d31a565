/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who borders on whom: exact, across gaps and slivers, at T-junctions, and in Sweden. */
#include <math.h>
#include <string.h>

#include "engine/random.h"
#include "geo/adjacency.h"
#include "geo/shapefile.h"
#include "helpers.h"

static bool linked(const pb_weights *weights, size_t i, size_t j) {
  for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++)
    if (weights->neighbour[k] == j)
      return true;
  return false;
}

static bool are_neighbours(const char *a, const char *b, pb_contiguity contiguity,
                           double tolerance) {
  g_autoptr(pb_layer) layer = layer_of(a, b, NULL);
  g_autoptr(pb_weights) weights = pb_adjacency(layer, contiguity, tolerance);
  g_assert_cmpint(linked(weights, 0, 1), ==, linked(weights, 1, 0));
  return linked(weights, 0, 1);
}

static void check(const char *a, const char *b, double tolerance, bool queen, bool rook) {
  g_assert_cmpint(are_neighbours(a, b, PB_CONTIGUITY_QUEEN, tolerance), ==, queen);
  g_assert_cmpint(are_neighbours(a, b, PB_CONTIGUITY_ROOK, tolerance), ==, rook);
  g_assert_cmpint(are_neighbours(b, a, PB_CONTIGUITY_QUEEN, tolerance), ==, queen);
  g_assert_cmpint(are_neighbours(b, a, PB_CONTIGUITY_ROOK, tolerance), ==, rook);
}

#define SQUARE "500000 6500000, 501000 6500000, 501000 6501000, 500000 6501000"

static void test_touching(void) {
  check(SQUARE, "501000 6500000, 502000 6500000, 502000 6501000, 501000 6501000", 0, true, true);
  /* A corner. */
  check(SQUARE, "501000 6501000, 502000 6501000, 502000 6502000, 501000 6502000", 0, true, false);
  check(SQUARE, "501000 6501000, 502000 6501000, 502000 6502000, 501000 6502000", 20, true, false);
  /* Apart. */
  check(SQUARE, "501001 6500000, 502000 6500000, 502000 6501000, 501001 6501000", 0, false, false);
  /* One in the hole of the other. */
  check("0 0, 900 0, 900 900, 0 900; 300 300, 600 300, 600 600, 300 600",
        "300 300, 600 300, 600 600, 300 600", 0, true, true);
}

/* No shared vertex: a corner of one on an edge of the other, and edges that overlap in part. */
static void test_t_junction(void) {
  check(SQUARE, "501000 6500300, 502000 6500000, 502000 6501000", 0, true, false);
  check(SQUARE, "501000 6500300, 502000 6500300, 502000 6500700, 501000 6500700", 0, true, true);
  check(SQUARE, "501000 6499000, 502000 6499000, 502000 6503000, 501000 6503000", 0, true, true);
  /* On a slanted edge, where the corner is rounded as a double is. */
  check("500000 6500000, 503000 6507000, 500000 6507000",
        "501000 6502333.3333333335, 503000 6500000, 503000 6507000", 0, true, true);
  check("500000 6500000, 503000 6507000, 500000 6507000",
        "501000 6502333.333, 503000 6500000, 503000 6507000", 0.01, true, true);
  /* A sharp corner that touches an edge is a corner. */
  check(SQUARE, "501000 6500300, 502000 6500330, 502000 6500340", 0, true, false);
}

/* Peers that compare vertices split contiguity along rivers and where borders were digitised apart.
 */
static void test_water_and_rivers_splitting_contiguity(void) {
  for (int gap = 1; gap <= 20; gap++) {
    g_autofree char *bank =
        g_strdup_printf("%d 6500010, 502000 6500000, 502000 6500990, %d 6500800, %d 6500500",
                        501000 + gap, 501000 + gap, 501000 + gap + 2);
    check(SQUARE, bank, 25, true, true);
    check(SQUARE, bank, gap - 0.5, false, false);
  }
  /* Overlapping slivers too. */
  check(SQUARE, "500990 6500010, 502000 6500000, 502000 6500990, 500985 6500990", 20, true, true);
  /* A wide water is none to be bridged by this. */
  check(SQUARE, "501100 6500000, 502000 6500000, 502000 6501000", 20, false, false);
}

/* A lattice with edges cut at random and moved by up to 5 m: queen and rook as on a chess board. */
static void test_lattice(void) {
  enum { SIDE = 12 };
  pb_random random = pb_random_start(8, 0);
  g_autoptr(pb_layer) layer = NULL;
  for (int c = 0; c < SIDE * SIDE; c++) {
    GString *ring = g_string_new(NULL);
    static const int along[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    for (int side = 0; side < 4; side++)
      for (int k = 0, n = 1 + (int)pb_random_below(&random, 4); k < n; k++) {
        double t = k ? (k + 0.5 * pb_random_unit(&random)) / n : 0;
        double x = c % SIDE + along[side][0] + t * (along[side + 1][0] - along[side][0]);
        double y = c / SIDE + along[side][1] + t * (along[side + 1][1] - along[side][1]);
        g_string_append_printf(ring, "%s%.6f %.6f", ring->len ? "," : "",
                               x * 1000 + 10 * pb_random_unit(&random) - 5,
                               y * 1000 + 10 * pb_random_unit(&random) - 5);
      }
    if (layer)
      layer_add(layer, ring->str);
    else
      layer = layer_of(ring->str, NULL);
    g_string_free(ring, TRUE);
  }
  g_autoptr(pb_weights) queen = pb_adjacency(layer, PB_CONTIGUITY_QUEEN, 20),
                        rook = pb_adjacency(layer, PB_CONTIGUITY_ROOK, 20);
  for (int a = 0; a < SIDE * SIDE; a++)
    for (int b = 0; b < SIDE * SIDE; b++) {
      int dx = abs(a % SIDE - b % SIDE), dy = abs(a / SIDE - b / SIDE);
      g_assert_cmpint(linked(queen, (size_t)a, (size_t)b), ==, MAX(dx, dy) == 1);
      g_assert_cmpint(linked(rook, (size_t)a, (size_t)b), ==, dx + dy == 1);
    }
}

static size_t feature_of(const pb_column *codes, const char *code) {
  size_t f = 0;
  while (strcmp(pb_column_string(codes, f), code) != 0)
    g_assert_cmpuint(++f, <, pb_column_length(codes));
  return f;
}

/* All 728 pairs of the published list and no others. */
static void test_neighbours_of_municipalities(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_layer) layer =
      pb_shapefile_read(PB_SOURCE_ROOT "/data/boundaries/Kommun_Sweref99TM.shp", NULL, &error);
  g_assert_no_error(error);
  const pb_column *codes = pb_table_find(layer->attributes, "KnKod");
  g_autoptr(pb_weights) weights = pb_adjacency(layer, PB_CONTIGUITY_QUEEN, 0);
  g_autofree char *path = data_path("municipality_neighbours.csv");
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  size_t n_rows = 0, n_links = 0;
  for (size_t l = 1; lines[l]; l++) {
    g_auto(GStrv) words = g_strsplit_set(g_strchomp(lines[l]), ",\" ", -1);
    if (!*words)
      continue;
    size_t f = feature_of(codes, words[0]), listed = 0;
    for (size_t w = 1; words[w]; w++)
      listed += *words[w] && strcmp(words[w], words[0]) != 0;
    n_rows++;
    n_links += listed;
    for (size_t k = weights->first[f]; k < weights->first[f + 1]; k++) {
      const char *code = pb_column_string(codes, weights->neighbour[k]);
      if (!g_strv_contains((const char *const *)words, code))
        g_test_fail_printf("%s-%s is not in the list", words[0], code);
    }
    if (pb_weights_degree(weights, f) != listed)
      g_test_fail_printf("%s has %zu neighbours, %zu in the list", words[0],
                         pb_weights_degree(weights, f), listed);
    if (strcmp(words[0], "0980") == 0) /* Gotland */
      g_assert_cmpuint(pb_weights_degree(weights, f), ==, 0);
  }
  /* As many pairs as GEOS finds with an intersection of some length, but two: Håbo and Uppsala have
   * the ends of their border 3 mm apart, and Håbo and Knivsta overlap by up to 87 m. */
  g_autoptr(pb_weights) rook = pb_adjacency(layer, PB_CONTIGUITY_ROOK, 0),
                        wide = pb_adjacency(layer, PB_CONTIGUITY_ROOK, 100);
  g_assert_cmpuint(rook->first[rook->n], ==, 2 * 691);
  size_t habo = feature_of(codes, "0305"), knivsta = feature_of(codes, "0330");
  g_assert_true(linked(rook, habo, feature_of(codes, "0380")));
  g_assert_false(linked(rook, habo, knivsta));
  g_assert_true(linked(wide, habo, knivsta));
  g_assert_cmpuint(n_rows, ==, 290);
  g_assert_cmpuint(n_links, ==, 1456);
}

static void test_degenerate(void) {
  g_autoptr(pb_layer) layer =
      layer_of("5 5, 5 5, 5 5", "0 0, 10 10, 0 0", "20 20, 30 20, 30 30", NULL);
  for (int c = PB_CONTIGUITY_QUEEN; c <= PB_CONTIGUITY_ROOK; c++) {
    g_autoptr(pb_weights) weights = pb_adjacency(layer, (pb_contiguity)c, 0);
    g_assert_cmpuint(weights->n, ==, 3);
    g_assert_cmpuint(weights->first[3], ==, 0);
  }
  layer->part_first[1] = layer->part_first[2] = layer->part_first[3] = 0;
  pb_layer_update_boxes(layer);
  g_autoptr(pb_weights) none = pb_adjacency(layer, PB_CONTIGUITY_ROOK, 1e6);
  g_assert_cmpuint(none->first[3], ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/adjacency/touching", test_touching);
  g_test_add_func("/adjacency/t-junction", test_t_junction);
  g_test_add_func("/adjacency/water-and-rivers-splitting-contiguity",
                  test_water_and_rivers_splitting_contiguity);
  g_test_add_func("/adjacency/lattice", test_lattice);
  g_test_add_func("/adjacency/neighbours-of-municipalities", test_neighbours_of_municipalities);
  g_test_add_func("/adjacency/degenerate", test_degenerate);
  return g_test_run();
}
