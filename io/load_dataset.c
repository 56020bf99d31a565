/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/load_dataset.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/gathered.h"
#include "io/join_sources.h"
#include "io/priority_cut_points.h"
#include "io/read_source.h"
#include "io/reference.h"

/* Of a file; 0 when it has no size, as a pipe. Reading says what is wrong with it. */
static uint64_t size_of(const pb_project *project, const char *path) {
  g_autofree char *resolved = pb_project_resolve(project, path);
  GStatBuf about;
  return g_stat(resolved, &about) == 0 ? (uint64_t)MAX(about.st_size, 0) : 0;
}

/* Every file is read twice. */
static void begin_watch(pb_watch *watch, const pb_project *project) {
  watch->now = (pb_progress){0};
  for (size_t i = 0; i < project->n_sources; i++) {
    g_auto(GStrv) files = pb_project_expand(project, project->sources[i].path, NULL);
    for (char **file = files; file && *file; file++)
      watch->now.bytes_total += 2 * size_of(project, *file);
  }
}

/* A file is begun; what will have been done after it. */
static uint64_t watch_file(pb_watch *watch, const pb_project *project, const char *path) {
  if (!watch)
    return 0;
  watch->now.path = path;
  return watch->now.bytes_done + 2 * size_of(project, path);
}

/* Every file of every source; the files that could not be read go to `failures`. */
static void read_sources(const pb_project *project, const pb_known_headers *known,
                         pb_gathered *gathered, pb_dataset *dataset, GPtrArray *paths,
                         GPtrArray *failures) {
  GArray *infos = g_array_new(FALSE, TRUE, sizeof(pb_source_info));
  for (size_t i = 0; i < project->n_sources; i++) {
    const pb_project_source *source = &project->sources[i];
    GError *failure = NULL;
    g_auto(GStrv) files = pb_project_expand(project, source->path, &failure);
    if (!files)
      g_ptr_array_add(failures, failure);
    for (char **file = files; file && *file; file++) {
      pb_source_info info;
      failure = NULL;
      char *path = g_strdup(*file); /* findings and rows refer to it until rows are joined */
      g_ptr_array_add(paths, path);
      uint64_t done = watch_file(gathered->watch, project, path);
      if (pb_read_source(project, source, path, known, dataset->diagnostics, gathered, &info,
                         &failure))
        g_array_append_val(infos, info);
      else
        g_ptr_array_add(failures, failure);
      if (gathered->watch)
        gathered->watch->now.bytes_done = done; /* also of what was read once, or given up */
    }
  }
  dataset->n_sources = infos->len;
  dataset->sources = (pb_source_info *)(void *)g_array_free(infos, FALSE);
}

/* The shipped table and, before it, that of the project. */
static pb_event_types *load_event_types(const pb_project *project, const char *data_dir,
                                        const pb_dataset *dataset, GError **error) {
  g_autoptr(pb_event_types) types = pb_event_types_load(data_dir, dataset, error);
  if (!types)
    return NULL;
  if (project->event_types) {
    g_autofree char *path = pb_project_resolve(project, project->event_types);
    if (!pb_event_types_add(types, path, project->event_types, dataset, error))
      return NULL;
  }
  return g_steal_pointer(&types);
}

/* Cut points: the shipped ones, and over them those of the project. */
static pb_params *load_cut_points(const pb_project *project, const char *data_dir, GError **error) {
  g_autoptr(pb_params) params = pb_priority_cut_points_load(data_dir, error);
  if (params && project->priority_cut_points) {
    g_autofree char *path = pb_project_resolve(project, project->priority_cut_points);
    if (!pb_priority_cut_points_set(params, path, project->priority_cut_points, error))
      return NULL;
  }
  return g_steal_pointer(&params);
}

static pb_dataset *load(const pb_project *project, const char *data_dir, pb_watch *watch,
                        GPtrArray **failures, GError **error) {
  *failures = NULL;
  if (project->n_sources == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                _("%s: The project names no source. Add a section [source NAME] with kind and "
                  "path."),
                project->path);
    return NULL;
  }
  g_autoptr(pb_known_headers) known = pb_reference_load_headers(data_dir, error);
  if (!known)
    return NULL;
  g_autoptr(pb_dataset) dataset = pb_dataset_new();
  if (!pb_reference_load(data_dir, dataset, error))
    return NULL;
  if (project->municipalities) {
    g_autofree char *path = pb_project_resolve(project, project->municipalities);
    if (!pb_reference_load_own_municipalities(path, project->municipalities, dataset, error))
      return NULL;
  }
  dataset->crs = project->crs ? atoi(project->crs + strlen("EPSG:")) : 0;
  g_autoptr(pb_event_types) event_types = load_event_types(project, data_dir, dataset, error);
  if (!event_types)
    return NULL;
  dataset->priority = load_cut_points(project, data_dir, error);
  if (!dataset->priority)
    return NULL;
  g_free(dataset->title);
  dataset->title = g_strdup(project->title);
  dataset->period_end = project->period_end;
  dataset->years = project->years;
  pb_diagnostics_free(dataset->diagnostics);
  dataset->diagnostics = pb_diagnostics_new(PB_DIAGNOSTICS_LIMIT);
  *failures = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(pb_gathered) gathered = pb_gathered_new(dataset);
  gathered->event_types = event_types;
  gathered->watch = watch;
  if (watch)
    begin_watch(watch, project);
  read_sources(project, known, gathered, dataset, paths, *failures);
  if (watch)
    watch->now.path = NULL;
  pb_join_sources(gathered, dataset);
  pb_dataset_finish(dataset);
  return g_steal_pointer(&dataset);
}

/* One error of all of them. */
static void join_failures(const GPtrArray *failures, GError **error) {
  g_autoptr(GString) all = g_string_new(NULL);
  for (guint i = 0; i < failures->len; i++) {
    const GError *one = g_ptr_array_index(failures, i);
    g_string_append_printf(all, "%s%s", i ? "\n" : "", one->message);
  }
  const GError *first = g_ptr_array_index(failures, 0);
  g_set_error_literal(error, first->domain, first->code, all->str);
}

pb_dataset *pb_load_dataset_watched(const pb_project *project, const char *data_dir,
                                    pb_watch *watch, GPtrArray **failures, GError **error) {
  if (failures)
    return load(project, data_dir, watch, failures, error);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(pb_dataset) dataset = load(project, data_dir, watch, &found, error);
  if (!dataset)
    return NULL;
  if (found->len == 0)
    return g_steal_pointer(&dataset);
  join_failures(found, error);
  return NULL;
}

pb_dataset *pb_load_dataset_collect(const pb_project *project, const char *data_dir,
                                    GPtrArray **failures, GError **error) {
  return pb_load_dataset_watched(project, data_dir, NULL, failures, error);
}

pb_dataset *pb_load_dataset(const pb_project *project, const char *data_dir, GError **error) {
  return pb_load_dataset_watched(project, data_dir, NULL, NULL, error);
}

bool pb_dataset_fell_short(const pb_dataset *dataset, char ***sentences) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < dataset->n_sources; i++) {
    const pb_source_info *source = &dataset->sources[i];
    if (source->incomplete)
      g_ptr_array_add(list,
                      g_strdup_printf(_("%s was read only up to a quotation mark that is never "
                                        "closed; the rows after it are missing."),
                                      source->path));
    double percent =
        source->rows_read ? 100.0 * (double)source->rows_rejected / (double)source->rows_read : 0;
    g_autofree char *rejected = pb_count_text(source->rows_rejected);
    g_autofree char *read = pb_count_text(source->rows_read);
    if (percent > source->max_rejected_percent)
      g_ptr_array_add(list,
                      g_strdup_printf(_("%s: %s of %s rows were rejected, more than the %g %% "
                                        "that max_rejected_percent allows."),
                                      source->path, rejected, read, source->max_rejected_percent));
  }
  bool fell_short = list->len > 0;
  g_ptr_array_add(list, NULL);
  if (sentences)
    *sentences = (char **)g_ptr_array_free(g_steal_pointer(&list), FALSE);
  return fell_short;
}
