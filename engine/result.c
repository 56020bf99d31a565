/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/result.h"

typedef struct {
  char *name;
  char *unit;
  double value;
  bool valid;
} scalar;

typedef struct {
  char *name;
  char *text;
} named_text;

struct pb_result {
  char *name;
  const char *reason;
  const char *method;
  const char *citation;
  size_t n_used, n_missing;
  bool seeded;
  uint64_t seed;
  GPtrArray *warnings; /* const char *, constants */
  GArray *scalars;     /* scalar */
  GArray *texts;       /* named_text */
  GPtrArray *columns;  /* pb_column * */
};

static void clear_scalar(gpointer p) {
  scalar *s = p;
  g_free(s->name);
  g_free(s->unit);
}

static void clear_text(gpointer p) {
  named_text *t = p;
  g_free(t->name);
  g_free(t->text);
}

pb_result *pb_result_new(const char *name) {
  pb_result *result = g_new0(pb_result, 1);
  result->name = g_strdup(name);
  result->warnings = g_ptr_array_new();
  result->scalars = g_array_new(FALSE, TRUE, sizeof(scalar));
  g_array_set_clear_func(result->scalars, clear_scalar);
  result->texts = g_array_new(FALSE, TRUE, sizeof(named_text));
  g_array_set_clear_func(result->texts, clear_text);
  result->columns = g_ptr_array_new_with_free_func((GDestroyNotify)pb_column_free);
  return result;
}

void pb_result_free(pb_result *result) {
  if (!result)
    return;
  g_free(result->name);
  g_ptr_array_unref(result->warnings);
  g_array_unref(result->scalars);
  g_array_unref(result->texts);
  g_ptr_array_unref(result->columns);
  g_free(result);
}

const char *pb_result_name(const pb_result *result) {
  return result->name;
}
void pb_result_set_reason(pb_result *result, const char *reason) {
  result->reason = reason;
}
const char *pb_result_reason(const pb_result *result) {
  return result->reason;
}
void pb_result_set_method(pb_result *result, const char *method) {
  result->method = method;
}
void pb_result_set_citation(pb_result *result, const char *c) {
  result->citation = c;
}

void pb_result_set_counts(pb_result *result, size_t n_used, size_t n_missing) {
  result->n_used = n_used;
  result->n_missing = n_missing;
}

void pb_result_set_seed(pb_result *result, uint64_t seed) {
  result->seeded = true;
  result->seed = seed;
}

void pb_result_add_warning(pb_result *result, const char *warning) {
  g_ptr_array_add(result->warnings, (gpointer)(uintptr_t)warning);
}

const char *pb_result_method(const pb_result *result) {
  return result->method;
}
const char *pb_result_citation(const pb_result *result) {
  return result->citation;
}
size_t pb_result_n_used(const pb_result *result) {
  return result->n_used;
}
size_t pb_result_n_missing(const pb_result *result) {
  return result->n_missing;
}

bool pb_result_seed(const pb_result *result, uint64_t *seed) {
  if (result->seeded)
    *seed = result->seed;
  return result->seeded;
}

size_t pb_result_n_warnings(const pb_result *result) {
  return result->warnings->len;
}
const char *pb_result_warning(const pb_result *result, size_t index) {
  return g_ptr_array_index(result->warnings, index);
}

static scalar *find_scalar(const pb_result *result, const char *name) {
  for (guint i = 0; i < result->scalars->len; i++) {
    scalar *s = &g_array_index(result->scalars, scalar, i);
    if (g_str_equal(s->name, name))
      return s;
  }
  return NULL;
}

static void put_scalar(pb_result *result, const char *name, double value, bool valid,
                       const char *unit) {
  scalar *old = find_scalar(result, name);
  if (old) {
    old->value = value;
    old->valid = valid;
    return;
  }
  scalar s = {g_strdup(name), g_strdup(unit), value, valid};
  g_array_append_val(result->scalars, s);
}

void pb_result_set_scalar(pb_result *result, const char *name, double value, const char *unit) {
  put_scalar(result, name, value, true, unit);
}

void pb_result_set_scalar_missing(pb_result *result, const char *name, const char *unit) {
  put_scalar(result, name, 0, false, unit);
}

void pb_result_set_scalar_maybe(pb_result *result, const char *name, bool present, double value,
                                const char *unit) {
  put_scalar(result, name, present ? value : 0, present, unit);
}

bool pb_result_get_scalar(const pb_result *result, const char *name, double *value) {
  const scalar *s = find_scalar(result, name);
  if (!s || !s->valid)
    return false;
  *value = s->value;
  return true;
}

double pb_result_scalar_or(const pb_result *result, const char *name, double fallback) {
  double value;
  return pb_result_get_scalar(result, name, &value) ? value : fallback;
}

void pb_result_set_text(pb_result *result, const char *name, const char *text) {
  for (guint i = 0; i < result->texts->len; i++) {
    named_text *t = &g_array_index(result->texts, named_text, i);
    if (g_str_equal(t->name, name)) {
      g_free(t->text);
      t->text = g_strdup(text);
      return;
    }
  }
  named_text t = {g_strdup(name), g_strdup(text)};
  g_array_append_val(result->texts, t);
}

const char *pb_result_get_text(const pb_result *result, const char *name) {
  for (guint i = 0; i < result->texts->len; i++) {
    const named_text *t = &g_array_index(result->texts, named_text, i);
    if (g_str_equal(t->name, name))
      return t->text;
  }
  return NULL;
}

size_t pb_result_n_scalars(const pb_result *result) {
  return result->scalars->len;
}

void pb_result_scalar_at(const pb_result *result, size_t index, const char **name, double *value,
                         bool *valid, const char **unit) {
  const scalar *s = &g_array_index(result->scalars, scalar, index);
  *name = s->name;
  *value = s->value;
  *valid = s->valid;
  *unit = s->unit;
}

size_t pb_result_n_texts(const pb_result *result) {
  return result->texts->len;
}

void pb_result_text_at(const pb_result *result, size_t index, const char **name,
                       const char **text) {
  const named_text *t = &g_array_index(result->texts, named_text, index);
  *name = t->name;
  *text = t->text;
}

pb_column *pb_result_add_column(pb_result *result, const char *name, pb_type type,
                                const char *unit) {
  pb_column *column = pb_column_new(name, type, unit);
  g_ptr_array_add(result->columns, column);
  return column;
}

size_t pb_result_n_columns(const pb_result *result) {
  return result->columns->len;
}
const pb_column *pb_result_column(const pb_result *result, size_t index) {
  return g_ptr_array_index(result->columns, index);
}

const pb_column *pb_result_find(const pb_result *result, const char *name) {
  for (guint i = 0; i < result->columns->len; i++) {
    const pb_column *column = g_ptr_array_index(result->columns, i);
    if (g_str_equal(pb_column_name(column), name))
      return column;
  }
  return NULL;
}

size_t pb_result_n_rows(const pb_result *result) {
  return result->columns->len ? pb_column_length(g_ptr_array_index(result->columns, 0)) : 0;
}
