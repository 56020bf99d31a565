/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_sample.h"

#include <math.h>

pb_context sample_context(void) {
  return (pb_context){
      .language = pb_language_find("sv"),
      .theme = pb_theme_default(),
      .audience = PB_AUDIENCE_COUNCIL,
  };
}

static double fake_height(const pb_figure *figure, double width) {
  (void)figure;
  return MIN(.5 * width + 30, 150);
}

static void fake_draw(const pb_figure *figure, pb_canvas *canvas) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  double width = pb_canvas_width(canvas), height = pb_canvas_height(canvas);
  pb_text_style label = {.size = theme->label_size, .weight = 400, .color = theme->grey};
  pb_text_style left = label;
  left.align = PB_ALIGN_END;
  left.valign = PB_VALIGN_MIDDLE;
  double base = height - 14, top = 6, x0 = 30;
  pb_canvas_begin_group(canvas, figure->title);
  for (int i = 0; i <= 3; i++) {
    double y = base - i * (base - top) / 3;
    char text[8];
    g_snprintf(text, sizeof text, "%d", i * 10);
    pb_canvas_line(canvas, x0, y, width, y,
                   (pb_paint){.stroke_width = .5, .stroke_color = theme->hairline});
    pb_canvas_text(canvas, x0 - 4, y, text, left);
  }
  int n = width > 250 ? 12 : 5;
  double step = (width - x0) / n;
  label.align = PB_ALIGN_MIDDLE;
  for (int i = 0; i < n; i++) {
    double value = .25 + .6 * fabs(sin(i * 1.3 + (double)(figure->id[0] % 7)));
    double x = x0 + i * step;
    pb_canvas_rect(
        canvas, x + step * .18, base - value * (base - top), step * .64, value * (base - top),
        (pb_paint){.fill = true, .fill_color = i == n - 1 ? theme->accent : theme->context});
    char text[8];
    g_snprintf(text, sizeof text, "%d", 2025 - n + 1 + i);
    pb_canvas_text(canvas, x + step / 2, height - 2, text, label);
  }
  pb_canvas_end_group(canvas);
}

static const pb_chart fake_chart = {
    .name = "fake",
    .title = "Fake",
    .width_mm = 160,
    .height = fake_height,
    .draw = fake_draw,
};

pb_figure *sample_figure(const pb_context *context, const char *id, const char *title,
                         const char *subtitle) {
  g_autoptr(pb_params) params = pb_params_new(NULL, 0);
  pb_figure *figure = pb_figure_new(&fake_chart, context, params);
  figure->id = g_strdup(id);
  figure->title = g_strdup(title);
  figure->subtitle = g_strdup(subtitle);
  figure->source = g_strdup("Källa: påhittade tal.");
  figure->alt = g_strdup_printf("Staplar; den sista är högst & mörk. (%s)", id);
  return figure;
}

pb_report_table *sample_table(const char *id, size_t rows) {
  pb_report_table *table = pb_report_table_new(id, "Anmälda brott, de tre senaste åren");
  table->subtitle = g_strdup("Antal och antal per 100 000 invånare, 2023–2025");
  table->note = g_strdup("Förändringens intervall tar hänsyn till att brott varierar mer än "
                         "slumpen. Se [[#metod]].");
  pb_report_table_column(table, "", false, 2.6);
  pb_report_table_column(table, "2023", true, 1);
  pb_report_table_column(table, "2024", true, 1);
  pb_report_table_column(table, "2025", true, 1);
  pb_report_table_column(table, "per 100 000\ninv. 2025", true, 1.3);
  pb_report_table_column(table, "95 % intervall", true, 1.7);
  pb_report_table_column(table, "förändring\n2022–2025", true, 1.3);
  static const char *const names[] = {"Samtliga brott", "Brott mot person", "Stöldbrott",
                                      "därav inbrottsstöld", "Skadegörelsebrott"};
  static const pb_sign signs[] = {PB_SIGN_UNDECIDED, PB_SIGN_INCREASE, PB_SIGN_DECREASE,
                                  PB_SIGN_DECREASE, PB_SIGN_INCREASE};
  for (size_t r = 0; r < rows; r++) {
    size_t row = pb_report_table_row(table, r % 5 == 3);
    char *count = g_strdup_printf("%d\u202f%03d", (int)(21 - r % 17), (int)(723 + r * 7) % 1000);
    pb_report_table_set(table, row, 0, g_strdup(names[r % 5]), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 1, g_strdup(count), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 2, g_strdup("1\u202f504"), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 3, count, PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 4, g_strdup("13\u202f915"), PB_SIGN_NONE, true);
    pb_report_table_set(table, row, 5, g_strdup("13\u202f733–14\u202f099"), PB_SIGN_NONE, false);
    pb_report_table_set(table, row, 6, g_strdup(r % 5 == 0 ? "−2 %" : "+12 %"), signs[r % 5],
                        false);
  }
  return table;
}

static pb_canvas *sample_spark(const pb_context *context, int seed) {
  pb_canvas *canvas = pb_canvas_new(46, 16, context->theme);
  double x[8], y[8];
  for (int i = 0; i < 8; i++) {
    x[i] = 2 + i * 6;
    y[i] = 8 + 5 * sin(i * .9 + seed);
  }
  pb_canvas_polyline(canvas, x, y, 8,
                     (pb_paint){.stroke_width = 1.1, .stroke_color = context->theme->context});
  pb_canvas_circle(canvas, x[7], y[7], 1.8,
                   (pb_paint){.fill = true, .fill_color = context->theme->accent});
  return canvas;
}

static void add_finding(const pb_context *context, pb_node *findings, const char *text, int seed) {
  pb_node *finding = pb_node_append(findings, pb_node_new(PB_NODE_FINDING));
  finding->text = g_strdup(text);
  finding->spark = sample_spark(context, seed);
}

static void add_summary(const pb_context *context, pb_node *document) {
  pb_node *section = pb_add_section(document, "sammanfattning", "Sammanfattning");
  section->title =
      g_strdup("Färre stölder och mindre skadegörelse, fler narkotika- och vapenbrott");
  section->intro =
      g_strdup("Sammanfattning av läget i Örebro kommun till och med 2025, jämfört med "
               "de tre föregående åren och med kommungruppen.");
  section->foot = g_strdup("Källa: Brå, anmälda brott; SCB, medelfolkmängd.");
  pb_node *findings = pb_node_append(section, pb_node_new(PB_NODE_FINDINGS));
  add_finding(context, findings,
              "**Narkotika- och vapenbrotten ökade** från 2\u202f528 till 3\u202f253 anmälda brott "
              "2022–2025. Säkerställd ökning. Mäter också polisens egen aktivitet ([[#omrade-2]]).",
              1);
  add_finding(context, findings,
              "**Skadegörelsen minskade** med en tredjedel på tre år, till den lägsta nivån sedan "
              "1996 räknat per invånare. Säkerställd minskning ([[#omrade-1]]).",
              2);
  add_finding(context, findings,
              "**Stölderna minskade** från 6\u202f082 till 4\u202f851 per 100\u202f000 invånare. "
              "Läs mer i [avsnittet om metod](#metod).",
              3);
  pb_node *grid = pb_add_grid(section);
  pb_node *left = pb_add_cell(grid, 6), *right = pb_add_cell(grid, 6);
  pb_add_figure(left,
                sample_figure(context, "prioritering", "Vad bör prioriteras?",
                              "Varje område efter förändring och avvikelse, yta efter antal"));
  pb_add_heading(right, "Vad underlaget inte kan säga");
  pb_add_paragraph(right, "Anmälda brott speglar också anmälningsbenägenhet och polisens arbete; "
                          "narkotikabrott upptäcks nästan bara genom ingripanden.");
  pb_node *list = pb_node_append(right, pb_node_new(PB_NODE_LIST));
  pb_add_paragraph(list, "Jämförelsen bygger på kommuner av **olika storlek**, och det syns.");
  pb_add_paragraph(list, "Polisens publika händelser är placerade i kommunens mitt.");
  pb_add_table(section, sample_table("tabell-oversikt", 6));
}

static void add_spread(const pb_context *context, pb_node *document, int i) {
  static const char *const labels[] = {"Skadegörelse", "Narkotika och vapen", "Stöldbrott",
                                       "Brott mot person"};
  g_autofree char *id = g_strdup_printf("omrade-%d", i + 1);
  pb_node *section = pb_add_section(document, id, labels[i % 4]);
  section->title =
      g_strdup(i % 2 ? "Narkotika- och vapenbrotten ökade mer än i jämförbara kommuner "
                       "och ligger nu högre än tidigare under hela perioden"
                     : "Skadegörelsen är den lägsta på trettio år");
  section->intro = g_strdup(
      "År 2025 anmäldes 1\u202f506 skadegörelsebrott, 939 per 100\u202f000 invånare. Det är "
      "en säkerställd minskning med 35 procent sedan 2022 (95 % intervall 26 till 43 "
      "procent).");
  section->foot = g_strdup("Källa: Brå, anmälda brott; SCB, medelfolkmängd; Polisen, händelser.");
  for (int row = 0; row < 3; row++) {
    pb_node *grid = pb_add_grid(section);
    g_autofree char *wide = g_strdup_printf("bred-%d-%d", i, row);
    g_autofree char *narrow = g_strdup_printf("smal-%d-%d", i, row);
    pb_node *left = pb_add_cell(grid, 8), *right = pb_add_cell(grid, 4);
    pb_add_figure(left, sample_figure(context, wide, "År 2025 under medianen för kommungruppen",
                                      "Skadegörelsebrott per 100\u202f000 invånare 1996–2025; "
                                      "grått: mittersta hälften av gruppen"));
    if (row < 2) {
      pb_add_figure(right, sample_figure(context, narrow, "Minskningen 2025 syns tydligt",
                                         "per 100\u202f000 invånare, 95 % intervall"));
    } else {
      pb_node *comment = pb_node_append(right, pb_node_new(PB_NODE_COMMENT));
      comment->label = g_strdup("Analytikerns kommentar");
      pb_add_paragraph(comment, "Här står analytikerns egen text, sammanförd från projektets "
                                "kommentarsfil. Den är tydligt skild från det som programmet "
                                "räknat fram.");
      pb_add_heading(right, "Att följa upp");
      pb_add_paragraph(right, "Minsta förändring som hade kunnat säkerställas: ±\u00a013 procent.");
    }
  }
  pb_figure *empty = sample_figure(context, id, "Tid på dygnet", "Publicerade händelser");
  g_free(empty->id);
  empty->id = g_strdup_printf("tom-%d", i);
  empty->empty = g_strdup("Diagrammet kan inte ritas, eftersom kommunen inte har några händelser "
                          "med klockslag.");
  empty->note = g_strdup("Händelser utan klockslag räknas inte.");
  pb_add_figure(section, empty);
}

static void add_method(pb_node *document) {
  pb_node *section = pb_add_section(document, "metod", "Data och metod");
  section->title = g_strdup("Så är siffrorna framtagna");
  section->foot = g_strdup("Källa: projektfilen.");
  pb_node *heading = pb_add_heading(section, "Källor");
  heading->id = g_strdup("metod-kallor");
  pb_add_table(section, sample_table("tabell-lang", 70));
  heading = pb_add_heading(section, "Ordlista");
  heading->id = g_strdup("metod-ordlista");
  pb_node *definitions = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  pb_add_definition(definitions, "Baslinje", "Den nivå som väntas om inget har förändrats.");
  pb_add_definition(definitions, "95 % intervall",
                    "Så stor osäkerhet har talet om brotten kommer slumpvis. Intervallet är exakt "
                    "och räknas ur Poissonfördelningen.");
  pb_add_heading(section, "Lång text");
  for (int i = 0; i < 12; i++)
    pb_add_paragraph(
        section, "En förändring kallas ökning eller minskning bara när intervallet utesluter "
                 "ingen förändring efter korrigering för många jämförelser; annars heter det "
                 "ingen säkerställd förändring, och den minsta förändring som hade synts anges. "
                 "Tecken som < & > och \"citat\" är vanlig text.");
  pb_add_small(section, "Framställd med problembild.");
}

pb_node *sample_document(const pb_context *context, int spreads) {
  pb_node *document = pb_node_new(PB_NODE_DOCUMENT);
  document->id = g_strdup("sv");
  document->title = g_strdup("Gemensam lägesbild: Örebro kommun 2023–2025");
  document->label = g_strdup("Gemensam lägesbild · Örebro kommun · 2023–2025");
  document->intro = g_strdup("Rådets version");
  document->foot = g_strdup("Layoutexempel med påhittade tal.");
  add_summary(context, document);
  for (int i = 0; i < spreads; i++)
    add_spread(context, document, i);
  add_method(document);
  return document;
}
