/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/layer_neighbours.h"
#include "cli/command.h"
#include "engine/text.h"
#include "geo/crs.h"
#include "geo/geojson.h"
#include "geo/projection.h"
#include "geo/shapefile.h"
#include "geo/sweden_outline.h"
#include "io/output.h"
#include "io/shown_path.h"

extern const pb_command pb_command_layer;

typedef struct {
  char *crs, *encoding, *format, *out, *id;
  double tolerance;
} options;

static void clear_options(options *o) {
  g_free(o->crs);
  g_free(o->encoding);
  g_free(o->format);
  g_free(o->out);
  g_free(o->id);
}

/* "EPSG:3006" or "3006". */
static bool read_crs(const char *text, int *epsg) {
  *epsg = 0;
  if (!text)
    return true;
  const char *digits = g_ascii_strncasecmp(text, "EPSG:", 5) == 0 ? text + 5 : text;
  size_t n = strspn(digits, "0123456789");
  if (n >= 4 && n <= 6 && digits[n] == '\0')
    *epsg = pb_crs_parse(digits);
  return *epsg > 0;
}

static const char *type_name(const pb_layer *layer, size_t column) {
  switch (pb_column_type(pb_table_column(layer->attributes, column))) {
  case PB_TYPE_INT64:
    return layer->logical && layer->logical[column] ? _("true or false") : _("whole numbers");
  case PB_TYPE_DOUBLE:
    return _("numbers");
  case PB_TYPE_TIME:
    return _("dates");
  default:
    return _("texts");
  }
}

static void say_attributes(const pb_layer *layer) {
  g_autoptr(GString) names = g_string_new(NULL);
  for (size_t i = 0; i < pb_table_n_columns(layer->attributes); i++)
    g_string_append_printf(names, "%s%s (%s)", i ? ", " : "",
                           pb_column_name(pb_table_column(layer->attributes, i)),
                           type_name(layer, i));
  pb_command_say(names->len > 0
                     ? g_strdup_printf(_("Attributes in %s: %s."), layer->encoding, names->str)
                     : g_strdup(_("The layer has no attributes.")));
}

static void say_shapes(const char *path, const pb_layer *layer) {
  size_t n = layer->n_features, n_without = 0;
  for (size_t f = 0; f < n; f++)
    n_without += pb_box_is_empty(layer->box[f]);
  g_autofree char *name = g_path_get_basename(path);
  const char *kind = layer->geometry == PB_GEOMETRY_POINT  ? _("points")
                     : layer->geometry == PB_GEOMETRY_LINE ? _("lines")
                                                           : _("polygons");
  pb_command_say(
      g_strdup_printf(Q_("%s holds %s: %zu shape.", "%s holds %s: %zu shapes.", n), name, kind, n));
  if (n_without > 0)
    pb_command_say(g_strdup_printf(
        Q_("%zu shape has no geometry.", "%zu shapes have no geometry.", n_without), n_without));
}

static void say_crs(const pb_layer *layer) {
  g_autofree char *crs = pb_crs_name(layer->epsg);
  switch (layer->crs_origin) {
  case PB_CRS_GIVEN:
    pb_command_say(g_strdup_printf(_("Coordinates are in %s, as --crs says."), crs));
    break;
  case PB_CRS_FROM_FILE:
    pb_command_say(g_strdup_printf(_("Coordinates are in %s, as the .prj file says."), crs));
    break;
  case PB_CRS_GUESSED:
    pb_command_say(g_strdup_printf(
        _("Coordinates are in %s, guessed from where they lie; --crs EPSG:N says another."), crs));
    break;
  default:
    break;
  }
}

/* A layer read in the wrong system usually lands far away. */
static void note_outside_sweden(pb_layer *layer) {
  g_autoptr(pb_projection) projection = pb_projection_new(layer->epsg, PB_EPSG_SWEREF99_TM, NULL);
  if (!projection || layer->n_vertices == 0)
    return;
  for (size_t v = 0; v < layer->n_vertices; v++) {
    double x = layer->x[v], y = layer->y[v];
    if (pb_projection_point(projection, &x, &y) && pb_sweden_contains(x, y))
      return;
  }
  g_ptr_array_add(layer->notes,
                  g_strdup(_("No part of the layer lies in Sweden; if it should, the coordinate "
                             "system is another: give it with --crs EPSG:N.")));
}

/* Results name no folders of this computer. */
static void hide_folders(pb_layer *layer) {
  for (guint i = 0; i < layer->notes->len; i++) {
    char *note = g_ptr_array_index(layer->notes, i);
    g_ptr_array_index(layer->notes, i) = pb_hide_folders(note);
    g_free(note);
  }
}

static pb_exit show(const char *path, const options *o) {
  pb_shapefile_options how = {.encoding = o->encoding};
  bool neighbours = o->format && g_str_equal(o->format, "neighbours");
  if (o->format && !neighbours && !g_str_equal(o->format, "geojson")) {
    pb_command_say(g_strdup(_("--format is geojson or neighbours.")));
    return PB_EXIT_USAGE;
  }
  if (!(o->tolerance >= 0 && o->tolerance <= 10000)) {
    pb_command_say(g_strdup(_("--tolerance is from 0 to 10,000 metres.")));
    return PB_EXIT_USAGE;
  }
  if (!read_crs(o->crs, &how.epsg)) {
    pb_command_say(
        g_strdup_printf(_("--crs takes EPSG:N, for example EPSG:3006, not “%s”."), o->crs));
    return PB_EXIT_USAGE;
  }
  GError *error = NULL;
  g_autoptr(pb_layer) layer = pb_shapefile_read(path, &how, &error);
  if (!layer)
    return pb_command_fail(error);
  hide_folders(layer);
  note_outside_sweden(layer);
  g_autofree char *name = g_path_get_basename(path);
  if (strlen(name) > 4 && g_ascii_strcasecmp(name + strlen(name) - 4, ".shp") == 0)
    name[strlen(name) - 4] = '\0';
  GString *text = neighbours ? pb_layer_neighbours(layer, o->id, o->tolerance, &error)
                             : pb_layer_to_geojson(layer, name, &error);
  if (!text) {
    g_prefix_error(&error, "%s: ", path);
    return pb_command_fail(error);
  }
  say_shapes(path, layer);
  say_crs(layer);
  say_attributes(layer);
  for (guint i = 0; i < layer->notes->len; i++)
    pb_command_say(g_strdup(g_ptr_array_index(layer->notes, i)));
  bool written = true;
  if (o->out)
    written = pb_output_write(o->out, text->str, text->len, &error);
  else
    fwrite(text->str, 1, text->len, stdout);
  g_string_free(text, TRUE);
  return written ? PB_EXIT_DONE : pb_command_fail(error);
}

static pb_exit run(int argc, char **argv) {
  options o = {0};
  const GOptionEntry entries[] = {
      {"crs", 0, 0, G_OPTION_ARG_STRING, &o.crs,
       N_("Coordinate system of the layer. Default: what the .prj file says, or else guessed from "
          "where the coordinates lie."),
       "EPSG:N"},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &o.encoding,
       N_("Encoding of the texts. Default: what the .cpg file or the table says, unless the texts "
          "contradict it, or else what they show."),
       "NAME"},
      {"format", 0, 0, G_OPTION_ARG_STRING, &o.format,
       N_("geojson, or neighbours: a table of which areas touch, as the statistics of maps take "
          "it. "
          "Default: geojson."),
       "geojson|neighbours"},
      {"id", 0, 0, G_OPTION_ARG_STRING, &o.id,
       N_("For neighbours: the attribute that names the areas. Default: code and the like."),
       "NAME"},
      {"tolerance", 0, 0, G_OPTION_ARG_DOUBLE, &o.tolerance,
       N_("For neighbours: gaps between areas up to so many metres are bridged, as along "
          "watercourses. Default: 0."),
       "METRES"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o.out,
       N_("File to write. Default: standard output."), "FILE"},
      {0},
  };
  bool done;
  pb_exit status = PB_EXIT_USAGE;
  if (pb_command_parse(&pb_command_layer, entries, &argc, &argv, &done)) {
    if (done)
      status = PB_EXIT_DONE;
    else if (argc != 2)
      pb_command_say(g_strdup(_("Name one shapefile to show.")));
    else
      status = show(argv[1], &o);
  }
  clear_options(&o);
  return status;
}

const pb_command pb_command_layer = {
    .name = "layer",
    .summary = N_("show a shapefile as the reader understood it"),
    .synopsis = "FILE.shp [--crs EPSG:N] [--encoding NAME] [--format geojson|neighbours] [-o FILE]",
    .description =
        N_("Prints a shapefile (.shp with its .shx and .dbf, and .prj and .cpg where they are) as "
           "GeoJSON: longitude and latitude in WGS 84 whatever the layer is in, outer rings "
           "counter-clockwise and holes clockwise, each hole with its own outer ring, attributes "
           "as numbers, texts, dates, true and false, missing geometry and values as null.\n\n"
           "What was understood is said on standard error: the kind of shapes and how many there "
           "are, the coordinate system and how it was found, the encoding and the attributes, and "
           "what was left out or repaired: heights (Z) and measures (M), rows marked as deleted, "
           "parts without extent, rings that touch themselves or ran the wrong way round, values "
           "that are not of their attribute's type. The same notes stand in “notes”.\n\n"
           "A file that is cut off or damaged is refused with what is wrong and what to do."),
    .examples = "problembild layer kommuner.shp\nproblembild layer stadsdelar.shp --crs EPSG:3008 "
                "--encoding windows-1252 -o stadsdelar.geojson",
    .run = run,
};
