/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli/analyse.h"
#include "cli/gis_files.h"
#include "cli/stale_files.h"
#include "cli/tasks.h"
#include "cli/workbook_tables.h"
#include "engine/error.h"
#include "io/csv_writer.h"
#include "io/json_writer.h"
#include "io/output.h"
#include "plots/report/section.h"

#define FIGURE_DPI 300
#define HALF_WIDTH_MM 80
#define RESULTS_FILE "results.json"
#define WORKBOOK_FILE "tables.xlsx"

/* One municipality being written. */
typedef struct {
  const pb_report_request *request;
  pb_context context;
  pb_node *document;
  char *folder;
  GHashTable *figures, *tables; /* names written, without their endings */
} report_job;

typedef struct {
  const report_job *job;
  const pb_backend *backend; /* a report, or */
  const pb_figure *figure;   /* a figure, or */
  const pb_result *result;   /* a table */
  char *name;
} piece;

static void free_piece(gpointer p) {
  piece *one = p;
  g_free(one->name);
  g_free(one);
}

static bool write_bytes(const char *folder, const char *name, const char *extension, GBytes *bytes,
                        GError **error) {
  if (!bytes)
    return false;
  g_autofree char *file = g_strdup_printf("%s.%s", name, extension);
  g_autofree char *path = g_build_filename(folder, file, NULL);
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  bool written = pb_output_write(path, data, n, error);
  g_bytes_unref(bytes);
  return written;
}

/* "07-funnel-total-8cm" */
static char *half_width_name(const char *name) {
  return g_strconcat(name, "-8cm", NULL);
}

static bool write_report(void *data, GError **error) {
  const piece *one = data;
  GBytes *bytes = one->backend->render(one->job->document, &one->job->context, error);
  return write_bytes(one->job->folder, "rapport", one->backend->extension, bytes, error);
}

/* For a column of a document: the same figure set anew at half the width. */
static bool write_half_width(const piece *one, const char *folder, GError **error) {
  const pb_figure *figure = one->figure;
  if (figure->chart->width_mm <= HALF_WIDTH_MM)
    return true;
  g_autofree char *name = half_width_name(one->name);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, HALF_WIDTH_MM, 0);
  return write_bytes(folder, name, "png",
                     pb_canvas_to_png(canvas, FIGURE_DPI, figure->title, figure->alt, error),
                     error);
}

static bool write_figure(void *data, GError **error) {
  const piece *one = data;
  const pb_figure *figure = one->figure;
  g_autofree char *folder = g_build_filename(one->job->folder, "figures", NULL);
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, figure->chart->width_mm, 0);
  const char *language = one->job->context.language->code;
  return write_bytes(
             folder, one->name, "svg",
             pb_canvas_to_svg(canvas, figure->id, figure->title, figure->alt, language, error),
             error) &&
         write_bytes(folder, one->name, "png",
                     pb_canvas_to_png(canvas, FIGURE_DPI, figure->title, figure->alt, error),
                     error) &&
         write_bytes(folder, one->name, "pdf", pb_canvas_to_pdf(canvas, figure->title, error),
                     error) &&
         write_half_width(one, folder, error);
}

static bool write_table(void *data, GError **error) {
  const piece *one = data;
  g_autofree char *folder = g_build_filename(one->job->folder, "tables", NULL);
  bool swedish = g_str_equal(one->job->context.language->code, "sv");
  char *text = pb_result_to_csv(one->result, swedish ? &pb_csv_swedish : &pb_csv_english);
  return write_bytes(folder, one->name, "csv", g_bytes_new_take(text, strlen(text)), error);
}

static bool write_workbook(void *data, GError **error) {
  const piece *one = data;
  GBytes *bytes = pb_tables_workbook(&one->job->context, error);
  return write_bytes(one->job->folder, "tables", "xlsx", bytes, error);
}

static piece *add_piece(const report_job *job, pb_tasks *tasks, pb_task_function function) {
  piece *one = g_new0(piece, 1);
  one->job = job;
  pb_tasks_add(tasks, function, one, free_piece);
  return one;
}

static void add_figures(const report_job *job, const pb_node *node, pb_tasks *tasks, int *number) {
  if (node->kind == PB_NODE_FIGURE && !node->figure->empty) {
    piece *one = add_piece(job, tasks, write_figure);
    one->figure = node->figure;
    one->name = g_strdup_printf("%02d-%s", ++*number, node->figure->id);
    g_hash_table_add(job->figures, g_strdup(one->name));
    g_hash_table_add(job->figures, half_width_name(one->name));
  }
  for (guint i = 0; node->children && i < node->children->len; i++)
    add_figures(job, g_ptr_array_index(node->children, i), tasks, number);
}

static bool write_gis(void *data, GError **error) {
  const piece *one = data;
  g_autofree char *folder = g_build_filename(one->job->folder, "gis", NULL);
  return pb_output_make_folder(folder, error) && pb_gis_write(&one->job->context, folder, error);
}

static void add_tables(const report_job *job, pb_tasks *tasks) {
  const pb_analysis *analysis = job->context.analysis;
  for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
    const pb_result *result = pb_analysis_at(analysis, i);
    if (!pb_is_table(result))
      continue;
    piece *one = add_piece(job, tasks, write_table);
    one->result = result;
    one->name = pb_table_name(result);
    g_hash_table_add(job->tables, one->name);
  }
}

char *pb_report_folder(const pb_municipality *municipality) {
  g_autofree char *folded = g_str_to_ascii(municipality->name, "C");
  g_autofree char *lower = g_ascii_strdown(folded, -1);
  g_strcanon(lower, "abcdefghijklmnopqrstuvwxyz0123456789", '-');
  return g_strdup_printf("%s-%s", municipality->code, lower);
}

static bool write_results(const report_job *job, GError **error) {
  const pb_dataset *dataset = job->request->dataset;
  const pb_municipality *place = &dataset->municipalities[job->context.municipality];
  const pb_analysis *analysis = job->context.analysis;
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "program", "problembild " PB_VERSION);
  pb_json_text(json, "municipality_code", place->code);
  pb_json_text(json, "municipality", place->name);
  pb_json_text(json, "language", job->context.language->code);
  pb_json_int(json, "period_end", dataset->period_end);
  pb_json_int(json, "years", dataset->years);
  pb_json_text(json, "inputs_sha256", job->request->inputs_sha256);
  pb_json_begin_array(json, "results");
  for (size_t i = 0; i < pb_analysis_length(analysis); i++)
    pb_json_result(json, NULL, pb_analysis_at(analysis, i));
  pb_json_end(json);
  pb_json_end(json);
  char *text = pb_json_finish(json);
  return write_bytes(job->folder, "results", "json", g_bytes_new_take(text, strlen(text)), error);
}

static bool make_folders(const char *folder, GError **error) {
  g_autofree char *figures = g_build_filename(folder, "figures", NULL);
  g_autofree char *tables = g_build_filename(folder, "tables", NULL);
  g_autofree char *results = g_build_filename(folder, RESULTS_FILE, NULL);
  g_unlink(results); /* until it is back the folder is not whole */
  return pb_output_make_folder(figures, error) && pb_output_make_folder(tables, error);
}

/* "07-funnel-total.svg", "overview.csv": the form of our names; a user's own files stay. */
static bool is_ours(const char *file, bool table) {
  const char *part = strrchr(file, '.');
  if (part && g_str_has_prefix(part, ".part-") && strlen(part) == strlen(".part-XXXXXX"))
    return true; /* an interrupted run was writing it */
  if (table)
    return g_str_has_suffix(file, ".csv");
  return g_ascii_isdigit(file[0]) && g_ascii_isdigit(file[1]) && strchr(file, '-') &&
         (g_str_has_suffix(file, ".svg") || g_str_has_suffix(file, ".png") ||
          g_str_has_suffix(file, ".pdf"));
}

/* An earlier run with other sources or settings may have written what this one did not. */
static void remove_leftovers(const char *folder, const char *sub, GHashTable *written) {
  g_autofree char *path = g_build_filename(folder, sub, NULL);
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *file;
  while (dir && (file = g_dir_read_name(dir))) {
    g_autofree char *stem = g_strndup(
        file, (gsize)(strrchr(file, '.') ? strrchr(file, '.') - file : (ptrdiff_t)strlen(file)));
    if (!is_ours(file, g_str_equal(sub, "tables")) || g_hash_table_contains(written, stem))
      continue;
    g_autofree char *stale = g_build_filename(path, file, NULL);
    g_unlink(stale);
  }
}

bool pb_report_write(const pb_report_request *request, int municipality, int threads,
                     GError **error) {
  g_autofree char *name = pb_report_folder(&request->dataset->municipalities[municipality]);
  g_autofree char *folder = g_build_filename(request->out_dir, name, NULL);
  g_autoptr(pb_analysis) analysis = pb_analyse(request->dataset, request->geography, municipality,
                                               request->audience, request->smallest_on_map);
  /* Declared before the tasks, which own the names of tables. */
  g_autoptr(GHashTable) figures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) tables = g_hash_table_new(g_str_hash, g_str_equal);
  report_job job = {.request = request,
                    .context = {.dataset = request->dataset,
                                .analysis = analysis,
                                .geography = request->geography,
                                .language = request->language,
                                .theme = request->theme,
                                .audience = request->audience,
                                .municipality = municipality},
                    .folder = folder,
                    .figures = figures,
                    .tables = tables};
  job.document = pb_report_build(&job.context);

  g_autoptr(pb_tasks) tasks = pb_tasks_new();
  for (size_t i = 0; i < request->n_backends; i++)
    add_piece(&job, tasks, write_report)->backend = request->backends[i];
  int number = 0;
  add_figures(&job, job.document, tasks, &number);
  add_tables(&job, tasks);
  if (pb_gis_has_places(&job.context))
    add_piece(&job, tasks, write_gis);
  if (request->workbook)
    add_piece(&job, tasks, write_workbook);
  if (request->audience == PB_AUDIENCE_PUBLIC)
    pb_remove_earlier_version(folder);
  bool written = make_folders(folder, error) && pb_tasks_run(tasks, threads, error);
  if (written) {
    remove_leftovers(folder, "figures", figures);
    remove_leftovers(folder, "tables", tables);
    written = write_results(&job, error);
  }
  pb_node_free(job.document);
  return written;
}

bool pb_report_is_current(const pb_report_request *request, int municipality) {
  g_autofree char *name = pb_report_folder(&request->dataset->municipalities[municipality]);
  g_autofree char *path = g_build_filename(request->out_dir, name, RESULTS_FILE, NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL) || !strstr(text, request->inputs_sha256))
    return false;
  for (size_t i = 0; i < request->n_backends; i++) {
    g_autofree char *file = g_strdup_printf("rapport.%s", request->backends[i]->extension);
    g_autofree char *report = g_build_filename(request->out_dir, name, file, NULL);
    if (!g_file_test(report, G_FILE_TEST_IS_REGULAR))
      return false;
  }
  g_autofree char *workbook = g_build_filename(request->out_dir, name, WORKBOOK_FILE, NULL);
  return !request->workbook || g_file_test(workbook, G_FILE_TEST_IS_REGULAR);
}
