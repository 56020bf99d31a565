/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How a survey's respondents were drawn, and the variance that follows: Taylor linearisation with
 * strata, clusters and finite population correction (Woodruff 1971; Lumley 2004), the clusters of a
 * stratum drawn with replacement or, where the number of clusters in the population is known, with
 * the factor 1 - n/N. A respondent without a cluster is a cluster of one.
 *
 * A part of the respondents (women, a sub-area) is a domain: the whole design stays, and those
 * outside add nothing, so the random size of the domain is in its variance.
 */
#ifndef PB_ENGINE_STATS_SURVEY_DESIGN_H
#define PB_ENGINE_STATS_SURVEY_DESIGN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_SURVEY_OWN_CLUSTER UINT32_MAX

/** One entry a respondent; NULL arrays as said. */
typedef struct {
  size_t n;
  const double *weight;    /**< above 0; NULL: 1 */
  const uint32_t *stratum; /**< any numbers; NULL: one stratum */
  const uint32_t *cluster; /**< any numbers, within a stratum; PB_SURVEY_OWN_CLUSTER; NULL: own */
  const double *stratum_size; /**< clusters (people, without clusters) in the stratum; 0: not known;
                                   the first of a stratum counts. NULL: none known */
} pb_survey_drawing;

typedef struct pb_survey_design pb_survey_design;

/** The arrays must outlive the design. Free with pb_survey_design_free. */
pb_survey_design *pb_survey_design_new(const pb_survey_drawing *drawing);
void pb_survey_design_free(pb_survey_design *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_survey_design, pb_survey_design_free)

/** True when some stratum has one cluster only, and more in the population: there is no variance.
 */
bool pb_survey_design_is_singular(const pb_survey_design *design);
/** Clusters less strata, of those with respondents where `in` is not 0 (NULL: all). */
double pb_survey_design_df(const pb_survey_design *design, const uint8_t *in);

/** Covariance of the totals of k variables: z holds k values a respondent, row by row, weights
 * included; cov gets k × k. The design must not be singular. */
void pb_survey_design_covariance(const pb_survey_design *design, const double *z, size_t k,
                                 double *cov);

/** A weighted mean, or a share where y is 0 and 1. */
typedef struct {
  size_t n;
  double weight;      /**< sum of the weights */
  double mean;        /**< Hajek: sum of w y / sum of w */
  double spread;      /**< weighted variance of y times n / (n - 1); 0 when n is 1 */
  bool has_se;        /**< false in a singular design and with fewer than two respondents */
  double se;          /**< standard error */
  double total_se;    /**< of the total, sum of w y */
  double df;          /**< degrees of freedom */
  bool has_deff;      /**< false when y does not vary */
  double deff;        /**< design effect: the variance over that of a simple random sample without
                           replacement of as many (with, where the weights sum to less than n) */
  double n_kish;      /**< (sum of w)^2 / sum of w^2 */
  double n_effective; /**< simple random draws, with replacement, of the same variance: spread /
                           se^2; n_kish without a standard error or when y does not vary */
} pb_survey_mean;

/** Of y over the domain `in` (NULL: all). False when nobody is in it. */
bool pb_survey_mean_of(const pb_survey_design *design, const double *y, const uint8_t *in,
                       pb_survey_mean *mean);

#endif
