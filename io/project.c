/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/project.h"

#include <glob.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/project_keys.h"
#include "io/byte_source.h"

static void clear_value(pb_project_value *value) {
  g_free(value->key);
  g_free(value->value);
}

static void clear_source(pb_project_source *source) {
  char *texts[] = {source->name,      source->kind,     source->path,      source->encoding,
                   source->delimiter, source->decimal,  source->sheet,     source->crs,
                   source->publisher, source->codebook, source->date_order};
  g_strfreev(source->missing);
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  for (size_t i = 0; i < source->n_columns; i++)
    clear_value(&source->columns[i]);
  for (size_t i = 0; i < source->n_constants; i++)
    clear_value(&source->constants[i]);
  g_free(source->columns);
  g_free(source->constants);
}

static void clear_layer(pb_project_layer *layer) {
  char *texts[] = {layer->name,       layer->role, layer->path,     layer->code, layer->title,
                   layer->population, layer->crs,  layer->encoding, layer->style};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
}

void pb_project_free(pb_project *project) {
  if (!project)
    return;
  for (size_t i = 0; i < project->n_groups; i++) {
    g_free(project->groups[i].name);
    g_strfreev(project->groups[i].members);
  }
  for (size_t i = 0; i < project->n_sources; i++)
    clear_source(&project->sources[i]);
  for (size_t i = 0; i < project->n_layers; i++)
    clear_layer(&project->layers[i]);
  for (size_t i = 0; i < project->n_methods; i++) {
    for (size_t k = 0; k < project->methods[i].n_values; k++)
      clear_value(&project->methods[i].values[k]);
    g_free(project->methods[i].values);
    g_free(project->methods[i].name);
  }
  char *texts[] = {project->path,
                   project->folder,
                   project->sha256,
                   project->title,
                   project->language,
                   project->event_types,
                   project->priority_cut_points,
                   project->municipalities,
                   project->crs,
                   project->theme,
                   project->disclosure_secret};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_free(project->groups);
  g_free(project->sources);
  g_free(project->layers);
  g_free(project->methods);
  g_free(project);
}

pb_project *pb_project_parse(const char *path, const void *bytes, size_t n, GError **error) {
  g_autoptr(pb_project) project = g_new0(pb_project, 1);
  project->path = g_strdup(path);
  project->folder = g_path_get_dirname(path);
  project->sha256 = pb_sha256(bytes, n);
  project->title = g_strdup("");
  project->years = 3;
  project->language = g_strdup("sv");
  project->disclosure_threshold = 5;
  if (!pb_project_read_keys(project, bytes, n, error))
    return NULL;
  return g_steal_pointer(&project);
}

pb_project *pb_project_load(const char *path, GError **error) {
  g_autofree char *bytes = NULL;
  g_autoptr(GError) why = NULL;
  gsize n;
  if (!g_file_get_contents(path, &bytes, &n, &why)) {
    if (g_error_matches(why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                  _("There is no project file %s. Name one with -c, or write a new one with "
                    "“problembild init”."),
                  path);
    else
      g_set_error(error, PB_ERROR, PB_ERROR_PROJECT, _("The project file %s cannot be read (%s)."),
                  path, why->message);
    return NULL;
  }
  return pb_project_parse(path, bytes, n, error);
}

char *pb_project_resolve(const pb_project *project, const char *path) {
  return g_path_is_absolute(path) ? g_strdup(path) : g_build_filename(project->folder, path, NULL);
}

static int in_byte_order(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **pb_project_expand(const pb_project *project, const char *path, GError **error) {
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  if (!strpbrk(path, "*?[")) {
    g_ptr_array_add(paths, g_strdup(path));
  } else {
    g_autofree char *pattern = pb_project_resolve(project, path);
    size_t folder = g_path_is_absolute(path) ? 0 : strlen(pattern) - strlen(path);
    glob_t found = {0};
    if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0)
      for (size_t i = 0; i < found.gl_pathc; i++)
        g_ptr_array_add(paths, g_strdup(found.gl_pathv[i] + folder));
    globfree(&found);
    if (paths->len == 0) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("%s: No file matches. Check the path; it is relative to the folder of the "
                    "project file."),
                  path);
      return NULL;
    }
    qsort(paths->pdata, paths->len, sizeof(char *), in_byte_order);
  }
  g_ptr_array_add(paths, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
}

const pb_project_group *pb_project_find_group(const pb_project *project, const char *name) {
  for (size_t i = 0; i < project->n_groups; i++)
    if (g_str_equal(project->groups[i].name, name))
      return &project->groups[i];
  return NULL;
}

const pb_project_layer *pb_project_find_layer(const pb_project *project, const char *role) {
  for (size_t i = 0; i < project->n_layers; i++)
    if (g_str_equal(project->layers[i].role, role))
      return &project->layers[i];
  return NULL;
}

const pb_project_method *pb_project_find_method(const pb_project *project, const char *name) {
  for (size_t i = 0; i < project->n_methods; i++)
    if (g_str_equal(project->methods[i].name, name))
      return &project->methods[i];
  return NULL;
}
