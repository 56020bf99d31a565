/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up project for the tests that attack public copies: one county of ten small places with
 * many zeros and small counts, quarters, events with points and hours, parts of a municipality, a
 * survey with small groups, goals and measures. Nothing in it is about a real place. The same bytes
 * every time.
 *
 *     make_world FOLDER */
#include <glib/gstdio.h>
#include <shapefil.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/generator/draw.h"

#define FIRST_YEAR 2017
#define LAST_YEAR 2025
#define SIDE_M 12000
#define WEST_M 500000
#define SOUTH_M 6500000

typedef struct {
  const char *name;
  int persons;
  const char *group;
  double level; /* of crime, 1: as the others */
  int events;   /* a year, 0: none */
  bool quarters;
} place;

static const place places[] = {
    {"Alby", 2400, "A", 0.25, 25, true},   {"Björkås", 2900, "A", 0.5, 0, false},
    {"Cederby", 3300, "A", 0.4, 0, false}, {"Dalmo", 4100, "A", 0.6, 90, true},
    {"Ekvik", 5200, "A", 0.5, 0, false},   {"Furusund", 6100, "A", 0.8, 0, false},
    {"Granhed", 7400, "A", 0.7, 0, false}, {"Hasselö", 11800, "A", 0.9, 0, false},
    {"Idre by", 16500, "B", 1, 0, false},  {"Järnboda", 42000, "B", 1.2, 900, true},
};

/* Crimes per 1000 residents and year, without what is in no part. */
typedef struct {
  const char *key;
  double rate;
  const char *goal; /* as registers of goals word it */
} kind;
enum { PERSON, THEFT, BURGLARY, VANDALISM, DRUGS, OTHER, N_KINDS };
static const kind kinds[N_KINDS] = {
    {"person", 6, NULL},    {"theft", 8, NULL},         {"burglary", 1.6, NULL},
    {"vandalism", 4, NULL}, {"drugs_weapons", 3, NULL}, {"", 12, NULL},
};

static FILE *begin(const char *folder, const char *name) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  FILE *file = g_fopen(path, "wb");
  if (!file) {
    fprintf(stderr, "make_world: %s cannot be written.\n", path);
    exit(2);
  }
  return file;
}

/* About a Poisson number: that many of `mean * 8` chances of one in eight. */
static int draw_count(draws *d, double mean) {
  double chances = mean * 8;
  int n = 0;
  for (; chances >= 1; chances -= 1)
    n += draw_chance(d, 0.125);
  return n + draw_chance(d, 0.125 * chances);
}

static void write_crime(const char *folder, draws *d) {
  FILE *years = begin(folder, "brott.csv"), *quarters = begin(folder, "kvartal.csv");
  FILE *people = begin(folder, "folkmangd.csv");
  fprintf(years, "kommun;period;key;count\n");
  fprintf(quarters, "kommun;period;key;count\n");
  fprintf(people, "kommunkod;ar;folkmangd\n");
  for (size_t m = 0; m < G_N_ELEMENTS(places); m++) {
    int persons = places[m].persons;
    fprintf(people, "%zu;%d;%d\n", 9001 + m, FIRST_YEAR - 1, persons);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      int count[N_KINDS], total = 0;
      for (int k = 0; k < N_KINDS; k++)
        count[k] = draw_count(d, persons / 1000. * kinds[k].rate * places[m].level);
      count[BURGLARY] = MIN(count[BURGLARY], count[THEFT]);
      for (int k = 0; k < N_KINDS; k++)
        total += k == BURGLARY ? 0 : count[k];
      fprintf(years, "%zu;%d;total;%d\n", 9001 + m, year, total);
      for (int k = 0; k < OTHER; k++)
        fprintf(years, "%zu;%d;%s;%d\n", 9001 + m, year, kinds[k].key, count[k]);
      int left = total;
      for (int q = 1; q <= 4 && places[m].quarters; q++) {
        int drawn = draw_count(d, total / 4.), n = q == 4 ? left : MIN(left, drawn);
        fprintf(quarters, "%zu;%dK%d;total;%d\n", 9001 + m, year, q, n);
        left -= n;
      }
      persons += draw_int(d, 61) - 30;
      fprintf(people, "%zu;%d;%d\n", 9001 + m, year, persons);
    }
  }
  fclose(years);
  fclose(quarters);
  fclose(people);
}

static void corner(size_t m, double *x, double *y) {
  *x = WEST_M + (double)(m % 5) * SIDE_M;
  *y = SOUTH_M + (double)(m / 5) * SIDE_M;
}

static void add_square(SHPHandle shapes, DBFHandle table, double x, double y, double side,
                       const char *code, const char *name) {
  double px[] = {x, x, x + side, x + side, x}, py[] = {y, y + side, y + side, y, y};
  SHPObject *object = SHPCreateSimpleObject(SHPT_POLYGON, 5, px, py, NULL);
  int at = SHPWriteObject(shapes, -1, object);
  SHPDestroyObject(object);
  DBFWriteStringAttribute(table, at, 0, code);
  DBFWriteStringAttribute(table, at, 1, name);
}

static void write_layers(const char *folder) {
  static const char *const sides[] = {"Söder", "Sydost", "Nord", "Nordost"};
  g_autofree char *kommuner = g_build_filename(folder, "kommuner", NULL);
  g_autofree char *delar = g_build_filename(folder, "delar", NULL);
  SHPHandle whole = SHPCreate(kommuner, SHPT_POLYGON), parts = SHPCreate(delar, SHPT_POLYGON);
  DBFHandle names = DBFCreateEx(kommuner, "UTF-8"), part_names = DBFCreateEx(delar, "UTF-8");
  DBFAddField(names, "code", FTString, 8, 0);
  DBFAddField(names, "name", FTString, 40, 0);
  DBFAddField(part_names, "code", FTString, 8, 0);
  DBFAddField(part_names, "name", FTString, 40, 0);
  for (size_t m = 0; m < G_N_ELEMENTS(places); m++) {
    double x, y;
    corner(m, &x, &y);
    g_autofree char *code = g_strdup_printf("%zu", 9001 + m);
    add_square(whole, names, x, y, SIDE_M, code, places[m].name);
    for (int q = 0; q < 4 && places[m].events > 0; q++) {
      g_autofree char *part = g_strdup_printf("%s%c", code, "abcd"[q]);
      add_square(parts, part_names, x + (q % 2) * SIDE_M / 2., y + (q / 2) * SIDE_M / 2.,
                 SIDE_M / 2., part, sides[q]);
    }
  }
  SHPClose(whole);
  SHPClose(parts);
  DBFClose(names);
  DBFClose(part_names);
}

/* Crime codes with their shares: the last two are rare. */
static const struct {
  const char *code;
  double share;
} codes[] = {{"0357", 10}, {"0807", 30}, {"0825", 12}, {"1201", 25},
             {"5010", 12}, {"3005", 4},  {"0412", 1}};

static void write_event(FILE *file, draws *d, size_t m, int year, int id) {
  double x, y, dx, dy, weights[G_N_ELEMENTS(codes)];
  for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
    weights[i] = codes[i].share;
  const char *code = codes[draw_weighted(d, weights, G_N_ELEMENTS(codes))].code;
  int month = 1 + draw_int(d, 12), day = 1 + draw_int(d, 28);
  double early = draw_unit(d), late = draw_unit(d);
  int hour = (int)(24 * MAX(early, late)), last = hour + draw_int(d, 6);
  corner(m, &x, &y);
  draw_disc(d, &dx, &dy);
  bool centre = draw_chance(d, 0.5);
  double reach = centre ? 400 : SIDE_M * 0.45;
  x += SIDE_M * (centre ? 0.3 : 0.5) + dx * reach;
  y += SIDE_M * (centre ? 0.3 : 0.5) + dy * reach;
  fprintf(file, "%d;%s;%04d-%02d-%02d %02d:%02d;", id, code, year, month, day, hour,
          draw_int(d, 60));
  if (draw_chance(d, 0.2))
    fprintf(file, "%04d-%02d-%02d %02d:59;", year, month, day, MIN(23, last));
  else
    fprintf(file, ";");
  if (draw_chance(d, 0.03))
    fprintf(file, ";;%zu\n", 9001 + m);
  else
    fprintf(file, "%d;%d;%zu\n", (int)x, (int)y, 9001 + m);
}

static void write_events(const char *folder, draws *d) {
  FILE *file = begin(folder, "handelser.csv");
  fprintf(file, "id;brottskod;start;slut;öst;norr;kommunkod\n");
  int id = 100000;
  for (size_t m = 0; m < G_N_ELEMENTS(places); m++)
    for (int year = LAST_YEAR - 3; year <= LAST_YEAR && places[m].events > 0; year++)
      for (int n = draw_count(d, places[m].events); n > 0; n--)
        write_event(file, d, m, year, ++id);
  fclose(file);
}

/* Everybody weighs the same. In one part few answered, and few men in all. */
static void write_survey(const char *folder, draws *d) {
  static const char *const parts[] = {"Centrum", "Hamnen", "Åsen", "Ön"};
  static const char *const ages[] = {"16-34", "35-64", "65-84"};
  FILE *file = begin(folder, "enkat.csv");
  fprintf(file, "kommun;delområde;år;kön;åldersgrupp;q1;q2;q3\n");
  for (int wave = LAST_YEAR - 2; wave <= LAST_YEAR; wave += 2)
    for (int i = 0; i < 400; i++) {
      bool man = draw_chance(d, 0.06);
      int part = i < 9 ? 3 : draw_int(d, 3);
      fprintf(file, "9010;%s;%d;%s;%s;%d;%d;%d\n", parts[part], wave, man ? "Man" : "Kvinna",
              ages[draw_int(d, 3)], 1 + draw_int(d, 4), 1 + draw_int(d, 4), 1 + draw_int(d, 2));
    }
  fclose(file);
  file = begin(folder, "kodbok.csv");
  fprintf(file, "fråga;text_sv;text_en;delindex;svar;etikett;poäng;typ;andel\n");
  for (int q = 1; q <= 2; q++) {
    fprintf(file,
            "q%d;Är %s ett problem?;Is %s a problem?;Ordning;1;Inget problem;0;;\n"
            "q%d;;;;2;Litet problem;2;;\nq%d;;;;3;Ganska stort problem;4;;1\n"
            "q%d;;;;4;Stort problem;6;;1\n",
            q, q == 1 ? "skräp" : "klotter", q == 1 ? "litter" : "graffiti", q, q, q);
  }
  fprintf(file, "q3;Har du blivit bestulen?;Has something been stolen from "
                "you?;Utsatthet;1;Nej;0;;\nq3;;;;2;Ja;6;;1\n");
  fclose(file);
  file = begin(folder, "andelar.csv");
  fprintf(file, "år;område;fråga;kön;andel (%%);antal svar\n"
                "2025;Alby;Otrygg ute sent;Samtliga;25.0;48\n"
                "2025;Alby;Otrygg ute sent;Kvinnor;30.0;40\n"
                "2025;Alby;Otrygg ute sent;Män;0.0;8\n");
  fclose(file);
}

static void write_registers(const char *folder) {
  FILE *file = begin(folder, "mal.csv");
  fprintf(file, "Mål-id;Kommun;Problemområde;Mål;Mått;Enhet;Utgångsår;Utgångsvärde;Målvärde;Målår;"
                "Riktning;Ansvarig\n"
                "M1;9001 Alby;Stöld genom inbrott;Färre "
                "inbrott;Inbrottsstöld;antal;2023;;2;2025;minska;båda\n"
                "M2;9001 Alby;Brott mot person;Färre brott mot person;Brott mot "
                "person;antal;2023;;1;2025;minska;polisen\n"
                "M1;9004 Dalmo;Skadegörelse;Mindre skadegörelse;Skadegörelsebrott;per 100 000 "
                "invånare;2023;;100;2025;minska;båda\n");
  fclose(file);
  file = begin(folder, "atgarder.csv");
  fprintf(file,
          "Åtgärd-id;Mål-id;Kommun;Område;Åtgärd;Ansvarig;Start;Slut;Jämförelseområde;Status\n"
          "Å1;M1;9001 Alby;;Grannsamverkan;båda;2024-01-01;;Björkås, Cederby;pågår\n"
          "Å2;M1;9004 Dalmo;;Belysning;kommunen;2024-01-01;;Ekvik;pågår\n");
  fclose(file);
}

static void write_project(const char *folder) {
  FILE *file = begin(folder, "omraden.csv");
  fprintf(file, "code;name;full_name;county_code;county_name;group_code;group_name\n");
  for (size_t m = 0; m < G_N_ELEMENTS(places); m++)
    fprintf(file, "%zu;%s;%s kommun;90;Påhittade län;%s;Grupp %s\n", 9001 + m, places[m].name,
            places[m].name, places[m].group, places[m].group);
  fclose(file);
  file = begin(folder, "problembild.ini");
  fprintf(file,
          "# Påhittat: prövar att en offentlig version inte röjer små antal.\n"
          "[project]\ntitle = Gemensam lägesbild\nperiod_end = %d\nyears = 3\nlanguage = sv\n"
          "municipalities = omraden.csv\ncrs = EPSG:3006\n"
          "[source brott]\nkind = reported-crime\npath = brott.csv\nsynthetic = true\n"
          "[source kvartal]\nkind = reported-crime\npath = kvartal.csv\nsynthetic = true\n"
          "[source folkmangd]\nkind = population\npath = folkmangd.csv\nsynthetic = true\n"
          "[source handelser]\nkind = events\npath = handelser.csv\ncrs = EPSG:3006\n"
          "synthetic = true\n"
          "[source enkat]\nkind = survey\npath = enkat.csv\ncodebook = kodbok.csv\n"
          "synthetic = true\n"
          "[source andelar]\nkind = survey-table\npath = andelar.csv\nsynthetic = true\n"
          "[source mal]\nkind = goals\npath = mal.csv\nsynthetic = true\n"
          "[source atgarder]\nkind = measures\npath = atgarder.csv\nsynthetic = true\n"
          "[layer kommuner]\nrole = municipalities\npath = kommuner.shp\ncode = code\nname = name\n"
          "crs = EPSG:3006\n"
          "[layer delar]\nrole = sub-areas\npath = delar.shp\ncode = code\nname = name\n"
          "crs = EPSG:3006\n",
          LAST_YEAR);
  fclose(file);
}

int main(int argc, char **argv) {
  if (argc != 2 || g_mkdir_with_parents(argv[1], 0755) != 0) {
    fprintf(stderr, "Usage: make_world FOLDER\n");
    return 2;
  }
  draws d = {20250101};
  write_crime(argv[1], &d);
  write_layers(argv[1]);
  write_events(argv[1], &d);
  write_survey(argv[1], &d);
  write_registers(argv[1]);
  write_project(argv[1]);
  return 0;
}
