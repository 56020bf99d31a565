/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"

char *pb_check_number(size_t n) {
  return pb_format_integer(pb_session_language(), (int64_t)n);
}

static void print_source(const pb_source_info *source) {
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
  pb_check_print_points(source);
}

void pb_check_print_sources(const pb_dataset *dataset) {
  for (size_t i = 0; i < dataset->n_sources; i++)
    print_source(&dataset->sources[i]);
}
