/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/command.h"
#include "cli/reading_bar.h"
#include "cli/session.h"
#include "engine/text.h"
#include "geo/event_places.h"

extern const pb_command pb_command_check;

static pb_exit check(const char *project, const char *folder) {
  g_auto(pb_session) session = {0};
  GError *error = NULL;
  GPtrArray *failures = NULL;
  if (!pb_session_open_project(&session, project, &error))
    return pb_command_fail(error);
  session.dataset = pb_load_with_bar(session.project, &failures, &error);
  if (!session.dataset)
    return pb_command_fail(error);
  /* Without the layers, points are judged by themselves; what is wrong with them is said last. */
  g_autoptr(GError) places_error = NULL;
  pb_session_open_layers_collect(&session);
  pb_locate_events(session.dataset, session.geography, &places_error);
  printf("%s\n", session.project->path);
  size_t n_layers;
  g_autofree pb_check_layer *layers =
      pb_check_layers(session.project, session.geography, &n_layers);
  pb_check_print_sources(session.dataset);
  pb_check_print_layers(layers, n_layers);
  pb_check_print_findings(session.dataset->diagnostics);
  pb_check_print_unknown(session.dataset->diagnostics);
  pb_check_print_default_points(session.dataset);
  pb_check_print_coverage(session.dataset);
  pb_check_print_registers(session.dataset);
  fflush(stdout);

  bool short_of = pb_session_report_shortfalls(&session);
  pb_exit status = short_of ? PB_EXIT_SHORT : PB_EXIT_DONE;
  for (guint i = 0; failures && i < failures->len; i++) {
    const GError *failure = g_ptr_array_index(failures, i);
    status = pb_command_fail(g_error_copy(failure));
  }
  bool written = !folder || pb_check_write(folder, session.project, session.dataset, layers,
                                           n_layers, failures, &error);
  g_clear_pointer(&failures, g_ptr_array_unref);
  if (!written)
    return pb_command_fail(error);
  for (size_t i = 0; i < n_layers; i++)
    if (layers[i].error)
      status = pb_command_fail(g_error_copy(session.geography->layers[i].error));
  if (places_error)
    status = pb_command_fail(g_steal_pointer(&places_error));
  return status;
}

static pb_exit run(int argc, char **argv) {
  g_autofree char *project = NULL, *folder = NULL;
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &project,
       N_("Project file. Default: problembild.ini in this folder."), "FILE"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder,
       N_("Write avvikelser.csv and check.json into this folder."), "DIR"},
      {0},
  };
  bool done;
  if (!pb_command_parse(&pb_command_check, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  return done ? PB_EXIT_DONE : check(project, folder);
}

const pb_command pb_command_check = {
    .name = "check",
    .summary = N_("read everything and say how good the data is"),
    .synopsis = "[-c FILE] [-o DIR]",
    .description = N_(
        "Reads every source and layer of the project file and prints, for each file, how it was "
        "understood (encoding, delimiter, title lines, header, whether periods stand across, the "
        "column of each role), the period, and how many rows were read, used, rejected (they "
        "cannot be used as they stand) and left out (they are right but not wanted), with the "
        "number of each reason. Events also have a coordinate system, recognised or given, and "
        "how many of their points are exact, stand for an area or cannot be right. For each layer "
        "it prints the projection and where that is known from, the number of features and how "
        "many of them belong to a municipality.\n\n"
        "Then come the findings by reason, with file, line and field, the first of each reason in "
        "full; crime types, places, types of events and answers that are not known, with counts; "
        "points that stand for an area; and what the data covers, with what is missing: counts, "
        "population and events by year, respondents and published shares by wave, indicators, "
        "goals, measures and comments.\n\n"
        "With -o the findings are written to avvikelser.csv, for a spreadsheet (the first 1,000 of "
        "each reason and how many more there are), and everything else to check.json, for a "
        "program. Values in them are cut to 40 characters, and digits that may identify someone "
        "are masked.\n\n"
        "Columns that are not used are never kept. A column that is used and holds personal "
        "identity numbers, e-mail addresses or telephone numbers stops the reading of its file. "
        "On a terminal a line on standard error shows how far the reading has come."),
    .examples = "problembild check -c data/orebro/problembild.ini\n"
                "problembild check -c data/exempel/problembild.ini -o kontroll",
    .run = run,
};
