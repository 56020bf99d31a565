/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "example_place.h"

#include <math.h>

#include "geo/event_sub_areas.h"

#define FIRST_YEAR 2015
#define N_YEARS 11
#define N_PLACES 8
#define FIRST_QUARTER_YEAR 2017

static const struct {
  const char *code, *name;
  bool south;
  const char *group_code, *group_name;
  int persons;
} places[N_PLACES] = {
    {"0101", "Norrby", false, "B3", "Större stad", 98000},
    {"0102", "Exempelstad", false, "B3", "Större stad", 156000},
    {"0103", "Österlida", false, "B3", "Större stad", 121000},
    {"0104", "Åsunda", false, "C8", "Landsbygdskommun", 11000},
    {"0201", "Västerfors", true, "B3", "Större stad", 64000},
    {"0202", "Söderåsen", true, "B3", "Större stad", 143000},
    {"0203", "Lillköping", true, "C8", "Landsbygdskommun", 2400},
    {"0204", "Bergnäs och Hammarsjö", true, "B3", "Större stad", 88000},
};

static const struct {
  const char *key, *label_sv, *label_en, *noun_sv, *noun_en, *def_sv, *def_en, *area;
  double per_100k;
} types[] = {
    {"total", "Samtliga brott", "All crimes", "anmälda brott", "reported crimes",
     "de anmälda brotten", "the reported crimes", "", 12400},
    {"theft", "Stöldbrott", "Theft", "stöldbrott", "thefts", "stöldbrotten", "the thefts", "stold",
     3100},
    {"damage", "Skadegörelsebrott", "Damage", "skadegörelsebrott", "acts of damage",
     "skadegörelsebrotten", "the acts of damage", "skadegorelse", 1650},
    {"violence", "Misshandel utomhus", "Assault outdoors", "fall av misshandel utomhus",
     "outdoor assaults", "fallen av misshandel utomhus", "the outdoor assaults", "vald", 240},
};
#define N_TYPES G_N_ELEMENTS(types)

/** A number from 0 to 1 that depends on nothing but its keys. */
static double noise(uint32_t a, uint32_t b, uint32_t c) {
  uint32_t h = a * 2654435761u ^ b * 2246822519u ^ c * 3266489917u;
  h = (h ^ h >> 15) * 2246822519u;
  h = (h ^ h >> 13) * 3266489917u;
  return (h ^ h >> 16) / 4294967296.;
}

static void add_places(pb_dataset *dataset) {
  dataset->n_municipalities = N_PLACES;
  dataset->municipalities = g_new0(pb_municipality, N_PLACES);
  dataset->population = pb_population_new(N_PLACES, FIRST_YEAR - 1, N_YEARS + 1);
  for (size_t m = 0; m < N_PLACES; m++) {
    dataset->municipalities[m] = (pb_municipality){
        .code = g_strdup(places[m].code),
        .name = g_strdup(places[m].name),
        .full_name = g_strdup_printf("%s kommun", places[m].name),
        .county_code = g_strdup(places[m].south ? "02" : "01"),
        .county_name = g_strdup(places[m].south ? "Södra län" : "Norra län"),
        .group_code = g_strdup(places[m].group_code),
        .group_name = g_strdup(places[m].group_name),
    };
    for (int y = 0; y <= N_YEARS; y++)
      dataset->population->persons[m * (N_YEARS + 1) + (size_t)y] =
          places[m].persons * (100 + y) / 105;
  }
}

static void add_types(pb_dataset *dataset) {
  dataset->n_types = N_TYPES;
  dataset->types = g_new0(pb_crime_type, N_TYPES);
  dataset->n_areas = N_TYPES - 1;
  dataset->areas = g_new0(pb_problem_area, N_TYPES - 1);
  for (size_t t = 0; t < N_TYPES; t++) {
    dataset->types[t] = (pb_crime_type){
        .key = g_strdup(types[t].key),
        .label_sv = g_strdup(types[t].label_sv),
        .label_en = g_strdup(types[t].label_en),
        .noun_sv = g_strdup(types[t].noun_sv),
        .noun_en = g_strdup(types[t].noun_en),
        .noun_def_sv = g_strdup(types[t].def_sv),
        .noun_def_en = g_strdup(types[t].def_en),
        .problem_area = g_strdup(types[t].area),
        .parent = -1,
        .is_total = t == 0,
        .note_sv = g_strdup(""),
        .note_en = g_strdup(""),
    };
    if (t > 0)
      dataset->areas[t - 1] = (pb_problem_area){
          g_strdup(types[t].area), g_strdup(types[t].label_sv), g_strdup(types[t].label_en)};
  }
  dataset->n_breaks = 1;
  dataset->breaks = g_new0(pb_series_break, 1);
  dataset->breaks[0] = (pb_series_break){
      2019,
      g_strdup("reported-crime"),
      g_strdup("ny kodning"),
      g_strdup("new coding"),
      g_strdup("2019 ändrades kodningen av brott."),
      g_strdup("In 2019 the coding of crimes changed."),
  };
}

/** How the level of a type moves over the years in the large municipality. */
static double course(size_t m, size_t t, int y) {
  if (m != EXAMPLE_LARGE)
    return 1;
  switch (t) {
  case 1: /* falls, and lies low at the end */
    return 1.25 - .055 * y;
  case 2: /* one case in 2022 */
    return y == 7 ? 2.6 : 1;
  case 3: /* rises in the last year */
    return y == N_YEARS - 1 ? 1.9 : 1.1;
  default:
    return 1.05 - .01 * y;
  }
}

static void add_yearly(pb_dataset *dataset) {
  dataset->yearly =
      pb_crime_panel_new(N_PLACES, N_TYPES, pb_period_make(FIRST_YEAR, 1, 1), N_YEARS);
  for (uint32_t m = 0; m < N_PLACES; m++)
    for (uint32_t t = 0; t < N_TYPES; t++)
      for (uint32_t y = 0; y < N_YEARS; y++) {
        if (m == EXAMPLE_SMALL && (y < 8 || t == 3))
          continue;
        pb_crime_cell *cell = pb_crime_panel_cell(dataset->yearly, m, t, y);
        double level = types[t].per_100k * places[m].persons / 1e5;
        double place = .8 + .4 * noise(m, t, 999), year = .95 + .1 * noise(m, t, y);
        cell->count = (int64_t)(level * place * year * course(m, t, (int)y));
        cell->present = !(m == 3 && y == 4);
        cell->preliminary = y == N_YEARS - 1;
      }
}

static void add_quarterly(pb_dataset *dataset) {
  size_t n = 4 * (FIRST_YEAR + N_YEARS - FIRST_QUARTER_YEAR) + 1;
  dataset->quarterly =
      pb_crime_panel_new(N_PLACES, N_TYPES, pb_period_make(FIRST_QUARTER_YEAR, 4, 1), n);
  static const double season[] = {.93, 1.02, 1.07, .98};
  for (uint32_t q = 0; q < n; q++) {
    pb_crime_cell *cell = pb_crime_panel_cell(dataset->quarterly, EXAMPLE_LARGE, 0, q);
    double level = types[0].per_100k * places[EXAMPLE_LARGE].persons / 4e5;
    double peak = q + 3 == n ? 1.22 : 1;
    cell->count =
        (int64_t)(level * season[q % 4] * (.98 + .04 * noise(7, 7, q)) * peak * (1.04 - q * .002));
    cell->present = true;
    cell->preliminary = q + 4 >= n;
  }
}

typedef struct {
  pb_column *place, *time, *published, *type, *digest, *precision, *source, *x, *y, *quality;
} event_columns;

enum { NEWS_SOURCE = 2, RECORDS_SOURCE = 3 };

/** A point around a middle, or without one: every eighth row, of those every second a default. */
static void add_point(event_columns *c, uint32_t key, double x, double y, double spread_m,
                      uint32_t one_missing_in) {
  bool missing = key % one_missing_in == 0, is_default = missing && key / one_missing_in % 2 == 1;
  double angle = 2 * G_PI * noise(key, 31, 1);
  double far = is_default ? 0 : spread_m * sqrt(-2 * log(1 - noise(key, 31, 2)));
  pb_column_append_maybe(c->x, !missing || is_default, x + far * cos(angle));
  pb_column_append_maybe(c->y, !missing || is_default, y + far * sin(angle));
  pb_column_append_string(c->quality, is_default ? "default" : missing ? "missing" : "exact");
}

static void add_record(event_columns *c, uint32_t key, int m, int64_t time, const char *type) {
  pb_column_append_int(c->place, m);
  pb_column_append_int(c->time, time + (int64_t)(86399 * noise(key, 33, 1)) / 60 * 60);
  pb_column_append_missing(c->published);
  pb_column_append_string(c->type, type);
  pb_column_append_int(c->digest, 0);
  pb_column_append_string(c->precision, "minute");
  pb_column_append_int(c->source, RECORDS_SOURCE);
}

static void middle_of(int m, double *x, double *y);

/** Five years of records around five places: the middle always, one that grows in the last year,
 * one that fades, a steady one, and events everywhere. */
static void add_large_records(event_columns *c) {
  enum { GROWING_PLACE = 2 };
  static const struct {
    double east, north, spread_m;
    int of_100, from_year, upto_year;
  } places_of[] = {{0, 0, 350, 40, 2021, 2025},
                   {2100, 1100, 200, 20, 2021, 2025},
                   {-1700, -1500, 150, 45, 2025, 2025},
                   {-2600, 1900, 180, 20, 2021, 2024},
                   {300, -400, 5000, 30, 2021, 2025}};
  uint32_t key = 1;
  double x, y;
  middle_of(EXAMPLE_LARGE, &x, &y);
  for (int year = 2021; year <= 2025; year++)
    for (size_t p = 0; p < G_N_ELEMENTS(places_of); p++)
      for (int i = 0; i < places_of[p].of_100; i++) {
        if (year < places_of[p].from_year || year > places_of[p].upto_year)
          continue;
        key++;
        int64_t day = 18628 + 365 * (year - 2021) + (int64_t)(365 * noise(key, 35, 1));
        if (p == GROWING_PLACE) /* on Saturdays: what is new there changes the clock */
          day -= (day + 5) % 7;
        add_record(c, key, EXAMPLE_LARGE, day * 86400, key % 3 ? "Stöld" : "Misshandel");
        add_point(c, key, x + places_of[p].east, y + places_of[p].north, places_of[p].spread_m, 11);
      }
}

/** Few, a quarter of them without a point. */
static void add_few_records(event_columns *c) {
  double x, y;
  middle_of(EXAMPLE_FEW, &x, &y);
  for (uint32_t i = 0; i < 26; i++) {
    uint32_t key = 9000 + i;
    add_record(c, key, EXAMPLE_FEW, (19358 + 40 * (int64_t)i) * 86400, "Stöld");
    add_point(c, key, x + (i % 3 ? 0 : 3000), y - (i % 3 ? 0 : 2500), i % 5 ? 120 : 4000, 4);
  }
}

static void add_event_types(pb_dataset *dataset, const pb_column *type) {
  dataset->n_event_types = pb_column_n_codes(type);
  dataset->event_types = g_new0(pb_event_type, dataset->n_event_types + 1);
  for (uint32_t code = 0; code < dataset->n_event_types; code++)
    dataset->event_types[code] = (pb_event_type){
        .label = g_strdup(pb_column_code_text(type, code)),
        .category = -1,
        .problem_area = g_str_equal(pb_column_code_text(type, code), "Stöld") ? 0 : 2};
}

/** Three years of news of events; most on evenings of Fridays and Saturdays, more in summer. And
 * records of events, with points. */
static void add_events(pb_dataset *dataset) {
  pb_column *place = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *published = pb_column_new("published", PB_TYPE_TIME, NULL);
  pb_column *type = pb_column_new("type", PB_TYPE_STRING, NULL);
  pb_column *digest = pb_column_new("digest", PB_TYPE_INT64, NULL);
  pb_column *precision = pb_column_new("precision", PB_TYPE_STRING, NULL);
  pb_column *source = pb_column_new("source", PB_TYPE_INT64, NULL);
  pb_column *x = pb_column_new("x", PB_TYPE_DOUBLE, "m"),
            *y = pb_column_new("y", PB_TYPE_DOUBLE, "m");
  pb_column *quality = pb_column_new("point_quality", PB_TYPE_STRING, NULL);
  const int64_t day = 86400, start = 19358 * day; /* Sunday 1 January 2023 */
  for (uint32_t d = 0; d < 1096; d++) {
    int weekday = (int)((d + 6) % 7);
    bool summer = d % 365 > 150 && d % 365 < 245;
    int n = 1 + (weekday >= 4) + summer;
    for (int i = 0; i < n; i++) {
      double u = noise(d, (uint32_t)i, 5);
      int hour = u < .6 ? (int)(16 + u / .6 * 9) % 24 : (int)(24 * (u - .6) / .4);
      int64_t at = start + d * day + hour * 3600 + (int)(60 * noise(d, (uint32_t)i, 6)) * 60;
      bool here = noise(d, (uint32_t)i, 8) < .6;
      pb_column_append_int(place, here ? EXAMPLE_LARGE : 5);
      pb_column_append_int(time, at);
      pb_column_append_int(published, at + 7200);
      pb_column_append_string(type, i ? "Misshandel" : "Stöld");
      pb_column_append_int(digest, d % 30 == 0 && i == 0);
      pb_column_append_string(precision, noise(d, (uint32_t)i, 9) < .1 ? "day" : "minute");
      pb_column_append_int(source, NEWS_SOURCE);
      pb_column_append_missing(x);
      pb_column_append_missing(y);
      pb_column_append_string(quality, "missing");
    }
  }
  event_columns c = {place, time, published, type, digest, precision, source, x, y, quality};
  add_large_records(&c);
  add_few_records(&c);
  add_event_types(dataset, type);
  dataset->events = pb_table_new();
  pb_column *columns[] = {place, time, published, type, digest, precision, source, x, y, quality};
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
}

/** What was agreed on: goals of every kind, and a measure with and one without a comparison. */
static void add_registers(pb_dataset *dataset) {
  static const struct {
    const char *id, *title, *outcome, *unit;
    pb_outcome_kind kind;
    int index, target_year;
    double baseline, target;
    pb_judgement judgement;
  } goals[] = {
      {"M1", "Färre stölder i hela kommunen", "Stöldbrott", "antal", PB_OUTCOME_CRIME, 1, 2025,
       5000, 4600, PB_JUDGED_NOT},
      {"M2",
       "Mindre skadegörelse runt skolor, hållplatser och fritidsgårdar i alla delar av "
       "kommunen",
       "Skadegörelsebrott", "antal", PB_OUTCOME_CRIME, 2, 2025, 2700, 1200, PB_JUDGED_NOT},
      {"M3", "Färre elever har använt narkotika", "Elever i årskurs 9 som har använt narkotika",
       "procent", PB_OUTCOME_INDICATOR, 1, 2026, 6.2, 5, PB_JUDGED_OPEN},
      {"M4", "En gemensam rutin finns på alla skolor", "", "", PB_OUTCOME_NONE, -1, 0, 0, 0,
       PB_JUDGED_REACHED},
  };
  pb_registers *registers = dataset->registers = pb_registers_new();
  registers->n_goals = G_N_ELEMENTS(goals);
  registers->goals = g_new0(pb_goal, registers->n_goals);
  for (size_t i = 0; i < registers->n_goals; i++)
    registers->goals[i] = (pb_goal){
        .id = g_strdup(goals[i].id),
        .municipality = EXAMPLE_LARGE,
        .problem_area = -1,
        .title = g_strdup(goals[i].title),
        .outcome = g_strdup(goals[i].outcome),
        .outcome_kind = goals[i].kind,
        .outcome_index = goals[i].index,
        .unit = g_strdup(goals[i].unit),
        .baseline_period = goals[i].target_year ? pb_period_make(2022, 1, 1) : 0,
        .target_period = goals[i].target_year ? pb_period_make(goals[i].target_year, 1, 1) : 0,
        .has_baseline = goals[i].target_year != 0,
        .has_target = goals[i].target_year != 0,
        .baseline = goals[i].baseline,
        .target = goals[i].target,
        .direction = goals[i].target_year ? PB_DIRECTION_DECREASE : PB_DIRECTION_UNKNOWN,
        .responsible = i % 2 ? PB_PARTY_BOTH : PB_PARTY_POLICE,
        .agreement = g_strdup("Överenskommelse 2022–2025"),
        .judgement = goals[i].judgement,
        .reason = g_strdup(""),
    };
  static const char *const measures[][4] = {
      {"Å1", "Grannsamverkan startas i villaområden med upprepade inbrott", "Norrby", "M1"},
      {"Å2", "Bättre belysning", "Bergnäs och Hammarsjö, Österlida", "M2"},
      {"Å3", "Föräldramöten", "", "M3"}};
  registers->n_measures = G_N_ELEMENTS(measures);
  registers->measures = g_new0(pb_measure, registers->n_measures);
  for (size_t i = 0; i < registers->n_measures; i++)
    registers->measures[i] = (pb_measure){
        .id = g_strdup(measures[i][0]),
        .goal = (int)i,
        .goal_id = g_strdup(measures[i][3]),
        .municipality = EXAMPLE_LARGE,
        .place = g_strdup(""),
        .title = g_strdup(measures[i][1]),
        .responsible = PB_PARTY_BOTH,
        .has_start = true,
        .start_s = INT64_C(19358) * 86400, /* 1 January 2023 */
        .comparison = g_strdup(measures[i][2]),
        .displacement = g_strdup(""),
        .status = PB_MEASURE_ONGOING,
        .intensity = g_strdup(""),
    };
}

/** Five years of two indicators, beside the county's; quarters of a third, without it. */
static void add_indicators(pb_dataset *dataset) {
  static const char *const names[][2] = {
      {"Orosanmälningar som gäller barn och unga i åldern 0–17 år, alla slag", "per 1 000 barn"},
      {"Elever i årskurs 9 som har använt narkotika", "procent"},
      {"Gästnätter på hotell, stugbyar och vandrarhem", ""}};
  static const double starts[] = {59.6, 7.9, 121200}, steps[] = {3.3, -.4, 9000};
  pb_indicators *all = dataset->indicators = g_new0(pb_indicators, 1);
  all->n_indicators = G_N_ELEMENTS(names);
  all->indicators = g_new0(pb_indicator, all->n_indicators);
  all->series = g_new0(pb_indicator_series, 5);
  all->values = g_new0(pb_indicator_value, 5 * 8);
  for (size_t i = 0; i < all->n_indicators; i++) {
    all->indicators[i] =
        (pb_indicator){g_strdup(names[i][0]), g_strdup(names[i][1]), g_strdup("Exempel")};
    const int per_year = i == 2 ? 4 : 1;
    for (int here = i == 2; here < 2; here++) {
      pb_indicator_series *series = &all->series[all->n_series++];
      *series = (pb_indicator_series){i,
                                      here ? (pb_area){PB_AREA_MUNICIPALITY, EXAMPLE_LARGE}
                                           : (pb_area){PB_AREA_COUNTY, 0},
                                      PB_INDICATOR_ALL,
                                      per_year,
                                      all->n_values,
                                      per_year == 4 ? 8 : 5};
      for (size_t k = 0; k < series->n; k++)
        all->values[all->n_values++] = (pb_indicator_value){
            per_year == 4 ? pb_period_make(2024 + (int)k / 4, 4, 1 + (int)k % 4)
                          : pb_period_make(2021 + (int)k, 1, 1),
            starts[i] * (here ? 1 : 1.12) + steps[i] * (double)(per_year == 4 ? k % 4 : k)};
    }
  }
}

#define N_RESPONDENTS 600
#define N_QUESTIONS 4

/** Two waves of four questions; the last has no share, and few were asked the third. */
static void add_survey(pb_dataset *dataset) {
  static const char *const questions[N_QUESTIONS][3] = {
      {"Hur trygg känner du dig när du går ensam ute sent en kväll i det område där du bor?",
       "How safe do you feel when you walk alone late in the evening where you live?", "Otrygghet"},
      {"Är skadegörelse ett problem i området?", "Is vandalism a problem in the area?",
       "Ordningsstörningar"},
      {"Har du blivit bestulen?", "", "Utsatthet"},
      {"Bryr sig polisen?", "Do the police care?", "Polisen"}};
  pb_survey *survey = dataset->survey = pb_survey_new(N_RESPONDENTS, N_QUESTIONS);
  survey->strata = g_new0(pb_survey_stratum, 2);
  survey->n_strata = 2;
  for (size_t w = 0; w < 2; w++)
    survey->strata[w] = (pb_survey_stratum){.wave = pb_period_make(2023 + 2 * (int)w, 1, 1),
                                            .municipality = EXAMPLE_LARGE,
                                            .n = N_RESPONDENTS / 2,
                                            .has_invited = true,
                                            .invited = N_RESPONDENTS};
  for (size_t q = 0; q < N_QUESTIONS; q++) {
    pb_survey_question *question = &survey->questions[q];
    *question = (pb_survey_question){.key = g_strdup_printf("q%zu", q + 1),
                                     .text_sv = g_strdup(questions[q][0]),
                                     .text_en = g_strdup(questions[q][1]),
                                     .index = g_strdup(questions[q][2]),
                                     .answers = g_new0(pb_survey_answer, 3),
                                     .n_answers = 3,
                                     .has_share = q < 3,
                                     .has_score = true};
    for (size_t a = 0; a < 3; a++)
      question->answers[a] =
          (pb_survey_answer){g_strdup_printf("%zu", a), g_strdup_printf("%zu", a),
                             PB_ANSWER_SUBSTANTIVE,     true,
                             3.0 * (double)a,           a == 2};
  }
  for (uint32_t i = 0; i < N_RESPONDENTS; i++) {
    bool later = i >= N_RESPONDENTS / 2;
    survey->wave[i] = pb_period_make(later ? 2025 : 2023, 1, 1);
    survey->municipality[i] = EXAMPLE_LARGE;
    survey->stratum[i] = later;
    survey->area[i] = survey->cluster[i] = survey->age[i] = PB_SURVEY_NONE;
    survey->weight[i] = 1 + noise(i, 1, 31);
    survey->sex[i] = i % 2 ? PB_SEX_WOMAN : PB_SEX_MAN;
    for (uint32_t q = 0; q < N_QUESTIONS; q++) {
      double u = noise(i, q, 32);
      uint8_t answer = u < (later && q == 0 ? .35 : .15) ? 3 : u < .6 ? 2 : 1;
      pb_survey_answers(survey, q)[i] = q == 2 && i % 15 ? PB_SURVEY_NOT_ASKED : answer;
    }
  }
}

static void add_sources(pb_dataset *dataset) {
  static const char *const sources[][3] = {{"brott", "reported-crime", "Brå"},
                                           {"folkmangd", "population", "SCB"},
                                           {"handelser", "events", "Polisen"},
                                           {"register", "events", "Kommunen"},
                                           {"mal", "goals", ""},
                                           {"atgarder", "measures", ""},
                                           {"matning", "survey", "Polisen"},
                                           {"indikatorer", "indicator", "Exempel"}};
  dataset->n_sources = G_N_ELEMENTS(sources);
  dataset->sources = g_new0(pb_source_info, dataset->n_sources);
  for (size_t i = 0; i < dataset->n_sources; i++) {
    dataset->sources[i].name = g_strdup(sources[i][0]);
    dataset->sources[i].kind = g_strdup(sources[i][1]);
    dataset->sources[i].publisher = g_strdup(sources[i][2]);
    dataset->sources[i].path = g_strdup_printf("%s.csv", sources[i][0]);
    dataset->sources[i].sha256 = g_strdup("");
    dataset->sources[i].dialect = g_strdup("UTF-8, ;, LF");
    dataset->sources[i].roles = g_strdup("");
    dataset->sources[i].synthetic = true;
  }
}

pb_dataset *example_dataset(void) {
  pb_dataset *dataset = pb_dataset_new();
  g_free(dataset->title);
  dataset->title = g_strdup("Exempel");
  dataset->period_end = FIRST_YEAR + N_YEARS - 1;
  add_places(dataset);
  add_types(dataset);
  add_yearly(dataset);
  add_quarterly(dataset);
  add_events(dataset);
  add_registers(dataset);
  add_indicators(dataset);
  add_survey(dataset);
  add_sources(dataset);
  pb_dataset_finish(dataset);
  return dataset;
}

/** Corners of a grid of 4 x 2 cells of about 20 km, moved so that no border is straight. */
static void corner(int column, int row, double *x, double *y) {
  uint32_t key = (uint32_t)(column * 10 + row);
  *x = 480000 + 20000 * column + 7000 * (noise(key, 1, 1) - .5);
  *y = 6580000 - 24000 * row + 7000 * (noise(key, 2, 2) - .5);
}

/** Ring round cells [first, last] of a row of the grid, clockwise with north up, closed. */
static void add_ring(GArray *x, GArray *y, int row, int first, int last) {
  for (int i = first; i <= last + 1; i++) {
    double px, py;
    corner(i, row, &px, &py);
    g_array_append_val(x, px);
    g_array_append_val(y, py);
  }
  for (int i = last + 1; i >= first; i--) {
    double px, py;
    corner(i, row + 1, &px, &py);
    g_array_append_val(x, px);
    g_array_append_val(y, py);
  }
  double px, py;
  corner(first, row, &px, &py);
  g_array_append_val(x, px);
  g_array_append_val(y, py);
}

static pb_layer *grid_layer(int cells_in_feature) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  int per_row = 4 / cells_in_feature, n = 2 * per_row;
  GArray *x = g_array_new(FALSE, FALSE, sizeof(double));
  GArray *y = g_array_new(FALSE, FALSE, sizeof(double));
  g_free(layer->part_first);
  g_free(layer->vertex_first);
  layer->part_first = g_new0(uint32_t, (size_t)n + 1);
  layer->vertex_first = g_new0(uint32_t, (size_t)n + 1);
  for (int f = 0; f < n; f++) {
    int first = f % per_row * cells_in_feature;
    add_ring(x, y, f / per_row, first, first + cells_in_feature - 1);
    layer->part_first[f + 1] = (uint32_t)f + 1;
    layer->vertex_first[f + 1] = x->len;
  }
  layer->epsg = 3006;
  layer->n_features = layer->n_parts = (size_t)n;
  layer->n_vertices = x->len;
  g_free(layer->x);
  g_free(layer->y);
  g_free(layer->box);
  layer->x = (double *)(void *)g_array_free(x, FALSE);
  layer->y = (double *)(void *)g_array_free(y, FALSE);
  layer->box = g_new0(pb_box, (size_t)n);
  pb_layer_update_boxes(layer);
  return layer;
}

static void middle_of(int m, double *x, double *y) {
  *x = *y = 0;
  for (int i = 0; i < 4; i++) {
    double px, py;
    corner(m % 4 + i % 2, m / 4 + i / 2, &px, &py);
    *x += px / 4;
    *y += py / 4;
  }
}

/** Twelve city districts of the large municipality, around its middle. */
static pb_layer *districts_layer(void) {
  enum { ACROSS = 4, DOWN = 3, SIDE_M = 2200, N = ACROSS * DOWN };
  double middle_x, middle_y;
  middle_of(EXAMPLE_LARGE, &middle_x, &middle_y);
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  g_free(layer->part_first);
  g_free(layer->vertex_first);
  g_free(layer->x);
  g_free(layer->y);
  g_free(layer->box);
  layer->epsg = 3006;
  layer->n_features = layer->n_parts = N;
  layer->n_vertices = 5 * N;
  layer->part_first = g_new0(uint32_t, N + 1);
  layer->vertex_first = g_new0(uint32_t, N + 1);
  layer->x = g_new(double, 5 * N);
  layer->y = g_new(double, 5 * N);
  layer->box = g_new0(pb_box, N);
  for (uint32_t f = 0; f < N; f++) {
    double west = middle_x + (f % ACROSS - ACROSS / 2.) * SIDE_M;
    double north = middle_y + (DOWN / 2. - (double)(f / ACROSS)) * SIDE_M;
    for (uint32_t v = 0; v < 5; v++) {
      layer->x[5 * f + v] = west + (v == 1 || v == 2 ? SIDE_M : 0);
      layer->y[5 * f + v] = north - (v == 2 || v == 3 ? SIDE_M : 0);
    }
    layer->part_first[f + 1] = f + 1;
    layer->vertex_first[f + 1] = 5 * (f + 1);
  }
  pb_layer_update_boxes(layer);
  return layer;
}

static void add_districts(pb_geography *geography) {
  static const char *const names[] = {"Norra backe", "Hagen",   "Stadsparken", "Kvarnby",
                                      "Väster",      "Centrum", "Öster",       "Industristaden",
                                      "Sjövik",      "Söder",   "Lunden",      "Utmarken"};
  geography->sub_areas = g_new0(pb_sub_area_layer, 1);
  geography->n_sub_areas = 1;
  geography->sub_areas[0].name = g_strdup("stadsdelar");
  geography->sub_areas[0].layer = districts_layer();
  geography->sub_areas[0].areas = g_new0(pb_sub_area, G_N_ELEMENTS(names) + 1);
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    geography->sub_areas[0].areas[i] = (pb_sub_area){g_strdup_printf("%s%02zu", "0102-", i + 1),
                                                     g_strdup(names[i]), EXAMPLE_LARGE};
}

void example_place_events(pb_dataset *dataset, const pb_geography *geography) {
  if (!pb_assign_sub_areas(dataset, geography, NULL))
    g_error("no memory");
}

pb_geography *example_geography(void) {
  pb_geography *geography = pb_geography_new();
  geography->municipalities = grid_layer(1);
  geography->counties = grid_layer(4);
  geography->n_municipalities = N_PLACES;
  geography->feature_of = g_new0(int, N_PLACES);
  geography->n_places = N_PLACES;
  geography->places = g_new0(pb_place, N_PLACES);
  for (int m = 0; m < N_PLACES; m++) {
    geography->feature_of[m] = m;
    pb_box box = geography->municipalities->box[m];
    geography->places[m] = (pb_place){g_strdup(places[m].name), (box.min_x + box.max_x) / 2,
                                      (box.min_y + box.max_y) / 2, places[m].persons * 2 / 3, m};
  }
  add_districts(geography);
  return geography;
}
