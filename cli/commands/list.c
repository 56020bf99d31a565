/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "engine/statistic.h"
#include "engine/text.h"
#include "io/event_types.h"
#include "io/reference.h"
#include "io/source_kind.h"
#include "plots/language.h"
#include "plots/report/backend.h"
#include "plots/report/section.h"

extern const pb_command pb_command_list;

static void line(const char *name, const char *title) {
  printf("%s\t%s\n", name, title);
}

static bool swedish(void) {
  return g_str_equal(pb_environment_language(), "sv");
}

static void list_municipalities(const pb_dataset *d) {
  for (size_t i = 0; i < d->n_municipalities; i++) {
    const pb_municipality *m = &d->municipalities[i];
    printf("%s\t%s\t%s\t%s %s\n", m->code, m->name, m->county_name, m->group_code, m->group_name);
  }
}

/* Keys of the problem areas that types of this category belong to: "stold,stold-genom-inbrott". */
static char *areas_of(const pb_event_types *types, int category, const pb_dataset *d) {
  GString *keys = g_string_new(NULL);
  for (size_t a = 0; a < d->n_areas; a++)
    if (pb_event_types_has(types, category, (int)a))
      g_string_append_printf(keys, "%s%s", keys->len ? "," : "", d->areas[a].key);
  return g_string_free(keys, FALSE);
}

static void list_categories(const pb_dataset *d) {
  for (size_t i = 0; i < d->n_types; i++) {
    const pb_crime_type *t = &d->types[i];
    printf("%s\t%s\t%s\treported-crime\n", t->key, swedish() ? t->label_sv : t->label_en,
           t->problem_area);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_event_types) types = pb_event_types_load(pb_environment_data_dir(), d, &error);
  if (!types) {
    pb_command_say(g_strdup(error->message));
    return;
  }
  for (size_t i = 0; i < d->n_event_categories; i++) {
    const pb_event_category *c = &d->event_categories[i];
    g_autofree char *areas = areas_of(types, (int)i, d);
    printf("%s\t%s\t%s\tevents\n", c->key, swedish() ? c->label_sv : c->label_en, areas);
  }
}

static void list_areas(const pb_dataset *d) {
  for (size_t i = 0; i < d->n_areas; i++)
    line(d->areas[i].key, swedish() ? d->areas[i].label_sv : d->areas[i].label_en);
}

static void list_stats(const pb_dataset *d) {
  (void)d;
  size_t n;
  const pb_statistic *const *all = pb_statistics(&n);
  for (size_t i = 0; i < n; i++)
    line(all[i]->name, _(all[i]->title));
}

static void list_charts(const pb_dataset *d) {
  (void)d;
  size_t n;
  const pb_chart *const *all = pb_charts(&n);
  for (size_t i = 0; i < n; i++)
    line(all[i]->name, _(all[i]->title));
}

static void list_sections(const pb_dataset *d) {
  (void)d;
  size_t n;
  const pb_section *const *all = pb_sections(&n);
  for (size_t i = 0; i < n; i++)
    line(all[i]->name, _(all[i]->title));
}

/* "municipality* start|date|published* x y": a star where a column is needed, a stroke between
 * those of which one is enough. g_free. */
static char *roles_of(const pb_source_kind *kind) {
  GString *text = g_string_new(NULL);
  unsigned done = 0;
  for (size_t r = 0; r < kind->n_roles; r++) {
    const pb_role *role = &kind->roles[r];
    if (done & PB_ROLE_BIT(r))
      continue;
    g_string_append_printf(text, "%s%s", text->len ? " " : "", role->name);
    for (size_t other = 0; other < kind->n_roles; other++)
      if (role->unless & PB_ROLE_BIT(other))
        g_string_append_printf(text, "|%s", kind->roles[other].name);
    g_string_append(text, role->required ? "*" : "");
    done |= role->unless;
  }
  return g_string_free(text, FALSE);
}

static void list_sources(const pb_dataset *d) {
  (void)d;
  size_t n;
  const pb_source_kind *const *all = pb_source_kinds(&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *roles = roles_of(all[i]);
    printf("%s\t%s\t%s\t%s\n", all[i]->name, _(all[i]->title), _(all[i]->description), roles);
  }
}

static void list_formats(const pb_dataset *d) {
  (void)d;
  size_t n;
  const pb_backend *const *all = pb_backends(&n);
  for (size_t i = 0; i < n; i++)
    line(all[i]->name, _(all[i]->title));
}

static const struct {
  const char *name;
  void (*print)(const pb_dataset *);
} lists[] = {
    {"municipalities", list_municipalities},
    {"categories", list_categories},
    {"problem-areas", list_areas},
    {"stats", list_stats},
    {"charts", list_charts},
    {"sections", list_sections},
    {"sources", list_sources},
    {"formats", list_formats},
};

static pb_exit print_list(const char *name) {
  g_autoptr(pb_dataset) reference = pb_dataset_new();
  GError *error = NULL;
  if (!pb_reference_load(pb_environment_data_dir(), reference, &error))
    return pb_command_fail(error);
  const char *names[G_N_ELEMENTS(lists)];
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    names[i] = lists[i].name;
    if (g_str_equal(name, names[i])) {
      lists[i].print(reference);
      return PB_EXIT_DONE;
    }
  }
  const char *near = pb_nearest_name(name, names, G_N_ELEMENTS(names));
  pb_command_say(
      near ? g_strdup_printf(_("There is no “%s”. Did you mean “%s”?"), name, near)
           : g_strdup_printf(_("There is no “%s”. See “problembild %s --help”."), name, "list"));
  return PB_EXIT_USAGE;
}

static pb_exit run(int argc, char **argv) {
  const GOptionEntry entries[] = {{0}};
  bool done;
  if (!pb_command_parse(&pb_command_list, entries, &argc, &argv, &done))
    return PB_EXIT_USAGE;
  if (done)
    return PB_EXIT_DONE;
  if (argc != 2) {
    pb_command_say(g_strdup(_("Name one list. “problembild list --help” names them.")));
    return PB_EXIT_USAGE;
  }
  return print_list(argv[1]);
}

const pb_command pb_command_list = {
    .name = "list",
    .summary = N_("list what the program knows"),
    .synopsis = "municipalities|categories|problem-areas|stats|charts|sections|sources|formats",
    .description = N_(
        "Prints a list, one entry a line with tabs between its fields, from the reference "
        "tables and the program itself. Of categories it says whether they are of reported crime "
        "or of events, and which problem areas they belong to. Of sources it says what a row is, "
        "which forms are read, and the roles that columns can have (columns.ROLE in the project "
        "file): a role with * is needed, and of those with | between them one."),
    .examples = "problembild list municipalities | grep Örebro\nproblembild list sources\n"
                "problembild list stats",
    .run = run,
};
