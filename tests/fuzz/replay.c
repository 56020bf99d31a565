/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the fuzz target without a fuzzer: on every file of a folder, and on deterministic changes of
 * each (bytes set, pieces removed), so that the plain test suite covers the neighbourhood too. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void run_changed(const char *data, gsize length, guint32 seed, int times) {
  GRand *random = g_rand_new_with_seed(seed);
  for (int i = 0; i < times; i++) {
    gsize size = length;
    g_autofree uint8_t *copy = g_memdup2(data, length);
    for (int change = g_rand_int_range(random, 1, 6); change > 0 && size > 8; change--) {
      gsize at = (gsize)g_rand_int_range(random, 0, (gint32)size);
      if (g_rand_int_range(random, 0, 3) == 0)
        at = at % MIN(size, 200);
      if (g_rand_int_range(random, 0, 12) == 0) {
        gsize cut = (gsize)g_rand_int_range(random, 1, 16);
        cut = MIN(cut, size - at);
        memmove(copy + at, copy + at + cut, size - at - cut);
        size -= cut;
      } else {
        copy[at] = (uint8_t)g_rand_int_range(random, 0, 256);
      }
    }
    LLVMFuzzerTestOneInput(copy, size);
  }
  g_rand_free(random);
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  int times = argc > 2 ? atoi(argv[2]) : 300;
  GDir *dir = g_dir_open(argv[1], 0, NULL);
  if (!dir)
    return 2;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_build_filename(argv[1], name, NULL));
  g_dir_close(dir);
  qsort(names->pdata, names->len, sizeof(gpointer), by_name);
  printf("1..%u\n", names->len);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *data = NULL;
    gsize length = 0;
    const char *path = g_ptr_array_index(names, i);
    if (!g_file_get_contents(path, &data, &length, NULL))
      return 2;
    LLVMFuzzerTestOneInput((const uint8_t *)data, length);
    run_changed(data, length, i, times);
    printf("ok %u - %s\n", i + 1, path);
  }
  return names->len > 0 ? 0 : 1;
}
