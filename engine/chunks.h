/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Work in chunks on a number of threads that the caller chooses.
 *
 * A chunk's work must depend only on its number, and what it finds must go to a place of its own,
 * to be combined in chunk order afterwards: then one thread and many give the same bits. How many
 * chunks there are must not depend on the threads.
 */
#ifndef PB_ENGINE_CHUNKS_H
#define PB_ENGINE_CHUNKS_H

#include <stddef.h>

/** Do chunk number `chunk`. */
typedef void (*pb_chunk_function)(size_t chunk, void *data);

/** Do chunks 0 .. n_chunks - 1 and return when all are done. `threads` below 2, or one chunk: on
 * the caller's thread alone, which always takes part. */
void pb_chunks_run(size_t n_chunks, pb_chunk_function function, void *data, int threads);

#endif
