/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "engine/text.h"
#include "io/csv_writer.h"
#include "io/findings.h"
#include "io/json_writer.h"
#include "io/plain_table.h"

extern const pb_command pb_command_table;

static pb_exit show(const char *path, const char *sheet, const char *format) {
  bool json = g_strcmp0(format, "json") == 0;
  if (format && !json && !g_str_equal(format, "csv")) {
    pb_command_say(g_strdup(_("--format is csv or json.")));
    return PB_EXIT_USAGE;
  }
  GError *error = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(pb_diagnostics) diagnostics = pb_diagnostics_new(20);
  const pb_plain_options options = {.dialect = {.sheet = sheet}};
  g_autoptr(pb_table) table = pb_plain_table_read(path, &options, diagnostics, &dialect, &error);
  if (!table)
    return pb_command_fail(error);
  g_autofree char *name = g_path_get_basename(path);
  pb_command_say(g_strdup_printf(_("%s read as %s: %zu rows, %zu columns."), name, dialect,
                                 pb_table_n_rows(table), pb_table_n_columns(table)));
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++)
    pb_command_say(pb_diagnostic_text(pb_diagnostics_at(diagnostics, i)));
  g_autofree char *text = json ? pb_table_to_json(table) : pb_table_to_csv(table, &pb_csv_machine);
  fputs(text, stdout);
  return pb_diagnostics_rejected(diagnostics) ? PB_EXIT_SHORT : PB_EXIT_DONE;
}

static pb_exit run(int argc, char **argv) {
  g_autofree char *format = NULL, *sheet = NULL;
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("How to print. Default: csv."), "csv|json"},
      {"sheet", 0, 0, G_OPTION_ARG_STRING, &sheet,
       N_("Sheet of a workbook. Default: the first visible one."), "NAME"},
      {0},
  };
  bool done;
  if (!pb_command_parse(&pb_command_table, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  if (done)
    return PB_EXIT_DONE;
  if (argc != 2) {
    pb_command_say(g_strdup(_("Name one file to show.")));
    return PB_EXIT_USAGE;
  }
  return show(argv[1], sheet, format);
}

const pb_command pb_command_table = {
    .name = "table",
    .summary = N_("show a file as the reader understood it"),
    .synopsis = "FILE [--sheet NAME] [--format csv|json]",
    .description =
        N_("Prints the rows of a CSV file or of a sheet of a workbook (.xlsx) with typed values: "
           "numbers with a point, missing values "
           "empty (CSV) or null (JSON). How the file was understood (encoding, delimiter, line "
           "ends, title lines) and rows that could not be read are said on standard error."),
    .examples = "problembild table export.csv\nproblembild table export.csv --format json\n"
                "problembild table export.xlsx --sheet 2025",
    .run = run,
};
