/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/project_keys.h"

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"
#include "io/key_lines.h"
#include "io/key_reader.h"
#include "io/project_source_keys.h"
#include "io/text_encoding.h"

static const char *const section_names[] = {"project", "area",   "source",
                                            "layer",   "method", "disclosure"};
static const char *const project_names[] = {"title",          "period_end", "years",
                                            "language",       "audience",   "event_types",
                                            "municipalities", "crs",        "priority_cut_points",
                                            "theme"};
static const char *const source_names[] = {
    "kind",     "path",       "encoding",  "delimiter",           "decimal",
    "sheet",    "crs",        "synthetic", "publisher",           "rate_per",
    "codebook", "date_order", "missing",   "max_rejected_percent"};
static const char *const layer_names[] = {"role",       "path", "code",     "name",
                                          "population", "crs",  "encoding", "style"};
static const char *const disclosure_names[] = {"threshold", "method", "secret"};
static const char *const languages[] = {"sv", "en"};
static const char *const audiences[] = {"internal", "council", "public"};
static const char *const layer_roles[] = {"municipalities", "counties", "sub-areas", "places",
                                          "background"};

const char *const *pb_project_key_names(const char *section, size_t *n) {
  static const struct {
    const char *section;
    const char *const *names;
    size_t n;
  } all[] = {
      {"project", project_names, G_N_ELEMENTS(project_names)},
      {"source", source_names, G_N_ELEMENTS(source_names)},
      {"layer", layer_names, G_N_ELEMENTS(layer_names)},
      {"disclosure", disclosure_names, G_N_ELEMENTS(disclosure_names)},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (g_str_equal(section, all[i].section)) {
      *n = all[i].n;
      return all[i].names;
    }
  *n = 0;
  return NULL;
}

static bool check_keys(const pb_key_reader *r, const char *const *names, size_t n) {
  return pb_key_check(r, names, n, NULL, NULL);
}

/* "EPSG:27700" */
static bool is_epsg(const char *text) {
  return g_regex_match_simple("^EPSG:[0-9]{4,6}$", text, 0, 0);
}

static bool read_project(const pb_key_reader *r, pb_project *project) {
  size_t language = 0, audience = 0;
  if (!check_keys(r, project_names, G_N_ELEMENTS(project_names)) ||
      !pb_key_text(r, "title", &project->title) ||
      !pb_key_int(r, "period_end", 1900, 2199, &project->period_end) ||
      !pb_key_int(r, "years", 1, 10, &project->years) ||
      !pb_key_text(r, "event_types", &project->event_types) ||
      !pb_key_text(r, "priority_cut_points", &project->priority_cut_points) ||
      !pb_key_text(r, "municipalities", &project->municipalities) ||
      !pb_key_text(r, "crs", &project->crs) || !pb_key_text(r, "theme", &project->theme) ||
      !pb_key_choice(r, "language", languages, G_N_ELEMENTS(languages), &language) ||
      !pb_key_choice(r, "audience", audiences, G_N_ELEMENTS(audiences), &audience))
    return false;
  if (project->crs && !is_epsg(project->crs))
    return pb_key_fail(r, pb_key_line_of(r, "crs"),
                       _("crs must be the EPSG code of a plane in metres, such as EPSG:27700; it "
                         "is “%s”."),
                       project->crs);
  g_free(project->language);
  project->language = g_strdup(languages[language]);
  project->audience = (pb_project_audience)audience;
  return true;
}

#define SECRET_LETTERS 16

/* A short secret could be guessed from the figures it changed. */
static bool read_disclosure(const pb_key_reader *r, pb_project *project) {
  const char *methods[PB_DISCLOSURE_N_METHODS];
  size_t method = 0;
  for (int i = 0; i < PB_DISCLOSURE_N_METHODS; i++)
    methods[i] = pb_disclosure_method_name((pb_disclosure_method)i);
  if (!check_keys(r, disclosure_names, G_N_ELEMENTS(disclosure_names)) ||
      !pb_key_int(r, "threshold", 1, 1000, &project->disclosure_threshold) ||
      !pb_key_choice(r, "method", methods, G_N_ELEMENTS(methods), &method) ||
      !pb_key_text(r, "secret", &project->disclosure_secret))
    return false;
  project->disclosure_method = (pb_disclosure_method)method;
  const char *secret = project->disclosure_secret;
  bool sound = secret && g_utf8_strlen(secret, -1) >= SECRET_LETTERS;
  if (method == PB_DISCLOSURE_SUPPRESSION ? !secret || sound : sound)
    return true;
  return pb_key_fail(r, pb_key_line_of(r, secret ? "secret" : "method"),
                     _("The method %s needs a secret of at least %d letters, which the house keeps "
                       "to itself: write one as secret = …"),
                     methods[method], SECRET_LETTERS);
}

static bool read_area(const pb_key_reader *r, GArray *groups) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  for (char **key = keys; *key; key++) {
    g_autofree char *value = pb_key_value(r, *key);
    g_auto(GStrv) parts = g_strsplit_set(value, ";,", -1);
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (char **part = parts; *part; part++)
      if (*g_strstrip(*part))
        g_ptr_array_add(members, g_strdup(*part));
    if (members->len == 0)
      return pb_key_fail(r, pb_key_line_of(r, *key), _("The group %s has no members."), *key);
    g_ptr_array_add(members, NULL);
    pb_project_group group = {g_strdup(*key),
                              (char **)g_ptr_array_free(g_steal_pointer(&members), FALSE),
                              pb_key_line_of(r, *key)};
    g_array_append_val(groups, group);
  }
  return true;
}

static bool read_layer(const pb_key_reader *r, const char *name, GArray *layers) {
  g_array_set_size(layers, layers->len + 1);
  pb_project_layer *layer = &g_array_index(layers, pb_project_layer, layers->len - 1);
  layer->name = g_strdup(name);
  layer->line = pb_key_line_of(r, NULL);
  size_t role = 0;
  return check_keys(r, layer_names, G_N_ELEMENTS(layer_names)) &&
         pb_key_required(r, "role", &layer->role) &&
         pb_key_choice(r, "role", layer_roles, G_N_ELEMENTS(layer_roles), &role) &&
         pb_key_required(r, "path", &layer->path) && pb_key_text(r, "code", &layer->code) &&
         pb_key_text(r, "name", &layer->title) &&
         pb_key_text(r, "population", &layer->population) && pb_key_text(r, "crs", &layer->crs) &&
         pb_key_text(r, "encoding", &layer->encoding) && pb_key_text(r, "style", &layer->style);
}

static bool read_method(const pb_key_reader *r, const char *name, GArray *methods) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  pb_project_method method = {.name = g_strdup(name), .line = pb_key_line_of(r, NULL)};
  method.values = g_new0(pb_project_value, g_strv_length(keys));
  for (char **key = keys; *key; key++)
    method.values[method.n_values++] =
        (pb_project_value){g_strdup(*key), pb_key_value(r, *key), pb_key_line_of(r, *key)};
  g_array_append_val(methods, method);
  return true;
}

typedef struct {
  GArray *groups, *sources, *layers, *methods;
} lists;

static bool read_section(const pb_key_reader *r, pb_project *project, lists *into) {
  if (g_str_equal(r->section, "project"))
    return read_project(r, project);
  if (g_str_equal(r->section, "area"))
    return read_area(r, into->groups);
  if (g_str_equal(r->section, "disclosure"))
    return read_disclosure(r, project);
  g_auto(GStrv) words = g_strsplit(r->section, " ", 2);
  const char *name = words[1] ? g_strstrip(words[1]) : "";
  bool source = g_str_equal(words[0], "source"), layer = g_str_equal(words[0], "layer"),
       method = g_str_equal(words[0], "method");
  if ((source || layer || method) && !*name)
    return pb_key_fail(r, pb_key_line_of(r, NULL),
                       _("The section [%s] needs a name, as in [%s NAME]."), words[0], words[0]);
  if (source)
    return pb_project_read_source(r, name, into->sources);
  if (layer)
    return read_layer(r, name, into->layers);
  if (method)
    return read_method(r, name, into->methods);
  const char *near = pb_nearest_name(words[0], section_names, G_N_ELEMENTS(section_names));
  if (near)
    return pb_key_fail(r, pb_key_line_of(r, NULL),
                       _("There is no section [%s]. Did you mean [%s]?"), r->section, near);
  return pb_key_fail(r, pb_key_line_of(r, NULL),
                     _("There is no section [%s]. The sections are: %s."), r->section,
                     "project, area, source NAME, layer NAME, method NAME, disclosure");
}

static bool read_sections(pb_project *project, const char *text, size_t n, lists *into,
                          GError **error) {
  g_autoptr(GArray) lines = pb_key_lines_scan(project->path, text, n, error);
  if (!lines)
    return false;
  g_autoptr(GKeyFile) keys = g_key_file_new();
  g_autoptr(GError) why = NULL;
  if (n && !g_key_file_load_from_data(keys, text, n, G_KEY_FILE_NONE, &why)) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT, _("%s: The file is not a project file (%s)."),
                project->path, why->message);
    return false;
  }
  g_auto(GStrv) sections = g_key_file_get_groups(keys, NULL);
  for (char **section = sections; *section; section++) {
    pb_key_reader r = {project->path, keys, lines, *section, error};
    if (!read_section(&r, project, into))
      return false;
  }
  return true;
}

bool pb_project_read_keys(pb_project *project, const void *bytes, size_t n, GError **error) {
  g_auto(pb_utf8) utf8 = {0};
  if (!pb_utf8_from_bytes(bytes, n, NULL, &utf8, error))
    return false;
  lists into = {g_array_new(FALSE, TRUE, sizeof(pb_project_group)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_source)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_layer)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_method))};
  bool done = read_sections(project, utf8.text, utf8.length, &into, error);
  /* Handed over also after an error: the project then frees them. */
  project->n_groups = into.groups->len;
  project->n_sources = into.sources->len;
  project->n_layers = into.layers->len;
  project->n_methods = into.methods->len;
  project->groups = (pb_project_group *)(void *)g_array_free(into.groups, FALSE);
  project->sources = (pb_project_source *)(void *)g_array_free(into.sources, FALSE);
  project->layers = (pb_project_layer *)(void *)g_array_free(into.layers, FALSE);
  project->methods = (pb_project_method *)(void *)g_array_free(into.methods, FALSE);
  return done;
}
