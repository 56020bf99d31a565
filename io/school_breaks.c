/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/school_breaks.h"

#include <string.h>

#include "engine/holidays.h"
#include "engine/text.h"
#include "io/reference_table.h"

enum { FROM, TO, KIND, APPLIES_TO, KEY };
static const char *const headers[] = {"from", "to",      "kind",    "applies_to",
                                      "key",  "name_sv", "name_en", NULL};

typedef struct {
  const char *municipality;
  GString *breaks;
} target;

static bool is_code(const pb_cell *cell) {
  for (size_t i = 0; i < cell->length; i++)
    if (!g_ascii_isdigit(cell->text[i]))
      return false;
  return cell->length == 0 || cell->length == 2 || cell->length == 4;
}

/* The municipality's own, its county's, or everybody's. */
static bool applies(const target *to, const pb_cell *code) {
  return code->length == 0 || (to->municipality && strlen(to->municipality) == 4 &&
                               strncmp(to->municipality, code->text, code->length) == 0);
}

static const char *break_row(pb_reference_table *table, const pb_cell *c) {
  const target *to = table->extra;
  int64_t first, last;
  if (!pb_day_of_text(c[FROM].text, &first) || !pb_day_of_text(c[TO].text, &last) || last < first)
    return _("A school break has two dates such as 2024-02-19, the first not after the last.");
  if (!g_str_equal(c[KIND].text, "school-break"))
    return _("The kind is school-break: public holidays are known by their rules.");
  if (!is_code(&c[APPLIES_TO]))
    return _("applies_to is the code of a municipality (1880) or of a county (18), or empty.");
  if (!c[KEY].length || strpbrk(c[KEY].text, ",/"))
    return _("A school break has a key without comma and slash, such as sportlov.");
  if (applies(to, &c[APPLIES_TO]))
    g_string_append_printf(to->breaks, "%s%s/%s/%s", to->breaks->len ? "," : "", c[FROM].text,
                           c[TO].text, c[KEY].text);
  return NULL;
}

char *pb_school_breaks_read(const char *path, const char *shown, const char *municipality,
                            GError **error) {
  g_autoptr(GString) breaks = g_string_new(NULL);
  target to = {municipality, breaks};
  pb_reference_table table = {.headers = headers, .on_row = break_row, .extra = &to};
  if (!pb_reference_table_read_own(path, shown, &table, error))
    return NULL;
  return g_strdup(breaks->str);
}
