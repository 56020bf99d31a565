/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/descriptor_page.h"
#include "cli/result_text.h"
#include "cli/stat_places.h"
#include "cli/stat_tables.h"
#include "engine/error.h"
#include "engine/statistic.h"
#include "engine/text.h"
#include "io/csv_writer.h"
#include "io/findings.h"
#include "io/json_writer.h"
#include "io/plain_table.h"

extern const pb_command pb_command_stat;

static bool print_result(const pb_result *result, const pb_params *params, const char *format) {
  g_autofree char *text = NULL;
  if (g_strcmp0(format, "json") == 0)
    text = pb_result_to_json(result, params);
  else if (g_strcmp0(format, "csv") == 0)
    text = pb_result_to_csv(result, &pb_csv_machine);
  else if (!format || g_str_equal(format, "text"))
    text = pb_result_to_text(result);
  else
    return false;
  fputs(text, stdout);
  return true;
}

static pb_exit compute(const char *name, const char *input, const pb_stat_tables *tables,
                       const char *places, char **settings, const char *format) {
  const pb_statistic *statistic = pb_statistic_find(name);
  if (!statistic)
    return pb_unknown_statistic(name);
  if (!input) {
    pb_command_say(g_strdup(_("Name the file to read with --input.")));
    return PB_EXIT_USAGE;
  }
  g_autoptr(pb_params) params = pb_params_new(statistic->params, statistic->n_params);
  GError *error = NULL;
  if (!pb_stat_tables_set(tables, name, params, &error))
    return pb_command_fail(error);
  if (!pb_command_set_params(params, settings))
    return PB_EXIT_USAGE;
  g_autoptr(pb_diagnostics) notes = pb_diagnostics_new(20);
  const pb_plain_options options = {.strict = true};
  g_autoptr(pb_table) table = pb_plain_table_read(input, &options, notes, NULL, &error);
  if (!table)
    return pb_command_fail(error);
  for (size_t i = 0; i < pb_diagnostics_length(notes); i++)
    pb_command_say(pb_diagnostic_text(pb_diagnostics_at(notes, i)));
  g_autoptr(pb_result) result = pb_statistic_run(statistic, table, params, &error);
  if (!result) {
    g_prefix_error(&error, "%s: ", input);
    return pb_command_fail(error);
  }
  if (places && !pb_stat_places_name(result, places, &error))
    return pb_command_fail(error);
  if (!print_result(result, params, format)) {
    pb_command_say(g_strdup(_("--format is json, csv or text.")));
    return PB_EXIT_USAGE;
  }
  if (!pb_result_reason(result))
    return PB_EXIT_DONE;
  pb_command_say(g_strdup(_(pb_result_reason(result))));
  return PB_EXIT_SHORT;
}

static pb_exit run(int argc, char **argv) {
  if (argc > 2 && pb_wants_help(argc, argv)) {
    const pb_statistic *statistic = pb_statistic_find(argv[1]);
    if (statistic) {
      pb_print_statistic_page(statistic);
      return PB_EXIT_DONE;
    }
  }
  g_autofree char *input = NULL, *format = NULL, *cut_points = NULL, *breaks = NULL, *code = NULL;
  g_autofree char *places = NULL;
  g_auto(GStrv) settings = NULL;
  const GOptionEntry entries[] = {
      {"input", 0, 0, G_OPTION_ARG_FILENAME, &input,
       N_("A plain CSV with the columns that the statistic names."), "FILE.csv"},
      {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &settings,
       N_("A parameter of the statistic. May be repeated."), "key=value"},
      {"cut-points", 0, 0, G_OPTION_ARG_FILENAME, &cut_points,
       N_("For priority: a table of cut points, or “shipped” for the one that comes along."),
       "FILE.csv"},
      {"school-breaks", 0, 0, G_OPTION_ARG_FILENAME, &breaks,
       N_("For holiday-effect: a table of school breaks."), "FILE.csv"},
      {"municipality", 'm', 0, G_OPTION_ARG_STRING, &code,
       N_("Code of the municipality whose school breaks are meant; without it, those for all."),
       "CODE"},
      {"places", 0, 0, G_OPTION_ARG_FILENAME, &places,
       N_("Named points, in the same system as x and y: names the nearest one for each row of the "
          "result that has x and y, such as clusters."),
       "FILE.shp"},
      {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print. Default: text."),
       "json|csv|text"},
      {0},
  };
  bool done;
  if (!pb_command_parse(&pb_command_stat, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  if (done)
    return PB_EXIT_DONE;
  if (argc != 2) {
    pb_command_say(g_strdup(_("Name one statistic. “problembild list stats” lists them.")));
    return PB_EXIT_USAGE;
  }
  const pb_stat_tables tables = {cut_points, breaks, code};
  return compute(argv[1], input, &tables, places, settings, format);
}

const pb_command pb_command_stat = {
    .name = "stat",
    .summary = N_("compute one statistic on a plain CSV"),
    .synopsis = "NAME --input FILE.csv [--set key=value] … [--format json|csv|text]",
    .description =
        N_("Reads a CSV whose headers are the names of the statistic's columns, computes, and "
           "prints the result. “problembild list stats” names the statistics and “problembild "
           "stat NAME --help” the columns, the parameters and the source of the formula. Exit "
           "status 1 means that the data does not allow the statistic; the reason is said."),
    .examples = "problembild stat poisson-rate --input antal.csv --set confidence=0.95\n"
                "problembild stat p-adjust --input p.csv --format json",
    .run = run,
};
