/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wording rules of reports, on reports as text: check_wording sv|en FILE... prints TAP, one
 * line for a rule with the number of sentences it looked at, and with "# " what breaks it.
 *
 * Readability is LIX (Björnsson 1968): words / sentences + 100 * words of more than six letters /
 * words. A number is one word, however long, and not a long one; "1 234–5 678" is one number; a
 * word with a hyphen is one word; "Se …", the reference at the end of a finding, is left out, since
 * it would only shorten the sentences. Headings count as sentences. */
#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MOST_LIX 45
#define LONG_WORD 6
#define FEW 20

typedef struct {
  bool swedish;
  const char *file;
  const char *section;  /* id */
  const char *label;    /* of the section */
  const char *group;    /* name of the comparison group */
  GHashTable *verdicts; /* label of a type -> sign */
} page;

typedef struct {
  const char *name;
  guint looked_at;
  GPtrArray *broken;
} rule;

enum { FEW_COUNTS, CHANGE, GROUP, NUMBERS, CAUSES, WORDS, LANGUAGE, READABLE, N_RULES };
static rule rules[N_RULES] = {
    [FEW_COUNTS] = {.name = "below 20, counts and never per cent"},
    [CHANGE] = {.name = "increased and decreased only when established"},
    [GROUP] = {.name = "comparisons name the group"},
    [NUMBERS] = {.name = "numbers in the form of the language"},
    [CAUSES] = {.name = "no causal words"},
    [WORDS] = {.name = "no glue, no placeholder, no straight quote"},
    [LANGUAGE] = {.name = "one language"},
    [READABLE] = {.name = "LIX of the summary under 45"},
};

static bool matches(const char *pattern, const char *text) {
  return g_regex_match_simple(pattern, text, 0, 0);
}

static void broken(int which, const page *p, const char *line) {
  g_ptr_array_add(rules[which].broken,
                  g_strdup_printf("%s, %s: %.300s", p->file, p->section, line));
}

static void forbid(int which, const page *p, const char *pattern, const char *line) {
  rules[which].looked_at++;
  g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  if (!g_regex_match(regex, line, 0, &match))
    return;
  g_autofree char *found = g_match_info_fetch(match, 0);
  g_autofree char *why = g_strdup_printf("“%s” in %s", found, line);
  broken(which, p, why);
}

/* Numbers below are as the texts write them: thin blanks in Swedish, commas in English. */
static void check_prose(const page *p, const char *line) {
  const char *few = p->swedish ? "från \\d{1,2}(,\\d)? till 1?\\d(?![\\d\\x{202f},])[^.:]*procent|"
                                 "från 1?\\d(,\\d)? till \\d{1,2}(?![\\d\\x{202f}])[^.:]*procent|"
                                 "procent[^.:]*från 1?\\d till \\d+(?![\\d\\x{202f},])"
                               : "from \\d{1,2} to 1?\\d(?![\\d,])[^.:]*per cent|"
                                 "per cent[^.:]*from 1?\\d to \\d+(?![\\d,])";
  forbid(FEW_COUNTS, p, few, line);
  forbid(NUMBERS, p,
         p->swedish
             ? "\\d\\.\\d|(?<![\\d#\\x{202f}])\\d{5}|[ (]-\\d|\\d%|\\d %|\\d{1,3} \\d{3}(?!\\d)"
             : "\\d,\\d{1,2}(?!\\d)|(?<![\\d,#])\\d{5}|[ (]-\\d|\\x{202f}",
         line);
  forbid(CAUSES, p,
         p->swedish ? "(?i)tack vare|på grund av|le(tt|dde) till|orsaka(t|de|s|r)|till följd av|"
                      "resulterade|berodde på|effekten av"
                    : "(?i)thanks to|because of|\\bled to|\\bcaused|as a result of|owing to|"
                      "resulted in",
         line);
  forbid(WORDS, p,
         "  \\S|\\S [.,;:](?!\\S)|%[sd]|\\(null\\)|(?i:\\bnan\\b|\\binf\\b)|\"|\\(\\)|"
         "(?<![.])\\.\\.(?![.])|,,|[-−]0(,0)?[  ](%|procent)",
         line);
  forbid(LANGUAGE, p,
         p->swedish ? "\\b(the|of|events|with|cells?|municipality|residents|and)\\b|“"
                    : "\\b(händelser|invånare|inte|eller|rutor|brotten|kommun|län)\\b",
         line);
}

/* "increased" stands where the table's verdict says so. The sections of types have its label. */
static void check_change(const page *p, const char *line) {
  const char *up = p->swedish ? "\\*\\*[^*]*ökade\\*\\*|^# .*ökade"
                              : "\\*\\*[^*]*increased\\*\\*|^# .*increased";
  const char *down = p->swedish ? "\\*\\*[^*]*minskade\\*\\*|^# .*minskade"
                                : "\\*\\*[^*]*decreased\\*\\*|^# .*decreased";
  const char *sign =
      g_str_has_prefix(p->section, "typ-") ? g_hash_table_lookup(p->verdicts, p->label) : NULL;
  bool rises = matches(up, line), falls = matches(down, line);
  if (sign) {
    rules[CHANGE].looked_at++;
    if ((rises && strcmp(sign, "▲") != 0) || (falls && strcmp(sign, "▼") != 0))
      broken(CHANGE, p, line);
  } else if (g_str_equal(p->section, "sammanfattning") && (rises || falls)) {
    bool found = false;
    GHashTableIter all;
    gpointer label, verdict;
    g_hash_table_iter_init(&all, p->verdicts);
    while (g_hash_table_iter_next(&all, &label, &verdict))
      found = found || g_str_equal(verdict, rises ? "▲" : "▼");
    rules[CHANGE].looked_at++;
    if (!found)
      broken(CHANGE, p, line);
  }
  /* A page of recorded events: its title has the verdict. */
  if (g_str_has_prefix(p->section, "handelser") &&
      matches(p->swedish ? "ingen säkerställd förändring" : "no established change", line) &&
      (rises || falls))
    broken(CHANGE, p, line);
}

static void check_group(const page *p, const char *line) {
  if (!p->group || g_str_equal(p->section, "metod") || g_str_equal(p->section, "kommunen") ||
      !matches(p->swedish ? "medianen|fjärdedelen"
                          : "the median|(high|low|upp)[a-z]* quarter (of|in)",
               line))
    return;
  rules[GROUP].looked_at++;
  if (!strstr(line, p->group) &&
      !matches(p->swedish ? "gruppen|kommungrupp|kommunerna på kartan|av rutorna"
                          : "the group|group of|the municipalities shown|of the cells",
               line))
    broken(GROUP, p, line);
}

static char *cell(char **cells, guint i) {
  return g_strstrip(g_strdelimit(g_strdup(cells[i]), "*", ' '));
}

/* A row of a table: per cent neither for few crimes now nor for few before. */
static void check_row(page *p, const char *header, const char *line) {
  g_auto(GStrv) names = g_strsplit(header, "|", -1), cells = g_strsplit(line, "|", -1);
  if (g_strv_length(names) != g_strv_length(cells))
    return;
  int last = -1;
  for (guint i = 0; names[i]; i++) {
    g_autofree char *name = cell(names, i), *words = cell(cells, i);
    if (matches("^(19|20)\\d\\d$", name) && matches("^\\d+$", words))
      last = (int)g_ascii_strtoll(words, NULL, 10);
    else if (matches("^(19|20)\\d\\d$", name))
      last = -1;
    if (!g_str_has_prefix(name, p->swedish ? "förändring" : "change"))
      continue;
    rules[FEW_COUNTS].looked_at++;
    if (last >= 0 && last < FEW && strchr(words, '%'))
      broken(FEW_COUNTS, p, line);
    static const char *const signs[] = {"▲", "▼", "●"};
    for (guint s = 0; s < G_N_ELEMENTS(signs); s++)
      if (strstr(words, signs[s]))
        g_hash_table_insert(p->verdicts, cell(cells, 0), (char *)signs[s]);
  }
}

typedef struct {
  guint words, long_words, sentences;
} counts;

static void count_words(counts *c, const char *text) {
  g_autoptr(GRegex) reference =
      g_regex_new("(\\bSe|See) \\(#[^)]*\\)\\.|\\*\\*|\\(#[^)]*\\)", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal(reference, text, -1, 0, " ", 0, NULL);
  g_autoptr(GRegex) end = g_regex_new("[.!?:](?=\\s+[[:upper:]])|[.!?]?\\s*$", 0, 0, NULL);
  g_autoptr(GRegex) word = g_regex_new(
      "\\d[\\d,.\\x{202f}\\x{a0}]*(–[\\d,.\\x{202f}]+)?|[[:alpha:]][[:alpha:]-]*", 0, 0, NULL);
  g_auto(GStrv) sentences = g_regex_split(end, plain, 0);
  for (char **sentence = sentences; *sentence; sentence++) {
    guint before = c->words;
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(word, *sentence, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
      g_autofree char *found = g_match_info_fetch(match, 0);
      c->words++;
      c->long_words += !g_ascii_isdigit(*found) && g_utf8_strlen(found, -1) > LONG_WORD;
    }
    c->sentences += c->words > before;
  }
}

static bool is_prose(const char *line) {
  return *line && !g_str_has_prefix(line, "[") && !strstr(line, " | ") &&
         !g_str_has_prefix(line, "-- ") && !matches("^(Källa|Source): ", line) &&
         !g_str_has_prefix(line, "== ");
}

static void read_group(page *p, const char *line, char **group) {
  g_autoptr(GRegex) intro =
      g_regex_new(p->swedish ? "kommungruppen (.+) \\(\\d" : "the group (.+) \\(\\d", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  if (!*group && g_regex_match(intro, line, 0, &match))
    *group = g_match_info_fetch(match, 1);
  p->group = *group;
}

/* "== Stöldbrott (#typ-theft)" */
static bool read_section(page *p, char *line) {
  char *id = strstr(line, " (#");
  if (!g_str_has_prefix(line, "== ") || !id)
    return false;
  *id = '\0';
  id[strlen(id + 1)] = '\0';
  p->label = line + 3;
  p->section = id + 3;
  return true;
}

static bool is_row(const char *line) {
  return strstr(line, " | ") && !g_str_has_prefix(line, "[");
}

/* First, since the sentences before a table must say what it says. */
static void check_tables(page *p, char **lines) {
  const char *header = NULL;
  for (char **line = lines; *line; line++) {
    if (!is_row(*line))
      header = NULL;
    else if (!header)
      header = *line;
    else
      check_row(p, header, *line);
  }
}

static void check_file(const char *language, const char *file) {
  g_autofree char *text = NULL, *name = g_path_get_basename(file), *group = NULL;
  g_autofree char *folder = g_path_get_dirname(file), *place = g_path_get_basename(folder);
  if (!g_file_get_contents(file, &text, NULL, NULL)) {
    printf("Bail out! %s cannot be read\n", file);
    return;
  }
  page p = {.swedish = strcmp(language, "sv") == 0,
            .file = place,
            .section = "",
            .label = "",
            .verdicts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  counts summary = {0};
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  check_tables(&p, lines);
  for (char **line = lines; *line; line++) {
    if (read_section(&p, *line) || is_row(*line))
      continue;
    const char *words_of_figure = strstr(*line, ": "); /* after its id, which is no prose */
    if (g_str_has_prefix(*line, "[figure") && words_of_figure)
      check_prose(&p, words_of_figure + 2);
    if (!is_prose(*line))
      continue;
    read_group(&p, *line, &group);
    if (!matches("^ {2}", *line) || g_str_equal(p.section, "sammanfattning"))
      check_change(&p, *line);
    check_group(&p, *line);
    g_autofree char *words = g_strstrip(g_strdup(*line));
    check_prose(&p, words);
    if (g_str_equal(p.section, "sammanfattning"))
      count_words(&summary, matches("^\\d\\. ", words) ? words + 3 : words);
  }
  g_hash_table_unref(p.verdicts);
  if (!p.swedish || !summary.sentences)
    return;
  double lix =
      (double)summary.words / summary.sentences + 100. * summary.long_words / summary.words;
  printf("# %s: LIX %.1f (%u words, %u sentences, %u long)\n", place, lix, summary.words,
         summary.sentences, summary.long_words);
  rules[READABLE].looked_at++;
  if (!(lix < MOST_LIX)) {
    g_autofree char *figure = g_strdup_printf("LIX %.1f", lix);
    broken(READABLE, &p, figure);
  }
}

int main(int argc, char **argv) {
  if (argc < 3)
    return 2;
  for (int r = 0; r < N_RULES; r++)
    rules[r].broken = g_ptr_array_new_with_free_func(g_free);
  for (int i = 2; i < argc; i++)
    check_file(argv[1], argv[i]);
  bool good = true;
  for (int r = 0; r < N_RULES; r++) {
    const rule *one = &rules[r];
    if (r == READABLE && strcmp(argv[1], "sv") != 0)
      continue; /* LIX is made for Swedish */
    /* A rule that met nothing was not tested. */
    bool holds = one->broken->len == 0 && one->looked_at > 0;
    good = good && holds;
    printf("%sok - %s, %s: %u looked at\n", holds ? "" : "not ", argv[1], one->name,
           one->looked_at);
    for (guint i = 0; i < one->broken->len && i < 12; i++)
      printf("# %s\n", (char *)one->broken->pdata[i]);
    g_ptr_array_unref(one->broken);
  }
  return good ? 0 : 1;
}
