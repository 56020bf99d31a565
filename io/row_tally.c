/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/row_tally.h"

#include <string.h>

#include "engine/text.h"

typedef struct {
  char *text;
  size_t line, column, n;
} type_count;

static void clear_type(gpointer p) {
  g_free(((type_count *)p)->text);
}

pb_row_tally *pb_row_tally_new(void) {
  pb_row_tally *tally = g_new0(pb_row_tally, 1);
  tally->position = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  tally->types = g_array_new(FALSE, TRUE, sizeof(type_count));
  g_array_set_clear_func(tally->types, clear_type);
  return tally;
}

void pb_row_tally_free(pb_row_tally *tally) {
  if (!tally)
    return;
  g_hash_table_unref(tally->position);
  g_array_unref(tally->types);
  g_free(tally);
}

void pb_row_tally_clear(pb_row_tally *tally) {
  g_hash_table_remove_all(tally->position);
  g_array_set_size(tally->types, 0);
  tally->rate_only = 0;
}

void pb_row_tally_add_type(pb_row_tally *tally, const char *type, size_t line, size_t column) {
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(tally->position, type));
  if (!at) {
    type_count one = {g_strdup(type), line, column, 0};
    g_array_append_val(tally->types, one);
    at = tally->types->len;
    g_hash_table_insert(tally->position, g_strdup(type), GUINT_TO_POINTER(at));
  }
  g_array_index(tally->types, type_count, at - 1).n++;
}

static char *type_message(const type_count *one) {
  g_autofree char *shown = pb_mask_value(one->text), *count = pb_count_text(one->n);
  if (strstr(one->text, "\xEF\xBF\xBD"))
    return g_strdup_printf(
        Q_("“%1$s”: characters were destroyed before the file came here, so the crime type cannot "
           "be known; %2$s row is left out. Export the table again as UTF-8.",
           "“%1$s”: characters were destroyed before the file came here, so the crime type cannot "
           "be known; %2$s rows are left out. Export the table again as UTF-8.",
           (gulong)one->n),
        shown, count);
  return g_strdup_printf(Q_("“%1$s” is not a crime type that is used; %2$s row is left out.",
                            "“%1$s” is not a crime type that is used; %2$s rows are left out.",
                            (gulong)one->n),
                         shown, count);
}

void pb_row_tally_tell(pb_row_tally *tally, const pb_findings *findings) {
  for (guint i = 0; i < tally->types->len; i++) {
    const type_count *one = &g_array_index(tally->types, type_count, i);
    g_autofree char *message = type_message(one);
    pb_findings_add(findings, PB_DIAG_NOTE, "crime-type-not-used", one->line, one->column, NULL,
                    one->text, message);
  }
  if (tally->rate_only) {
    g_autofree char *count = pb_count_text(tally->rate_only);
    g_autofree char *message = g_strdup_printf(
        Q_("%s row has a rate and no count and is left out: the report is built on counts. Add "
           "a table with the number of reported crimes.",
           "%s rows have a rate and no count and are left out: the report is built on counts. "
           "Add a table with the number of reported crimes.",
           (gulong)tally->rate_only),
        count);
    pb_findings_add(findings, PB_DIAG_NOTE, "rate-only", 0, 0, NULL, NULL, message);
  }
  pb_row_tally_clear(tally);
}
