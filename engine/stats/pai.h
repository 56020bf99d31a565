/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How well places chosen beforehand hold the events that came after.
 *
 * PAI = (n / N) / (a / A): the share of all events that fell in the chosen places over the share of
 * the area they take (Chainey, Tompson & Uhlig 2008); 1 is what places chosen at random give.
 * PEI = PAI / the largest PAI any choice of the same area could have had (Hunt 2016), 0 .. 1.
 *
 * Places are chosen from the highest score on until they make up a share of the area, the last one
 * in part, so that all choices compared take the same area. Places of one score are as good as each
 * other: what they hold counts in proportion to the area taken of them together. So no share is
 * above 1 and the order of the rows does not matter.
 */
#ifndef PB_ENGINE_STATS_PAI_H
#define PB_ENGINE_STATS_PAI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** hits[s]: events of `counts` in the places of the highest score that make up shares[s] (above 0,
 * ascending, at most 1) of the area. `area` above 0. */
void pb_pai_hits(const double *score, const int64_t *counts, const double *area, size_t n,
                 const double *shares, size_t n_shares, double *hits);

typedef struct {
  double hit_share; /**< n / N, 0 .. 1 */
  double pai, pei;
} pb_pai;

/** `hits` of `all` (> 0) events on the share of the area, `best` what the best choice holds. */
pb_pai pb_pai_of(double hits, double best, double all, double share);

/** What choices at random give: `lower`, `upper` (n_shares each) hold the middle 95 % of the PAI of
 * `permutations` random orders of the places; p[s] is the share of them, the choice itself
 * included, that hold as many events as `hits`. Replicate i has stream i of the seed. */
void pb_pai_chance(const int64_t *counts, const double *area, size_t n, const double *shares,
                   size_t n_shares, const double *hits, size_t permutations, uint64_t seed,
                   int threads, double *lower, double *upper, double *p);

#endif
