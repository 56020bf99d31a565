/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/project_keys.h"

#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"
#include "io/dialect.h"
#include "io/key_lines.h"
#include "io/source_kind.h"
#include "io/text_encoding.h"
#include "io/time_values.h"

static const char *const section_names[] = {"project", "area",   "source",
                                            "layer",   "method", "disclosure"};
static const char *const project_names[] = {"title",    "period_end", "years",
                                            "language", "audience",   "event_types"};
static const char *const source_names[] = {
    "kind",     "path",       "encoding",  "delimiter",           "decimal",
    "sheet",    "crs",        "synthetic", "publisher",           "rate_per",
    "codebook", "date_order", "missing",   "max_rejected_percent"};
static const char columns_prefix[] = "columns.", constant_prefix[] = "constant.";
static const char *const layer_names[] = {"role",       "path", "code",     "name",
                                          "population", "crs",  "encoding", "style"};
static const char *const disclosure_names[] = {"threshold"};
static const char *const languages[] = {"sv", "en"};
static const char *const audiences[] = {"internal", "council", "public"};
static const char *const layer_roles[] = {"municipalities", "counties", "sub-areas", "places",
                                          "background"};

/* One section being read. */
typedef struct {
  const char *file;
  GKeyFile *keys;
  const GArray *lines;
  const char *section; /* "source brott" */
  GError **error;
} reader;

static size_t line_of(const reader *r, const char *key) {
  return pb_key_lines_find(r->lines, r->section, key);
}

static bool G_GNUC_PRINTF(3, 4) fail(const reader *r, size_t line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *sentence = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(r->error, PB_ERROR, PB_ERROR_PROJECT, "%s:%zu: %s", r->file, line, sentence);
  return false;
}

static bool unknown(const reader *r, size_t line, const char *format, const char *format_all,
                    const char *wrong, const char *const *names, size_t n) {
  const char *near = pb_nearest_name(wrong, names, n);
  if (near)
    return fail(r, line, format, wrong, r->section, near);
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(all, "%s%s", i ? ", " : "", names[i]);
  return fail(r, line, format_all, wrong, r->section, all->str);
}

static bool unknown_key(const reader *r, const char *key, const char *const *names, size_t n) {
  return unknown(r, line_of(r, key), _("There is no key %s in [%s]. Did you mean %s?"),
                 _("There is no key %s in [%s]. The keys are: %s."), key, names, n);
}

static bool is_among(const char *name, const char *const *names, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(name, names[i]))
      return true;
  return false;
}

/* Every key of the section must be known, or begin with one of two prefixes. */
static bool check_prefixed_keys(const reader *r, const char *const *names, size_t n,
                                const char *prefix, const char *other) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  for (char **key = keys; *key; key++)
    if (!is_among(*key, names, n) && !(prefix && g_str_has_prefix(*key, prefix)) &&
        !(other && g_str_has_prefix(*key, other)))
      return unknown_key(r, *key, names, n);
  return true;
}

const char *const *pb_project_key_names(const char *section, size_t *n) {
  static const struct {
    const char *section;
    const char *const *names;
    size_t n;
  } all[] = {
      {"project", project_names, G_N_ELEMENTS(project_names)},
      {"source", source_names, G_N_ELEMENTS(source_names)},
      {"layer", layer_names, G_N_ELEMENTS(layer_names)},
      {"disclosure", disclosure_names, G_N_ELEMENTS(disclosure_names)},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
    if (g_str_equal(section, all[i].section)) {
      *n = all[i].n;
      return all[i].names;
    }
  *n = 0;
  return NULL;
}

static bool check_keys(const reader *r, const char *const *names, size_t n) {
  return check_prefixed_keys(r, names, n, NULL, NULL);
}

/* The value as written, without blanks around it; NULL when the key is not there. g_free. */
static char *value_of(const reader *r, const char *key) {
  char *value = g_key_file_get_value(r->keys, r->section, key, NULL);
  return value ? g_strstrip(value) : NULL;
}

static bool read_text(const reader *r, const char *key, char **text) {
  char *value = value_of(r, key);
  if (value) {
    g_free(*text);
    *text = value;
  }
  return true;
}

static bool read_required(const reader *r, const char *key, char **text) {
  read_text(r, key, text);
  if (*text && **text)
    return true;
  return fail(r, line_of(r, NULL), _("[%s] needs the key %s."), r->section, key);
}

static bool read_int(const reader *r, const char *key, int min, int max, int *number) {
  g_autofree char *value = value_of(r, key);
  gint64 read;
  if (!value)
    return true;
  if (!g_ascii_string_to_signed(value, 10, min, max, &read, NULL))
    return fail(r, line_of(r, key), _("%s must be a whole number from %d to %d, not “%s”."), key,
                min, max, value);
  *number = (int)read;
  return true;
}

static bool read_percent(const reader *r, const char *key, double *number) {
  g_autofree char *value = value_of(r, key);
  if (!value)
    return true;
  g_strdelimit(value, ",", '.');
  char *end;
  double read = g_ascii_strtod(value, &end);
  if (end == value || *end || !(read >= 0 && read <= 100))
    return fail(r, line_of(r, key), _("%s must be a number from 0 to 100, not “%s”."), key, value);
  *number = read;
  return true;
}

static bool read_bool(const reader *r, const char *key, bool *yes) {
  g_autofree char *value = value_of(r, key);
  if (!value)
    return true;
  if (!g_str_equal(value, "true") && !g_str_equal(value, "false"))
    return fail(r, line_of(r, key), _("%s must be true or false, not “%s”."), key, value);
  *yes = g_str_equal(value, "true");
  return true;
}

static bool read_choice(const reader *r, const char *key, const char *const *choices, size_t n,
                        size_t *chosen) {
  g_autofree char *value = value_of(r, key);
  if (!value)
    return true;
  for (size_t i = 0; i < n; i++)
    if (g_str_equal(value, choices[i])) {
      *chosen = i;
      return true;
    }
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(all, "%s%s", i ? ", " : "", choices[i]);
  return fail(r, line_of(r, key), _("%s cannot be “%s”. Choose one of: %s."), key, value, all->str);
}

static bool read_project(const reader *r, pb_project *project) {
  size_t language = 0, audience = 0;
  if (!check_keys(r, project_names, G_N_ELEMENTS(project_names)) ||
      !read_text(r, "title", &project->title) ||
      !read_int(r, "period_end", 1900, 2199, &project->period_end) ||
      !read_int(r, "years", 1, 10, &project->years) ||
      !read_text(r, "event_types", &project->event_types) ||
      !read_choice(r, "language", languages, G_N_ELEMENTS(languages), &language) ||
      !read_choice(r, "audience", audiences, G_N_ELEMENTS(audiences), &audience))
    return false;
  g_free(project->language);
  project->language = g_strdup(languages[language]);
  project->audience = (pb_project_audience)audience;
  return true;
}

static bool read_area(const reader *r, GArray *groups) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  for (char **key = keys; *key; key++) {
    g_autofree char *value = value_of(r, *key);
    g_auto(GStrv) parts = g_strsplit_set(value, ";,", -1);
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (char **part = parts; *part; part++)
      if (*g_strstrip(*part))
        g_ptr_array_add(members, g_strdup(*part));
    if (members->len == 0)
      return fail(r, line_of(r, *key), _("The group %s has no members."), *key);
    g_ptr_array_add(members, NULL);
    pb_project_group group = {g_strdup(*key),
                              (char **)g_ptr_array_free(g_steal_pointer(&members), FALSE),
                              line_of(r, *key)};
    g_array_append_val(groups, group);
  }
  return true;
}

static bool check_constants(const reader *r, const pb_project_source *source) {
  for (size_t i = 0; i < source->n_constants; i++)
    if (!*source->constants[i].value)
      return fail(r, source->constants[i].line,
                  _("constant.%s says nothing: write what holds for every row."),
                  source->constants[i].key);
  return true;
}

static bool check_roles(const reader *r, const pb_source_kind *kind, const pb_project_value *values,
                        size_t n) {
  const char *roles[PB_MAX_ROLES];
  for (size_t i = 0; i < kind->n_roles; i++)
    roles[i] = kind->roles[i].name;
  for (size_t i = 0; i < n; i++)
    if (!is_among(values[i].key, roles, kind->n_roles))
      return unknown(r, values[i].line, _("There is no column role %s for [%s]. Did you mean %s?"),
                     _("There is no column role %s for [%s]. The roles are: %s."), values[i].key,
                     roles, kind->n_roles);
  return true;
}

/* The texts of a [source] that other parts of io/ understand: checked now, where the line is known.
 */
static bool check_source(const reader *r, const pb_project_source *source) {
  g_autoptr(GError) wrong = NULL;
  pb_encoding encoding;
  char character;
  if (source->encoding && *source->encoding &&
      !pb_encoding_parse(source->encoding, &encoding, &wrong))
    return fail(r, line_of(r, "encoding"), "%s", wrong->message);
  if (!pb_delimiter_parse(source->delimiter, &character, &wrong))
    return fail(r, line_of(r, "delimiter"), "%s", wrong->message);
  if (!pb_decimal_parse(source->decimal, &character, &wrong))
    return fail(r, line_of(r, "decimal"), "%s", wrong->message);
  const pb_source_kind *kind = pb_source_kind_find(source->kind);
  if (!kind) {
    size_t n;
    const pb_source_kind *const *kinds = pb_source_kinds(&n);
    g_autofree const char **names = g_new(const char *, n);
    for (size_t i = 0; i < n; i++)
      names[i] = kinds[i]->name;
    return unknown(r, line_of(r, "kind"),
                   _("There is no source kind %s, wanted by [%s]. Did you mean %s?"),
                   _("There is no source kind %s, wanted by [%s]. The kinds are: %s."),
                   source->kind, names, n);
  }
  pb_date_order order;
  if (source->date_order && !pb_date_order_parse(source->date_order, &order))
    return fail(r, line_of(r, "date_order"), _("%s cannot be “%s”. Choose one of: %s."),
                "date_order", source->date_order, "dmy, mdy, ymd");
  return check_roles(r, kind, source->columns, source->n_columns) &&
         check_roles(r, kind, source->constants, source->n_constants) && check_constants(r, source);
}

/* Keys such as columns.type: what stands after the point, and the value. */
static pb_project_value *read_prefixed(const reader *r, const char *prefix, size_t *n) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  pb_project_value *values = g_new0(pb_project_value, g_strv_length(keys) + 1);
  for (char **key = keys; *key; key++)
    if (g_str_has_prefix(*key, prefix))
      values[(*n)++] =
          (pb_project_value){g_strdup(*key + strlen(prefix)), value_of(r, *key), line_of(r, *key)};
  return values;
}

static bool read_list(const reader *r, const char *key, char ***list) {
  g_autofree char *value = value_of(r, key);
  if (!value)
    return true;
  *list = g_strsplit(value, ";", -1);
  for (char **one = *list; *one; one++)
    g_strstrip(*one);
  return true;
}

static bool read_source(const reader *r, const char *name, GArray *sources) {
  g_array_set_size(sources, sources->len + 1);
  pb_project_source *source = &g_array_index(sources, pb_project_source, sources->len - 1);
  source->name = g_strdup(name);
  source->publisher = g_strdup("");
  source->max_rejected_percent = 1;
  source->line = line_of(r, NULL);
  source->columns = read_prefixed(r, columns_prefix, &source->n_columns);
  source->constants = read_prefixed(r, constant_prefix, &source->n_constants);
  return check_prefixed_keys(r, source_names, G_N_ELEMENTS(source_names), columns_prefix,
                             constant_prefix) &&
         read_required(r, "kind", &source->kind) && read_required(r, "path", &source->path) &&
         read_text(r, "encoding", &source->encoding) &&
         read_text(r, "delimiter", &source->delimiter) &&
         read_text(r, "decimal", &source->decimal) && read_text(r, "sheet", &source->sheet) &&
         read_text(r, "crs", &source->crs) && read_text(r, "publisher", &source->publisher) &&
         read_text(r, "codebook", &source->codebook) &&
         read_text(r, "date_order", &source->date_order) &&
         read_list(r, "missing", &source->missing) &&
         read_bool(r, "synthetic", &source->synthetic) &&
         read_int(r, "rate_per", 1, 1000000, &source->rate_per) &&
         read_percent(r, "max_rejected_percent", &source->max_rejected_percent) &&
         check_source(r, source);
}

static bool read_layer(const reader *r, const char *name, GArray *layers) {
  g_array_set_size(layers, layers->len + 1);
  pb_project_layer *layer = &g_array_index(layers, pb_project_layer, layers->len - 1);
  layer->name = g_strdup(name);
  layer->line = line_of(r, NULL);
  size_t role = 0;
  return check_keys(r, layer_names, G_N_ELEMENTS(layer_names)) &&
         read_required(r, "role", &layer->role) &&
         read_choice(r, "role", layer_roles, G_N_ELEMENTS(layer_roles), &role) &&
         read_required(r, "path", &layer->path) && read_text(r, "code", &layer->code) &&
         read_text(r, "name", &layer->title) && read_text(r, "population", &layer->population) &&
         read_text(r, "crs", &layer->crs) && read_text(r, "encoding", &layer->encoding) &&
         read_text(r, "style", &layer->style);
}

static bool read_method(const reader *r, const char *name, GArray *methods) {
  g_auto(GStrv) keys = g_key_file_get_keys(r->keys, r->section, NULL, NULL);
  pb_project_method method = {.name = g_strdup(name), .line = line_of(r, NULL)};
  method.values = g_new0(pb_project_value, g_strv_length(keys));
  for (char **key = keys; *key; key++)
    method.values[method.n_values++] =
        (pb_project_value){g_strdup(*key), value_of(r, *key), line_of(r, *key)};
  g_array_append_val(methods, method);
  return true;
}

typedef struct {
  GArray *groups, *sources, *layers, *methods;
} lists;

static bool read_section(const reader *r, pb_project *project, lists *into) {
  if (g_str_equal(r->section, "project"))
    return read_project(r, project);
  if (g_str_equal(r->section, "area"))
    return read_area(r, into->groups);
  if (g_str_equal(r->section, "disclosure"))
    return check_keys(r, disclosure_names, G_N_ELEMENTS(disclosure_names)) &&
           read_int(r, "threshold", 1, 1000, &project->disclosure_threshold);
  g_auto(GStrv) words = g_strsplit(r->section, " ", 2);
  const char *name = words[1] ? g_strstrip(words[1]) : "";
  bool source = g_str_equal(words[0], "source"), layer = g_str_equal(words[0], "layer"),
       method = g_str_equal(words[0], "method");
  if ((source || layer || method) && !*name)
    return fail(r, line_of(r, NULL), _("The section [%s] needs a name, as in [%s NAME]."), words[0],
                words[0]);
  if (source)
    return read_source(r, name, into->sources);
  if (layer)
    return read_layer(r, name, into->layers);
  if (method)
    return read_method(r, name, into->methods);
  const char *near = pb_nearest_name(words[0], section_names, G_N_ELEMENTS(section_names));
  if (near)
    return fail(r, line_of(r, NULL), _("There is no section [%s]. Did you mean [%s]?"), r->section,
                near);
  return fail(r, line_of(r, NULL), _("There is no section [%s]. The sections are: %s."), r->section,
              "project, area, source NAME, layer NAME, method NAME, disclosure");
}

static bool read_sections(pb_project *project, const char *text, size_t n, lists *into,
                          GError **error) {
  g_autoptr(GArray) lines = pb_key_lines_scan(project->path, text, n, error);
  if (!lines)
    return false;
  g_autoptr(GKeyFile) keys = g_key_file_new();
  g_autoptr(GError) why = NULL;
  if (n && !g_key_file_load_from_data(keys, text, n, G_KEY_FILE_NONE, &why)) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT, _("%s: The file is not a project file (%s)."),
                project->path, why->message);
    return false;
  }
  g_auto(GStrv) sections = g_key_file_get_groups(keys, NULL);
  for (char **section = sections; *section; section++) {
    reader r = {project->path, keys, lines, *section, error};
    if (!read_section(&r, project, into))
      return false;
  }
  return true;
}

bool pb_project_read_keys(pb_project *project, const void *bytes, size_t n, GError **error) {
  g_auto(pb_utf8) utf8 = {0};
  if (!pb_utf8_from_bytes(bytes, n, NULL, &utf8, error))
    return false;
  lists into = {g_array_new(FALSE, TRUE, sizeof(pb_project_group)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_source)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_layer)),
                g_array_new(FALSE, TRUE, sizeof(pb_project_method))};
  bool done = read_sections(project, utf8.text, utf8.length, &into, error);
  /* Handed over also after an error: the project then frees them. */
  project->n_groups = into.groups->len;
  project->n_sources = into.sources->len;
  project->n_layers = into.layers->len;
  project->n_methods = into.methods->len;
  project->groups = (pb_project_group *)(void *)g_array_free(into.groups, FALSE);
  project->sources = (pb_project_source *)(void *)g_array_free(into.sources, FALSE);
  project->layers = (pb_project_layer *)(void *)g_array_free(into.layers, FALSE);
  project->methods = (pb_project_method *)(void *)g_array_free(into.methods, FALSE);
  return done;
}
