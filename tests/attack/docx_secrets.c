/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document may carry that no page shows: comments, properties of one's own, earlier
 * versions, pictures that no page uses. Prints a line for each; nothing when there is none.
 *
 *     docx_secrets FILE... */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/plots/docx_check.h"

/* Parts that a reader of the pages has no use for. */
static const char *const unwanted[] = {"comments",      "custom",     "people.xml",
                                       "footnotes",     "embeddings", "glossary",
                                       "webExtensions", "thumbnail",  "vbaProject"};
static const char *const marks[] = {"<w:del ",    "<w:ins ", "<w:vanish",
                                    "<w:comment", "<!--",    "w:rsid"};

static bool holds(const GBytes *bytes, const char *text) {
  gsize n;
  const char *data = g_bytes_get_data((GBytes *)bytes, &n);
  return data && g_strstr_len(data, (gssize)n, text) != NULL;
}

static bool is_used(GHashTable *parts, const char *path) {
  g_autofree char *base = g_path_get_basename(path);
  GHashTableIter iter;
  gpointer name, bytes;
  g_hash_table_iter_init(&iter, parts);
  while (g_hash_table_iter_next(&iter, &name, &bytes))
    if (g_str_has_suffix(name, ".rels") && holds(bytes, base))
      return true;
  return false;
}

static void look(const char *file, GHashTable *parts, const GPtrArray *order) {
  for (guint i = 0; i < order->len; i++) {
    const char *path = order->pdata[i];
    for (size_t u = 0; u < G_N_ELEMENTS(unwanted); u++)
      if (strstr(path, unwanted[u]))
        printf("%s: %s\n", file, path);
    if (strstr(path, "media/") && !is_used(parts, path))
      printf("%s: %s is on no page\n", file, path);
    for (size_t m = 0; m < G_N_ELEMENTS(marks) && g_str_has_suffix(path, ".xml"); m++)
      if (holds(g_hash_table_lookup(parts, path), marks[m]))
        printf("%s: %s holds %s\n", file, path, marks[m]);
  }
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    g_autofree char *bytes = NULL;
    gsize n;
    g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) parts = NULL;
    if (g_file_get_contents(argv[i], &bytes, &n, NULL))
      parts = docx_parts(bytes, n, order);
    if (!parts)
      printf("%s cannot be read\n", argv[i]);
    else
      look(argv[i], parts, order);
  }
  return argc > 1 ? 0 : 2;
}
