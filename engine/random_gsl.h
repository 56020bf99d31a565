/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A stream of random.h as a generator of GSL, for GSL's distributions. */
#ifndef PB_ENGINE_RANDOM_GSL_H
#define PB_ENGINE_RANDOM_GSL_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

#include "engine/random.h"

/** Generator without a stream; not for two threads at once. gsl_rng_free. */
gsl_rng *pb_random_gsl_new(void);
/** Let it draw from the stream of replicate `replicate` under `seed`, from its beginning. */
void pb_random_gsl_start(gsl_rng *random, uint64_t seed, uint64_t replicate);
/** A stream as a generator, without a copy: what is drawn moves `random` on. Not to be freed. */
gsl_rng pb_random_gsl_of(pb_random *random);

#endif
