/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where the made-up events lie: hot spots and the rest of the real built-up areas of Örebro
 * municipality, roads between them, and points that are no addresses. */
#ifndef PB_GENERATOR_PLACES_H
#define PB_GENERATOR_PLACES_H

#include "data/generator/draw.h"
#include "data/generator/offences.h"

#define MAX_HOT_SPOTS 80
#define ADDRESSES 14

/** Whole metres in SWEREF 99 TM. */
typedef struct {
  int east, north;
} place_point;

typedef struct {
  int kind;                       /**< CENTRE … ROAD */
  double weight[N_YEARS];         /**< how much happens there, by year */
  double one_address;             /**< share of its events on its first address */
  place_point address[ADDRESSES]; /**< where they happen */
} hot_spot;

typedef struct {
  hot_spot hot[MAX_HOT_SPOTS];
  size_t n_hot;
  place_point station_house; /**< a default point: where nobody wrote an address */
} place_map;

/** Put hot spots into the built-up areas, in proportion to their population. */
void places_lay_out(place_map *map, draws *d);
/** An address for one event. `year` counts from FIRST_YEAR. */
place_point places_draw(const place_map *map, draws *d, const offence *what, int year);
/** At most 200 m from a point. */
place_point places_near(draws *d, place_point from);
/** Middle of the municipality's polygon: what a register gives when it knows no more. */
extern const place_point municipality_middle;
/** Somewhere in another municipality. */
place_point places_abroad(draws *d);

#endif
