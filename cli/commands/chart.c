/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/analyse.h"
#include "cli/command.h"
#include "cli/descriptor_page.h"
#include "cli/environment.h"
#include "cli/selection.h"
#include "cli/session.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/output.h"
#include "plots/chart.h"

#define PNG_DPI 300
#define UNSET (-1.0) /* a size that was not given */

extern const pb_command pb_command_chart;

typedef struct {
  char *project, *out;
  char **municipalities, **settings;
  double width, height;
} options;

static void clear_options(options *o) {
  g_free(o->project);
  g_free(o->out);
  g_strfreev(o->municipalities);
  g_strfreev(o->settings);
}

static GBytes *render(const pb_figure *figure, const options *o, GError **error) {
  double width = o->width > 0 ? o->width : figure->chart->width_mm;
  g_autoptr(pb_canvas) canvas = pb_figure_standalone(figure, width, o->height > 0 ? o->height : 0);
  if (g_str_has_suffix(o->out, ".svg"))
    return pb_canvas_to_svg(canvas, figure->id, figure->title, figure->alt,
                            pb_environment_language(), error);
  if (g_str_has_suffix(o->out, ".png"))
    return pb_canvas_to_png(canvas, PNG_DPI, figure->title, figure->alt, error);
  return pb_canvas_to_pdf(canvas, figure->title, error);
}

/* `empty` is set when the figure says in words why there is nothing to draw. */
static bool draw(const pb_session *session, const pb_chart *chart, const pb_params *params,
                 const options *o, int municipality, bool *empty, GError **error) {
  const pb_audience audience = (pb_audience)session->project->audience;
  const pb_dataset *shown = pb_session_shown(session);
  g_autoptr(pb_analysis) analysis = pb_analyse(shown, session->geography, municipality, audience,
                                               session->project->disclosure_threshold);
  const pb_context context = {.dataset = shown,
                              .analysis = analysis,
                              .geography = session->geography,
                              .language = pb_session_language(),
                              .theme = pb_session_theme(session),
                              .audience = audience,
                              .municipality = municipality};
  g_autoptr(pb_figure) figure = chart->prepare(&context, params, error);
  if (!figure)
    return false;
  g_autoptr(GBytes) bytes = render(figure, o, error);
  if (!bytes)
    return false;
  *empty = figure->empty != NULL;
  if (figure->empty)
    pb_command_say(g_strdup(figure->empty));
  gsize n;
  const void *data = g_bytes_get_data(bytes, &n);
  return pb_output_write(o->out, data, n, error);
}

static bool check_words(const options *o, GError **error) {
  const char *problem = NULL;
  if (!o->out || !(g_str_has_suffix(o->out, ".svg") || g_str_has_suffix(o->out, ".png") ||
                   g_str_has_suffix(o->out, ".pdf")))
    problem = _("Name the file to write with -o; its ending is .svg, .png or .pdf.");
  else if (o->width != UNSET && !(o->width >= 40 && o->width <= 1000))
    problem = _("--width is from 40 to 1000 millimetres.");
  else if (o->height != UNSET && !(o->height >= 20 && o->height <= 1000))
    problem = _("--height is from 20 to 1000 millimetres.");
  if (problem)
    g_set_error_literal(error, PB_ERROR, PB_ERROR_USAGE, problem);
  return !problem;
}

static pb_exit draw_chart(const char *name, const options *o) {
  const pb_chart *chart = pb_chart_find(name);
  if (!chart)
    return pb_unknown_chart(name);
  GError *error = NULL;
  g_autoptr(pb_params) params = pb_params_new(chart->params, chart->n_params);
  if (!pb_command_set_params(params, o->settings))
    return PB_EXIT_USAGE;
  g_auto(pb_session) session = {0};
  if (!check_words(o, &error) || !pb_session_open(&session, o->project, &error) ||
      (session.project->audience == PB_PROJECT_PUBLIC && !pb_session_mask(&session, &error)))
    return pb_command_fail(error);
  g_autoptr(GArray) chosen = pb_select_municipalities(&session, o->municipalities, false, &error);
  if (!chosen)
    return pb_command_fail(error);
  if (chosen->len > 1) {
    pb_command_say(g_strdup(_("A chart shows one municipality: name one with -m.")));
    return PB_EXIT_USAGE;
  }
  bool empty;
  if (!draw(&session, chart, params, o, g_array_index(chosen, int, 0), &empty, &error))
    return pb_command_fail(error);
  return pb_session_report_shortfalls(&session) || empty ? PB_EXIT_SHORT : PB_EXIT_DONE;
}

static pb_exit run(int argc, char **argv) {
  if (argc > 2 && pb_wants_help(argc, argv)) {
    const pb_chart *chart = pb_chart_find(argv[1]);
    if (chart) {
      pb_print_chart_page(chart);
      return PB_EXIT_DONE;
    }
  }
  options o = {.width = UNSET, .height = UNSET};
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &o.project,
       N_("Project file. Default: problembild.ini in this folder."), "FILE"},
      {"municipality", 'm', 0, G_OPTION_ARG_STRING_ARRAY, &o.municipalities,
       N_("Municipality by code or name."), "CODE|NAME"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.out,
       N_("File to write; its ending decides the format."), "FILE.svg|png|pdf"},
      {"width", 0, 0, G_OPTION_ARG_DOUBLE, &o.width,
       N_("Width in millimetres. Text keeps its size. Default: the chart's own."), "MM"},
      {"height", 0, 0, G_OPTION_ARG_DOUBLE, &o.height,
       N_("Height in millimetres. Default: what the chart needs at its width."), "MM"},
      {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.settings,
       N_("A parameter of the chart. May be repeated."), "key=value"},
      {0},
  };
  bool done;
  pb_exit status = PB_EXIT_USAGE;
  if (pb_command_parse(&pb_command_chart, entries, &argc, &argv, &done)) {
    if (done)
      status = PB_EXIT_DONE;
    else if (argc != 2)
      pb_command_say(g_strdup(_("Name one chart. “problembild list charts” lists them.")));
    else
      status = draw_chart(argv[1], &o);
  }
  clear_options(&o);
  return status;
}

const pb_command pb_command_chart = {
    .name = "chart",
    .summary = N_("draw one chart as SVG, PNG or PDF"),
    .synopsis = "NAME [-c FILE] -m CODE|NAME -o FILE.svg|png|pdf [OPTION …]",
    .description =
        N_("Draws one figure with its title, source line and alternative text, for pasting into "
           "other documents. “problembild list charts” names the charts and “problembild chart "
           "NAME --help” the parameters of one. Where the project file says audience = public, the "
           "chart shows what the public version of the report would."),
    .examples = "problembild chart long-series -m Örebro -o stold.svg --set type=theft\n"
                "problembild chart year-wheel -m 1880 -o ar.png --width 80",
    .run = run,
};
