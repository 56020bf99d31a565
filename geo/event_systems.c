/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/event_systems.h"

#include <math.h>

#include "engine/text.h"
#include "geo/crs.h"
#include "geo/event_coordinates.h"
#include "io/findings.h"

#define SAMPLE 2000

bool pb_is_point(double x, double y) {
  return isfinite(x) && isfinite(y) && !(x == 0 && y == 0);
}

/* A note on the whole file. Takes over `sentence`. */
static void say(const pb_dataset *dataset, size_t source, const char *reason, char *sentence) {
  const pb_source_info *info = &dataset->sources[source];
  const pb_findings findings = {dataset->diagnostics, info->name, info->path};
  pb_findings_add(&findings, PB_DIAG_NOTE, reason, 0, 0, NULL, NULL, sentence);
  g_free(sentence);
}

static int percent(size_t part, size_t whole) {
  return whole ? (int)(100.0 * (double)part / (double)whole) : 0; /* 99.9 is not 100 */
}

/* Every k-th point of each section, at most about SAMPLE of them. */
static GArray **take_samples(const pb_dataset *dataset, const int *section) {
  const pb_table *events = dataset->events;
  const pb_column *source = pb_table_find(events, "source"),
                  *place = pb_table_find(events, "municipality"), *x = pb_table_find(events, "x"),
                  *y = pb_table_find(events, "y");
  GArray **samples = g_new0(GArray *, dataset->n_sources + 1);
  g_autofree size_t *n = g_new0(size_t, dataset->n_sources + 1);
  g_autofree size_t *seen = g_new0(size_t, dataset->n_sources + 1);
  for (int pass = 0; pass < 2; pass++)
    for (size_t row = 0; row < pb_table_n_rows(events); row++) {
      if (!pb_column_is_valid(x, row) ||
          !pb_is_point(pb_column_double(x, row), pb_column_double(y, row)))
        continue;
      int s = section[pb_column_int(source, row)];
      if (pass == 0) {
        n[s]++;
      } else if (seen[s]++ % (n[s] / SAMPLE + 1) == 0) {
        bool stated = place && pb_column_is_valid(place, row);
        const pb_file_point point = {pb_column_double(x, row), pb_column_double(y, row),
                                     stated ? (int)pb_column_int(place, row) : -1};
        if (!samples[s])
          samples[s] = g_array_new(FALSE, FALSE, sizeof(pb_file_point));
        g_array_append_val(samples[s], point);
      }
    }
  return samples;
}

static bool is_multiple(double value, double of) {
  double quotient = value / of;
  return fabs(quotient - round(quotient)) < 1e-6;
}

static bool is_rounded(const GArray *sample, int epsg) {
  double step = epsg == PB_EPSG_WGS84 || epsg == PB_EPSG_SWEREF99 ? 1e-4 : 10;
  for (guint i = 0; i < sample->len; i++) {
    const pb_file_point *point = &g_array_index(sample, pb_file_point, i);
    if (!is_multiple(point->x, step) || !is_multiple(point->y, step))
      return false;
  }
  return sample->len > 1;
}

static bool is_degrees(const GArray *sample) {
  for (guint i = 0; i < sample->len; i++) {
    const pb_file_point *point = &g_array_index(sample, pb_file_point, i);
    if (fabs(point->x) > 180 || fabs(point->y) > 90)
      return false;
  }
  return true;
}

static void say_guessed(const pb_dataset *dataset, size_t source, const pb_crs_fit *fit) {
  g_autofree char *name = pb_crs_name(fit->epsg);
  say(dataset, source, "coordinates-recognised",
      fit->n_stated > 0
          ? g_strdup_printf(_("The coordinates are read as %s, by where the points then fall: "
                              "%d %% in Sweden, %d %% in the municipality that the row names. If "
                              "this is right, write crs = EPSG:%d in the [source]."),
                            name, percent(fit->n_in_sweden, fit->n),
                            percent(fit->n_in_stated, fit->n_stated), fit->epsg)
          : g_strdup_printf(_("The coordinates are read as %s, by where the points then fall: "
                              "%d %% in Sweden. If this is right, write crs = EPSG:%d in the "
                              "[source]."),
                            name, percent(fit->n_in_sweden, fit->n), fit->epsg));
}

static void say_undecided(const pb_dataset *dataset, size_t source,
                          const pb_crs_recognition *found) {
  if (found->local_zones && found->rivals[1]) {
    g_autofree char *one = pb_crs_name(found->rivals[0]), *other = pb_crs_name(found->rivals[1]);
    say(dataset, source, "coordinates-undecided",
        g_strdup_printf(_("The coordinates are in a local zone of SWEREF 99, but the points do not "
                          "show in which: %s and %s are as likely. No point is used; write the "
                          "right one as crs = EPSG:30xx in the [source]."),
                        one, other));
  } else if (found->local_zones) {
    say(dataset, source, "coordinates-undecided",
        g_strdup(_("The coordinates are in a local zone of SWEREF 99, but the points do not show "
                   "in which. No point is used; write the right one, EPSG:3007 to 3018, as crs = "
                   "EPSG:30xx in the [source].")));
  } else {
    say(dataset, source, "coordinates-undecided",
        g_strdup(_("In no Swedish coordinate system do half of the points lie in Sweden. No point "
                   "is used; write the right one as crs = EPSG:N in the [source].")));
  }
}

static void say_swapped(const pb_dataset *dataset, size_t source) {
  say(dataset, source, "coordinates-swapped",
      g_strdup(_("The file gives northing (or latitude) where easting (or longitude) is expected; "
                 "the two are exchanged.")));
}

static void say_implausible(const pb_dataset *dataset, size_t source, const pb_crs_fit *given,
                            const pb_crs_fit *better) {
  g_autofree char *name = pb_crs_name(given->epsg), *suggestion = pb_crs_name(better->epsg);
  say(dataset, source, "coordinates-implausible",
      g_strdup_printf(_("Read as %s, as the project says, %d %% of the points lie in Sweden; read "
                        "as %s it would be %d %%. Correct crs = in the [source]."),
                      name, percent(given->n_in_sweden, given->n), suggestion,
                      percent(better->n_in_sweden, better->n)));
}

static void say_abroad(const pb_dataset *dataset, size_t source, const pb_crs_fit *fit) {
  g_autofree char *name = pb_crs_name(fit->epsg);
  say(dataset, source, "coordinates-abroad",
      g_strdup_printf(
          _("Read as %s, %d %% of the points lie in Sweden. Points abroad are kept, but "
            "maps and statistics of places do not use them."),
          name, percent(fit->n_in_sweden, fit->n)));
}

static bool is_abroad(const pb_crs_fit *fit) {
  return 2 * fit->n_in_sweden < fit->n;
}

/* A project about another country: what the project says, degrees, or the plane itself; nothing is
 * known of where points should lie. */
static bool decide_abroad(const pb_dataset *dataset, size_t source, const GArray *sample,
                          pb_event_system *system, GError **error) {
  int given = pb_crs_parse(dataset->sources[source].crs);
  int epsg = given ? given : is_degrees(sample) ? PB_EPSG_WGS84 : dataset->crs;
  *system =
      (pb_event_system){.epsg = epsg, .guessed = !given, .is_rounded = is_rounded(sample, epsg)};
  system->projection = pb_projection_new(epsg, dataset->crs, error);
  if (!system->projection)
    g_prefix_error(error, "[source %s]: ", dataset->sources[source].name);
  return system->projection != NULL;
}

/* The system of one section. False when the code of the project does not exist. */
static bool decide(const pb_dataset *dataset, size_t source, const GArray *sample,
                   const pb_geography *geography, pb_municipality_finder *finder,
                   pb_event_system *system, GError **error) {
  if (dataset->crs)
    return decide_abroad(dataset, source, sample, system, error);
  const pb_file_point *points = (const pb_file_point *)(const void *)sample->data;
  int given = pb_crs_parse(dataset->sources[source].crs);
  pb_crs_fit fit;
  if (given && !pb_crs_fit_points(given, points, sample->len, finder, &fit, error)) {
    g_prefix_error(error, "[source %s]: ", dataset->sources[source].name);
    return false;
  }
  if (!given || is_abroad(&fit)) {
    pb_crs_recognition found = pb_crs_recognise(points, sample->len, geography, finder);
    bool has_layer = geography && geography->municipalities;
    if (given) {
      if (found.fit.epsg)
        say_implausible(dataset, source, &fit, &found.fit);
    } else if (found.fit.epsg) {
      fit = found.fit;
      say_guessed(dataset, source, &fit);
    } else if (!has_layer && !found.local_zones && is_degrees(sample)) {
      fit = found.fit; /* somewhere else on Earth */
      fit.epsg = PB_EPSG_WGS84;
    } else {
      say_undecided(dataset, source, &found);
      return true;
    }
  }
  if (fit.axes_swapped)
    say_swapped(dataset, source);
  if (is_abroad(&fit))
    say_abroad(dataset, source, &fit);
  *system = (pb_event_system){.epsg = fit.epsg,
                              .guessed = !given,
                              .axes_swapped = fit.axes_swapped,
                              .keeps_abroad = is_abroad(&fit),
                              .is_rounded = is_rounded(sample, fit.epsg)};
  system->projection = pb_projection_new(fit.epsg, PB_EPSG_SWEREF99_TM, error);
  return system->projection != NULL;
}

pb_event_systems *pb_event_systems_decide(const pb_dataset *dataset, const pb_geography *geography,
                                          pb_municipality_finder *finder, GError **error) {
  g_autoptr(pb_event_systems) all = g_new0(pb_event_systems, 1);
  size_t n = all->n = dataset->n_sources;
  all->section = g_new0(int, n + 1);
  all->systems = g_new0(pb_event_system, n + 1);
  all->is_rounded = g_new0(bool, n + 1);
  for (size_t s = 0; s < n; s++)
    while (g_strcmp0(dataset->sources[all->section[s]].name, dataset->sources[s].name) != 0)
      all->section[s]++;
  GArray **samples = take_samples(dataset, all->section);
  bool decided = true;
  for (size_t s = 0; s < n; s++)
    if (samples[s]) {
      decided =
          decided && decide(dataset, s, samples[s], geography, finder, &all->systems[s], error);
      g_array_unref(samples[s]);
    }
  g_free(samples);
  for (size_t s = 0; s < n; s++)
    all->is_rounded[s] = all->systems[all->section[s]].is_rounded;
  return decided ? g_steal_pointer(&all) : NULL;
}

void pb_event_systems_free(pb_event_systems *all) {
  if (!all)
    return;
  for (size_t s = 0; s < all->n; s++)
    pb_projection_free(all->systems[s].projection);
  g_free(all->section);
  g_free(all->systems);
  g_free(all->is_rounded);
  g_free(all);
}
