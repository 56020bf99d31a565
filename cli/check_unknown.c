/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "engine/text.h"

/* Values of one reason that are printed. */
#define PRINTED_VALUES 10

/* "Snatteri" 12, "Klotter" 3 … of one reason. Nothing when there is none. */
static void print_reason(const char *reason, const char *heading, const pb_diag_value *values,
                         size_t n) {
  size_t printed = 0, more = 0;
  for (size_t i = 0; i < n; i++) {
    if (!g_str_equal(values[i].reason, reason))
      continue;
    if (printed == PRINTED_VALUES) {
      more++;
      continue;
    }
    if (printed++ == 0)
      printf("\n%s\n", heading);
    g_autofree char *count = pb_check_number(values[i].count);
    printf("  %s: %s\n", values[i].value, count);
  }
  if (more) {
    g_autofree char *count = pb_check_number(more);
    printf(_("  … and %s more\n"), count);
  }
}

void pb_check_print_unknown(const pb_diagnostics *diagnostics) {
  size_t n;
  g_autofree pb_diag_value *values = pb_diagnostics_unknown(diagnostics, &n);
  print_reason("unknown-crime-type", _("Unknown crime types, by number of rows:"), values, n);
  print_reason("unknown-municipality", _("Unknown municipalities, by number of rows:"), values, n);
  print_reason("unknown-area", _("Unknown areas, by number of rows:"), values, n);
  print_reason("unknown-answer", _("Answers that the codebook does not know, by number:"), values,
               n);
  print_reason("unknown-place", _("Unknown places, by number of events:"), values, n);
  print_reason("unknown-event-type", _("Unknown types of events, by number of events:"), values, n);
}
