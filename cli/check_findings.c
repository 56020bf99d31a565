/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "engine/text.h"

/* Findings of one reason that are printed in full; all are counted. */
#define PRINTED_PER_REASON 5

/* file:line:column: sentence, as far as there is a line and a column. */
static void print_finding(const pb_diagnostic *finding) {
  printf("  %s", finding->file);
  if (finding->line)
    printf(":%zu", finding->line);
  if (finding->line && finding->column)
    printf(":%zu", finding->column);
  printf(": %s\n", finding->message);
}

void pb_check_print_findings(const pb_diagnostics *diagnostics) {
  for (size_t r = 0; r < pb_diagnostics_n_reasons(diagnostics); r++) {
    pb_diag_count count = pb_diagnostics_reason(diagnostics, r);
    g_autofree char *n = pb_check_number(count.count);
    printf("\n%s %s (%s)\n", n,
           count.severity == PB_DIAG_REJECTED ? Q_("row rejected", "rows rejected", count.count)
                                              : Q_("note", "notes", count.count),
           count.reason);
    size_t printed = 0;
    for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++) {
      const pb_diagnostic *finding = pb_diagnostics_at(diagnostics, i);
      if (!g_str_equal(finding->reason, count.reason))
        continue;
      if (printed++ == PRINTED_PER_REASON)
        break;
      print_finding(finding);
    }
    if (count.count > PRINTED_PER_REASON) {
      g_autofree char *more = pb_check_number(count.count - PRINTED_PER_REASON);
      printf(_("  … and %s more\n"), more);
    }
  }
}
