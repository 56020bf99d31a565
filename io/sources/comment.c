/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comments: an analyst's text for a part of the report or a problem area. */
#include <string.h>

#include "engine/comment.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/front_matter.h"
#include "io/gathered.h"
#include "io/markdown.h"
#include "io/personal_data.h"
#include "io/report_parts.h"
#include "io/source_row.h"

/* Largest file, bytes. */
#define MAX_SIZE (1024 * 1024)

extern const pb_source_kind pb_source_kind_comment;

/* What reading one file needs. */
typedef struct {
  const pb_source_row *row;
  pb_gathered *gathered;
  bool *members; /* by municipality */
  bool said_section, said_place;
  pb_comment comment;
} reading;

static bool G_GNUC_PRINTF(4, 5)
    fail(const reading *r, size_t line, GError **error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *sentence = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (line)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, "%s:%zu: %s", r->row->findings.file, line,
                sentence);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, "%s: %s", r->row->findings.file, sentence);
  return false;
}

static void add_place(reading *r, pb_place_found place) {
  const pb_dataset *dataset = r->gathered->dataset;
  if (place.kind == PB_PLACE_COUNTRY)
    r->comment.everywhere = true;
  for (size_t m = 0; m < dataset->n_municipalities; m++)
    if (place.kind == PB_PLACE_MUNICIPALITY
            ? (int)m == place.index
            : place.kind == PB_PLACE_COUNTY &&
                  g_str_equal(dataset->municipalities[m].county_code,
                              dataset->municipalities[place.index].county_code))
      r->members[m] = true;
}

/* One municipality, county or group of the project; false when it is none. */
static bool read_place(reading *r, const char *text) {
  if (g_ascii_strcasecmp(text, "alla") == 0 || g_ascii_strcasecmp(text, "all") == 0) {
    r->comment.everywhere = true;
    return true;
  }
  const pb_cell cell = {text, strlen(text)};
  pb_place_found place = pb_names_place(r->gathered->names, &cell);
  if (place.kind != PB_PLACE_UNKNOWN) {
    add_place(r, place);
    return true;
  }
  const pb_project_group *group = pb_project_find_group(r->row->project, text);
  for (char **member = group ? group->members : NULL; member && *member; member++) {
    const pb_cell one = {*member, strlen(*member)};
    add_place(r, pb_names_place(r->gathered->names, &one));
  }
  return group != NULL;
}

static bool read_places(reading *r, const pb_front_line *line, GError **error) {
  g_auto(GStrv) parts = g_strsplit_set(line->value, ";,", -1);
  for (char **part = parts; *part; part++) {
    if (!*g_strstrip(*part) || read_place(r, *part)) {
      r->said_place = r->said_place || **part;
      continue;
    }
    const char *near = pb_names_nearest_place(r->gathered->names, *part);
    return near ? fail(r, line->line, error,
                       _("“%s” is neither a municipality, a county nor a group of the project "
                         "file. Did you mean “%s”?"),
                       *part, near)
                : fail(r, line->line, error,
                       _("“%s” is neither a municipality, a county nor a group of the project "
                         "file."),
                       *part);
  }
  return true;
}

static bool read_section(reading *r, const pb_front_line *line, GError **error) {
  r->said_section = true;
  r->comment.problem_area = pb_dataset_problem_area(r->gathered->dataset, line->value);
  if (r->comment.problem_area >= 0)
    return true;
  r->comment.section = pb_report_part(line->value);
  if (r->comment.section)
    return true;
  const char *near = pb_report_part_nearest(line->value);
  return near ? fail(r, line->line, error,
                     _("“%s” is neither a part of the report nor a problem area. Did you mean "
                       "“%s”?"),
                     line->value, near)
              : fail(r, line->line, error,
                     _("“%s” is neither a part of the report nor a problem area. Parts are "
                       "sammanfattning, kommunen, översikt, tid, andra källor, uppföljning, "
                       "prioritering, data och metod; problem areas are those of “problembild "
                       "list problem-areas”."),
                     line->value);
}

static bool read_restricted(reading *r, const pb_front_line *line, GError **error) {
  static const char *const yes[] = {"ja", "yes", "true", "1"};
  static const char *const no[] = {"nej", "no", "false", "0", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
    if (g_ascii_strcasecmp(line->value, yes[i]) == 0) {
      r->comment.restricted = true;
      return true;
    }
  for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
    if (g_ascii_strcasecmp(line->value, no[i]) == 0)
      return true;
  return fail(r, line->line, error, _("Write ja or nej after “%s”, not “%s”."), line->key,
              line->value);
}

static bool read_period(reading *r, const pb_front_line *line, GError **error) {
  if (!*line->value ||
      pb_parse_period(line->value, strlen(line->value), &r->comment.period) == PB_VALUE_OK)
    return true;
  return fail(r, line->line, error, _("“%s” is not a year, quarter or month."), line->value);
}

static bool read_title(reading *r, const pb_front_line *line, GError **error) {
  (void)error;
  g_free(r->comment.title);
  r->comment.title = g_strdup(line->value);
  return true;
}

static bool read_head(reading *r, const pb_front_matter *front, GError **error) {
  static const struct {
    const char *key;
    bool (*read)(reading *r, const pb_front_line *line, GError **error);
  } keys[] = {
      {"kommun", read_places},        {"kommuner", read_places},
      {"municipality", read_places},  {"avsnitt", read_section},
      {"section", read_section},      {"problemområde", read_section},
      {"begränsad", read_restricted}, {"restricted", read_restricted},
      {"period", read_period},        {"rubrik", read_title},
      {"title", read_title},
  };
  for (guint i = 0; i < front->lines->len; i++) {
    const pb_front_line *line = &g_array_index(front->lines, pb_front_line, i);
    size_t k = 0;
    while (k < G_N_ELEMENTS(keys) && !g_str_equal(line->key, keys[k].key))
      k++;
    if (k == G_N_ELEMENTS(keys))
      return fail(r, line->line, error,
                  _("There is no key “%s” above a comment. The keys are kommun, avsnitt, "
                    "begränsad, period, rubrik."),
                  line->key);
    if (!keys[k].read(r, line, error))
      return false;
  }
  if (!r->said_place)
    return fail(r, 1, error,
                _("The comment does not say which municipality it is about. Add a line “kommun: "
                  "1880” above the text (a code, a name, a county, a group of the project file, or "
                  "alla)."));
  if (!r->said_section)
    return fail(r, 1, error,
                _("The comment does not say which part of the report it belongs to. Add a line "
                  "“avsnitt: översikt” above the text (a part of the report or a problem area)."));
  return true;
}

/* Line by line, with everything above the text: the sentence never holds what was found. */
static bool refuse_personal_data(const reading *r, const char *text, size_t n, GError **error) {
  const char *line;
  size_t length, at = 0;
  while (pb_next_line(&text, &n, &line, &length)) {
    at++;
    switch (pb_personal_data_in(line, length)) {
    case PB_PERSONAL_NONE:
      continue;
    case PB_PERSONAL_EMAIL:
      return fail(r, at, error,
                  _("The line holds what looks like an e-mail address, so the comment is not used. "
                    "Remove it."));
    case PB_PERSONAL_PHONE:
      return fail(r, at, error,
                  _("The line holds what looks like a telephone number, so the comment is not "
                    "used. Remove it."));
    default:
      return fail(r, at, error,
                  _("The line holds what looks like a personal identity number, so the comment is "
                    "not used. Remove it."));
    }
  }
  return true;
}

static void on_refused(const pb_markdown_refusal *refusal, void *data) {
  const reading *r = data;
  if (refusal->whole)
    pb_gathered_count(r->gathered, PB_ROW_REJECTED);
  pb_findings_add(&r->row->findings, refusal->whole ? PB_DIAG_REJECTED : PB_DIAG_NOTE,
                  refusal->reason, refusal->line, 0, NULL, NULL, refusal->sentence);
}

/* Restricted whatever the file says: such a part exists in the internal version only. */
static bool is_always_restricted(const pb_dataset *dataset, int area) {
  return area >= 0 && dataset->areas[area].restricted;
}

static void keep(reading *r, const pb_front_matter *front) {
  const pb_dataset *dataset = r->gathered->dataset;
  pb_comment *comment = &r->comment;
  comment->file = g_strdup(r->row->findings.file);
  comment->synthetic = r->row->source->synthetic;
  comment->restricted = comment->restricted || is_always_restricted(dataset, comment->problem_area);
  comment->municipalities = g_new0(int, MAX(dataset->n_municipalities, 1));
  for (size_t m = 0; m < dataset->n_municipalities; m++)
    if (r->members[m])
      comment->municipalities[comment->n_municipalities++] = (int)m;
  comment->blocks = pb_markdown_parse(front->body, front->n_body, front->body_line, on_refused, r);
  if (!comment->blocks->len)
    pb_findings_add(&r->row->findings, PB_DIAG_NOTE, "comment-empty", 0, 0, NULL, NULL,
                    _("The comment has no text; nothing is shown."));
  for (guint i = 0; i < comment->blocks->len; i++)
    pb_gathered_count(r->gathered, PB_ROW_USED);
  GArray *list = pb_gathered_state(r->gathered, r->row->kind);
  g_array_append_val(list, *comment);
  *comment = (pb_comment){0};
}

static bool read_document(const pb_source_row *row, const char *text, size_t n,
                          pb_gathered *gathered, GError **error) {
  reading r = {.row = row, .gathered = gathered, .comment = {.problem_area = -1}};
  g_auto(pb_front_matter) front = {0};
  if (n > MAX_SIZE)
    return fail(&r, 0, error, _("The comment is larger than %d kilobytes; it is not used."),
                MAX_SIZE / 1024);
  r.comment.title = g_strdup("");
  r.members = g_new0(bool, MAX(gathered->dataset->n_municipalities, 1));
  bool usable = refuse_personal_data(&r, text, n, error) &&
                pb_front_matter_read(row->findings.file, text, n, &front, error) &&
                read_head(&r, &front, error);
  if (usable)
    keep(&r, &front);
  pb_comment_clear(&r.comment);
  g_free(r.members);
  return usable;
}

static void clear_comment(gpointer comment) {
  pb_comment_clear(comment);
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  GArray *list = g_array_new(FALSE, FALSE, sizeof(pb_comment));
  g_array_set_clear_func(list, clear_comment);
  return list;
}

static void free_state(void *state) {
  g_array_unref(state);
}

/* The texts move to the dataset. */
static void join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *list = pb_gathered_state(gathered, &pb_source_kind_comment);
  if (!list->len)
    return;
  dataset->comments = g_new0(pb_comments, 1);
  dataset->comments->n = list->len;
  dataset->comments->list = g_memdup2(list->data, list->len * sizeof(pb_comment));
  memset(list->data, 0, list->len * sizeof(pb_comment));
}

const pb_source_kind pb_source_kind_comment = {
    .name = "comment",
    .title = N_("comments"),
    .description =
        N_("A file is one comment: a Markdown text, above it lines between two lines of three "
           "hyphens that say where it belongs: kommun (code, name, county, a group of the project "
           "file, or alla), avsnitt (a part of the report or a problem area), begränsad (ja: "
           "internal version only), period, rubrik. Paragraphs, headings, lists, bold and "
           "emphasis are used; links are shown as text; HTML, pictures, tables and code are "
           "refused with their line."),
    .citation = "CommonMark, spec.commonmark.org (a part of it)",
    .marks = &pb_marks_usual,
    .new_state = new_state,
    .free_state = free_state,
    .read_document = read_document,
    .join = join,
};
