/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "engine/text.h"
#include "io/csv_writer.h"
#include "io/findings.h"
#include "io/json_writer.h"
#include "io/plain_table.h"
#include "io/recognise_kind.h"
#include "io/reference.h"

extern const pb_command pb_command_table;

/* What the table could be used as; kind NULL: nothing that is known. */
typedef struct {
  const pb_source_kind *kind;
  const char *roles[PB_MAX_ROLES]; /* header by role; borrowed from the table */
} recognised;

static bool recognise(const char *path, const pb_table *table, recognised *as, GError **error) {
  g_autoptr(pb_dataset) reference = pb_dataset_new();
  g_autoptr(pb_known_headers) known = pb_reference_load_headers(pb_environment_data_dir(), error);
  if (!known || !pb_reference_load(pb_environment_data_dir(), reference, error))
    return false;
  pb_names_index *names = pb_names_index_new(reference);
  size_t n = pb_table_n_columns(table);
  g_autofree const char **headers = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    headers[i] = pb_column_name(pb_table_column(table, i));
  as->kind = pb_recognise_kind(known, names, path, headers, n, as->roles);
  pb_names_index_free(names);
  return true;
}

/* "reported-crime: municipality = kommun, period = år" */
static void say_roles(const recognised *as) {
  g_autoptr(GString) roles = g_string_new(NULL);
  for (size_t r = 0; r < as->kind->n_roles; r++)
    if (as->roles[r])
      g_string_append_printf(roles, "%s%s = %s", roles->len ? ", " : "", as->kind->roles[r].name,
                             as->roles[r]);
  pb_command_say(g_strdup_printf(_("Columns recognised as %s: %s."), as->kind->name, roles->str));
}

static char *json_of(const pb_table *table, const char *dialect, const recognised *as) {
  if (!as->kind)
    return pb_table_to_json(table);
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "dialect", dialect);
  pb_json_text(json, "kind", as->kind->name);
  pb_json_begin_object(json, "roles");
  for (size_t r = 0; r < as->kind->n_roles; r++)
    if (as->roles[r])
      pb_json_text(json, as->kind->roles[r].name, as->roles[r]);
  pb_json_end(json);
  pb_json_table(json, "rows", table);
  pb_json_end(json);
  return pb_json_finish(json);
}

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
  recognised as = {0};
  if (!recognise(path, table, &as, &error))
    return pb_command_fail(error);
  g_autofree char *name = g_path_get_basename(path);
  pb_command_say(
      g_strdup_printf(Q_("%s read as %s: %zu row, %zu columns.",
                         "%s read as %s: %zu rows, %zu columns.", (gulong)pb_table_n_rows(table)),
                      name, dialect, pb_table_n_rows(table), pb_table_n_columns(table)));
  if (as.kind)
    say_roles(&as);
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++)
    pb_command_say(pb_diagnostic_text(pb_diagnostics_at(diagnostics, i)));
  g_autofree char *text =
      json ? json_of(table, dialect, &as) : pb_table_to_csv(table, &pb_csv_machine);
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
           "ends, decimal and thousands marks, title lines, header), which source kind its columns "
           "are recognised as, the column of each role, and rows that could not be read are said "
           "on standard error. A file that is no table, such as a PDF or a picture, is refused by "
           "name with what to do.\n\n"
           "JSON is an array of objects keyed by header; for a table whose columns are recognised "
           "it is an object with dialect, kind, roles and, in rows, that array."),
    .examples = "problembild table export.csv\nproblembild table export.csv --format json\n"
                "problembild table export.xlsx --sheet 2025",
    .run = run,
};
