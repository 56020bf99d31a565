/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/session.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/output.h"

extern const pb_command pb_command_init;

static const char template_sv[] =
    "# Projektfil för problembild. Rader som börjar med # är kommentarer.\n"
    "# Sökvägar räknas från den här filen. \"problembild check\" läser allt och säger vad som "
    "hittades.\n"
    "\n"
    "[project]\n"
    "title = Gemensam lägesbild\n"
    "# Sista året i rapporten. Utan uppgift: det senaste året som inte är preliminärt.\n"
    "# period_end = 2025\n"
    "years = 3\n"
    "language = sv\n"
    "# internal (polisen) eller council (brottsförebyggande rådet)\n"
    "audience = council\n"
    "\n"
    "# Egna grupper av kommuner: problembild report -m mitt-omrade\n"
    "# [area]\n"
    "# mitt-omrade = Örebro; Karlskoga; 1882\n"
    "\n"
    "# En källa per avsnitt. Kolumner känns igen på sina rubriker; annars columns.ROLL = rubrik.\n"
    "# Kodning, avgränsare och decimaltecken känns igen; de kan också anges:\n"
    "#   encoding = windows-1252    delimiter = ;    decimal = comma\n"
    "# Ur en arbetsbok (.xlsx) läses det första synliga bladet, om inget annat anges:\n"
    "#   sheet = Blad2\n"
    "[source brott]\n"
    "kind = reported-crime\n"
    "path = brott.csv\n"
    "publisher = Brå\n"
    "# columns.municipality = kommun\n"
    "# columns.period = period\n"
    "# columns.type = key\n"
    "# columns.count = count\n"
    "# columns.rate = per100k\n"
    "\n"
    "# [source folkmangd]\n"
    "# kind = population\n"
    "# path = folkmangd.csv\n"
    "# publisher = SCB\n"
    "\n"
    "# [source handelser]\n"
    "# kind = events\n"
    "# path = handelser_*.csv\n"
    "# publisher = Polisen\n"
    "# synthetic = false\n"
    "\n"
    "# [layer kommuner]\n"
    "# role = municipalities\n"
    "# path = Kommun_Sweref99TM.shp\n"
    "# code = KnKod\n"
    "# name = KnNamn\n"
    "# crs = EPSG:3006\n";

static const char template_en[] =
    "# Project file of problembild. Lines that begin with # are comments.\n"
    "# Paths are relative to this file. \"problembild check\" reads everything and says what it "
    "found.\n"
    "\n"
    "[project]\n"
    "title = Joint problem picture\n"
    "# Last year of the report. Without it: the newest year that is not preliminary.\n"
    "# period_end = 2025\n"
    "years = 3\n"
    "language = en\n"
    "# internal (the police) or council (the crime prevention council)\n"
    "audience = council\n"
    "\n"
    "# Groups of municipalities: problembild report -m my-area\n"
    "# [area]\n"
    "# my-area = Örebro; Karlskoga; 1882\n"
    "\n"
    "# One source a section. Columns are recognised by their headers; else columns.ROLE = header.\n"
    "# Encoding, delimiter and decimal mark are recognised; they can also be given:\n"
    "#   encoding = windows-1252    delimiter = ;    decimal = comma\n"
    "# Of a workbook (.xlsx) the first visible sheet is read, unless another is named:\n"
    "#   sheet = Sheet2\n"
    "[source crime]\n"
    "kind = reported-crime\n"
    "path = crime.csv\n"
    "publisher = Brå\n"
    "# columns.municipality = kommun\n"
    "# columns.period = period\n"
    "# columns.type = key\n"
    "# columns.count = count\n"
    "# columns.rate = per100k\n"
    "\n"
    "# [source population]\n"
    "# kind = population\n"
    "# path = population.csv\n"
    "# publisher = SCB\n"
    "\n"
    "# [source events]\n"
    "# kind = events\n"
    "# path = events_*.csv\n"
    "# publisher = Polisen\n"
    "# synthetic = false\n"
    "\n"
    "# [layer municipalities]\n"
    "# role = municipalities\n"
    "# path = Kommun_Sweref99TM.shp\n"
    "# code = KnKod\n"
    "# name = KnNamn\n"
    "# crs = EPSG:3006\n";

static pb_exit start_project(const char *folder) {
  g_autofree char *path = g_build_filename(folder, PB_PROJECT_FILE, NULL);
  GError *error = NULL;
  if (g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(&error, PB_ERROR, PB_ERROR_OUTPUT,
                _("%s exists already and is left as it is. Name another folder."), path);
    return pb_command_fail(error);
  }
  const char *text = g_str_equal(pb_environment_language(), "sv") ? template_sv : template_en;
  if (!pb_output_make_folder(folder, &error) || !pb_output_write_text(path, text, &error))
    return pb_command_fail(error);
  printf("%s\n", path);
  return PB_EXIT_DONE;
}

static pb_exit run(int argc, char **argv) {
  const GOptionEntry entries[] = {{0}};
  bool done;
  if (!pb_command_parse(&pb_command_init, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  if (done)
    return PB_EXIT_DONE;
  if (argc != 2) {
    pb_command_say(g_strdup(_("Name one folder for the project.")));
    return PB_EXIT_USAGE;
  }
  return start_project(argv[1]);
}

const pb_command pb_command_init = {
    .name = "init",
    .summary = N_("start a project: write a commented project file"),
    .synopsis = "DIR",
    .description =
        N_("Writes DIR/problembild.ini with every key explained and makes the folder if it is "
           "not there. A project file that exists is left as it is. Prints the path."),
    .examples = "problembild init min-kommun",
    .run = run,
};
