/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"

char *pb_check_number(size_t n) {
  return pb_format_integer(pb_session_language(), (int64_t)n);
}

/* "count-negative: 7; unknown-municipality: 1" of one file; NULL when there is none. g_free. */
static char *reasons_text(const pb_diagnostics *diagnostics, const pb_source_info *source,
                          pb_diag_severity severity) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (size_t i = 0; i < pb_diagnostics_n_tallies(diagnostics); i++) {
    pb_diag_tally tally = pb_diagnostics_tally(diagnostics, i);
    if (tally.severity != severity || g_strcmp0(tally.source, source->name) != 0 ||
        g_strcmp0(tally.file, source->path) != 0)
      continue;
    g_autofree char *rows = pb_check_number(tally.rows);
    g_string_append_printf(text, "%s%s: %s", text->len ? "; " : "", tally.reason, rows);
  }
  return text->len ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static void print_source(const pb_source_info *source, const pb_diagnostics *diagnostics) {
  g_autofree char *read = pb_check_number(source->rows_read),
                  *used = pb_check_number(source->rows_used),
                  *rejected = pb_check_number(source->rows_rejected),
                  *left_out = pb_check_number(source->rows_left_out);
  printf("\n[%s] %s%s\n", source->name, source->kind, source->synthetic ? _(" (synthetic)") : "");
  printf(_("  file      %s\n"), source->path);
  if (source->dialect)
    printf(_("  read as   %s\n"), source->dialect);
  if (source->roles)
    printf(_("  columns   %s\n"), source->roles);
  if (source->first_period)
    printf(_("  period    %s–%s\n"), source->first_period, source->last_period);
  printf(_("  rows      %s read, %s used, %s rejected, %s left out\n"), read, used, rejected,
         left_out);
  g_autofree char *why_rejected = reasons_text(diagnostics, source, PB_DIAG_REJECTED);
  g_autofree char *why_left_out = reasons_text(diagnostics, source, PB_DIAG_LEFT_OUT);
  if (why_rejected)
    printf(_("  rejected  %s\n"), why_rejected);
  if (why_left_out)
    printf(_("  left out  %s\n"), why_left_out);
  pb_check_print_points(source);
}

void pb_check_print_sources(const pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_sources; i++)
    print_source(&dataset->sources[i], dataset->diagnostics);
}
