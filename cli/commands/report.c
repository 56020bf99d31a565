/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/selection.h"
#include "cli/session.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/manifest.h"

extern const pb_command pb_command_report;

typedef struct {
  char *project, *out, *audience, *formats, *shard;
  char **municipalities;
  gboolean all, resume;
  int jobs;
} options;

static void clear_options(options *o) {
  g_free(o->project);
  g_free(o->out);
  g_free(o->audience);
  g_free(o->formats);
  g_free(o->shard);
  g_strfreev(o->municipalities);
}

static const char *const audience_names[] = {"internal", "council", "public", NULL};

static bool choose_audience(const options *o, const pb_project *project, pb_audience *audience,
                            GError **error) {
  *audience = (pb_audience)project->audience;
  if (o->audience && !g_strv_contains(audience_names, o->audience)) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The audience “%s” does not exist. Choose internal, council or public."),
                o->audience);
    return false;
  }
  for (int i = 0; o->audience && audience_names[i]; i++)
    if (g_str_equal(o->audience, audience_names[i]))
      *audience = (pb_audience)i;
  if (*audience == PB_AUDIENCE_PUBLIC && o->resume) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_USAGE,
                        _("A public version cannot be resumed: it carries no fingerprint of the "
                          "sources, which would let a reader try out small counts. Leave out "
                          "--resume."));
    return false;
  }
  return true;
}

#define DEFAULT_FORMATS "pdf,html,docx,xlsx"
#define WORKBOOK "xlsx" /* beside the formats of the report: its tables */

/* The output formats named in a list such as "pdf,html"; the usual ones without a list. */
static GPtrArray *choose_formats(const char *list, bool *workbook, GError **error) {
  size_t n;
  const pb_backend *const *all = pb_backends(&n);
  GPtrArray *chosen = g_ptr_array_new();
  g_autofree const char **names = g_new0(const char *, n + 2);
  for (size_t i = 0; i < n; i++)
    names[i] = all[i]->name;
  names[n] = WORKBOOK;
  *workbook = false;
  g_auto(GStrv) words = g_strsplit(!list ? DEFAULT_FORMATS : *list ? list : " ", ",", -1);
  for (char **w = words; *w; w++) {
    if (g_str_equal(g_strstrip(*w), WORKBOOK)) {
      *workbook = true;
      continue;
    }
    const pb_backend *backend = pb_backend_find(*w);
    if (!backend) {
      g_autofree char *known = g_strjoinv(", ", (char **)(void *)names);
      g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                  _("The format “%s” does not exist. The formats are: %s."), *w, known);
      g_ptr_array_unref(chosen);
      return NULL;
    }
    if (!g_ptr_array_find(chosen, backend, NULL))
      g_ptr_array_add(chosen, (gpointer)(uintptr_t)backend);
  }
  return chosen;
}

static bool parse_shard(const char *text, pb_batch_options *batch, GError **error) {
  batch->shard = batch->n_shards = 1;
  if (!text)
    return true;
  char rest;
  if (sscanf(text, "%d/%d%c", &batch->shard, &batch->n_shards, &rest) == 2 && batch->shard >= 1 &&
      batch->shard <= batch->n_shards)
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
              _("--shard takes I/N with I from 1 to N, such as 2/8, not “%s”."), text);
  return false;
}

static char *make_manifest(const pb_session *session, const options *o, pb_audience audience,
                           GError **error) {
  const pb_dataset *dataset = pb_session_shown(session);
  const pb_disclosure_rule *rule = dataset->disclosure;
  g_autofree char *period = g_strdup_printf("%d", dataset->period_end);
  g_autofree char *years = g_strdup_printf("%d", dataset->years);
  g_autofree char *threshold = g_strdup_printf("%d", rule ? (int)rule->threshold : 0);
  const pb_theme_file *theme = session->theme_file;
  g_autofree char *logo =
      theme && theme->logo ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, theme->logo) : NULL;
  pb_manifest_parameter parameters[8] = {
      {"language", pb_environment_language()},
      {"audience", audience_names[audience]},
      {"formats", o->formats ? o->formats : DEFAULT_FORMATS},
      {"period_end", period},
      {"years", years},
  };
  size_t n = 5;
  if (logo)
    parameters[n++] = (pb_manifest_parameter){"logo", logo};
  if (rule) {
    parameters[n++] = (pb_manifest_parameter){
        "disclosure", pb_disclosure_method_name(dataset->disclosure_method)};
    parameters[n++] = (pb_manifest_parameter){"disclosure_threshold", threshold};
  }
  return pb_manifest_json(session->project, dataset, pb_environment_data_dir(), PB_VERSION,
                          parameters, n, error);
}

/* No program checks what people have written. */
static void say_comments(const pb_session *session, const GArray *chosen) {
  const pb_comments *comments = session->dataset->comments;
  unsigned n = 0;
  for (size_t i = 0; comments && i < comments->n; i++) {
    bool mine = false;
    for (guint k = 0; k < chosen->len; k++)
      mine = mine || pb_comment_is_for(&comments->list[i], g_array_index(chosen, int, k));
    n += mine && !comments->list[i].restricted;
  }
  if (n > 0)
    pb_command_say(g_strdup_printf(
        Q_("%u comment stands in the public version as it is written. Read it before the report "
           "leaves the house: no program sees what it gives away.",
           "%u comments stand in the public version as they are written. Read them before the "
           "report leaves the house: no program sees what they give away.",
           n),
        n));
}

/* Folders of municipalities that this run did not write may hold other versions. */
static void say_other_folders(const pb_session *session, const GArray *chosen, const char *out) {
  g_autoptr(GHashTable) mine = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add(
        mine, pb_report_folder(&session->dataset->municipalities[g_array_index(chosen, int, i)]));
  g_autoptr(GDir) dir = g_dir_open(out, 0, NULL);
  const char *name;
  unsigned n = 0;
  while (dir && (name = g_dir_read_name(dir)))
    n += g_regex_match_simple("^[0-9]{4}-", name, 0, 0) && !g_hash_table_contains(mine, name);
  if (n > 0)
    pb_command_say(g_strdup_printf(
        Q_("%s also holds the folder of %u municipality that this run did not make. It may not be "
           "a public version.",
           "%s also holds the folders of %u municipalities that this run did not make. They may "
           "not be public versions.",
           n),
        out, n));
}

static bool check_words(const options *o, GError **error) {
  const char *problem = NULL;
  if (o->all && o->municipalities)
    problem = _("Choose either municipalities with -m or all of them with --all.");
  else if (o->jobs < 0)
    problem = _("--jobs is a number of threads, at least 1.");
  if (problem)
    g_set_error_literal(error, PB_ERROR, PB_ERROR_USAGE, problem);
  return !problem;
}

static pb_exit write_reports(const options *o) {
  g_auto(pb_session) session = {0};
  GError *error = NULL;
  pb_audience audience;
  pb_batch_options batch = {.jobs = o->jobs > 0 ? o->jobs : pb_environment_processors(),
                            .resume = o->resume};
  bool workbook;
  g_autoptr(GPtrArray) formats = choose_formats(o->formats, &workbook, &error);
  if (!formats || !check_words(o, &error) || !parse_shard(o->shard, &batch, &error) ||
      !pb_session_open_project(&session, o->project, &error) ||
      !choose_audience(o, session.project, &audience, &error) ||
      !pb_session_load(&session, &error) ||
      (audience == PB_AUDIENCE_PUBLIC && !pb_session_mask(&session, &error)))
    return pb_command_fail(error);
  g_autoptr(GArray) chosen = pb_select_municipalities(&session, o->municipalities, o->all, &error);
  g_autofree char *manifest = chosen ? make_manifest(&session, o, audience, &error) : NULL;
  if (!manifest)
    return pb_command_fail(error);
  batch.manifest = manifest;
  g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, manifest, -1);
  const pb_report_request request = {.dataset = pb_session_shown(&session),
                                     .geography = session.geography,
                                     .language = pb_session_language(),
                                     .theme = pb_session_theme(&session),
                                     .audience = audience,
                                     .smallest_on_map = session.project->disclosure_threshold,
                                     .backends = (const pb_backend *const *)formats->pdata,
                                     .n_backends = formats->len,
                                     .workbook = workbook,
                                     .out_dir = o->out ? o->out : "out",
                                     .inputs_sha256 = sha256};
  if (audience == PB_AUDIENCE_PUBLIC)
    say_comments(&session, chosen);
  if (audience == PB_AUDIENCE_PUBLIC && batch.n_shards == 1)
    say_other_folders(&session, chosen, request.out_dir);
  bool short_of = pb_session_report_shortfalls(&session);
  pb_exit status = pb_batch_run(&request, chosen, &batch);
  return status == PB_EXIT_DONE && short_of ? PB_EXIT_SHORT : status;
}

static pb_exit run(int argc, char **argv) {
  options o = {0};
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &o.project,
       N_("Project file. Default: problembild.ini in this folder."), "FILE"},
      {"municipality", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &o.municipalities,
       N_("Municipality by code or name, a county, or a group of the project file. May be "
          "repeated."),
       "CODE|NAME|GROUP"},
      {"all", 0, 0, G_OPTION_ARG_NONE, &o.all, N_("Every municipality of Sweden."), NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.out, N_("Folder to write to. Default: out."),
       "DIR"},
      {"audience", 0, 0, G_OPTION_ARG_STRING, &o.audience,
       N_("Whom the report is for; default: what the project file says. Restricted sections stand "
          "only in the internal version; small counts are kept from the public."),
       "internal|council|public"},
      {"formats", 0, 0, G_OPTION_ARG_STRING, &o.formats,
       N_("Output formats, separated by commas: pdf, html, docx, text, and xlsx for the tables in "
          "one "
          "workbook. Default: pdf,html,docx,xlsx."),
       "LIST"},
      {"jobs", 0, 0, G_OPTION_ARG_INT, &o.jobs,
       N_("Threads. Default: as many as there are processors. The bytes written do not depend on "
          "it."),
       "N"},
      {"shard", 0, 0, G_OPTION_ARG_STRING, &o.shard,
       N_("Make only part I of N of the chosen reports, for a batch spread over several machines."),
       "I/N"},
      {"resume", 0, 0, G_OPTION_ARG_NONE, &o.resume,
       N_("Leave reports that are whole and were made from the same inputs."), NULL},
      {0},
  };
  bool done;
  pb_exit status = PB_EXIT_USAGE;
  if (pb_command_parse(&pb_command_report, entries, &argc, &argv, &done)) {
    if (done)
      status = PB_EXIT_DONE;
    else if (argc > 1)
      pb_command_say(g_strdup_printf(
          _("The word “%s” is not understood. Municipalities are named with -m."), argv[1]));
    else
      status = write_reports(&o);
  }
  clear_options(&o);
  return status;
}

const pb_command pb_command_report = {
    .name = "report",
    .summary = N_("write the situation report of one or many municipalities"),
    .synopsis = "[-c FILE] -m CODE|NAME|GROUP … | --all [-o DIR] [OPTION …]",
    .description = N_(
        "Reads the sources and layers of the project file and writes, for each municipality, a "
        "folder "
        "such as 1880-orebro with rapport.pdf, rapport.html, rapport.docx, figures/ (each figure "
        "as SVG, PNG and PDF), tables/ (what was computed, as CSV), tables.xlsx (the same in one "
        "workbook) and results.json. Beside the folders stand "
        "index.html and "
        "manifest.json, which names every input with its SHA-256 and every parameter.\n"
        "Files appear whole or not at all. The same inputs give the same bytes."),
    .examples = "problembild report -c data/orebro/problembild.ini -m 1880 -o out\n"
                "problembild report -m \"Örebro län\" --lang en\n"
                "problembild report --all --resume",
    .run = run,
};
