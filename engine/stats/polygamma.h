/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Digamma and trigamma: first and second derivative of ln gamma, x > 0. By recurrence up to 10 and
 * from there the asymptotic series to x^-15 (Abramowitz & Stegun 1964, 6.3.18 and 6.4.12), which
 * leaves less than the last digit; many times quicker than GSL's, which go by way of the Hurwitz
 * zeta function.
 */
#ifndef PB_ENGINE_STATS_POLYGAMMA_H
#define PB_ENGINE_STATS_POLYGAMMA_H

double pb_digamma(double x);
double pb_trigamma(double x);

#endif
