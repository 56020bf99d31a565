/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "cli/environment.h"
#include "engine/error.h"
#include "engine/text.h"

static void print_wrapped(const char *text, int indent, int width) {
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  for (char **p = paragraphs; *p; p++) {
    g_auto(GStrv) words = g_strsplit(*p, " ", -1);
    int column = indent;
    printf("%*s", indent, "");
    for (char **w = words; *w; w++) {
      int length = (int)g_utf8_strlen(*w, -1);
      if (column > indent && column + 1 + length > width) {
        printf("\n%*s", indent, "");
        column = indent;
      }
      printf("%s%s", column > indent ? " " : "", *w);
      column += length + (column > indent ? 1 : 0);
    }
    printf("\n");
  }
}

static void print_option(const GOptionEntry *entry) {
  g_autoptr(GString) head = g_string_new("  ");
  if (entry->short_name)
    g_string_append_printf(head, "-%c, ", entry->short_name);
  g_string_append_printf(head, "--%s", entry->long_name);
  if (entry->arg_description)
    g_string_append_printf(head, " %s", entry->arg_description);
  printf("%s\n", head->str);
  print_wrapped(_(entry->description), 10, 96);
}

static const GOptionEntry common_entries[] = {
    {"lang", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Language of texts and messages: sv or en."),
     "sv|en"},
    {"help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_("Show this page."), NULL},
};

static void print_help(const pb_command *command, const GOptionEntry *entries) {
  printf("problembild %s – %s\n\n", command->name, _(command->summary));
  printf("%s\n  problembild %s %s\n\n", _("USAGE"), command->name, command->synopsis);
  printf("%s\n", _("DESCRIPTION"));
  print_wrapped(_(command->description), 2, 96);
  printf("\n%s\n", _("OPTIONS"));
  for (const GOptionEntry *e = entries; e->long_name; e++)
    print_option(e);
  for (size_t i = 0; i < G_N_ELEMENTS(common_entries); i++)
    print_option(&common_entries[i]);
  printf("\n%s\n", _("EXAMPLES"));
  g_auto(GStrv) lines = g_strsplit(command->examples, "\n", -1);
  for (char **l = lines; *l; l++)
    printf("  %s\n", *l);
  printf("\n%s\n", _("EXIT STATUS"));
  print_wrapped(
      _("0 done; 1 done, but something named on standard error fell short; 2 wrong command "
        "line or project file; 3 an input cannot be read; 4 an output cannot be written."),
      2, 96);
}

bool pb_command_parse(const pb_command *command, const GOptionEntry *entries, int *argc,
                      char ***argv, bool *done) {
  gboolean help = FALSE;
  g_autofree char *lang = NULL;
  const GOptionEntry common[] = {
      {"lang", 0, 0, G_OPTION_ARG_STRING, &lang, NULL, NULL},
      {"help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL},
      {0},
  };
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(context, entries, NULL);
  g_option_context_add_main_entries(context, common, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, argc, argv, &error)) {
    pb_command_say(
        g_strdup_printf(_("%s. See “problembild %s --help”."), error->message, command->name));
    return false;
  }
  if (lang && !g_str_equal(lang, "sv") && !g_str_equal(lang, "en")) {
    pb_command_say(g_strdup_printf(_("The language “%s” does not exist. Choose sv or en."), lang));
    return false;
  }
  if (lang)
    pb_environment_choose_language(lang);
  if (help)
    print_help(command, entries);
  *done = help;
  return true;
}

bool pb_command_set_params(pb_params *params, char **settings) {
  for (char **s = settings; s && *s; s++) {
    const char *equals = strchr(*s, '=');
    if (!equals) {
      pb_command_say(g_strdup_printf(_("--set takes key=value, not “%s”."), *s));
      return false;
    }
    g_autofree char *key = g_strndup(*s, (gsize)(equals - *s));
    GError *error = NULL;
    if (!pb_params_set(params, key, equals + 1, &error)) {
      pb_command_fail(error);
      return false;
    }
  }
  return true;
}

pb_exit pb_command_fail(GError *error) {
  pb_exit status = PB_EXIT_INPUT;
  if (g_error_matches(error, PB_ERROR, PB_ERROR_USAGE) ||
      g_error_matches(error, PB_ERROR, PB_ERROR_PROJECT))
    status = PB_EXIT_USAGE;
  else if (g_error_matches(error, PB_ERROR, PB_ERROR_OUTPUT))
    status = PB_EXIT_OUTPUT;
  fprintf(stderr, "problembild: %s\n", error->message);
  g_error_free(error);
  return status;
}

void pb_command_say(char *message) {
  fprintf(stderr, "problembild: %s\n", message);
  g_free(message);
}
