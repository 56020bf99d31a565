/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every goal that a series measures: its outcome by year against the target. */
#include <string.h>

#include "engine/text.h"
#include "plots/chart_words.h"
#include "plots/panels.h"
#include "plots/read.h"
#include "plots/report/sentences/follow_up.h"
#include "plots/report/tree.h"

extern const pb_chart pb_chart_goal_outcomes;

/* A goal's years before its baseline say where it came from. */
#define YEARS_BEFORE 3

static void add_points(const pb_figure *figure, const pb_goal_facts *goal, pb_panel *panel) {
  const pb_result *series = figure->data[1];
  const double from = goal->baseline_year.known ? goal->baseline_year.value - YEARS_BEFORE : 0;
  const double to = goal->target_year.known ? goal->target_year.value : G_MAXDOUBLE;
  for (size_t i = 0; i < pb_read_rows(series); i++) {
    pb_panel_point point = {.at = pb_read_number_or(series, "year", i, 0)};
    if (strcmp(pb_read_text(series, "goal", i), goal->id) != 0 || point.at < from ||
        point.at > to || !pb_read_number(series, "value", i, &point.value))
      continue;
    point.has_interval = pb_read_number(series, "lower", i, &point.lower) &&
                         pb_read_number(series, "upper", i, &point.upper);
    g_array_append_val(panel->points, point);
  }
}

static char *measure_words(const pb_goal_facts *goal) {
  return *goal->unit ? g_strdup_printf(_("%s, %s"), goal->name, goal->unit) : g_strdup(goal->name);
}

static void add_panel(const pb_figure *figure, GArray *panels, const pb_goal_facts *goal) {
  const pb_language *language = figure->context->language;
  if (!goal->outcome.known)
    return;
  g_autofree char *verdict = pb_capitalise(pb_goal_verdict_words(goal));
  pb_panel *panel = pb_panels_add(panels, g_strdup_printf("%s  %s", goal->id, goal->title),
                                  measure_words(goal), g_steal_pointer(&verdict));
  add_points(figure, goal, panel);
  panel->value_label = pb_goal_number(language, goal, goal->outcome.value);
  if (!goal->target.known)
    return;
  g_autofree char *target = pb_goal_number(language, goal, goal->target.value);
  panel->has_target = true;
  panel->target = goal->target.value;
  panel->target_at = goal->target_year.known ? goal->target_year.value : goal->year.value;
  panel->target_label = g_strdup_printf(_("target %s"), target);
}

static GArray *panels_of(const pb_figure *figure) {
  GArray *panels = pb_panels_new();
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_goal_facts goal = pb_goal_facts_read(figure->data[0], i);
    add_panel(figure, panels, &goal);
  }
  return panels;
}

/* What the plain numbers say; how sure they are is said below and in the table. */
static char *make_title(const pb_figure *figure) {
  const pb_language *language = figure->context->language;
  int measured = 0, meets = 0;
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_goal_facts goal = pb_goal_facts_read(figure->data[0], i);
    measured += goal.meets.known;
    meets += goal.meets.known && goal.meets.value != 0;
  }
  if (measured == 0)
    return g_strdup(_("The outcomes have no target to be set against"));
  if (measured == 1)
    return g_strdup(meets ? _("The latest outcome meets the target")
                          : _("The latest outcome does not meet the target"));
  g_autofree char *all = pb_format_integer(language, measured);
  if (meets == 0)
    return g_strdup_printf(_("The latest outcome meets the target for none of %s goals"), all);
  g_autofree char *some = pb_format_integer(language, meets);
  return g_strdup_printf(_("The latest outcome meets the target for %s of %s goals"), some, all);
}

static char *make_alt(const pb_figure *figure) {
  GString *alt = g_string_new(figure->title);
  g_string_append_c(alt, '.');
  for (size_t i = 0; i < pb_read_rows(figure->data[0]); i++) {
    const pb_goal_facts goal = pb_goal_facts_read(figure->data[0], i);
    if (!goal.outcome.known)
      continue;
    g_autofree char *sentence = pb_sentence_goal(figure->context->language, &goal);
    g_autofree char *plain = pb_inline_plain(sentence);
    g_string_append_printf(alt, " %s: %s", goal.id, plain);
  }
  return g_string_free(alt, FALSE);
}

/* The register, and what the outcomes were taken from. */
static pb_source_set sources_of(const pb_result *goals) {
  static const struct {
    const char *kind;
    pb_source_set set;
  } kinds[] = {{"crime", PB_SOURCE_CRIME},
               {"indicator", PB_SOURCE_INDICATORS},
               {"survey", PB_SOURCE_SURVEY}};
  pb_source_set set = PB_SOURCE_GOALS;
  for (size_t i = 0; i < pb_read_rows(goals); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
      if (strcmp(pb_read_text(goals, "kind", i), kinds[k].kind) == 0)
        set |= kinds[k].set;
  return set;
}

static pb_figure *prepare(const pb_context *context, const pb_params *params, GError **error) {
  (void)error;
  pb_figure *figure = pb_chart_new_plain(&pb_chart_goal_outcomes, context, params);
  const char *place = pb_chart_place(context);
  const pb_result *goals = pb_analysis_find(context->analysis, "goals", -1);
  figure->data[0] = goals;
  figure->data[1] = pb_analysis_find(context->analysis, "goal-series", -1);
  figure->source = pb_chart_source_or_none(context, sources_of(goals));
  figure->subtitle = g_strdup_printf(
      _("Outcome by year in %s with 95%% interval where it is known; dashed: the target"), place);
  g_autoptr(GArray) panels = panels_of(figure);
  if (panels->len == 0) {
    figure->title = g_strdup(_("No goal can be drawn"));
    figure->empty =
        pb_read_rows(goals) == 0
            ? g_strdup_printf(_("There are no goals for %s in the data."), place)
            : g_strdup_printf(_("No goal of %s is measured by a series of the data."), place);
    figure->alt = g_strdup(figure->empty);
    return figure;
  }
  figure->title = make_title(figure);
  if (panels->len < pb_read_rows(goals))
    figure->note = g_strdup(_("Goals that no series of the data measures are in the table only."));
  figure->alt = make_alt(figure);
  return figure;
}

static double height(const pb_figure *figure, double width_pt) {
  g_autoptr(GArray) panels = panels_of(figure);
  return pb_panels_height(panels, figure->context->theme, width_pt);
}

static void draw(const pb_figure *figure, pb_canvas *canvas) {
  g_autoptr(GArray) panels = panels_of(figure);
  pb_panels_draw(panels, canvas, figure->context->language);
}

const pb_chart pb_chart_goal_outcomes = {
    .name = "goal-outcomes",
    .title = N_("Goals against outcomes"),
    .question = N_("Did we reach what we agreed on?"),
    .description = N_("One panel a goal: the outcome by year, thin strokes for its interval, and "
                      "the target as a dashed line with a diamond in the year it is due."),
    .width_mm = 160,
    .prepare = prepare,
    .height = height,
    .draw = draw,
};
