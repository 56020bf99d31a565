/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/recognise_kind.h"

#include <string.h>

#include "engine/text.h"
#include "io/shape.h"

/* Crime types that stand across: one at least must be known, else they are something else. */
static bool types_are_known(const pb_shape *shape, pb_names_index *names) {
  bool any = false;
  for (guint i = 0; i < shape->columns->len; i++) {
    const char *type = g_array_index(shape->columns, pb_wide_column, i).type;
    const pb_cell cell = {type, strlen(type)};
    if (*type && pb_names_type(names, &cell) >= 0)
      return true;
    any = any || *type;
  }
  return !any;
}

/* Number of roles found when the table can be read as this kind; 0: it cannot. */
static size_t fit(const pb_source_kind *kind, const pb_known_headers *known, pb_names_index *names,
                  const char *path, const char *const *headers, size_t n,
                  const char *roles[PB_MAX_ROLES]) {
  pb_roles found;
  pb_shape shape = {0};
  if (kind->read_document ||
      !pb_roles_match(kind, known, NULL, NULL, headers, n, path, &found, NULL))
    return 0;
  pb_shape_find(kind, known, headers, n, pb_rate_base(path) > 0, names, &found, &shape);
  bool fits =
      pb_roles_require(kind, headers, n, path, &found, NULL) && types_are_known(&shape, names);
  const pb_wide_roles *wide = shape.columns->len ? kind->wide : NULL;
  size_t n_found = 0;
  for (size_t r = 0; r < kind->n_roles; r++) {
    int column = found.column[r];
    bool across = wide && ((int)r == wide->value || (int)r == wide->rate || column >= (int)n);
    roles[r] = column < 0 ? NULL : across ? _("(across)") : headers[column];
    n_found += column >= 0;
  }
  pb_shape_clear(&shape);
  return fits ? n_found : 0;
}

const pb_source_kind *pb_recognise_kind(const pb_known_headers *known, pb_names_index *names,
                                        const char *path, const char *const *headers, size_t n,
                                        const char *roles[PB_MAX_ROLES]) {
  size_t n_kinds, most = 0;
  const pb_source_kind *const *kinds = pb_source_kinds(&n_kinds), *best = NULL;
  for (size_t i = 0; i < n_kinds; i++) {
    const char *these[PB_MAX_ROLES] = {0};
    size_t found = fit(kinds[i], known, names, path, headers, n, these);
    if (found <= most)
      continue;
    most = found;
    best = kinds[i];
    for (size_t r = 0; r < PB_MAX_ROLES; r++)
      roles[r] = these[r];
  }
  return best;
}
