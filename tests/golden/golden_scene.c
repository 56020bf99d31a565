/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "golden_scene.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "engine/text.h"
#include "example_place.h"
#include "geo/study_area_of.h"

static const struct {
  int municipality;
  const char *name;
} where[GOLDEN_N_PLACES] = {
    {EXAMPLE_LARGE, "large"}, {EXAMPLE_SMALL, "small"}, {EXAMPLE_FEW, "few"}};
static pb_dataset *dataset;
static pb_geography *geography;
static pb_analysis *analyses[GOLDEN_N_PLACES];
static pb_study_area *study_areas[GOLDEN_N_PLACES];

void golden_scene_open(void) {
  setlocale(LC_CTYPE, "C.UTF-8");
  bindtextdomain(PB_TEXT_DOMAIN, GOLDEN_LOCALES);
  bind_textdomain_codeset(PB_TEXT_DOMAIN, "UTF-8");
  pb_size inter = pb_text_size(pb_theme_default(), "Hamburgefonstiv", 1000, 400);
  if (inter.width < 8115 || inter.width > 8130)
    g_error("The stored figures are set in Inter: install the package fonts-inter.");
  dataset = example_dataset();
  geography = example_geography();
  example_place_events(dataset, geography);
  for (int place = 0; place < GOLDEN_N_PLACES; place++) {
    int m = where[place].municipality;
    study_areas[place] = pb_study_area_of(geography, m, 0, NULL);
    const pb_analysis_options options = {.study_area = study_areas[place]};
    analyses[place] = pb_analysis_new(dataset, m, &options);
  }
}

void golden_scene_close(void) {
  for (int place = 0; place < GOLDEN_N_PLACES; place++) {
    pb_analysis_free(analyses[place]);
    pb_study_area_free(study_areas[place]);
  }
  pb_geography_free(geography);
  pb_dataset_free(dataset);
}

const char *golden_scene_name(int place) {
  return where[place].name;
}

pb_context golden_scene_context(int place, const char *language) {
  g_setenv("LANGUAGE", language, TRUE);
  setlocale(LC_MESSAGES, "C"); /* only a change makes gettext look at LANGUAGE anew */
  setlocale(LC_MESSAGES, "C.UTF-8");
  return (pb_context){.dataset = dataset,
                      .analysis = analyses[place],
                      .geography = geography,
                      .language = pb_language_find(language),
                      .theme = pb_theme_default(),
                      .audience = PB_AUDIENCE_INTERNAL,
                      .municipality = where[place].municipality};
}

bool golden_scene_takes(const pb_chart *chart, const char *param) {
  for (size_t i = 0; i < chart->n_params; i++)
    if (strcmp(chart->params[i].name, param) == 0)
      return true;
  return false;
}

pb_figure *golden_scene_figure(const pb_context *context, const pb_chart *chart, bool events) {
  if (golden_scene_takes(chart, "type"))
    return pb_figure_make(context, chart->name, "type", "theft", NULL);
  if (events)
    return pb_figure_make(context, chart->name, "series", "events", NULL);
  return pb_figure_make(context, chart->name, NULL);
}
