/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/session.h"
#include "engine/text.h"
#include "io/load_dataset.h"

/* Findings of one reason that are printed in full; all are counted. */
#define PRINTED_PER_REASON 5

extern const pb_command pb_command_check;

static char *number(size_t n) {
  return pb_format_integer(pb_session_language(), (int64_t)n);
}

static void print_source(const pb_source_info *source) {
  g_autofree char *read = number(source->rows_read), *used = number(source->rows_used),
                  *rejected = number(source->rows_rejected),
                  *left_out = number(source->rows_left_out);
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
}

/* file:line:column: sentence, as far as there is a line and a column. */
static void print_finding(const pb_diagnostic *finding) {
  printf("  %s", finding->file);
  if (finding->line)
    printf(":%zu", finding->line);
  if (finding->line && finding->column)
    printf(":%zu", finding->column);
  printf(": %s\n", finding->message);
}

static void print_findings(const pb_diagnostics *diagnostics) {
  for (size_t r = 0; r < pb_diagnostics_n_reasons(diagnostics); r++) {
    pb_diag_count count = pb_diagnostics_reason(diagnostics, r);
    g_autofree char *n = number(count.count);
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
      g_autofree char *more = number(count.count - PRINTED_PER_REASON);
      printf(_("  … and %s more\n"), more);
    }
  }
}

static void print_coverage(const pb_dataset *dataset) {
  printf(_("\nReport period: %d–%d. Municipalities: %zu. Crime types: %zu.\n"),
         dataset->period_end - dataset->years + 1, dataset->period_end, dataset->n_municipalities,
         dataset->n_types);
  const pb_crime_panel *panel = dataset->yearly;
  if (!panel)
    return;
  printf("%s\n", _("Municipalities with counts, by year:"));
  for (size_t p = 0; p < panel->n_periods; p++) {
    size_t with = 0;
    for (size_t m = 0; m < panel->n_municipalities; m++) {
      bool any = false;
      for (size_t t = 0; t < panel->n_types && !any; t++)
        any = pb_crime_panel_cell(panel, m, t, p)->present;
      with += any;
    }
    printf("  %d: %zu\n", pb_period_year(pb_crime_panel_period_at(panel, p)), with);
  }
}

static pb_exit check(const char *project) {
  g_auto(pb_session) session = {0};
  GError *error = NULL;
  GPtrArray *failures = NULL;
  if (!pb_session_open_project(&session, project, &error))
    return pb_command_fail(error);
  session.dataset =
      pb_load_dataset_collect(session.project, pb_environment_data_dir(), &failures, &error);
  if (!session.dataset)
    return pb_command_fail(error);
  printf("%s\n", session.project->path);
  for (size_t i = 0; i < session.dataset->n_sources; i++)
    print_source(&session.dataset->sources[i]);
  print_findings(session.dataset->diagnostics);
  print_coverage(session.dataset);
  fflush(stdout);

  bool short_of = pb_session_report_shortfalls(&session);
  pb_exit status = short_of ? PB_EXIT_SHORT : PB_EXIT_DONE;
  for (guint i = 0; failures && i < failures->len; i++) {
    const GError *failure = g_ptr_array_index(failures, i);
    status = pb_command_fail(g_error_copy(failure));
  }
  g_clear_pointer(&failures, g_ptr_array_unref);
  if (!pb_session_open_layers(&session, &error))
    status = pb_command_fail(error);
  return status;
}

static pb_exit run(int argc, char **argv) {
  g_autofree char *project = NULL;
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &project,
       N_("Project file. Default: problembild.ini in this folder."), "FILE"},
      {0},
  };
  bool done;
  if (!pb_command_parse(&pb_command_check, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  return done ? PB_EXIT_DONE : check(project);
}

const pb_command pb_command_check = {
    .name = "check",
    .summary = N_("read everything and say how good the data is"),
    .synopsis = "[-c FILE]",
    .description = N_(
        "Reads every source and layer of the project file and prints, for each source, how the "
        "file was "
        "understood (encoding, delimiter, columns), the period, and how many rows were read, used, "
        "rejected and left out by design. Rejected rows are listed by reason with file, line and "
        "field; "
        "the first of each reason are printed in full. Nothing is written."),
    .examples = "problembild check -c data/orebro/problembild.ini",
    .run = run,
};
