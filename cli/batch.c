/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/batch.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/index_page.h"
#include "cli/tasks.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/output.h"

typedef struct {
  const pb_report_request *request;
  const pb_batch_options *options;
  GMutex lock;
  guint done, failed, without_crime, total;
  bool bar; /* standard error is a terminal */
} batch;

typedef struct {
  batch *batch;
  int municipality;
  int threads;
} one_report;

/* Name a failure at once; the rest goes on. */
static void say_failed(batch *b, int municipality, const GError *error) {
  b->failed++;
  pb_command_say(g_strdup_printf(
      _("%s: %s"), b->request->dataset->municipalities[municipality].name, error->message));
}

/* A report without any reported crime is written, since it says so, but not passed over. */
static bool has_reported_crime(const pb_dataset *dataset, int municipality) {
  const pb_crime_panel *panel = dataset->yearly;
  for (int year = dataset->period_end - dataset->years + 1; panel && year <= dataset->period_end;
       year++) {
    int p = pb_crime_panel_period(panel, pb_period_make(year, 1, 1));
    for (size_t t = 0; p >= 0 && t < panel->n_types; t++) {
      const pb_crime_cell *cell = pb_crime_panel_cell(panel, (size_t)municipality, t, (size_t)p);
      if (cell->present || cell->withheld)
        return true;
    }
  }
  return false;
}

static void say_without_crime(batch *b, int municipality) {
  const pb_dataset *dataset = b->request->dataset;
  b->without_crime++;
  pb_command_say(g_strdup_printf(
      _("%s: the sources have no yearly counts of reported crime for %d–%d. The report says so."),
      dataset->municipalities[municipality].name, dataset->period_end - dataset->years + 1,
      dataset->period_end));
}

static void show_progress(const batch *b) {
  if (b->bar)
    fprintf(stderr, "\r%u/%u%s", b->done, b->total, b->done == b->total ? "\n" : "");
}

static bool write_one(void *data, GError **error) {
  const one_report *one = data;
  batch *b = one->batch;
  GError *problem = NULL;
  bool skip = b->options->resume && pb_report_is_current(b->request, one->municipality);
  bool fine = skip || pb_report_write(b->request, one->municipality, one->threads, &problem);
  g_mutex_lock(&b->lock);
  b->done++;
  if (!fine)
    say_failed(b, one->municipality, problem);
  else if (!has_reported_crime(b->request->dataset, one->municipality))
    say_without_crime(b, one->municipality);
  show_progress(b);
  g_mutex_unlock(&b->lock);
  bool fatal = !fine && g_error_matches(problem, PB_ERROR, PB_ERROR_OUTPUT);
  if (fatal)
    g_propagate_error(error, problem);
  else
    g_clear_error(&problem);
  return !fatal;
}

static bool write_frame(const pb_report_request *request, const GArray *mine,
                        const pb_batch_options *options, GError **error) {
  g_autofree char *suffix = options->n_shards > 1
                                ? g_strdup_printf("-%d-%d", options->shard, options->n_shards)
                                : g_strdup("");
  g_autofree char *index_name = g_strdup_printf("index%s.html", suffix);
  g_autofree char *manifest_name = g_strdup_printf("manifest%s.json", suffix);
  g_autofree char *index = g_build_filename(request->out_dir, index_name, NULL);
  g_autofree char *manifest = g_build_filename(request->out_dir, manifest_name, NULL);
  g_autofree char *page = pb_index_page(request, mine);
  return pb_output_write_text(index, page, error) &&
         pb_output_write_text(manifest, options->manifest, error);
}

pb_exit pb_batch_run(const pb_report_request *request, const GArray *chosen,
                     const pb_batch_options *options) {
  g_autoptr(GArray) mine = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint i = 0; i < chosen->len; i++)
    if ((int)(i % (guint)options->n_shards) == options->shard - 1)
      g_array_append_val(mine, g_array_index(chosen, int, i));
  batch b = {.request = request,
             .options = options,
             .total = mine->len,
             .bar = mine->len > 1 && isatty(STDERR_FILENO)};
  g_mutex_init(&b.lock);
  /* One report is spread over the threads; of many, each has a thread of its own. */
  bool spread = mine->len < (guint)options->jobs;
  g_autofree one_report *list = g_new0(one_report, mine->len);
  g_autoptr(pb_tasks) tasks = pb_tasks_new();
  for (guint i = 0; i < mine->len; i++) {
    list[i] = (one_report){&b, g_array_index(mine, int, i), spread ? options->jobs : 1};
    pb_tasks_add(tasks, write_one, &list[i], NULL);
  }
  GError *error = NULL;
  if (!pb_output_make_folder(request->out_dir, &error))
    return pb_command_fail(error);
  bool written = pb_tasks_run(tasks, spread ? 1 : options->jobs, &error);
  g_mutex_clear(&b.lock);
  if (!written) { /* the report that failed has been named already */
    g_error_free(error);
    return PB_EXIT_OUTPUT;
  }
  if (!write_frame(request, mine, options, &error))
    return pb_command_fail(error);
  if (b.failed)
    pb_command_say(g_strdup_printf(
        Q_("%u of %u reports could not be made.", "%u of %u reports could not be made.", b.failed),
        b.failed, b.total));
  return b.failed || b.without_crime ? PB_EXIT_SHORT : PB_EXIT_DONE;
}
