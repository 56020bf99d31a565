/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See attack.h.
 *
 *     attack [--ways count,rate,...]... [--hidden] [--events FILE] PLACES POPULATION COUNTS,COUNTS
 * INTERNAL REPORT
 *
 * PLACES, POPULATION and COUNTS are CSV files of the project, INTERNAL ("-": none) the folder of
 * its internal version, REPORT the folder to attack. A line for each --ways ("none": no way) says
 * what was found as NAME=NUMBER pairs; exit status 2 when the attack could not be made. */
#include <stdio.h>
#include <string.h>

#include "tests/attack/attack.h"

#define MOST_LINES 12

static unsigned read_ways(const char *list) {
  unsigned ways = 0;
  g_auto(GStrv) words = g_strsplit(list, ",", -1);
  for (size_t i = 0; words[i]; i++)
    for (int b = 0; b < N_WAYS; b++)
      if (g_str_equal(words[i], way_names[b]))
        ways |= 1u << b;
  return ways;
}

static void print_findings(const findings *found, size_t unknown) {
  printf("told=%zu sensitive=%zu narrow=%zu beside=%zu leaks=%zu misread=%zu unknown=%zu",
         found->n_told, found->n_sensitive, found->n_narrow, found->n_beside, found->n_leaks,
         found->n_misread, unknown);
  for (int b = 0; b < N_WAYS; b++)
    printf(" way_%s=%zu", way_names[b], found->by_way[b]);
  for (int b = 0; b < N_SORTS; b++)
    printf(" in_%s=%zu", sort_names[b], found->by_sort[b]);
  printf("\n");
}

/* One attack with what is learnt of small counts only by `ways`. */
static void attack_by(const char *ways, const world *w, knowledge *k, const GPtrArray *tables,
                      const GPtrArray *pages, bool hidden) {
  if (ways)
    knowledge_ways(k, read_ways(ways));
  derive_crime(k, w, tables);
  derive_registers(k, w, tables);
  derive_events(k, tables);
  derive_surveys(k, tables);
  derive_pages(k, w, pages, tables);
  if (hidden)
    knowledge_print_hidden(k);
  findings found = knowledge_ask(k, MOST_LINES);
  size_t unknown = unknown_columns(tables);
  printf("ways=%s ", ways ? ways : "all");
  print_findings(&found, unknown);
}

static bool read_inputs(world **w, knowledge *k, char **paths) {
  *w = world_new(paths[0]);
  bool read = *w && world_read_population(*w, paths[1]);
  g_auto(GStrv) counts = g_strsplit(paths[2], ",", -1);
  for (size_t i = 0; counts[i]; i++)
    read = read && world_read_counts(*w, k, counts[i]);
  return read;
}

int main(int argc, char **argv) {
  g_auto(GStrv) ways = NULL;
  g_autofree char *events = NULL;
  gboolean hidden = FALSE;
  GOptionEntry entries[] = {
      {"events", 0, 0, G_OPTION_ARG_FILENAME, &events, "the events of make_world", "FILE"},
      {"ways", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ways, "learn small counts only so", "LIST"},
      {"hidden", 0, 0, G_OPTION_ARG_NONE, &hidden, "list the small counts that are not told", NULL},
      {NULL}};
  g_autoptr(GOptionContext) options = g_option_context_new(NULL);
  g_option_context_add_main_entries(options, entries, NULL);
  if (!g_option_context_parse(options, &argc, &argv, NULL) || argc != 6) {
    fprintf(stderr, "Usage: attack PLACES POPULATION COUNTS[,COUNTS] INTERNAL REPORT\n");
    return 2;
  }
  g_autoptr(GPtrArray) internal =
      g_str_equal(argv[4], "-") ? g_ptr_array_new() : read_shown_tables(argv[4]);
  g_autoptr(GPtrArray) tables = read_shown_tables(argv[5]);
  g_autoptr(GPtrArray) pages = read_shown_pages(argv[5]);
  size_t i = 0;
  do {
    world *w;
    knowledge *k = knowledge_new();
    if (!read_inputs(&w, k, argv + 1)) {
      fprintf(stderr, "attack: an input cannot be read.\n");
      return 2;
    }
    world_relations(w, k);
    truth_of_events(k, internal);
    if (events && !truth_of_day_parts(k, events, w->last_year - 2, w->last_year))
      fprintf(stderr, "attack: the events cannot be read.\n");
    attack_by(ways ? ways[i] : NULL, w, k, tables, pages, hidden);
    knowledge_free(k);
    world_free(w);
  } while (ways && ways[++i]);
  return tables->len > 0 && pages->len > 0 ? 0 : 2;
}
