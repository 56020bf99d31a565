/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/descriptor_page.h"

#include <stdio.h>

#include "engine/text.h"

bool pb_wants_help(int argc, char **argv) {
  for (int i = 1; i < argc; i++)
    if (g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h"))
      return true;
  return false;
}

static void print_params(const pb_param *params, size_t n) {
  if (n == 0)
    return;
  printf("\n%s\n", _("PARAMETERS (--set key=value)"));
  g_autoptr(pb_params) values = pb_params_new(params, n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *def = pb_params_value_text(values, i);
    printf("  %s\n          %s.", params[i].name, _(params[i].title));
    if (params[i].unit)
      printf(" %s: %s.", _("Unit"), params[i].unit);
    if (params[i].type == PB_PARAM_INT || params[i].type == PB_PARAM_DOUBLE)
      printf(_(" From %g to %g."), params[i].min, params[i].max);
    if (params[i].type == PB_PARAM_CHOICE) {
      g_autofree char *all = g_strjoinv(", ", (char **)(void *)(uintptr_t)params[i].choices);
      printf(_(" One of: %s."), all);
    }
    if (*def)
      printf(_(" Default: %s."), def);
    printf("\n");
  }
}

void pb_print_statistic_page(const pb_statistic *statistic) {
  printf("problembild stat %s – %s\n\n%s\n\n", statistic->name, _(statistic->title),
         _(statistic->description));
  printf("%s\n", _("COLUMNS"));
  for (size_t i = 0; i < statistic->n_inputs; i++) {
    const pb_input *input = &statistic->inputs[i];
    printf("  %s%s\n          %s\n", input->name, input->required ? "" : _(" (may be left out)"),
           _(input->title));
  }
  print_params(statistic->params, statistic->n_params);
  bool cited = statistic->citation && *statistic->citation;
  printf("\n%s\n  %s\n", _("SOURCE"),
         cited ? statistic->citation : _("A rule of this program; there is no published formula."));
}

void pb_print_chart_page(const pb_chart *chart) {
  printf("problembild chart %s – %s\n\n%s\n%s\n", chart->name, _(chart->title), _(chart->question),
         _(chart->description));
  print_params(chart->params, chart->n_params);
}

static pb_exit unknown(const char *name, const char *const *names, size_t n, const char *list) {
  const char *near = pb_nearest_name(name, names, n);
  if (near)
    pb_command_say(g_strdup_printf(_("There is no “%s”. Did you mean “%s”?"), name, near));
  else
    pb_command_say(g_strdup_printf(_("There is no “%s”. See “problembild list %s”."), name, list));
  return PB_EXIT_USAGE;
}

pb_exit pb_unknown_statistic(const char *name) {
  size_t n;
  const pb_statistic *const *all = pb_statistics(&n);
  g_autofree const char **names = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    names[i] = all[i]->name;
  return unknown(name, names, n, "stats");
}

pb_exit pb_unknown_chart(const char *name) {
  size_t n;
  const pb_chart *const *all = pb_charts(&n);
  g_autofree const char **names = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    names[i] = all[i]->name;
  return unknown(name, names, n, "charts");
}
