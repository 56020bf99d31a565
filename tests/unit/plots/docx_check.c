/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx_check.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/** Children in the order of the schema's sequences, as far as they are used. */
static const struct {
  const char *parent, *children;
} sequences[] = {
    {"document", "background body"},
    {"p", "pPr *"},
    {"r", "rPr *"},
    {"pPr", "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
            "suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing "
            "mirrorIndents jc textAlignment outlineLvl rPr sectPr"},
    {"rPr", "rStyle rFonts b bCs i iCs caps smallCaps strike vanish color spacing w kern position "
            "sz szCs highlight u effect bdr shd vertAlign lang"},
    {"numPr", "ilvl numId"},
    {"pBdr", "top left bottom right between bar"},
    {"tbl", "tblPr tblGrid tr"},
    {"tblPr", "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
              "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
              "tblDescription"},
    {"tblBorders", "top left bottom right insideH insideV"},
    {"tblCellMar", "top left bottom right"},
    {"tr", "tblPrEx trPr tc"},
    {"tc", "tcPr *"},
    {"tcPr", "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
             "vAlign hideMark"},
    {"sectPr", "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
               "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg"},
    {"sdt", "sdtPr sdtEndPr sdtContent"},
    {"style", "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
              "unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr tblStylePr"},
    {"tblStylePr", "pPr rPr tblPr trPr tcPr"},
    {"styles", "docDefaults latentStyles style"},
    {"docDefaults", "rPrDefault pPrDefault"},
    {"settings", "zoom mirrorMargins documentProtection defaultTabStop autoHyphenation "
                 "characterSpacingControl footnotePr endnotePr compat rsids themeFontLang "
                 "clrSchemeMapping decimalSymbol listSeparator"},
    {"numbering", "abstractNum num"},
    {"abstractNum", "nsid multiLevelType tmpl name styleLink numStyleLink lvl"},
    {"lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId lvlJc pPr rPr"},
    {"num", "abstractNumId lvlOverride"},
    {"font", "altName panose1 charset family notTrueType pitch sig"},
    {"inline", "extent effectExtent docPr cNvGraphicFramePr graphic"},
    {"anchor", "simplePos positionH positionV extent effectExtent wrapNone docPr cNvGraphicFramePr "
               "graphic"},
    {"docPr", "hlinkClick hlinkHover extLst"},
    {"graphic", "graphicData"},
    {"body", "* sectPr"},
    {"pic", "nvPicPr blipFill spPr"},
    {"blipFill", "blip srcRect stretch"},
    {"spPr", "xfrm prstGeom"},
};

typedef struct {
  GPtrArray *faults;
  GHashTable *parts;
  GHashTable *styles, *lists;   /* ids that exist */
  GHashTable *anchors, *wanted; /* bookmarks; links to them */
  GHashTable *marks, *drawings; /* ids given */
  GHashTable *relations, *used; /* of the document; those referred to */
  GHashTable *keeping;          /* styles that keep with the next */
  int heading;                  /* level of the heading before */
  int fields;                   /* open ones */
  int page;                     /* the last in the table of contents */
} checker;

static void G_GNUC_PRINTF(2, 3) fault(checker *c, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_ptr_array_add(c->faults, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

GHashTable *docx_parts(const void *bytes, gsize n, GPtrArray *order) {
  GHashTable *parts =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  struct archive *archive = archive_read_new();
  struct archive_entry *entry;
  archive_read_support_format_zip(archive);
  bool fine = archive_read_open_memory(archive, bytes, n) == ARCHIVE_OK;
  int status = ARCHIVE_EOF;
  while (fine && (status = archive_read_next_header(archive, &entry)) == ARCHIVE_OK) {
    g_autoptr(GByteArray) data = g_byte_array_new();
    char buffer[4096];
    la_ssize_t got;
    while ((got = archive_read_data(archive, buffer, sizeof buffer)) > 0)
      g_byte_array_append(data, (const guint8 *)buffer, (guint)got);
    fine = got == 0;
    if (order != NULL)
      g_ptr_array_add(order, g_strdup(archive_entry_pathname(entry)));
    g_hash_table_insert(parts, g_strdup(archive_entry_pathname(entry)),
                        g_bytes_new(data->data, data->len));
  }
  archive_read_free(archive);
  if (fine && status == ARCHIVE_EOF)
    return parts;
  g_hash_table_unref(parts);
  return NULL;
}

static xmlDoc *parse(checker *c, const char *path) {
  GBytes *part = g_hash_table_lookup(c->parts, path);
  gsize n = 0;
  const char *text = part != NULL ? g_bytes_get_data(part, &n) : NULL;
  xmlDoc *doc = text != NULL
                    ? xmlReadMemory(text, (int)n, path, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                    : NULL;
  if (doc == NULL)
    fault(c, "%s: missing or not well formed", path);
  return doc;
}

static bool is(const xmlNode *node, const char *name) {
  return node != NULL && node->type == XML_ELEMENT_NODE &&
         g_str_equal((const char *)node->name, name);
}

/** An attribute by local name; g_free. */
static char *attribute(const xmlNode *node, const char *name) {
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
    if (g_str_equal((const char *)a->name, name)) {
      xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
      char *copy = g_strdup(value != NULL ? (const char *)value : "");
      xmlFree(value);
      return copy;
    }
  return NULL;
}

static xmlNode *child(const xmlNode *node, const char *name) {
  for (xmlNode *one = node != NULL ? node->children : NULL; one != NULL; one = one->next)
    if (is(one, name))
      return one;
  return NULL;
}

static void check_order(checker *c, const char *part, const xmlNode *node) {
  const char *rule = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(sequences); i++)
    if (is(node, sequences[i].parent))
      rule = sequences[i].children;
  if (rule == NULL)
    return;
  g_auto(GStrv) names = g_strsplit(rule, " ", -1);
  guint at = 0;
  for (const xmlNode *one = node->children; one != NULL; one = one->next) {
    if (one->type != XML_ELEMENT_NODE)
      continue;
    guint i = at;
    while (names[i] != NULL && !is(one, names[i]) &&
           !(g_str_equal(names[i], "*") && !is(one, names[0])))
      i++;
    if (names[i] == NULL) {
      fault(c, "%s: %s stands in %s where it may not", part, one->name, node->name);
      return;
    }
    at = i;
  }
}

static void note_new(checker *c, GHashTable *set, char *id, const char *what) {
  if (id == NULL || *id == '\0')
    fault(c, "%s without an id", what);
  else if (!g_hash_table_add(set, g_strdup(id)))
    fault(c, "%s %s is there twice", what, id);
  g_free(id);
}

static void check_style(checker *c, const xmlNode *node) {
  g_autofree char *style = attribute(node, "val");
  if (style == NULL || !g_hash_table_contains(c->styles, style))
    fault(c, "the style %s does not exist", style);
}

static void check_heading(checker *c, const xmlNode *style) {
  g_autofree char *name = attribute(style, "val");
  if (name == NULL || !g_str_has_prefix(name, "Heading"))
    return;
  int level = name[strlen("Heading")] - '0';
  if (level > c->heading + 1)
    fault(c, "a heading of level %d follows one of level %d", level, c->heading);
  c->heading = level;
}

/** A picture says what it shows, or that it shows nothing that the words do not. */
static void check_alternative(checker *c, const xmlNode *properties) {
  g_autofree char *words = attribute(properties, "descr");
  const xmlNode *extension = child(child(properties, "extLst"), "ext");
  const xmlNode *decorative = child(extension, "decorative");
  g_autofree char *on = decorative != NULL ? attribute(decorative, "val") : NULL;
  bool says = words != NULL && *words != '\0';
  if (says == (g_strcmp0(on, "1") == 0))
    fault(c, says ? "a decorative picture with an alternative text"
                  : "a picture without an alternative text");
}

static void check_field(checker *c, const xmlNode *mark) {
  g_autofree char *type = attribute(mark, "fldCharType");
  c->fields += g_strcmp0(type, "begin") == 0 ? 1 : g_strcmp0(type, "end") == 0 ? -1 : 0;
  if (c->fields < 0)
    fault(c, "a field ends that did not begin");
}

/** The contents name pages, in order, of bookmarks that exist. */
static void check_instruction(checker *c, const xmlNode *instruction) {
  g_autofree char *words = (char *)xmlNodeGetContent(instruction);
  g_auto(GStrv) parts = g_strsplit(g_strstrip(words), " ", -1);
  if (g_strcmp0(parts[0], "PAGEREF") != 0 || parts[1] == NULL)
    return;
  g_hash_table_add(c->wanted, g_strdup(parts[1]));
  const xmlNode *run = instruction->parent->next;
  run = run != NULL ? run->next : NULL; /* after the separator */
  g_autofree char *shown = run != NULL ? (char *)xmlNodeGetContent(run) : NULL;
  int page = shown != NULL ? atoi(shown) : 0;
  if (page < 1 || page < c->page)
    fault(c, "page %s in the contents after page %d", shown, c->page);
  c->page = page;
}

static bool keeps(const checker *c, const xmlNode *paragraph) {
  const xmlNode *properties = child(paragraph, "pPr"), *style = child(properties, "pStyle");
  g_autofree char *name = style != NULL ? attribute(style, "val") : NULL;
  return child(properties, "keepNext") != NULL ||
         (name != NULL && g_hash_table_contains(c->keeping, name));
}

/** A source line is on the page of what it is the source of. */
static void check_source(checker *c, const xmlNode *style) {
  g_autofree char *name = attribute(style, "val");
  if (g_strcmp0(name, "Source") != 0)
    return;
  const xmlNode *before = style->parent->parent->prev;
  while (before != NULL && before->type != XML_ELEMENT_NODE)
    before = before->prev;
  if (before != NULL && !(is(before, "p") && keeps(c, before)))
    fault(c, "a source may be alone on its page");
}

static void check_table(checker *c, const xmlNode *table) {
  guint columns = 0;
  const xmlNode *grid = child(table, "tblGrid");
  for (const xmlNode *one = grid != NULL ? grid->children : NULL; one != NULL; one = one->next)
    columns += is(one, "gridCol");
  for (const xmlNode *row = table->children; row != NULL; row = row->next) {
    guint cells = 0;
    for (const xmlNode *cell = row->children; is(row, "tr") && cell != NULL; cell = cell->next) {
      if (!is(cell, "tc"))
        continue;
      cells++;
      const xmlNode *last = cell->last;
      while (last != NULL && last->type != XML_ELEMENT_NODE)
        last = last->prev;
      if (!is(last, "p"))
        fault(c, "a cell does not end with a paragraph");
    }
    if (is(row, "tr") && cells != columns)
      fault(c, "a row has %u cells in a table of %u columns", cells, columns);
  }
  const xmlNode *next = table->next;
  while (next != NULL && next->type != XML_ELEMENT_NODE)
    next = next->next;
  if (!is(next, "p"))
    fault(c, "no paragraph after a table");
}

static void check_node(checker *c, const xmlNode *node) {
  if (is(node, "pStyle") || is(node, "rStyle") || is(node, "tblStyle")) {
    check_style(c, node);
    check_heading(c, node);
    check_source(c, node);
  } else if (is(node, "bookmarkStart")) {
    note_new(c, c->marks, attribute(node, "id"), "bookmark");
    g_autofree char *name = attribute(node, "name");
    if (name == NULL || strlen(name) > 40)
      fault(c, "the name of a bookmark is missing or too long: %s", name);
    note_new(c, c->anchors, g_strdup(name), "bookmark");
  } else if (is(node, "hyperlink")) {
    g_hash_table_add(c->wanted, attribute(node, "anchor"));
  } else if (is(node, "docPr")) {
    note_new(c, c->drawings, attribute(node, "id"), "drawing");
    check_alternative(c, node);
  } else if (is(node, "fldChar")) {
    check_field(c, node);
  } else if (is(node, "instrText")) {
    check_instruction(c, node);
  } else if (is(node, "blip")) {
    g_hash_table_add(c->used, attribute(node, "embed"));
  } else if (is(node, "headerReference") || is(node, "footerReference")) {
    g_hash_table_add(c->used, attribute(node, "id"));
  } else if (is(node, "numId")) {
    g_autofree char *list = attribute(node, "val");
    if (list == NULL || !g_hash_table_contains(c->lists, list))
      fault(c, "the list %s does not exist", list);
  } else if (is(node, "tbl")) {
    check_table(c, node);
  }
}

static void walk(checker *c, const char *part, const xmlNode *node, bool document) {
  for (; node != NULL; node = node->next) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    check_order(c, part, node);
    if (document)
      check_node(c, node);
    walk(c, part, node->children, document);
  }
}

static void gather(checker *c, const char *part, const char *element, const char *id,
                   GHashTable *into) {
  xmlDoc *doc = parse(c, part);
  for (const xmlNode *one = doc != NULL ? xmlDocGetRootElement(doc)->children : NULL; one != NULL;
       one = one->next)
    if (is(one, element))
      note_new(c, into, attribute(one, id), element);
  xmlFreeDoc(doc);
}

/** Every target is a part; what refers to ids of the relations finds them. */
static void check_relations(checker *c, const char *part, const char *folder, GHashTable *ids) {
  xmlDoc *doc = parse(c, part);
  for (const xmlNode *one = doc != NULL ? xmlDocGetRootElement(doc)->children : NULL; one != NULL;
       one = one->next) {
    if (!is(one, "Relationship"))
      continue;
    g_autofree char *target = attribute(one, "Target");
    g_autofree char *path = g_strconcat(folder, target, NULL);
    if (!g_hash_table_contains(c->parts, path))
      fault(c, "%s leads to %s, which is not there", part, path);
    note_new(c, ids, attribute(one, "Id"), "relation");
  }
  xmlFreeDoc(doc);
}

static void check_types(checker *c, const GPtrArray *order) {
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  xmlDoc *doc = parse(c, "[Content_Types].xml");
  for (const xmlNode *one = doc != NULL ? xmlDocGetRootElement(doc)->children : NULL; one != NULL;
       one = one->next) {
    g_autofree char *part = attribute(one, "PartName");
    g_autofree char *extension = attribute(one, "Extension");
    if (part != NULL && !g_hash_table_contains(c->parts, part + 1))
      fault(c, "the type of %s is given, but there is no such part", part);
    g_hash_table_add(known, part != NULL ? g_strdup(part + 1) : g_strdup(extension));
  }
  xmlFreeDoc(doc);
  for (guint i = 1; i < order->len; i++) {
    const char *path = g_ptr_array_index(order, i);
    bool generic = g_str_has_suffix(path, ".xml");
    if (!g_hash_table_contains(known, path) &&
        (generic || !g_hash_table_contains(known, strrchr(path, '.') + 1)))
      fault(c, "%s has no type", path);
  }
  if (order->len == 0 || !g_str_equal(g_ptr_array_index(order, 0), "[Content_Types].xml"))
    fault(c, "the types are not the first part");
}

static void gather_keeping(checker *c) {
  xmlDoc *doc = parse(c, "word/styles.xml");
  for (const xmlNode *one = doc != NULL ? xmlDocGetRootElement(doc)->children : NULL; one != NULL;
       one = one->next)
    if (is(one, "style") && child(child(one, "pPr"), "keepNext") != NULL)
      g_hash_table_add(c->keeping, attribute(one, "styleId"));
  xmlFreeDoc(doc);
}

static void check_found(checker *c, GHashTable *wanted, GHashTable *there, const char *what) {
  GHashTableIter iter;
  void *id;
  g_hash_table_iter_init(&iter, wanted);
  while (g_hash_table_iter_next(&iter, &id, NULL))
    if (!g_hash_table_contains(there, id))
      fault(c, "%s %s does not exist", what, (const char *)id);
}

static void check_parts(checker *c, const GPtrArray *order) {
  static const char *const parts[] = {
      "word/styles.xml",       "word/settings.xml", "word/numbering.xml", "word/fontTable.xml",
      "word/theme/theme1.xml", "docProps/core.xml", "docProps/app.xml"};
  check_types(c, order);
  g_autoptr(GHashTable) top = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  check_relations(c, "_rels/.rels", "", top);
  check_relations(c, "word/_rels/document.xml.rels", "word/", c->relations);
  gather(c, "word/styles.xml", "style", "styleId", c->styles);
  gather_keeping(c);
  gather(c, "word/numbering.xml", "num", "numId", c->lists);
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    xmlDoc *doc = parse(c, parts[i]);
    walk(c, parts[i], doc != NULL ? xmlDocGetRootElement(doc) : NULL, false);
    xmlFreeDoc(doc);
  }
  static const char *const shown[] = {"word/document.xml", "word/header1.xml", "word/footer1.xml"};
  for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
    xmlDoc *doc = parse(c, shown[i]);
    walk(c, shown[i], doc != NULL ? xmlDocGetRootElement(doc) : NULL, true);
    xmlFreeDoc(doc);
  }
  check_found(c, c->wanted, c->anchors, "the bookmark");
  check_found(c, c->used, c->relations, "the relation");
  if (c->fields != 0)
    fault(c, "a field does not end");
}

static GHashTable *new_set(void) {
  return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

GPtrArray *docx_faults(const void *bytes, gsize n) {
  g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func(g_free);
  checker c = {.faults = g_ptr_array_new_with_free_func(g_free),
               .parts = docx_parts(bytes, n, order)};
  if (c.parts == NULL) {
    fault(&c, "not a zip archive");
    return c.faults;
  }
  GHashTable **sets[] = {&c.styles,   &c.lists,     &c.anchors, &c.wanted, &c.marks,
                         &c.drawings, &c.relations, &c.used,    &c.keeping};
  for (gsize i = 0; i < G_N_ELEMENTS(sets); i++)
    *sets[i] = new_set();
  check_parts(&c, order);
  for (gsize i = 0; i < G_N_ELEMENTS(sets); i++)
    g_hash_table_unref(*sets[i]);
  g_hash_table_unref(c.parts);
  return c.faults;
}
