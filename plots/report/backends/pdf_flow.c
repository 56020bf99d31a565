/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/pdf_flow.h"

#include "plots/report/backends/pdf_text.h"

/** A page that ends a section less full than this keeps its figures as they are. */
#define GROW_FROM .55
/** A last page below this share of its height takes blocks from the page before, which must keep
 * FULL_ENOUGH. */
#define SPARSE .3
#define FULL_ENOUGH .45
/** References settle in two layouts; a pathological report in a few more. */
#define MAX_LAYOUTS 4

char *pb_pdf_foot_text(const pb_node *document, const pb_node *section) {
  const char *source = section->foot && *section->foot ? section->foot : NULL;
  const char *all = document->foot && *document->foot ? document->foot : NULL;
  if (source != NULL && all != NULL)
    return g_strconcat(source, "\n", all, NULL);
  return g_strdup(source != NULL ? source : all != NULL ? all : "");
}

static int foot_lines(pb_pdf *pdf, const pb_node *document, const pb_node *section) {
  g_autofree char *words = pb_pdf_foot_text(document, section);
  pb_pdf_text *text = pb_pdf_text_new(pdf, words, pb_look_small(pdf->theme), PB_FOOT_WIDTH);
  int n = pb_pdf_text_n_lines(text);
  pb_pdf_text_free(text);
  return n;
}

static void free_page(void *data) {
  pb_pdf_page *page = data;
  g_ptr_array_unref(page->stack);
  g_free(page);
}

/** Figures grow or shrink so that the page is full. */
static double stretch_for(const GPtrArray *stack, double room) {
  double natural = pb_stack_height(stack, 1);
  if (natural <= room && natural < GROW_FROM * room)
    return 1;
  double low = PB_STRETCH_MIN, high = PB_STRETCH_MAX;
  if (pb_stack_height(stack, high) <= room)
    return high;
  for (int i = 0; i < 20; i++) {
    double middle = (low + high) / 2;
    if (pb_stack_height(stack, middle) <= room)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/** One page from the start of `flow`; returns what is left. */
static GPtrArray *take_page(pb_pdf *pdf, GPtrArray *flow, double room, GPtrArray **page) {
  GPtrArray *rest = pb_stack_split(flow, pdf, room);
  if (flow->len == 0) { /* not even one box fits: it gets a page of its own */
    g_ptr_array_add(flow, g_ptr_array_steal_index(rest, 0));
    while (rest->len > 0 &&
           ((const pb_pdf_box *)g_ptr_array_index(flow, flow->len - 1))->keep_with_next)
      g_ptr_array_add(flow, g_ptr_array_steal_index(rest, 0));
  }
  *page = flow;
  return rest;
}

/** A last page with a few lines looks like a mistake: blocks move over from the page before, as
 * long as that one stays fuller. */
static void fill_last_page(GPtrArray *before, GPtrArray *last, double room) {
  while (before->len > 2 && pb_stack_height(last, 1) < SPARSE * room) {
    guint n = before->len - 1;
    if (((const pb_pdf_box *)g_ptr_array_index(before, n))->continued)
      return;
    while (n > 0 && ((const pb_pdf_box *)g_ptr_array_index(before, n - 1))->keep_with_next)
      n--;
    double moved = 0;
    for (guint i = n; i < before->len; i++) {
      const pb_pdf_box *box = g_ptr_array_index(before, i);
      moved += box->before + pb_pdf_box_height(box, 1);
    }
    double left = pb_stack_height(before, 1) - moved;
    if (n == 0 || left < FULL_ENOUGH * room || pb_stack_height(last, 1) + moved > left)
      return;
    while (before->len > n)
      g_ptr_array_insert(last, 0, g_ptr_array_steal_index(before, before->len - 1));
  }
}

static void flow_pages(pb_pdf *pdf, const pb_node *section, int n_foot, GPtrArray *flow,
                       GPtrArray *pages) {
  double room = pdf->room - (n_foot - 1) * PB_FOOT_PITCH;
  guint first = pages->len;
  while (flow->len > 0) {
    pb_pdf_page *page = g_new0(pb_pdf_page, 1);
    flow = take_page(pdf, flow, room, &page->stack);
    page->section = section;
    page->room = room;
    page->foot_lines = n_foot;
    g_ptr_array_add(pages, page);
  }
  g_ptr_array_unref(flow);
  if (pages->len - first > 1) {
    const pb_pdf_page *before = g_ptr_array_index(pages, pages->len - 2);
    const pb_pdf_page *last = g_ptr_array_index(pages, pages->len - 1);
    fill_last_page(before->stack, last->stack, room);
  }
  for (guint i = first; i < pages->len; i++) {
    pb_pdf_page *page = g_ptr_array_index(pages, i);
    page->stretch = stretch_for(page->stack, room);
  }
}

/** A section that starts a page with those that follow on it without starting one. */
typedef struct {
  guint first, n;   /* sections of the document */
  bool refers;      /* some text names a page */
  GPtrArray *pages; /* pb_pdf_page */
  guint spilled;    /* its last sections that have its last page to themselves */
} chapter;

static void free_chapter(void *data) {
  chapter *self = data;
  g_ptr_array_unref(self->pages);
  g_free(self);
}

static const pb_node *section_at(const pb_node *document, guint i) {
  return g_ptr_array_index(document->children, i);
}

static GPtrArray *find_chapters(const pb_node *document) {
  GPtrArray *chapters = g_ptr_array_new_with_free_func(free_chapter);
  for (guint i = 0; i < document->children->len;) {
    chapter *self = g_new0(chapter, 1);
    self->first = i;
    self->refers = true; /* until laid out */
    self->pages = g_ptr_array_new_with_free_func(free_page);
    for (i++; i < document->children->len && !section_at(document, i)->page_break;)
      i++;
    self->n = i - self->first;
    g_ptr_array_add(chapters, self);
  }
  return chapters;
}

/* The section that starts the page: its head and foot are the pages'. */
static const pb_node *main_section(const pb_node *document, const chapter *self) {
  for (guint i = self->first; i < self->first + self->n; i++)
    if (section_at(document, i)->page_break)
      return section_at(document, i);
  return section_at(document, self->first);
}

/* How many of the last sections stand alone on the last page; `openings` are the first boxes of
 * the sections. */
static guint count_spilled(const pb_node *document, const chapter *self,
                           const pb_pdf_box *const *openings) {
  if (self->pages->len < 2)
    return 0;
  const pb_pdf_page *last = g_ptr_array_index(self->pages, self->pages->len - 1);
  for (guint i = self->n; i-- > 0 && !section_at(document, self->first + i)->page_break;)
    if (g_ptr_array_index(last->stack, 0) == openings[i])
      return self->n - i;
  return 0;
}

static void lay_out_chapter(pb_pdf *pdf, const pb_node *document, chapter *self) {
  GPtrArray *flow = pb_stack_new();
  int n_foot = 1;
  pdf->refers = false;
  if (self->first == 0 && pdf->theme->logo != NULL)
    pb_pdf_add_logo(pdf, PB_PAGE_COLUMN, flow);
  g_autofree const pb_pdf_box **openings = g_new0(const pb_pdf_box *, self->n + 1);
  for (guint i = self->first; i < self->first + self->n; i++) {
    const pb_node *section = section_at(document, i);
    const guint at = flow->len;
    pb_pdf_add_opening(pdf, section, PB_PAGE_COLUMN, flow);
    openings[i - self->first] = at < flow->len ? g_ptr_array_index(flow, at) : NULL;
    pb_pdf_add_blocks(pdf, section, PB_PAGE_COLUMN, flow);
    n_foot = MAX(n_foot, foot_lines(pdf, document, section));
  }
  self->refers = pdf->refers;
  g_ptr_array_set_size(self->pages, 0);
  flow_pages(pdf, main_section(document, self), n_foot, flow, self->pages);
  self->spilled = count_spilled(document, self, openings);
}

/* A short section that has found no room under those before it stands above the next ones instead
 * of alone on a page. */
static void hand_over(pb_pdf *pdf, const pb_node *document, chapter *self, chapter *next) {
  next->first -= self->spilled;
  next->n += self->spilled;
  next->refers = true; /* to be laid out anew */
  self->n -= self->spilled;
  lay_out_chapter(pdf, document, self);
}

typedef struct {
  GHashTable *pages;
  int number;
} numbering;

static void number_box(const pb_pdf_box *box, void *data) {
  const numbering *self = data;
  if (box->id != NULL && !g_hash_table_contains(self->pages, box->id))
    g_hash_table_insert(self->pages, (void *)box->id, GINT_TO_POINTER(self->number));
}

static GHashTable *number_pages(const GPtrArray *chapters) {
  numbering self = {.pages = g_hash_table_new(g_str_hash, g_str_equal)};
  for (guint c = 0; c < chapters->len; c++) {
    const GPtrArray *pages = ((const chapter *)g_ptr_array_index(chapters, c))->pages;
    for (guint p = 0; p < pages->len; p++) {
      const pb_pdf_page *page = g_ptr_array_index(pages, p);
      self.number++;
      for (guint i = 0; i < page->stack->len; i++)
        pb_pdf_box_visit(g_ptr_array_index(page->stack, i), number_box, &self);
    }
  }
  return self.pages;
}

static bool same_numbers(GHashTable *a, GHashTable *b) {
  GHashTableIter iter;
  void *id, *page;
  g_hash_table_iter_init(&iter, a);
  while (g_hash_table_iter_next(&iter, &id, &page))
    if (g_hash_table_lookup(b, id) != page)
      return false;
  return g_hash_table_size(a) == g_hash_table_size(b);
}

static void collect_ids(const pb_node *node, GHashTable *ids) {
  const char *id = node->figure != NULL  ? node->figure->id
                   : node->table != NULL ? node->table->id
                                         : node->id;
  if (id != NULL && *id && node->kind != PB_NODE_DOCUMENT)
    g_hash_table_add(ids, (void *)id);
  for (guint i = 0; i < node->children->len; i++)
    collect_ids(g_ptr_array_index(node->children, i), ids);
}

GPtrArray *pb_pdf_layout(pb_pdf *pdf, const pb_node *document) {
  collect_ids(document, pdf->ids);
  g_autoptr(GPtrArray) chapters = find_chapters(document);
  bool settled = false;
  for (int i = 0; i < MAX_LAYOUTS && !settled; i++) {
    for (guint c = 0; c < chapters->len; c++) {
      chapter *self = g_ptr_array_index(chapters, c);
      if (!self->refers)
        continue;
      lay_out_chapter(pdf, document, self);
      if (self->spilled > 0 && c + 1 < chapters->len)
        hand_over(pdf, document, self, g_ptr_array_index(chapters, c + 1));
    }
    GHashTable *numbers = number_pages(chapters);
    settled = same_numbers(numbers, pdf->pages);
    g_hash_table_unref(pdf->pages);
    pdf->pages = numbers;
  }
  GPtrArray *pages = g_ptr_array_new_with_free_func(free_page);
  for (guint c = 0; c < chapters->len; c++) {
    chapter *self = g_ptr_array_index(chapters, c);
    while (self->pages->len > 0)
      g_ptr_array_add(pages, g_ptr_array_steal_index(self->pages, 0));
  }
  return pages;
}
