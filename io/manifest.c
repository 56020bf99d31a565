/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/manifest.h"

#include <string.h>

#include "io/byte_source.h"
#include "io/json_project.h"
#include "io/json_writer.h"
#include "io/reference.h"

/* No absolute path leaves the machine. */
static void put_path(pb_json *json, const char *path) {
  g_autofree char *name = g_path_is_absolute(path) ? g_path_get_basename(path) : NULL;
  pb_json_text(json, "path", name ? name : path);
}

static void put_source(pb_json *json, const pb_source_info *source, bool is_public) {
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "name", source->name);
  pb_json_text(json, "kind", source->kind);
  put_path(json, source->path);
  if (!is_public)
    pb_json_text(json, "sha256", source->sha256);
  pb_json_text(json, "publisher", source->publisher);
  pb_json_text(json, "dialect", source->dialect);
  pb_json_text(json, "roles", source->roles);
  pb_json_text(json, "first_period", source->first_period);
  pb_json_text(json, "last_period", source->last_period);
  /* A row of recorded events is an event: their number is not for the public. */
  if (!is_public || source->is_news || g_strcmp0(source->kind, "events") != 0) {
    pb_json_size(json, "rows_read", source->rows_read);
    pb_json_size(json, "rows_used", source->rows_used);
    pb_json_size(json, "rows_rejected", source->rows_rejected);
    pb_json_size(json, "rows_left_out", source->rows_left_out);
  }
  pb_json_bool(json, "synthetic", source->synthetic);
  pb_json_bool(json, "incomplete", source->incomplete);
  pb_json_end(json);
}

static bool put_file(pb_json *json, const char *shown, const char *path, GError **error) {
  g_autofree char *sha256 = pb_file_sha256(path, error);
  if (!sha256)
    return false;
  pb_json_begin_object(json, NULL);
  put_path(json, shown);
  pb_json_text(json, "sha256", sha256);
  pb_json_end(json);
  return true;
}

/* The .shp and what belongs to it. */
static bool put_layer(pb_json *json, const pb_project *project, const pb_project_layer *layer,
                      GError **error) {
  static const char *const extensions[] = {"shp", "shx", "dbf", "prj", "cpg"};
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "name", layer->name);
  pb_json_text(json, "role", layer->role);
  pb_json_text(json, "crs", layer->crs);
  pb_json_begin_array(json, "files");
  bool done = true;
  const char *dot = strrchr(layer->path, '.');
  int stem = dot ? (int)(dot - layer->path) : (int)strlen(layer->path);
  for (size_t i = 0; i < G_N_ELEMENTS(extensions) && done; i++) {
    g_autofree char *part = g_strdup_printf("%.*s.%s", stem, layer->path, extensions[i]);
    g_autofree char *resolved = pb_project_resolve(project, part);
    if (g_file_test(resolved, G_FILE_TEST_EXISTS))
      done = put_file(json, part, resolved, error);
  }
  pb_json_end(json);
  pb_json_end(json);
  return done;
}

/* Each codebook once, whatever the number of sources that name it. */
static bool put_codebooks(pb_json *json, const pb_project *project, GError **error) {
  for (size_t i = 0; i < project->n_sources; i++) {
    const char *codebook = project->sources[i].codebook;
    bool first = codebook && *codebook;
    for (size_t k = 0; k < i && first; k++)
      first = g_strcmp0(project->sources[k].codebook, codebook) != 0;
    g_autofree char *path = first ? pb_project_resolve(project, codebook) : NULL;
    if (first && !put_file(json, codebook, path, error))
      return false;
  }
  return true;
}

/* With the secret, or the seed of a rounding, noise can be taken out of figures again. */
static bool is_secret(const char *key, bool is_public) {
  return g_str_equal(key, "secret") || (is_public && g_str_equal(key, "seed"));
}

static void put_methods(pb_json *json, const pb_project *project, bool is_public) {
  pb_json_begin_object(json, "methods");
  for (size_t i = 0; i < project->n_methods; i++) {
    const pb_project_method *method = &project->methods[i];
    pb_json_begin_object(json, method->name);
    for (size_t k = 0; k < method->n_values; k++)
      if (!is_secret(method->values[k].key, is_public))
        pb_json_text(json, method->values[k].key, method->values[k].value);
    pb_json_end(json);
  }
  pb_json_end(json);
}

char *pb_manifest_json(const pb_project *project, const pb_dataset *dataset, const char *data_dir,
                       const char *version, const pb_manifest_parameter *parameters,
                       size_t n_parameters, GError **error) {
  g_autoptr(pb_json) json = pb_json_new();
  bool done = true;
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "program", "problembild");
  pb_json_text(json, "version", version);
  pb_json_project(json, project, dataset);
  pb_json_begin_object(json, "parameters");
  for (size_t i = 0; i < n_parameters; i++)
    pb_json_text(json, parameters[i].name, parameters[i].value);
  pb_json_end(json);
  put_methods(json, project, dataset->disclosure != NULL);
  pb_json_begin_array(json, "sources");
  for (size_t i = 0; i < dataset->n_sources; i++)
    put_source(json, &dataset->sources[i], dataset->disclosure != NULL);
  pb_json_end(json);
  pb_json_begin_array(json, "layers");
  for (size_t i = 0; i < project->n_layers && done; i++)
    done = put_layer(json, project, &project->layers[i], error);
  pb_json_end(json);
  pb_json_begin_array(json, "tables");
  const char *const tables[] = {project->event_types, project->priority_cut_points, project->theme};
  for (size_t i = 0; i < G_N_ELEMENTS(tables) && done; i++) {
    g_autofree char *path = tables[i] ? pb_project_resolve(project, tables[i]) : NULL;
    done = !path || put_file(json, tables[i], path, error);
  }
  if (project->municipalities && done) {
    g_autofree char *path = pb_project_resolve(project, project->municipalities);
    done = put_file(json, project->municipalities, path, error);
  }
  done = done && put_codebooks(json, project, error);
  pb_json_end(json);
  pb_json_begin_array(json, "reference");
  for (size_t i = 0; pb_reference_files[i] && done; i++) {
    g_autofree char *shown = g_build_filename("reference", pb_reference_files[i], NULL);
    g_autofree char *path = g_build_filename(data_dir, shown, NULL);
    done = put_file(json, shown, path, error);
  }
  pb_json_end(json);
  pb_json_end(json);
  return done ? pb_json_finish(json) : NULL;
}
