/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/chart.h"

#include <stdarg.h>
#include <string.h>

extern const pb_chart *const pb_chart_table[];
extern const size_t pb_chart_table_length;

const pb_chart *const *pb_charts(size_t *n) {
  *n = pb_chart_table_length;
  return pb_chart_table;
}

const pb_chart *pb_chart_find(const char *name) {
  for (size_t i = 0; i < pb_chart_table_length; i++)
    if (strcmp(pb_chart_table[i]->name, name) == 0)
      return pb_chart_table[i];
  return NULL;
}

pb_figure *pb_figure_make(const pb_context *context, const char *name, ...) {
  const pb_chart *chart = pb_chart_find(name);
  if (!chart)
    g_error("there is no chart called %s", name);
  g_autoptr(pb_params) params = pb_params_new(chart->params, chart->n_params);
  g_autoptr(GError) error = NULL;
  va_list pairs;
  va_start(pairs, name);
  for (const char *key; (key = va_arg(pairs, const char *));)
    if (!pb_params_set(params, key, va_arg(pairs, const char *), &error))
      g_error("chart %s: %s", name, error->message);
  va_end(pairs);
  pb_figure *figure = chart->prepare(context, params, &error);
  if (!figure)
    g_error("chart %s: %s", name, error ? error->message : "no figure and no reason");
  return figure;
}
