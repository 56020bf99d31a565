/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/comments.h"

#include <string.h>

#include "engine/text.h"
#include "plots/report/section.h"
#include "plots/report/sections/section_parts.h"

/* So many letters fit a third of the page's width beside a table of eleven years. */
#define NARROW_LETTERS 420

static bool is_visible(const pb_context *context, const pb_comment *comment) {
  return pb_comment_is_for(comment, context->municipality) && comment->blocks->len > 0 &&
         (!comment->restricted || context->audience == PB_AUDIENCE_INTERNAL);
}

/* The words with the marks of the report's texts. Emphasis has none there. */
static char *marked_words(const pb_comment_block *block) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < block->runs->len; i++) {
    const pb_comment_run *run = &g_array_index(block->runs, pb_comment_run, i);
    const bool strong = run->strong && block->kind != PB_COMMENT_HEADING;
    g_autofree char *words = pb_inline_escape(run->text);
    g_string_append_printf(text, strong ? "**%s**" : "%s", words);
  }
  return g_string_free(text, FALSE);
}

static bool is_bullet(const pb_comment_block *block) {
  return block->kind == PB_COMMENT_ITEM && block->number == 0;
}

/* Headings are those of a short text inside a section: strong words, no entry of their own. */
static void add_block(pb_node *note, const pb_comment_block *block) {
  g_autofree char *words = marked_words(block);
  if (block->kind == PB_COMMENT_HEADING)
    pb_add_paragraph_take(note, g_strdup_printf("**%s**", words));
  else if (block->kind == PB_COMMENT_ITEM)
    pb_add_paragraph_take(note, g_strdup_printf("%d. %s", block->number, words));
  else
    pb_add_paragraph(note, words);
}

static char *label_of(const pb_context *context, const pb_comment *comment) {
  g_autofree char *period =
      comment->period ? pb_format_period(context->language, comment->period) : NULL;
  if (*comment->title && period)
    /* TRANSLATORS: title of the comment, its period. */
    return g_strdup_printf(_("The analyst’s comment: %s (%s)"), comment->title, period);
  if (*comment->title)
    return g_strdup_printf(_("The analyst’s comment: %s"), comment->title);
  return period ? g_strdup_printf(_("The analyst’s comment (%s)"), period)
                : g_strdup(_("The analyst’s comment"));
}

static char *id_of(const pb_context *context, const pb_comment *comment) {
  return g_strdup_printf("kommentar-%td", comment - context->dataset->comments->list + 1);
}

static void add_comment(pb_node *parent, const pb_context *context, const pb_comment *comment) {
  pb_node *note = pb_node_append(parent, pb_node_new(PB_NODE_COMMENT));
  note->id = id_of(context, comment);
  note->label = label_of(context, comment);
  pb_node *list = NULL;
  for (guint i = 0; i < comment->blocks->len; i++) {
    const pb_comment_block *block = &g_array_index(comment->blocks, pb_comment_block, i);
    if (!is_bullet(block)) {
      list = NULL;
      add_block(note, block);
      continue;
    }
    if (!list)
      list = pb_node_append(note, pb_node_new(PB_NODE_LIST));
    pb_add_paragraph_take(list, marked_words(block));
  }
}

static bool holds(const pb_node *node, const char *id) {
  for (guint i = 0; i < node->children->len; i++) {
    const pb_node *child = g_ptr_array_index(node->children, i);
    if ((child->kind == PB_NODE_COMMENT && g_strcmp0(child->id, id) == 0) || holds(child, id))
      return true;
  }
  return false;
}

void pb_add_part_comments(pb_node *parent, const pb_context *context, const char *part) {
  const pb_comments *comments = context->dataset->comments;
  for (size_t i = 0; comments && i < comments->n; i++)
    if (is_visible(context, &comments->list[i]) && g_strcmp0(comments->list[i].section, part) == 0)
      add_comment(parent, context, &comments->list[i]);
}

/* Letters of a comment, with something for the space between its blocks. */
static size_t length_of(const pb_comment *comment) {
  size_t length = 0;
  for (guint i = 0; i < comment->blocks->len; i++) {
    const pb_comment_block *block = &g_array_index(comment->blocks, pb_comment_block, i);
    length += 20;
    for (guint r = 0; r < block->runs->len; r++)
      length += strlen(g_array_index(block->runs, pb_comment_run, r).text);
  }
  return length;
}

static void add_area_comments(pb_node *parent, const pb_context *context, const char *problem_area,
                              const pb_node *document, size_t longest) {
  const pb_dataset *dataset = context->dataset;
  for (size_t i = 0; dataset->comments && i < dataset->comments->n; i++) {
    const pb_comment *comment = &dataset->comments->list[i];
    g_autofree char *id = id_of(context, comment);
    if (is_visible(context, comment) && comment->problem_area >= 0 &&
        g_strcmp0(dataset->areas[comment->problem_area].key, problem_area) == 0 &&
        length_of(comment) <= longest && !holds(document, id))
      add_comment(parent, context, comment);
  }
}

void pb_add_area_comments(pb_node *parent, const pb_context *context, const char *problem_area,
                          const pb_node *document) {
  add_area_comments(parent, context, problem_area, document, SIZE_MAX);
}

void pb_add_short_area_comments(pb_node *parent, const pb_context *context,
                                const char *problem_area, const pb_node *document) {
  add_area_comments(parent, context, problem_area, document, NARROW_LETTERS);
}

/* Shown by its own part, which comes later. */
static bool comes_later(const pb_comment *comment) {
  return g_strcmp0(comment->section, "data-and-method") == 0;
}

/* Nothing an analyst has written is left out: what no other part has shown comes here. */
static void build(const pb_context *context, pb_node *document) {
  const pb_comments *comments = context->dataset->comments;
  pb_node *section = NULL;
  for (size_t i = 0; comments && i < comments->n; i++) {
    const pb_comment *comment = &comments->list[i];
    g_autofree char *id = id_of(context, comment);
    if (!is_visible(context, comment) || comes_later(comment) || holds(document, id))
      continue;
    if (!section)
      section = pb_start_section(document, "kommentarer", _("Further comments"),
                                 g_strdup(_("The analyst’s further comments")), NULL, NULL);
    if (comment->problem_area >= 0) {
      const pb_problem_area *area = &context->dataset->areas[comment->problem_area];
      pb_add_heading(section,
                     g_str_equal(context->language->code, "sv") ? area->label_sv : area->label_en);
    }
    add_comment(section, context, comment);
  }
}

const pb_section pb_section_comments = {
    .name = "comments",
    .title = N_("Further comments"),
    .build = build,
};
