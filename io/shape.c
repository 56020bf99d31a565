/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/shape.h"

#include <string.h>

#include "engine/text.h"
#include "io/values.h"

static bool is_period(const char *text, size_t n) {
  pb_period period;
  pb_value_status status = pb_parse_period(text, n, &period);
  return status == PB_VALUE_OK || status == PB_VALUE_WEEK;
}

#define BETWEEN " \t_,:;/|-(."

static char *tidy(const char *text, size_t n) {
  while (n && strchr(BETWEEN, text[n - 1]))
    n--;
  while (n && strchr(BETWEEN ")", *text))
    text++, n--;
  return g_strndup(text, n);
}

bool pb_split_header(const char *header, char **period, char **rest) {
  size_t n = strlen(header);
  *period = *rest = NULL;
  if (!strpbrk(header, "0123456789"))
    return false;
  for (size_t i = 0; i < n; i++) /* the longest end first */
    if ((i == 0 || strchr(BETWEEN, header[i - 1])) && !strchr(BETWEEN, header[i]) &&
        is_period(header + i, n - i)) {
      *period = g_strndup(header + i, n - i);
      *rest = tidy(header, i);
      return true;
    }
  for (size_t i = n; i-- > 1;) /* the longest beginning first */
    if (strchr(BETWEEN, header[i]) && is_period(header, i)) {
      *period = g_strndup(header, i);
      *rest = tidy(header + i, n - i);
      return true;
    }
  return false;
}

/* True when `p` begins with the number `digits`, its thousands apart or not, and no more digits. */
static bool begins_with_number(const char *p, const char *digits) {
  for (size_t left = strlen(digits); left; left--, digits++) {
    if (left % 3 == 0)
      p += strspn(p, " ._,\xC2\xA0\xE2\x80\x89\xAF"); /* blanks of any width */
    if (*p++ != *digits)
      return false;
  }
  return !g_ascii_isdigit(*p);
}

/* Where "per 10 000" stands; NULL when it does not. */
static const char *find_per(const char *text, double *base) {
  static const struct {
    const char *digits;
    double base;
  } bases[] = {
      {"100000", 100000}, {"100k", 100000}, {"10000", 10000}, {"10k", 10000}, {"1000", 1000}};
  *base = 0;
  g_autofree char *lower = g_ascii_strdown(text, -1);
  for (const char *at = lower; (at = strstr(at, "per")); at += 3) {
    const char *number = at + 3 + strspn(at + 3, " _-.\xC2\xA0");
    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++)
      if (begins_with_number(number, bases[i].digits)) {
        *base = bases[i].base;
        return text + (at - lower);
      }
  }
  return NULL;
}

double pb_rate_base(const char *text) {
  double base;
  find_per(text, &base);
  return base;
}

typedef enum { A_TYPE, A_VALUE, A_RATE, NOT_ACROSS } meaning;

typedef struct {
  const pb_source_kind *kind;
  const pb_known_headers *known;
  bool types_across; /* the kind has types, and no column has them */
  bool rates;
} finder;

static const char *role_name(const finder *f, int role) {
  return role < 0 ? NULL : f->kind->roles[role].name;
}

static bool is_header_of(const finder *f, int role, const char *text) {
  const char *name = role_name(f, role);
  return name && pb_known_headers_has(f->known, f->kind->name, name, text);
}

/* What the words beside a period say; leaves in `rest` the crime type. */
static meaning judge(const finder *f, char *rest) {
  const pb_wide_roles *wide = f->kind->wide;
  double base;
  if (is_header_of(f, wide->value, rest)) {
    *rest = '\0';
    return A_VALUE;
  }
  const char *per = find_per(rest, &base);
  if (wide->rate >= 0 && (per || is_header_of(f, wide->rate, rest))) {
    size_t before = per ? (size_t)(per - rest) : 0;
    g_autofree char *type = tidy(rest, before);
    memcpy(rest, type, strlen(type) + 1);
    if (is_header_of(f, wide->value, rest)) /* "Antal per 100 000 inv 2015" */
      *rest = '\0';
    return *rest && !f->types_across ? NOT_ACROSS : A_RATE;
  }
  if (*rest && !f->types_across)
    return NOT_ACROSS;
  return f->rates ? A_RATE : A_VALUE;
}

/* Count and rate of one period and type make one row. */
static pb_wide_column *find_column(GArray *columns, const char *period, const char *type) {
  for (guint i = 0; i < columns->len; i++) {
    pb_wide_column *one = &g_array_index(columns, pb_wide_column, i);
    if (g_str_equal(one->period, period) && g_str_equal(one->type, type))
      return one;
  }
  return NULL;
}

static void add_column(GArray *columns, int at, meaning what, const char *period,
                       const char *type) {
  pb_wide_column *one = find_column(columns, period, type);
  int *place = one ? (what == A_RATE ? &one->rate : &one->value) : NULL;
  if (!place || *place >= 0) { /* a column that stands twice is two rows, and found as such */
    pb_wide_column fresh = {g_strdup(period), g_strdup(type), -1, -1};
    g_array_append_val(columns, fresh);
    one = &g_array_index(columns, pb_wide_column, columns->len - 1);
    place = what == A_RATE ? &one->rate : &one->value;
  }
  *place = at;
}

static bool has_a_role(const pb_roles *roles, int column) {
  for (size_t r = 0; r < PB_MAX_ROLES; r++)
    if (roles->column[r] == column)
      return true;
  return false;
}

static void clear_column(gpointer p) {
  g_free(((pb_wide_column *)p)->period);
  g_free(((pb_wide_column *)p)->type);
}

static void count_across(pb_shape *shape, bool *any_type) {
  g_autoptr(GHashTable) periods = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) types = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < shape->columns->len; i++) {
    const pb_wide_column *one = &g_array_index(shape->columns, pb_wide_column, i);
    if (*one->period)
      g_hash_table_add(periods, one->period);
    if (*one->type)
      g_hash_table_add(types, one->type);
  }
  shape->n_periods = g_hash_table_size(periods);
  shape->n_types = g_hash_table_size(types);
  *any_type = shape->n_types > 0;
}

/* Columns whose headers hold a period. */
static void find_periods(const finder *f, const char *const *headers, size_t n,
                         const pb_roles *roles, GArray *columns) {
  for (size_t i = 0; i < n; i++) {
    g_autofree char *period = NULL, *rest = NULL;
    if (has_a_role(roles, (int)i) || !pb_split_header(headers[i], &period, &rest))
      continue;
    meaning what = judge(f, rest);
    if (what != NOT_ACROSS)
      add_column(columns, (int)i, what, period, rest);
  }
}

/* Columns whose headers are crime types, of which one at least must be known. */
static void find_types(const finder *f, const char *const *headers, size_t n, const pb_roles *roles,
                       pb_names_index *names, GArray *columns) {
  bool any_known = false;
  for (size_t i = 0; i < n; i++) {
    g_autofree char *type = g_strdup(headers[i]);
    if (has_a_role(roles, (int)i) || !*type)
      continue;
    meaning what = judge(f, type);
    const pb_cell cell = {type, strlen(type)};
    any_known = any_known || pb_names_type(names, &cell) >= 0;
    if (*type)
      add_column(columns, (int)i, what, "", type);
  }
  if (!any_known)
    g_array_set_size(columns, 0);
}

static bool is_level_tree(const pb_source_kind *kind, const pb_roles *roles) {
  for (size_t r = 0; r < kind->n_roles; r++)
    if (roles->column[r] >= 0 &&
        (g_str_equal(kind->roles[r].name, "level") || g_str_equal(kind->roles[r].name, "parent")))
      return true;
  return false;
}

void pb_shape_find(const pb_source_kind *kind, const pb_known_headers *known,
                   const char *const *headers, size_t n, bool rates, pb_names_index *names,
                   pb_roles *roles, pb_shape *shape) {
  *shape = (pb_shape){.columns = g_array_new(FALSE, TRUE, sizeof(pb_wide_column)),
                      .level_tree = is_level_tree(kind, roles)};
  g_array_set_clear_func(shape->columns, clear_column);
  const pb_wide_roles *wide = kind->wide;
  if (!wide || roles->column[wide->value] >= 0)
    return;
  const finder f = {kind, known, wide->type >= 0 && roles->column[wide->type] < 0, rates};
  bool has_period = roles->column[wide->period] >= 0;
  if (!has_period)
    find_periods(&f, headers, n, roles, shape->columns);
  else if (f.types_across)
    find_types(&f, headers, n, roles, names, shape->columns);
  if (!shape->columns->len)
    return;
  bool any_type;
  count_across(shape, &any_type);
  const pb_wide_column *first = &g_array_index(shape->columns, pb_wide_column, 0);
  if (!has_period)
    roles->column[wide->period] = (int)n;
  if (any_type)
    roles->column[wide->type] = (int)n + 1;
  roles->column[wide->value] = first->value;
  if (wide->rate >= 0)
    roles->column[wide->rate] = first->rate;
}

void pb_shape_clear(pb_shape *shape) {
  g_clear_pointer(&shape->columns, g_array_unref);
}

char *pb_shape_text(const pb_shape *shape) {
  size_t n = shape->n_periods;
  if (n && shape->n_types)
    return g_strdup_printf(Q_("wide, crime type × period across, %1$zu × %2$zu",
                              "wide, crime types × periods across, %1$zu × %2$zu",
                              (gulong)shape->n_types),
                           shape->n_types, n);
  if (n)
    return g_strdup_printf(Q_("wide, %zu period across", "wide, %zu periods across", (gulong)n), n);
  if (shape->n_types)
    return g_strdup_printf(
        Q_("wide, %zu crime type across", "wide, %zu crime types across", (gulong)shape->n_types),
        shape->n_types);
  return shape->level_tree ? g_strdup(_("level tree")) : NULL;
}
