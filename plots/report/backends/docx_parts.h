/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Private to the DOCX back end (ECMA-376, transitional): the state of one document being written
 * and the writers of its parts.
 *
 * Looks come from named styles only, so that who edits the file can restyle it: a section's label
 * is a Heading 1, the finding it states a Heading 2, a heading inside it a Heading 3. Figures are
 * pictures of 160 or 80 mm, in line with the text, under captions that number themselves.
 * Elements stand in the order of the schema's sequences; a test checks it.
 */
#ifndef PB_PLOTS_REPORT_BACKENDS_DOCX_PARTS_H
#define PB_PLOTS_REPORT_BACKENDS_DOCX_PARTS_H

#include "plots/report/tree.h"

/** Twentieths of a point, the unit of lengths in a document. */
#define PB_DOCX_PER_PT 20
#define PB_DOCX_PAGE_WIDTH 11906
#define PB_DOCX_PAGE_HEIGHT 16838
#define PB_DOCX_MARGIN 850
#define PB_DOCX_TOP 1160
#define PB_DOCX_BOTTOM 1080
#define PB_DOCX_COLUMN (PB_DOCX_PAGE_WIDTH - 2 * PB_DOCX_MARGIN)
/** Room right of running text, so that a line has about 85 characters. */
#define PB_DOCX_TEXT_RIGHT 1800
/** In half a row text has no such room. */
#define PB_DOCX_WHOLE_LINE "<w:ind w:right=\"0\"/>"
/** Of figures and sparklines. */
#define PB_DOCX_DPI 300
/** Between the two halves of a row. */
#define PB_DOCX_GUTTER 240
/** Cell margin at the left and right of a table's cells. */
#define PB_DOCX_CELL_MARGIN 80

typedef struct {
  GString *out; /**< word/document.xml, at first only the blocks */
  const pb_context *context;
  const char *language;  /**< "sv" */
  GHashTable *bookmarks; /**< node, figure or table -> char *, name of its bookmark */
  GHashTable *used;      /**< names given, in lower case */
  GHashTable *targets;   /**< id -> pb_docx_target, first in document order, sections first */
  GPtrArray *images;     /**< GBytes *: word/media/image1.png and on */
  GPtrArray *entries;    /**< pb_docx_entry *: the table of contents */
  guint n_bookmarks, n_figures, n_tables;
  guint n_numbered;       /**< numbered lists so far: each counts from 1 */
  int width;              /**< of the current column, twentieths of a point */
  bool half;              /**< figures are 80 mm wide */
  bool beside;            /**< in a table of two halves */
  bool followed;          /**< a source line follows, which shall not be alone on its page */
  int level;              /**< of headings inside the section: 2 or 3 */
  const char *text_style; /**< of running text: "BodyText", in a comment "Comment" */
  GError *error;          /**< first failure of a drawing */
} pb_docx;

/** What a link to an id needs. */
typedef struct {
  const char *bookmark; /**< borrowed from `bookmarks` */
  char *words;          /**< what a reference to it is called, without marks */
} pb_docx_target;

/** A line of the table of contents. */
typedef struct {
  int level; /**< 1 or 2 */
  char *words, *bookmark;
} pb_docx_entry;

/* docx_text.c */
/** Foreign text, escaped. */
void pb_docx_escape(GString *out, const char *text);
/** `<w:r>` with a text; `style` is a character style or NULL. A line break becomes `<w:br/>`. */
void pb_docx_run(GString *out, const char *text, const char *style);
/** Text with marks as runs and links. */
void pb_docx_inline(pb_docx *docx, const char *marked);
/** `<w:p>` with its style; `keep` keeps it on the page of the next. Close with pb_docx_close. */
void pb_docx_open(pb_docx *docx, const char *style, bool keep);
void pb_docx_close(pb_docx *docx);
/** A paragraph of marked text; nothing for NULL or "". */
void pb_docx_paragraph(pb_docx *docx, const char *style, bool keep, const char *marked);
/** The same for text without marks. */
void pb_docx_plain(pb_docx *docx, const char *style, bool keep, const char *text);
/** A field whose result is shown until the program that opens the file computes it anew. */
void pb_docx_field(GString *out, const char *instruction, const char *result);

/* docx_links.c */
/** Give every node, figure and table that has an id its bookmark. */
void pb_docx_assign_bookmarks(pb_docx *docx, const pb_node *document);
/** The bookmark of a node, figure or table at this place, if it has one. */
void pb_docx_bookmark(pb_docx *docx, const void *key);
/** A bookmark of a name, around nothing. */
void pb_docx_bookmark_name(pb_docx *docx, const char *name);

/* docx_picture.c */
/** A PNG in line with the text, points. */
void pb_docx_picture(pb_docx *docx, GBytes *png, pb_size size, const char *alt);
/** A PNG at the right of the paragraph it is in, in the room that running text leaves. It says
 * nothing that the words do not. */
void pb_docx_picture_beside(pb_docx *docx, GBytes *png, pb_size size);

/* docx_blocks.c, docx_grid.c, docx_figure.c, docx_table.c */
void pb_docx_section(pb_docx *docx, const pb_node *section, const pb_node *before);
void pb_docx_blocks(pb_docx *docx, const pb_node *parent);
void pb_docx_grid(pb_docx *docx, const pb_node *grid);
void pb_docx_figure(pb_docx *docx, const pb_figure *figure);
void pb_docx_table(pb_docx *docx, const pb_report_table *table);
/** "Table 3. Title" where the number counts itself. `sequence` is "figure" or "table". */
void pb_docx_caption(pb_docx *docx, const char *label, guint number, const void *key,
                     const char *title);

/* docx_styles.c, docx_settings.c, docx_frame.c: whole parts */
char *pb_docx_styles(const pb_theme *theme, const char *language);
char *pb_docx_theme(const pb_theme *theme);
char *pb_docx_fonts(const pb_theme *theme);
char *pb_docx_settings(const char *language);
/** `n` numbered lists beside the bulleted one. */
char *pb_docx_numbering(guint n);
char *pb_docx_header(const pb_node *document);
char *pb_docx_footer(const pb_node *document);
/** Title, notice and table of contents: the first page. `pages`: those of the contents' bookmarks,
 * or NULL while they are not known. */
void pb_docx_opening(pb_docx *docx, const pb_node *document, GHashTable *pages);
/** word/document.xml of the blocks in `body`. */
char *pb_docx_document(const char *opening, const char *body);
/** "sv-SE" */
const char *pb_docx_language(const char *code);

/* docx_pages.c */
/** Bookmark -> page (GINT_TO_POINTER) as a word processor with the house typeface would set them;
 * an estimate. `styles` and `document` are the parts. g_hash_table_unref. */
GHashTable *pb_docx_pages(const pb_theme *theme, const char *styles, const char *document);

/* docx_package.c */
/** The file of all parts. NULL with PB_ERROR_OUTPUT. Takes over nothing. */
GBytes *pb_docx_package(pb_docx *docx, const pb_node *document, const char *xml, GError **error);

#endif
