/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "engine/start.h"
#include "engine/text.h"

static void print_overview(void) {
  size_t n;
  const pb_command *const *commands = pb_commands(&n);
  printf("problembild %s – %s\n\n", PB_VERSION,
         _("situation reports on crime, the same for every municipality"));
  printf("%s\n  problembild %s\n\n%s\n", _("USAGE"), _("COMMAND [OPTION …]"), _("COMMANDS"));
  for (size_t i = 0; i < n; i++)
    printf("  %-8s %s\n", commands[i]->name, _(commands[i]->summary));
  printf("\n%s\n", _("“problembild COMMAND --help” explains a command. “problembild init DIR” "
                     "starts a project."));
}

static pb_exit unknown_command(const char *word) {
  size_t n;
  const pb_command *const *commands = pb_commands(&n);
  g_autofree const char **names = g_new0(const char *, n);
  for (size_t i = 0; i < n; i++)
    names[i] = commands[i]->name;
  const char *near = pb_nearest_name(word, names, n);
  if (near)
    pb_command_say(g_strdup_printf(_("There is no command “%s”. Did you mean “%s”?"), word, near));
  else
    pb_command_say(g_strdup_printf(
        _("There is no command “%s”. “problembild --help” lists the commands."), word));
  return PB_EXIT_USAGE;
}

/* The language of the first words, which may stand anywhere on the line; each command checks it
 * again. */
static void choose_language(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    if (g_str_has_prefix(argv[i], "--lang="))
      pb_environment_choose_language(argv[i] + strlen("--lang="));
    else if (g_str_equal(argv[i], "--lang") && i + 1 < argc)
      pb_environment_choose_language(argv[i + 1]);
  }
}

/* Results that did not reach standard output were not delivered. A pipe fails only when its reader
 * has had enough, which is no fault. */
static pb_exit finish_output(pb_exit status) {
  bool lost = fflush(stdout) != 0 || ferror(stdout);
  struct stat about;
  bool closed_by_reader =
      fstat(STDOUT_FILENO, &about) == 0 && (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode));
  if (!lost || closed_by_reader)
    return status;
  pb_command_say(
      g_strdup(_("Standard output cannot be written to. Free some space or write elsewhere.")));
  return PB_EXIT_OUTPUT;
}

static pb_exit run(int argc, char **argv) {
  if (argc < 2) {
    print_overview();
    return PB_EXIT_USAGE;
  }
  if (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h")) {
    print_overview();
    return PB_EXIT_DONE;
  }
  if (g_str_equal(argv[1], "--version")) {
    printf("problembild %s\n", PB_VERSION);
    return PB_EXIT_DONE;
  }
  size_t n;
  const pb_command *const *commands = pb_commands(&n);
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(commands[i]->name, argv[1]))
      return commands[i]->run(argc - 1, argv + 1);
  return unknown_command(argv[1]);
}

int main(int argc, char **argv) {
  pb_environment_start();
  pb_engine_start();
  choose_language(argc, argv);
  signal(SIGXFSZ, SIG_IGN); /* a file-size limit is then an error that can be reported */
  signal(SIGPIPE, SIG_IGN);
  return (int)finish_output(run(argc, argv));
}
