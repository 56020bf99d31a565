/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/generator/places.h"

#define N_AREAS 15

/* Built-up areas with their middle (SWEREF 99 TM), area and residents in 2020: Statistics Sweden,
 * as in data/boundaries/swemapdata_tatorter. `radius_m` is that of a disc of the same area. */
static const struct {
  int east, north, radius_m;
  double residents;
} areas[N_AREAS] = {
    {510915, 6569118, 4185, 126604}, /* Örebro */
    {512823, 6578579, 684, 2782},    /* Hovsta */
    {519097, 6569272, 804, 2148},    /* Ekeby-Almby */
    {496313, 6573892, 705, 1550},    /* Garphyttan */
    {530247, 6558459, 711, 1323},    /* Odensbacken */
    {514122, 6564360, 707, 941},     /* Norra Bro */
    {528603, 6563607, 581, 796},     /* Stora Mellösa */
    {522996, 6575320, 621, 793},     /* Glanshammar */
    {499034, 6570373, 636, 786},     /* Latorpsbruk */
    {513876, 6583912, 448, 521},     /* Ölmbrotorp */
    {538140, 6555799, 651, 316},     /* Hampetorp */
    {527025, 6556808, 437, 250},     /* Askersby */
    {531081, 6547787, 319, 230},     /* Kilsmo */
    {513957, 6588974, 422, 204},     /* Ervalla */
    {532124, 6576348, 348, 200},     /* Sjöboviken */
};

/* Between which areas roads run inside the municipality. */
static const int roads[][2] = {{0, 1}, {0, 2}, {0, 5},  {0, 8},  {8, 3},  {1, 9}, {9, 13},
                               {2, 6}, {6, 4}, {4, 11}, {4, 10}, {7, 14}, {1, 7}};
#define N_ROADS (sizeof roads / sizeof *roads)

const place_point municipality_middle = {516938, 6570052};

static int whole(double metres) {
  return (int)(metres + .5); /* coordinates of Sweden are positive */
}

static place_point offset(place_point from, double east, double north) {
  return (place_point){whole(from.east + east), whole(from.north + north)};
}

/* In a built-up area, denser towards the middle, never on its very middle: that point stands for
 * the whole area in registers. */
static place_point inside_area(draws *d, size_t a, double shrink) {
  double x, y, pull = draw_between(d, .45, 1) * shrink;
  do
    draw_disc(d, &x, &y);
  while (x * x + y * y < .0001);
  return offset((place_point){areas[a].east, areas[a].north}, x * pull * areas[a].radius_m,
                y * pull * areas[a].radius_m);
}

/* Houses stand in rows: what is drawn moves to the nearest of addresses 20 m apart. */
static place_point to_address(place_point at) {
  return (place_point){at.east / 20 * 20 + 7 + at.north / 20 % 3, at.north / 20 * 20 + 11};
}

/* What becomes of a hot spot over five years. */
static const double histories[][N_YEARS] = {
    {1, 1, 1, 1, 1},         {1, 1, 1, 1, 1},       {1.1, 1, 1, .95, .95}, {.9, 1, 1, 1, 1.1},
    {0, 0, .2, 1.1, 1.5},    {0, 0, 0, .9, 1.6},    {1.5, 1.3, .6, .1, 0}, {1.6, 1, 0, 0, 0},
    {1.2, .1, 1.2, .1, 1.2}, {.5, .7, 1, 1.3, 1.6},
};
#define N_HISTORIES (sizeof histories / sizeof *histories)

static hot_spot *add_spot(place_map *map, draws *d, int kind, size_t history, double size,
                          place_point middle, double spread_m) {
  hot_spot *spot = &map->hot[map->n_hot++];
  spot->kind = kind;
  spot->one_address = 0;
  for (int y = 0; y < N_YEARS; y++)
    spot->weight[y] = size * histories[history][y];
  for (size_t i = 0; i < ADDRESSES; i++) {
    double east = draw_normal(d) * spread_m, north = draw_normal(d) * spread_m;
    spot->address[i] = to_address(offset(middle, east, north));
  }
  return spot;
}

/* The town's middle: what lasts. One address each holds much: a square, a station, a shopping
 * centre. Where they lie is drawn; no real one is meant. */
static void lay_out_town(place_map *map, draws *d) {
  const place_point middle = inside_area(d, 0, .12);
  map->station_house = to_address(offset(middle, 420, -260));
  add_spot(map, d, CENTRE, 0, 7, middle, 80)->one_address = .3;
  add_spot(map, d, CENTRE, 0, 4, offset(middle, 260, 190), 90)->one_address = .15;
  add_spot(map, d, CENTRE, 9, 3, offset(middle, -310, 120), 90)->one_address = .1;
  add_spot(map, d, STATION, 0, 6, offset(middle, -520, 480), 60)->one_address = .5;
  add_spot(map, d, SHOPS, 0, 5, offset(middle, 120, -180), 50)->one_address = .45;
  add_spot(map, d, SHOPS, 3, 5, offset(middle, 2600, -1500), 80)->one_address = .55;
}

/* One for 2 500 residents; smaller places take their turn by chance. */
void places_lay_out(place_map *map, draws *d) {
  static const double kinds[N_PLACE_KINDS] = {.5, .3, 2.5, 9, 2.5, 3, 2};
  map->n_hot = 0;
  lay_out_town(map, d);
  for (size_t a = 0; a < N_AREAS; a++) {
    double expected = areas[a].residents / 2500;
    int n = (int)expected + draw_chance(d, expected - (int)expected);
    for (int i = 0; i < n && map->n_hot < MAX_HOT_SPOTS; i++) {
      int kind = (int)draw_weighted(d, kinds, N_PLACE_KINDS);
      if (a > 0 && kind <= STATION)
        kind = HOMES;
      double size = 1 + 2.5 * draw_unit(d) * draw_unit(d);
      const place_point middle = inside_area(d, a, .92);
      hot_spot *spot = add_spot(map, d, kind, (size_t)draw_int(d, N_HISTORIES), a ? .5 : size,
                                middle, draw_between(d, 50, 130));
      spot->one_address = kind == SHOPS || kind == SCHOOL ? .4 : .1;
    }
  }
}

static place_point in_hot_spot(const place_map *map, draws *d, const offence *what, int year) {
  double weights[MAX_HOT_SPOTS];
  for (size_t i = 0; i < map->n_hot; i++)
    weights[i] = map->hot[i].weight[year] * what->place[map->hot[i].kind];
  const hot_spot *spot = &map->hot[draw_weighted(d, weights, map->n_hot)];
  return spot->address[draw_chance(d, spot->one_address) ? 0 : draw_int(d, ADDRESSES)];
}

static place_point beside_road(draws *d) {
  const int *road = roads[draw_int(d, (int)N_ROADS)];
  double along = draw_between(d, .15, .85);
  const place_point from = {areas[road[0]].east, areas[road[0]].north};
  return offset(from, along * (areas[road[1]].east - from.east) + draw_normal(d) * 120,
                along * (areas[road[1]].north - from.north) + draw_normal(d) * 120);
}

place_point places_draw(const place_map *map, draws *d, const offence *what, int year) {
  if (draw_chance(d, what->hot_share))
    return in_hot_spot(map, d, what, year);
  if (draw_chance(d, what->rural / (1 - what->hot_share)))
    return beside_road(d);
  double residents[N_AREAS];
  for (size_t a = 0; a < N_AREAS; a++)
    residents[a] = areas[a].residents;
  return to_address(inside_area(d, draw_weighted(d, residents, N_AREAS), 1));
}

place_point places_near(draws *d, place_point from) {
  double x, y;
  draw_disc(d, &x, &y);
  return offset(from, 198 * x, 198 * y);
}

/* South of the boundary, in the municipalities of Kumla and Hallsberg. */
place_point places_abroad(draws *d) {
  return (place_point){506000 + draw_int(d, 8000), 6549000 + draw_int(d, 6000)};
}
