/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/params.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

typedef struct {
  double number;
  char *text;
} value;

struct pb_params {
  const pb_param *specs;
  size_t n;
  value *values;
};

static bool is_text(const pb_param *spec) {
  return spec->type == PB_PARAM_TEXT || spec->type == PB_PARAM_CHOICE;
}

pb_params *pb_params_new(const pb_param *specs, size_t n) {
  pb_params *params = g_new0(pb_params, 1);
  params->specs = specs;
  params->n = n;
  params->values = g_new0(value, n);
  for (size_t i = 0; i < n; i++) {
    params->values[i].number = specs[i].def;
    params->values[i].text = g_strdup(specs[i].def_text);
  }
  return params;
}

pb_params *pb_params_copy(const pb_params *params) {
  pb_params *copy = pb_params_new(params->specs, params->n);
  for (size_t i = 0; i < params->n; i++) {
    copy->values[i].number = params->values[i].number;
    g_free(copy->values[i].text);
    copy->values[i].text = g_strdup(params->values[i].text);
  }
  return copy;
}

void pb_params_free(pb_params *params) {
  if (!params)
    return;
  for (size_t i = 0; i < params->n; i++)
    g_free(params->values[i].text);
  g_free(params->values);
  g_free(params);
}

static size_t edit_distance(const char *a, const char *b) {
  g_autofree char *fa = g_utf8_casefold(a, -1), *fb = g_utf8_casefold(b, -1);
  glong na = 0, nb = 0;
  g_autofree gunichar *ua = g_utf8_to_ucs4_fast(fa, -1, &na);
  g_autofree gunichar *ub = g_utf8_to_ucs4_fast(fb, -1, &nb);
  g_autofree size_t *row = g_new(size_t, nb + 1);
  for (glong j = 0; j <= nb; j++)
    row[j] = (size_t)j;
  for (glong i = 1; i <= na; i++) {
    size_t diagonal = row[0];
    row[0] = (size_t)i;
    for (glong j = 1; j <= nb; j++) {
      size_t substituted = diagonal + (ua[i - 1] != ub[j - 1]);
      diagonal = row[j];
      row[j] = MIN(substituted, MIN(row[j], row[j - 1]) + 1);
    }
  }
  return row[nb];
}

const char *pb_nearest_name(const char *wrong, const char *const *names, size_t n) {
  return pb_nearest_name_within(wrong, names, n, MAX((size_t)g_utf8_strlen(wrong, -1) / 2, 2));
}

const char *pb_nearest_name_within(const char *wrong, const char *const *names, size_t n,
                                   size_t most) {
  const char *best = NULL;
  size_t best_distance = most + 1;
  for (size_t i = 0; i < n; i++) {
    size_t distance = edit_distance(wrong, names[i]);
    if (distance < best_distance) {
      best_distance = distance;
      best = names[i];
    }
  }
  return best;
}

static bool unknown_key(const pb_params *params, const char *key, GError **error) {
  g_autofree const char **names = g_new0(const char *, params->n + 1);
  for (size_t i = 0; i < params->n; i++)
    names[i] = params->specs[i].name;
  const char *near = pb_nearest_name(key, names, params->n);
  if (near) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no parameter “%s”. Did you mean “%s”?"), key, near);
  } else {
    g_autofree char *all = g_strjoinv(", ", (char **)(void *)names);
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no parameter “%s”. The parameters are: %s."), key,
                params->n ? all : _("none"));
  }
  return false;
}

static bool set_choice(const pb_param *spec, value *v, const char *text, GError **error) {
  if (spec->type == PB_PARAM_CHOICE && !g_strv_contains(spec->choices, text)) {
    g_autofree char *all = g_strjoinv(", ", (char **)(void *)spec->choices);
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("The parameter %s cannot be “%s”. Choose one of: %s."), spec->name, text, all);
    return false;
  }
  g_free(v->text);
  v->text = g_strdup(text);
  return true;
}

static bool set_number(const pb_param *spec, value *v, const char *text, GError **error) {
  char *end = NULL;
  double number = g_ascii_strtod(text, &end);
  bool whole = spec->type != PB_PARAM_INT || number == (double)(gint64)number;
  if (end == text || *end || !whole || !(number >= spec->min && number <= spec->max)) {
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                spec->type == PB_PARAM_INT
                    ? _("The parameter %s is a whole number from %g to %g, not “%s”.")
                    : _("The parameter %s is a number from %g to %g, not “%s”."),
                spec->name, spec->min, spec->max, text);
    return false;
  }
  v->number = number;
  return true;
}

bool pb_params_set(pb_params *params, const char *key, const char *text, GError **error) {
  for (size_t i = 0; i < params->n; i++) {
    const pb_param *spec = &params->specs[i];
    if (!g_str_equal(spec->name, key))
      continue;
    if (is_text(spec))
      return set_choice(spec, &params->values[i], text, error);
    if (spec->type != PB_PARAM_BOOL)
      return set_number(spec, &params->values[i], text, error);
    bool yes = g_str_equal(text, "true"), no = g_str_equal(text, "false");
    if (!yes && !no) {
      g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                  _("The parameter %s is true or false, not “%s”."), key, text);
      return false;
    }
    params->values[i].number = yes;
    return true;
  }
  return unknown_key(params, key, error);
}

static const value *find(const pb_params *params, const char *key) {
  for (size_t i = 0; i < params->n; i++)
    if (g_str_equal(params->specs[i].name, key))
      return &params->values[i];
  g_error("parameter %s was never described", key);
}

int pb_params_int(const pb_params *params, const char *key) {
  return (int)find(params, key)->number;
}
double pb_params_double(const pb_params *params, const char *key) {
  return find(params, key)->number;
}
bool pb_params_bool(const pb_params *params, const char *key) {
  return find(params, key)->number != 0;
}
const char *pb_params_text(const pb_params *params, const char *key) {
  return find(params, key)->text;
}
size_t pb_params_length(const pb_params *params) {
  return params->n;
}
const pb_param *pb_params_spec(const pb_params *params, size_t index) {
  return &params->specs[index];
}

char *pb_params_value_text(const pb_params *params, size_t index) {
  const pb_param *spec = &params->specs[index];
  const value *v = &params->values[index];
  if (is_text(spec))
    return g_strdup(v->text ? v->text : "");
  if (spec->type == PB_PARAM_BOOL)
    return g_strdup(v->number != 0 ? "true" : "false");
  return g_strdup_printf("%.15g", v->number);
}
