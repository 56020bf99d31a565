/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pages in English tell about reported crime: the tables, the tooltips of the charts, their
 * alternative texts and the sentences. About events: any small number at all. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/disclosure/problem.h"
#include "tests/attack/attack.h"

#define NUMBER "([0-9][0-9,.\u00a0\u202f\u2009]*)"

/* Words for a type of crime as they stand in rows and sentences, and in the names of charts. */
static const struct {
  const char *key, *chart, *label, *noun;
} types[] = {
    {"total", "total", "All crimes", "reported crimes"},
    {"person", "person", "Crimes against the person", "crimes against the person"},
    {"theft", "theft", "Thefts", "thefts"},
    {"burglary", "burglary", "Burglaries", "burglaries"},
    {"vandalism", "vandalism", "Criminal damage", "offences of criminal damage"},
    {"drugs_weapons", "drugs-weapons", "Drug and weapon offences", "drug and weapon offences"},
};

typedef struct {
  knowledge *k;
  const world *w;
  const shown_page *page;
  const char *type;  /* of the context, or NULL */
  const char *words; /* for the finding */
} reader;

static const char *type_of_chart(const char *context) {
  g_autofree char *name = g_strdelimit(g_strconcat("-", context, "-", NULL), "_", '-');
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *part = g_strconcat("-", types[i].chart, "-", NULL);
    if (strstr(name, part) && !strstr(name, "-event-"))
      return types[i].key;
  }
  return NULL;
}

static const char *type_of_label(const char *label) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
    if (g_str_has_suffix(label, types[i].label) || g_str_has_suffix(label, types[i].noun))
      return types[i].key;
  return NULL;
}

static void tell_count(const reader *r, const char *type, int year, const char *text) {
  double value;
  g_autofree char *id = crime_id(type, r->page->place, year);
  if (read_number(text, &value, NULL))
    know_exact(r->k, id, value, r->page->in, r->page->file, r->words);
}

static void tell_rate(const reader *r, const char *type, const char *place, int year,
                      const char *text) {
  double value, step, least, most, exposure = world_exposure(r->w, place, year);
  if (exposure <= 0 || !read_number(text, &value, &step))
    return;
  g_autofree char *id = crime_id(type, place, year);
  pb_disclosure_rate_range(value, step > 0 ? step * 1.0001 : 1e-6, exposure, 1e5, &least, &most);
  know_range(r->k, id, least, most, WAY_RATE, r->page->in, r->page->file, r->words);
}

/* "484–1,256" */
static void tell_interval(const reader *r, const char *type, int year, const char *text) {
  double exposure = world_exposure(r->w, r->page->place, year), least, most, value, step;
  g_auto(GStrv) ends = g_strsplit(text, "\u2013", 2);
  g_autofree char *id = crime_id(type, r->page->place, year);
  for (int i = 0; exposure > 0 && i < 2 && ends[0] && ends[i]; i++)
    if (read_number(ends[i], &value, &step) &&
        counts_of_interval_end(value, step > 0 ? step * 1.0001 : 1e-6, exposure, 1e5, i == 1,
                               &least, &most))
      know_range(r->k, id, least, most, WAY_INTERVAL, r->page->in, r->page->file, r->words);
}

static void tell_sum(const reader *r, const char *type, int first, int last, double sum,
                     double slack) {
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
  for (int year = first; year <= last; year++)
    g_ptr_array_add(ids, crime_id(type, r->page->place, year));
  know_relation(r->k, ids, NULL, sum - slack, sum + slack, WAY_SUM, r->page->in, r->page->file,
                r->words);
}

/* "4.3 to 2": the mean of the three years before, and the last. */
static void tell_from_to(const reader *r, const char *type, const char *text) {
  g_autofree char *plain = g_strdup(text);
  double mean, step;
  char *to = strstr(plain, " to "), *from = plain;
  if (!to || strchr(plain, '%'))
    return;
  *to = '\0';
  while (*from && !g_ascii_isdigit(*from))
    from++;
  if (!read_number(from, &mean, &step) || !g_ascii_isdigit(to[4]))
    return;
  tell_count(r, type, r->w->last_year, to + 4);
  double sum = 0;
  int64_t count;
  for (int year = r->w->last_year - 3; year < r->w->last_year; year++) {
    g_autofree char *id = crime_id(type, r->page->place, year);
    sum += truth_of(r->k, id, &count) ? (double)count : 0;
  }
  if (fabs(sum - mean * 3) <= step * 1.5) /* else a year is not in the mean, as its note says */
    tell_sum(r, type, r->w->last_year - 3, r->w->last_year - 1, mean * 3, step * 1.5 * 1.0001);
}

static bool is_year(const char *text) {
  return strlen(text) == 4 && strspn(text, "0123456789") == 4 && text[0] == '2';
}

/* A row about a type in the last year, or in a year, or in several. */
static void read_row(const reader *r, const GPtrArray *row) {
  const char *label = row->len ? row->pdata[0] : "", *type = type_of_label(label);
  int first = 0, last = 0, year = r->w->last_year;
  if (!type)
    type = r->type;
  if (is_year(label))
    year = atoi(label);
  else if (strlen(label) == strlen("2023\u20132025"))
    first = atoi(label), last = atoi(label + strlen("2023\u2013"));
  else if (!type_of_label(label))
    return;
  for (guint c = 1; c < row->len && c < r->page->header->len && type; c++) {
    const char *head = r->page->header->pdata[c], *text = row->pdata[c];
    double value;
    if (is_year(head))
      tell_count(r, type, atoi(head), text);
    else if (first > 0 && g_str_equal(head, "crimes") && read_number(text, &value, NULL))
      tell_sum(r, type, first, last, value, 0.5);
    else if (first > 0)
      continue;
    else if (g_str_equal(head, "crimes"))
      tell_count(r, type, year, text);
    else if (g_str_has_prefix(head, "per 100,000"))
      tell_rate(r, type, r->page->place, year, text);
    else if (g_str_equal(head, "95% interval") && c > 0 &&
             g_str_has_prefix(r->page->header->pdata[c - 1], "per 100,000"))
      tell_interval(r, type, year, text);
    else if (g_str_has_prefix(head, "change from"))
      tell_from_to(r, type, text);
    else if (g_str_has_prefix(head, "ratio to") || g_str_has_prefix(head, "rank in")) {
      g_autofree char *id = crime_id(type, r->page->place, year);
      if (g_ascii_isdigit(text[0]))
        know_beside(r->k, id, r->page->in, r->page->file, head);
    }
  }
}

/* "2015: 6,367", "Dalmo: 1,103", "2024K3: 5" */
static void read_tooltip(const reader *r) {
  const char *colon = strrchr(r->page->text, ':');
  if (!colon || colon[1] != ' ' || strchr(colon, '%'))
    return;
  g_autofree char *label = g_strndup(r->page->text, (gsize)(colon - r->page->text));
  if (is_year(label) && r->type)
    tell_rate(r, r->type, r->page->place, atoi(label), colon + 2);
  int quarter = 0, year = 0;
  if (strstr(r->page->context, "quarterly") &&
      sscanf(label, "quarter %d of %d", &quarter, &year) == 2) {
    double value;
    g_autofree char *id = g_strdup_printf("crime/total/%s/%dK%d", r->page->place, year, quarter);
    if (read_number(colon + 2, &value, NULL))
      know_exact(r->k, id, value, r->page->in, r->page->file, "tooltip");
  }
  GHashTableIter iter;
  gpointer code, name;
  g_hash_table_iter_init(&iter, r->w->place_names);
  while (r->type && g_hash_table_iter_next(&iter, &code, &name))
    if (g_str_equal(name, label))
      tell_rate(r, r->type, code, r->w->last_year, colon + 2);
}

static GMatchInfo *match(const char *pattern, const char *text) {
  GMatchInfo *found;
  g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
  g_regex_match(regex, text, 0, &found);
  return found;
}

/* "42 in 2024 (1 crimes)", "lowest 0 (2019)" */
static void read_alternative_text(const reader *r) {
  const char *text = r->page->text;
  GMatchInfo *found = match(NUMBER " in (20[0-9][0-9]) \\(" NUMBER " crime", text);
  for (; g_match_info_matches(found) && r->type; g_match_info_next(found, NULL)) {
    g_autofree char *rate = g_match_info_fetch(found, 1), *year = g_match_info_fetch(found, 2);
    g_autofree char *count = g_match_info_fetch(found, 3);
    tell_rate(r, r->type, r->page->place, atoi(year), rate);
    tell_count(r, r->type, atoi(year), count);
  }
  g_match_info_free(found);
  found = match("(?:lowest|highest) " NUMBER " \\((20[0-9][0-9])\\)", text);
  for (; g_match_info_matches(found) && r->type; g_match_info_next(found, NULL)) {
    g_autofree char *rate = g_match_info_fetch(found, 1), *year = g_match_info_fetch(found, 2);
    tell_rate(r, r->type, r->page->place, atoi(year), rate);
  }
  g_match_info_free(found);
  found = match(NUMBER " in quarter ([1-4]) of (20[0-9][0-9])", text);
  if (g_match_info_matches(found)) {
    g_autofree char *count = g_match_info_fetch(found, 1), *quarter = g_match_info_fetch(found, 2);
    g_autofree char *year = g_match_info_fetch(found, 3);
    g_autofree char *id = g_strdup_printf("crime/total/%s/%sK%s", r->page->place, year, quarter);
    double value;
    if (read_number(count, &value, NULL))
      know_exact(r->k, id, value, r->page->in, r->page->file, r->words);
  }
  g_match_info_free(found);
}

/* "Burglaries 1 → 1" */
static void read_arrows(const reader *r) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *pattern = g_strconcat(types[i].label, " " NUMBER " \u2192 " NUMBER " ", NULL);
    GMatchInfo *found = match(pattern, r->page->text);
    if (g_match_info_matches(found)) {
      g_autofree char *before = g_match_info_fetch(found, 1), *now = g_match_info_fetch(found, 2);
      g_autofree char *both = g_strconcat(before, " to ", now, NULL);
      tell_from_to(r, types[i].key, both);
    }
    g_match_info_free(found);
  }
}

/* "In 2025, 2 burglaries were reported" and "Between 2024 and 2025 ...: from 4 to 2." */
static void read_sentence(const reader *r) {
  for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
    g_autofree char *pattern = g_strconcat("In (20[0-9][0-9]), " NUMBER " ", types[i].noun, NULL);
    GMatchInfo *found = match(pattern, r->page->text);
    if (g_match_info_matches(found)) {
      g_autofree char *year = g_match_info_fetch(found, 1), *count = g_match_info_fetch(found, 2);
      tell_count(r, types[i].key, atoi(year), count);
    }
    g_match_info_free(found);
  }
  GMatchInfo *found = match("Between (20[0-9][0-9]) and (20[0-9][0-9]) .*from ([0-9][0-9,]*) to "
                            "([0-9][0-9,]*[0-9]|[0-9])",
                            r->page->text);
  if (g_match_info_matches(found) && r->type) {
    g_autofree char *first = g_match_info_fetch(found, 1), *last = g_match_info_fetch(found, 2);
    g_autofree char *from = g_match_info_fetch(found, 3), *to = g_match_info_fetch(found, 4);
    tell_count(r, r->type, atoi(first), from);
    tell_count(r, r->type, atoi(last), to);
  }
  g_match_info_free(found);
}

static bool is_about_events(const char *context) {
  static const char *const starts[] = {"event",    "handelser", "delar",
                                       "platser",  "hot-spot",  "place-years",
                                       "sub-area", "stability", "symbol-map"};
  for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
    if (g_str_has_prefix(context, starts[i]))
      return true;
  return false;
}

/* A count of 1 to 4, or a value worked out from as few, in a table or a tooltip about records of
 * events, which have no place in a version for the public. */
static void read_events(const reader *r) {
  for (guint i = 0; r->page->rows && i < r->page->rows->len; i++) {
    const GPtrArray *row = r->page->rows->pdata[i];
    for (guint c = 1; c < row->len && c < r->page->header->len; c++) {
      double value, step;
      if (read_number(row->pdata[c], &value, &step) && step == 1 && value > 0 && value < 5)
        know_leak(r->k, r->page->file, "a small number in a table about events");
    }
  }
  const char *colon = r->page->text ? strrchr(r->page->text, ':') : NULL;
  double value;
  if (colon && read_number(colon + 1, &value, NULL) && value > 0)
    know_leak(r->k, r->page->file, "a number in a tooltip about events");
}

void derive_pages(knowledge *k, const world *w, const GPtrArray *pages) {
  for (guint i = 0; i < pages->len; i++) {
    const shown_page *page = pages->pdata[i];
    reader r = {k, w, page, type_of_chart(page->context), page->text ? page->text : page->context};
    for (guint row = 0; page->rows && row < page->rows->len; row++)
      read_row(&r, page->rows->pdata[row]);
    if (is_about_events(page->context))
      read_events(&r);
    if (!page->text)
      continue;
    read_tooltip(&r);
    read_alternative_text(&r);
    read_arrows(&r);
    read_sentence(&r);
  }
}
