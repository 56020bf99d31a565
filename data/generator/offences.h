/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What kinds of events are made up, how many, where, and when. Every figure is this project's own
 * guess at what is plausible; none describes Örebro. */
#ifndef PB_GENERATOR_OFFENCES_H
#define PB_GENERATOR_OFFENCES_H

#include <stddef.h>

#define FIRST_YEAR 2021
#define N_YEARS 5

/** What sort of place a hot spot, or the rest of a built-up area, is. */
enum { CENTRE, STATION, SHOPS, HOMES, WORK, SCHOOL, ROAD, N_PLACE_KINDS };

/** How long the time is in which it may have happened. */
typedef enum {
  AT_ONCE,   /**< no end */
  MINUTES,   /**< an end within two hours, for half of the events */
  ABSENCE,   /**< nobody was at home: hours, a weekend or a holiday */
  OVERNIGHT, /**< parked or locked up: from evening to morning */
  DAYS       /**< noticed when somebody came by: half a day to a week */
} window_kind;

typedef struct {
  const char *name;
  struct {
    const char *code; /**< crime code as Swedish police count */
    double weight;
  } codes[4];             /**< up to the first NULL */
  double share;           /**< of all events, per cent; scaled to 100 */
  double trend[N_YEARS];  /**< relative number by year */
  const double *months;   /**< relative number a day by month */
  const double *weekdays; /**< Monday first; a day lasts from 06 to 06 */
  const double *hours;    /**< 24 weights from 06 on */
  window_kind window;
  double hot_share;            /**< of the events, in hot spots */
  double place[N_PLACE_KINDS]; /**< pull of a hot spot by what it is */
  double rural;                /**< share along roads between built-up areas */
  double near_repeat;          /**< chance that another follows within 200 m and 14 days */
} offence;

extern const offence offences[];
extern const size_t n_offences;

#endif
