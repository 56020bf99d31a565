/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/chunks.h"

#include <glib.h>
#include <stdatomic.h>

typedef struct {
  atomic_size_t next;
  size_t n;
  pb_chunk_function function;
  void *data;
} work;

static void *take_chunks(void *data) {
  work *w = data;
  for (size_t chunk; (chunk = atomic_fetch_add(&w->next, 1)) < w->n;)
    w->function(chunk, w->data);
  return NULL;
}

void pb_chunks_run(size_t n_chunks, pb_chunk_function function, void *data, int threads) {
  work w = {.n = n_chunks, .function = function, .data = data};
  size_t others = threads > 1 && n_chunks > 1 ? MIN((size_t)threads, n_chunks) - 1 : 0;
  g_autofree GThread **running = g_new0(GThread *, others + 1);
  for (size_t t = 0; t < others; t++)
    running[t] = g_thread_try_new("chunks", take_chunks, &w, NULL); /* NULL: do with fewer */
  take_chunks(&w);
  for (size_t t = 0; t < others; t++)
    if (running[t])
      g_thread_join(running[t]);
}
