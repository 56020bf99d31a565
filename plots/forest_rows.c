/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/forest_rows.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"
#include "plots/read.h"

static void clear_row(gpointer data) {
  pb_forest_row *row = data;
  g_free(row->change);
  g_free(row->interval);
}

static char *counts_text(const pb_language *language, const pb_result *overview, size_t i) {
  double base, last;
  if (!pb_read_number(overview, "count_3", i, &last))
    return g_strdup("–");
  g_autofree char *to = pb_format_integer(language, (int64_t)last);
  if (!pb_read_number(overview, "base_count", i, &base))
    return g_steal_pointer(&to);
  g_autofree char *from = pb_format_integer(language, (int64_t)round(base));
  return g_strdup_printf("%s → %s", from, to);
}

/* "−14 till +25 %": the sign of per cent stands once. */
static char *percent_interval(const pb_language *language, double lower, double upper) {
  g_autofree char *from = pb_format_change(language, lower);
  g_autofree char *to = pb_format_change(language, upper);
  if (g_str_has_suffix(from, language->percent))
    from[strlen(from) - strlen(language->percent)] = '\0';
  return g_strdup_printf(_("%s to %s"), from, to);
}

/* Why a row has no marks, in a few words; NULL when it has. */
static const char *reason_of(const pb_result *overview, size_t i, const pb_forest_row *row,
                             bool has_base) {
  const char *why = pb_read_text(overview, "verdict_reason", i);
  if (strcmp(why, "single-case") == 0 || pb_read_flag(overview, "spike", i))
    return _("possibly one large case: not assessed");
  if (strcmp(why, "base-single-case") == 0)
    return _("the years before are possibly one large case");
  if (strcmp(why, "zero") == 0)
    return _("no crimes, no change to assess");
  if (strcmp(why, "no-rate") == 0)
    return _("the population is not known");
  if (!has_base)
    return _("figures for the years before are missing");
  if (row->few)
    return row->verdict == PB_VERDICT_NOT_ASSESSED ? _("fewer than 20 crimes, not assessed")
           : row->verdict == PB_VERDICT_INCREASE   ? _("fewer than 20 crimes, established increase")
           : row->verdict == PB_VERDICT_DECREASE   ? _("fewer than 20 crimes, established decrease")
                                                 : _("fewer than 20 crimes, no established change");
  return row->verdict == PB_VERDICT_NOT_ASSESSED || !row->has_ratio ? _("cannot be assessed")
                                                                    : NULL;
}

static pb_forest_row read_row(const pb_context *context, const pb_result *overview, size_t i) {
  const pb_language *language = context->language;
  pb_forest_row row = {0};
  int type = pb_dataset_type(context->dataset, pb_read_text(overview, "type", i));
  row.type = type < 0 ? NULL : &context->dataset->types[type];
  row.label = row.type ? pb_type_label(language, row.type) : pb_read_text(overview, "type", i);
  row.verdict = pb_verdict_read(pb_read_text(overview, "verdict", i));
  row.previous_verdict = pb_verdict_read(pb_read_text(overview, "previous_verdict", i));
  double last, base, before;
  bool has_last = pb_read_number(overview, "count_3", i, &last);
  bool has_base = pb_read_number(overview, "base_count", i, &base);
  row.few = (has_last && last < PB_COUNTS_BELOW) || (has_base && base < PB_COUNTS_BELOW);
  row.has_ratio = pb_read_number(overview, "ratio", i, &row.ratio) && row.ratio > 0 &&
                  pb_read_number(overview, "ratio_lower", i, &row.lower) &&
                  pb_read_number(overview, "ratio_upper", i, &row.upper);
  row.has_previous =
      pb_read_number(overview, "previous_ratio", i, &row.previous) && row.previous > 0 &&
      row.previous_verdict != PB_VERDICT_NOT_ASSESSED &&
      (!pb_read_number(overview, "previous_count", i, &before) || before >= PB_COUNTS_BELOW);
  row.reason = reason_of(overview, i, &row, has_base);
  if (row.reason) {
    row.change = counts_text(language, overview, i);
    row.interval = g_strdup("");
  } else {
    row.change = pb_format_change(language, row.ratio);
    row.interval = percent_interval(language, row.lower, row.upper);
  }
  return row;
}

GArray *pb_forest_rows_read(const pb_context *context, const pb_result *overview) {
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(pb_forest_row));
  g_array_set_clear_func(rows, clear_row);
  for (size_t i = 0; i < pb_read_rows(overview); i++) {
    pb_forest_row row = read_row(context, overview, i);
    g_array_append_val(rows, row);
  }
  return rows;
}
