/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes data/orebro/syntetisk_handelser_YEAR.csv: made-up events in the form of a municipality's
 * and the police's joint register. Usage: synthetic_events FOLDER
 *
 * Of 100 000 events, 3 % have no coordinates, about 6 % stand on the police station's and 1 % on
 * the municipality's middle point, a few on 0, 0, in another municipality or abroad; 2 % name no
 * municipality; a few rows are there twice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/generator/places.h"
#include "data/generator/times.h"

#define N_EVENTS 100000
#define SEED 1880

typedef struct {
  time_window when;
  const char *code;
  place_point at;
  bool has_point, has_municipality;
  int order; /* of drawing, where the minute is the same */
} event;

static const char *draw_code(draws *d, const offence *what) {
  double weights[4];
  size_t n = 0;
  while (n < 4 && what->codes[n].code) {
    weights[n] = what->codes[n].weight;
    n++;
  }
  return what->codes[draw_weighted(d, weights, n)].code;
}

/* What a register writes instead of an address. */
static void spoil_point(const place_map *map, draws *d, event *one) {
  const double u = draw_unit(d);
  one->has_point = u >= .03;
  if (u < .03)
    return;
  if (u < .089)
    one->at = map->station_house;
  else if (u < .101)
    one->at = municipality_middle;
  else if (u < .103)
    one->at = (place_point){0, 0};
  else if (u < .1035)
    one->at = places_abroad(d);
  else if (u < .1036)
    one->at.north /= 10; /* a digit is lost */
}

static event make_event(const place_map *map, draws *d, const offence *what, time_window when,
                        place_point at) {
  event one = {.when = when, .code = draw_code(d, what), .at = at, .has_municipality = true};
  spoil_point(map, d, &one);
  if (one.has_point && draw_chance(d, .02))
    one.has_municipality = false;
  return one;
}

/* An event, and what follows it near by while chance wants it. Returns how many. */
static size_t make_chain(const place_map *map, draws *d, const offence *what, int year,
                         event *events, size_t room) {
  time_window when = times_draw(d, what, year);
  place_point at = places_draw(map, d, what, year);
  size_t n = 0;
  events[n++] = make_event(map, d, what, when, at);
  while (n < room && draw_chance(d, what->near_repeat)) {
    int start = when.start + 60 * draw_int(d, 14 * 24);
    if (start >= times_year_start(N_YEARS))
      break;
    when = times_window(d, what->window, start);
    at = places_near(d, at);
    events[n++] = make_event(map, d, what, when, at);
  }
  return n;
}

static void make_all(const place_map *map, draws *d, event *events) {
  double *weights = calloc(n_offences * N_YEARS, sizeof *weights);
  if (!weights)
    exit(2);
  for (size_t k = 0; k < n_offences; k++)
    for (size_t y = 0; y < N_YEARS; y++)
      weights[k * N_YEARS + y] = offences[k].share * offences[k].trend[y];
  for (size_t n = 0; n < N_EVENTS;) {
    size_t cell = draw_weighted(d, weights, n_offences * N_YEARS);
    n += make_chain(map, d, &offences[cell / N_YEARS], (int)(cell % N_YEARS), events + n,
                    N_EVENTS - n);
  }
  free(weights);
}

static int by_start(const void *a, const void *b) {
  const event *x = a, *y = b;
  if (x->when.start != y->when.start)
    return x->when.start < y->when.start ? -1 : 1;
  return (x->order > y->order) - (x->order < y->order);
}

static void write_event(FILE *file, const event *one, int year, int number) {
  char start[17], end[17] = "";
  times_text(one->when.start, start);
  if (one->when.has_end)
    times_text(one->when.end, end);
  fprintf(file, "%02d%05d;%s;%s;%s;", (FIRST_YEAR + year) % 100, number, one->code, start, end);
  if (one->has_point)
    fprintf(file, "%d;%d;", one->at.east, one->at.north);
  else
    fputs(";;", file);
  fputs(one->has_municipality ? "1880\n" : "\n", file);
}

static FILE *open_year(const char *folder, int year) {
  char path[4096];
  int length =
      snprintf(path, sizeof path, "%s/syntetisk_handelser_%d.csv", folder, FIRST_YEAR + year);
  FILE *file = length < (int)sizeof path ? fopen(path, "wb") : NULL;
  if (!file) {
    perror(folder);
    exit(2);
  }
  fputs("Syntetiska uppgifter: påhittade händelser som visar formatet, ingen beskrivning av Örebro "
        "kommun\nid;brottskod;start;slut;öst;norr;kommunkod\n",
        file);
  return file;
}

int main(int argc, char **argv) {
  static event events[N_EVENTS];
  static place_map map;
  draws d = {SEED};
  if (argc != 2) {
    fputs("usage: synthetic_events FOLDER\n", stderr);
    return 2;
  }
  places_lay_out(&map, &d);
  make_all(&map, &d, events);
  for (int i = 0; i < N_EVENTS; i++)
    events[i].order = i;
  qsort(events, N_EVENTS, sizeof *events, by_start);
  size_t i = 0;
  for (int year = 0; year < N_YEARS; year++) {
    FILE *file = open_year(argv[1], year);
    for (int number = 1; i < N_EVENTS && times_year_of(events[i].when.start) == year; number++) {
      write_event(file, &events[i], year, number);
      if (number % 4000 == 0) /* sent twice */
        write_event(file, &events[i], year, number);
      i++;
    }
    if (fclose(file) != 0) {
      perror(argv[1]);
      return 2;
    }
  }
  return 0;
}
