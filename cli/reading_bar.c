/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/reading_bar.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/environment.h"
#include "cli/session.h"
#include "engine/text.h"

/* Microseconds. */
#define BEFORE_FIRST (G_USEC_PER_SEC / 2)
#define BETWEEN_TWO (G_USEC_PER_SEC / 10)

typedef struct {
  gint64 start, last; /* of the monotonic clock; last 0: nothing has been shown */
  glong shown;        /* characters on the line */
  gint64 before;      /* when the piece before was told */
  gint64 for_rows;    /* time that went into pieces with rows */
  uint64_t rows;      /* told with the piece before */
} bar;

/* Writes over what stands there. */
static void show(bar *on, const char *text) {
  glong n = g_utf8_strlen(text, -1);
  fprintf(stderr, "\r%s%*s", text, (int)MAX(on->shown - n, 0), "");
  if (!n)
    fputc('\r', stderr);
  fflush(stderr);
  on->shown = n;
}

static char *describe(const pb_progress *progress, double seconds, double seconds_for_rows) {
  const pb_language *language = pb_session_language();
  g_autofree char *name = g_path_get_basename(progress->path);
  if (!progress->bytes_total) /* pipes alone */
    return g_strdup_printf(_("Reading %s"), name);
  double done = (double)progress->bytes_done / (double)progress->bytes_total;
  g_autofree char *whole = pb_format_number(language, 100 * done, 0);
  g_autofree char *percent = g_strconcat(whole, language->percent, NULL);
  if (!progress->rows || seconds_for_rows <= 0)
    return g_strdup_printf(_("Reading %s  %s"), name, percent);
  double speed = (double)progress->rows / seconds_for_rows;
  bool millions = speed >= 1e6;
  g_autofree char *rows = pb_format_number(language, millions ? speed / 1e6 : speed, millions);
  g_autofree char *left = pb_format_number(language, seconds * (1 - done) / MAX(done, 1e-6), 0);
  return millions ? g_strdup_printf(_("Reading %s  %s  %s million rows/s  %s s left"), name,
                                    percent, rows, left)
                  : g_strdup_printf(_("Reading %s  %s  %s rows/s  %s s left"), name, percent, rows,
                                    left);
}

/* A line that is broken in two could not be written over. */
static void cut_to_terminal(char *text) {
  struct winsize size;
  glong columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
  if (g_utf8_strlen(text, -1) >= columns)
    *g_utf8_offset_to_pointer(text, columns - 1) = '\0';
}

static void on_progress(const pb_progress *progress, void *data) {
  bar *on = data;
  gint64 now = g_get_monotonic_time();
  if (progress->rows > on->rows)
    on->for_rows += now - on->before;
  on->before = now;
  on->rows = progress->rows;
  if (!progress->path || now - on->start < BEFORE_FIRST || now - on->last < BETWEEN_TWO)
    return;
  on->last = now;
  g_autofree char *text = describe(progress, (double)(now - on->start) / G_USEC_PER_SEC,
                                   (double)on->for_rows / G_USEC_PER_SEC);
  cut_to_terminal(text);
  show(on, text);
}

pb_dataset *pb_load_with_bar(const pb_project *project, GPtrArray **failures, GError **error) {
  bar on = {.start = g_get_monotonic_time()};
  on.before = on.start;
  pb_watch watch = {.on_progress = on_progress, .data = &on};
  pb_dataset *dataset = pb_load_dataset_watched(
      project, pb_environment_data_dir(), isatty(STDERR_FILENO) ? &watch : NULL, failures, error);
  if (on.shown)
    show(&on, "");
  return dataset;
}
