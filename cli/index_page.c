/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/index_page.h"

#include "engine/text.h"

static const char style[] =
    "body{font:16px/1.5 Inter,system-ui,sans-serif;color:#1b2430;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.05rem;margin:1.6rem 0 .3rem}"
    "ul{list-style:none;margin:0;padding:0}li{display:flex;gap:1rem;padding:.25rem 0;"
    "border-bottom:1px solid #dfe4ea}li span{flex:1}a{color:#12426b}";

static gint by_position(gconstpointer a, gconstpointer b) {
  return *(const int *)a - *(const int *)b;
}

static void add_links(const pb_report_request *request, const pb_municipality *place,
                      GString *page) {
  g_autofree char *folder = pb_report_folder(place);
  g_autofree char *name = g_markup_escape_text(place->name, -1);
  g_string_append_printf(page, "<li><span>%s</span>", name);
  for (size_t b = 0; b < request->n_backends; b++) {
    const pb_backend *backend = request->backends[b];
    g_autofree char *upper = g_ascii_strup(backend->extension, -1);
    g_string_append_printf(page, "<a href=\"%s/rapport.%s\" aria-label=\"%s, %s\">%s</a>", folder,
                           backend->extension, name, upper, upper);
  }
  g_string_append(page, "</li>\n");
}

char *pb_index_page(const pb_report_request *request, const GArray *chosen) {
  g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_vals(sorted, chosen->data, chosen->len);
  g_array_sort(sorted, by_position);
  g_autofree char *title = g_markup_escape_text(
      *request->dataset->title ? request->dataset->title : _("Situation reports"), -1);
  GString *page = g_string_new(NULL);
  g_string_append_printf(page,
                         "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n"
                         "<h1>%s</h1>\n",
                         request->language->code, title, style, title);
  const char *county = NULL;
  for (guint i = 0; i < sorted->len; i++) {
    const pb_municipality *place = &request->dataset->municipalities[g_array_index(sorted, int, i)];
    if (g_strcmp0(county, place->county_name) != 0) {
      g_autofree char *heading = g_markup_escape_text(place->county_name, -1);
      g_string_append_printf(page, "%s<h2>%s</h2>\n<ul>\n", county ? "</ul>\n" : "", heading);
      county = place->county_name;
    }
    add_links(request, place, page);
  }
  g_string_append(page, "</ul>\n</main>\n</body>\n</html>\n");
  return g_string_free(page, FALSE);
}
