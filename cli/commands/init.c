/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/session.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/output.h"

extern const pb_command pb_command_init;

/* data/template/ holds the project file in each language. g_free. */
static char *read_template(GError **error) {
  g_autofree char *file = g_strdup_printf("%s.ini", pb_environment_language());
  g_autofree char *path = g_build_filename(pb_environment_data_dir(), "template", file, NULL);
  g_autoptr(GError) why = NULL;
  char *text;
  if (g_file_get_contents(path, &text, NULL, &why))
    return text;
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: The file cannot be read (%s)."), path,
              why->message);
  return NULL;
}

static pb_exit start_project(const char *folder) {
  g_autofree char *path = g_build_filename(folder, PB_PROJECT_FILE, NULL);
  GError *error = NULL;
  if (g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(&error, PB_ERROR, PB_ERROR_OUTPUT,
                _("%s exists already and is left as it is. Name another folder."), path);
    return pb_command_fail(error);
  }
  g_autofree char *text = read_template(&error);
  if (!text || !pb_output_make_folder(folder, &error) || !pb_output_write_text(path, text, &error))
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
        N_("Writes DIR/problembild.ini with every key and every source kind explained, and makes "
           "the folder if it is not there. Examples stand behind a #; remove it to use them. A "
           "project file that exists is left as it is. Prints the path."),
    .examples = "problembild init min-kommun",
    .run = run,
};
