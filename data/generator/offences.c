/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/generator/offences.h"

static const double even_year[12] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const double summer[12] = {.8, .8, .9, 1, 1.15, 1.15, 1.05, 1.2, 1.15, 1, .9, .9};
static const double cycling[12] = {.35, .35, .6, 1, 1.4, 1.4, 1.2, 1.6, 1.6, 1.2, .7, .4};
static const double dark[12] = {1.2, 1.1, 1, .9, .85, .8, 1.05, .85, .9, 1.15, 1.3, 1.3};

static const double even_week[7] = {1, 1, 1, 1, 1, 1, 1};
static const double working[7] = {1.1, 1.1, 1.1, 1.1, 1.2, .75, .5};
static const double trading[7] = {1, 1, 1, 1.05, 1.3, 1.25, .8};
static const double weekend[7] = {.8, .8, .8, .9, 1.4, 1.5, .9};
static const double going_out[7] = {.35, .35, .45, .6, 2, 2.6, .6};

/* From 06 in the morning to 06 the next morning. */
static const double all_day[24] = {1, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5,
                                   5, 5, 4, 4, 4, 3, 3, 2, 2, 1, 1, 1};
static const double evening[24] = {1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 5,
                                   5, 6, 6, 6, 6, 5, 4, 3, 2, 2, 1, 1};
static const double night_life[24] = {1, 1, 1, 1, 1,  1,  2,  2,  3,  3,  4, 4,
                                      4, 5, 5, 7, 12, 18, 22, 24, 20, 12, 5, 2};
static const double vandal_hours[24] = {1, 1, 1, 1, 1,  2,  2,  2,  3, 4, 4, 4,
                                        5, 6, 7, 9, 11, 12, 12, 10, 8, 5, 3, 2};
static const double open_shops[24] = {0, 0, 0, 1, 6,  8, 10, 11, 12, 13, 14, 12,
                                      9, 4, 2, 1, .3, 0, 0,  0,  0,  0,  0,  0};
static const double leaving_home[24] = {6, 12, 10, 7, 5, 4, 4, 4,  4,  4,  5,  7,
                                        7, 5,  3,  2, 2, 1, 1, .5, .3, .2, .3, 2};
static const double locking_up[24] = {1, 2, 2, 1, 1, 1, 1, 1, 1, 2, 5,  9,
                                      9, 9, 9, 9, 8, 6, 3, 2, 1, 1, .5, .5};
static const double patrol[24] = {1, 1, 2, 3, 4,  4,  4, 5, 5, 5, 5, 5,
                                  6, 7, 8, 9, 10, 10, 9, 8, 6, 4, 2, 1};
static const double commuting[24] = {3, 7, 7, 4, 4, 4, 4, 4, 5, 7, 7, 6,
                                     5, 4, 4, 4, 4, 4, 4, 3, 3, 2, 1, 1};

#define STEADY                                                                                     \
  { 1, 1, 1, 1, 1 }
#define RISES                                                                                      \
  { .8, .9, 1, 1.12, 1.25 }
#define FALLS                                                                                      \
  { 1.3, 1.15, 1, .87, .75 }
#define REOPENS                                                                                    \
  { .7, .95, 1.1, 1.1, 1.1 } /* the first year has few people about */

/* place: CENTRE, STATION, SHOPS, HOMES, WORK, SCHOOL, ROAD */
/* clang-format off */
const offence offences[] = {
    {"assault outdoors", {{"0357", 62}, {"0355", 28}, {"0377", 7}, {"0375", 3}}, 4.5, REOPENS,
     summer, going_out, night_life, AT_ONCE, .72, {12, 5, 1.5, 1.5, .2, 1.5, .1}, .01, 0},
    {"assault indoors", {{"0367", 50}, {"0365", 42}, {"0387", 5}, {"0385", 3}}, 3.2, STEADY,
     even_year, weekend, evening, AT_ONCE, .4, {5, 2, 1, 4, .5, 3, 0}, .02, 0},
    {"violation in a close relationship", {{"0412", 1}}, 1.2, RISES, even_year, even_week,
     evening, DAYS, .15, {1, 0, 0, 6, 0, 0, 0}, .06, 0},
    {"threats and molestation", {{"0459", 20}, {"0408", 40}, {"0407", 30}, {"0429", 10}}, 8,
     STEADY, even_year, even_week, all_day, MINUTES, .35, {4, 3, 2, 4, 1, 4, 0}, .03, 0},
    {"sexual offences", {{"0607", 55}, {"0661", 30}, {"0660", 15}}, 1, STEADY, summer,
     weekend, night_life, MINUTES, .5, {6, 4, 1, 2, .3, 3, .2}, .02, 0},
    {"robbery", {{"0855", 80}, {"0870", 15}, {"0864", 5}}, .9, FALLS, even_year, weekend,
     vandal_hours, AT_ONCE, .65, {6, 6, 4, 2, .5, 3, .1}, .01, 0},
    {"dwelling burglary", {{"0857", 60}, {"0874", 25}, {"0826", 15}}, 4, FALLS, dark, working,
     leaving_home, ABSENCE, .35, {.5, 0, .2, 10, 0, 0, 0}, .12, .3},
    {"cellar and attic burglary", {{"0825", 1}}, 3, {1.2, 1.1, 1, 1, .95}, even_year,
     even_week, locking_up, DAYS, .5, {1, .2, .2, 10, .3, 0, 0}, 0, .25},
    {"burglary of shops and works", {{"0818", 30}, {"0820", 25}, {"0821", 25}, {"0822", 20}},
     3, FALLS, dark, weekend, locking_up, OVERNIGHT, .5, {3, .5, 4, 1, 10, .5, .2}, .05, .1},
    {"burglary of schools and sports grounds", {{"0811", 70}, {"0812", 30}}, 1, STEADY, dark,
     weekend, locking_up, OVERNIGHT, .6, {.2, 0, .2, .5, .3, 12, 0}, .02, .1},
    {"vehicle theft", {{"0802", 45}, {"0801", 15}, {"0804", 25}, {"0803", 15}}, 2.2, FALLS,
     summer, even_week, locking_up, OVERNIGHT, .35, {2, 3, 3, 5, 3, 1, 1}, .06, .05},
    {"bicycle theft", {{"0807", 1}}, 8, {.85, 1, 1.1, 1.05, 1}, cycling, working, commuting,
     DAYS, .55, {6, 12, 3, 3, .5, 4, 0}, 0, 0},
    {"shoplifting", {{"0853", 1}}, 10, {.75, .9, 1.05, 1.15, 1.2}, even_year, trading,
     open_shops, AT_ONCE, .88, {5, 1, 14, .2, .2, 0, 0}, .005, 0},
    {"other theft", {{"0880", 70}, {"0888", 15}, {"0860", 15}}, 10, {.9, 1, 1.05, 1.05, 1},
     even_year, trading, all_day, MINUTES, .5, {8, 6, 5, 2, 2, 3, .3}, .03, 0},
    {"criminal damage to vehicles", {{"1201", 1}}, 6, STEADY, even_year, weekend, locking_up,
     OVERNIGHT, .35, {4, 3, 3, 5, 1, 1, .5}, .03, .05},
    {"other criminal damage", {{"1203", 65}, {"1205", 35}}, 6, STEADY, summer, weekend,
     vandal_hours, OVERNIGHT, .5, {4, 4, 2, 4, 1, 7, .1}, .02, .05},
    {"graffiti", {{"1209", 75}, {"1208", 25}}, 4, {.7, .8, 1, 1.25, 1.45}, summer, weekend,
     vandal_hours, OVERNIGHT, .65, {5, 8, 1, 2, 2, 6, 2}, .01, .1},
    {"arson", {{"1211", 45}, {"1210", 45}, {"1301", 10}}, .8, {1.2, 1, 1, .9, .9}, summer,
     weekend, vandal_hours, AT_ONCE, .5, {1, 1, 1, 7, 1, 5, .3}, .04, .15},
    {"drugs", {{"5011", 62}, {"5010", 30}, {"5005", 6}, {"5004", 2}}, 9, {1.2, 1.1, 1, .95,
     .9}, even_year, weekend, patrol, AT_ONCE, .72, {9, 9, 2, 5, .5, 2, .5}, .02, 0},
    {"driving under the influence", {{"3005", 55}, {"3070", 45}}, 4, {.85, .9, 1, 1.1, 1.2},
     summer, weekend, patrol, AT_ONCE, .45, {2, 1, 1, 1.5, 1, .2, 10}, .22, 0},
    {"other traffic offences", {{"3002", 88}, {"3001", 12}}, 4.5, STEADY, even_year, working,
     commuting, AT_ONCE, .45, {1.5, 1, 1, 1.5, 1, .3, 12}, .22, 0},
    {"violence and threats against officials", {{"1704", 35}, {"1705", 35}, {"1706", 30}},
     1.6, RISES, even_year, going_out, night_life, AT_ONCE, .6, {9, 5, 1, 3, .2, 2, .2}, .01,
     0},
    {"unlawful entry", {{"0401", 1}}, 2, STEADY, even_year, even_week, all_day, MINUTES, .4,
     {3, 2, 4, 4, 2, 2, 0}, .04, 0},
    {"knives and weapons", {{"4023", 80}, {"4127", 20}}, 1.2, RISES, even_year, weekend,
     patrol, AT_ONCE, .65, {8, 7, 2, 5, .3, 3, .2}, .01, 0},
    {"serious organised crime", {{"4128", 75}, {"1312", 25}}, .5, {.7, .85, 1, 1.25, 1.2},
     even_year, even_week, patrol, AT_ONCE, .55, {2, 1, .5, 8, .5, .5, .3}, .03, 0},
};
/* clang-format on */
const size_t n_offences = sizeof offences / sizeof *offences;
