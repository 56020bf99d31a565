/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/session.h"

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/reading_bar.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/event_places.h"
#include "geo/load_geography.h"
#include "io/load_dataset.h"

/* What is hard to read in it is said, and used. */
static bool open_theme(pb_session *session, GError **error) {
  const pb_project *project = session->project;
  if (!project->theme)
    return true;
  g_autofree char *path = pb_project_resolve(project, project->theme);
  session->theme_file = pb_theme_file_load(path, project->theme, error);
  if (!session->theme_file)
    return false;
  session->theme = pb_theme_new(session->theme_file, error);
  if (!session->theme)
    return false;
  g_auto(GStrv) warnings = pb_theme_warnings(session->theme_file);
  for (char **warning = warnings; *warning; warning++)
    pb_command_say(g_strdup(*warning));
  return true;
}

bool pb_session_open_project(pb_session *session, const char *project_path, GError **error) {
  session->project = pb_project_load(project_path ? project_path : PB_PROJECT_FILE, error);
  if (!session->project)
    return false;
  pb_environment_suggest_language(session->project->language);
  return open_theme(session, error);
}

/* What the project says of its layers. Paths are kept in `paths`. g_free. */
static pb_layer_spec *layer_specs(const pb_project *project, GPtrArray *paths) {
  pb_layer_spec *specs = g_new0(pb_layer_spec, project->n_layers + 1);
  for (size_t i = 0; i < project->n_layers; i++) {
    const pb_project_layer *layer = &project->layers[i];
    char *path = pb_project_resolve(project, layer->path);
    g_ptr_array_add(paths, path);
    specs[i] = (pb_layer_spec){.name = layer->name,
                               .role = layer->role,
                               .path = path,
                               .code_field = layer->code,
                               .name_field = layer->title,
                               .population_field = layer->population,
                               .epsg = pb_crs_parse(layer->crs),
                               .encoding = layer->encoding};
  }
  return specs;
}

void pb_session_open_layers_collect(pb_session *session) {
  const pb_project *project = session->project;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  g_autofree pb_layer_spec *specs = layer_specs(project, paths);
  if (project->n_layers)
    session->geography = pb_load_geography_collect(specs, project->n_layers, session->dataset);
}

bool pb_session_open_layers(pb_session *session, GError **error) {
  const pb_project *project = session->project;
  if (project->n_layers == 0)
    return true;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  g_autofree pb_layer_spec *specs = layer_specs(project, paths);
  session->geography = pb_load_geography(specs, project->n_layers, session->dataset, error);
  return session->geography != NULL;
}

bool pb_session_load(pb_session *session, GError **error) {
  session->dataset = pb_load_with_bar(session->project, NULL, error);
  return session->dataset && pb_session_open_layers(session, error) &&
         pb_locate_events(session->dataset, session->geography, error);
}

bool pb_session_mask(pb_session *session, GError **error) {
  const pb_project *project = session->project;
  const pb_mask_options options = {.rule = {.threshold = project->disclosure_threshold},
                                   .method = project->disclosure_method,
                                   .secret = project->disclosure_secret};
  session->masked = pb_masked_dataset_new(session->dataset, &options, error);
  return session->masked != NULL;
}

const pb_dataset *pb_session_shown(const pb_session *session) {
  return session->masked ? &session->masked->dataset : session->dataset;
}

bool pb_session_open(pb_session *session, const char *project_path, GError **error) {
  return pb_session_open_project(session, project_path, error) && pb_session_load(session, error);
}

void pb_session_close(pb_session *session) {
  g_clear_pointer(&session->geography, pb_geography_free);
  g_clear_pointer(&session->masked, pb_masked_dataset_free);
  g_clear_pointer(&session->dataset, pb_dataset_free);
  g_clear_pointer(&session->theme, g_free);
  g_clear_pointer(&session->theme_file, pb_theme_file_free);
  g_clear_pointer(&session->project, pb_project_free);
}

const pb_theme *pb_session_theme(const pb_session *session) {
  return session->theme ? session->theme : pb_theme_default();
}

const pb_language *pb_session_language(void) {
  return pb_language_find(pb_environment_language());
}

bool pb_session_report_shortfalls(const pb_session *session) {
  g_auto(GStrv) sentences = NULL;
  if (!pb_dataset_fell_short(session->dataset, &sentences))
    return false;
  for (char **s = sentences; s && *s; s++)
    pb_command_say(g_strdup(*s));
  return true;
}
