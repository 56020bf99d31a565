/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shares of few answers can be told. */
#include "tests/attack/attack.h"

/* The groups of one question and kind: with all but one shown, and the whole, the last is told. The
 * reader takes it that everybody weighs the same, which is never far off. */
static void read_groups(knowledge *k, const shown_table *table) {
  GHashTable *hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint r = 0; r < table->rows->len; r++) {
    g_autofree char *key = g_strdup_printf("%s, by %s", shown_cell(table, r, "question"),
                                           shown_cell(table, r, "kind"));
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(hidden, key));
    bool small = !shown_cell(table, r, "share");
    double answers;
    if (!small && shown_number(table, r, "n", &answers) && answers < 30)
      know_leak(k, table->file, "a share of fewer than 30 answers");
    g_hash_table_replace(hidden, g_steal_pointer(&key), GUINT_TO_POINTER(n + small));
  }
  GHashTableIter iter;
  gpointer key, n;
  g_hash_table_iter_init(&iter, hidden);
  while (g_hash_table_iter_next(&iter, &key, &n))
    if (GPOINTER_TO_UINT(n) == 1) {
      g_autofree char *words = g_strdup_printf(
          "the one share left out (%s) follows from the others and the whole", (const char *)key);
      know_leak(k, table->file, words);
    }
  g_hash_table_unref(hidden);
}

/* Published: women and men are everybody. */
static void read_published(knowledge *k, const shown_table *table, guint row) {
  double whole, n;
  bool women = shown_cell(table, row, "women_share"), men = shown_cell(table, row, "men_share");
  if (women != men && shown_number(table, row, "share", &whole) &&
      shown_number(table, row, "n", &n))
    know_leak(k, table->file, "the share of one sex follows from the other's and everybody's");
}

void derive_surveys(knowledge *k, const GPtrArray *tables) {
  for (guint t = 0; t < tables->len; t++) {
    const shown_table *table = tables->pdata[t];
    if (g_str_equal(table->name, "survey-groups"))
      read_groups(k, table);
    for (guint r = 0; r < table->rows->len && g_str_equal(table->name, "survey-published"); r++)
      read_published(k, table, r);
  }
}
