/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stat_tables.h"

#include "cli/environment.h"
#include "engine/error.h"
#include "engine/text.h"
#include "io/priority_cut_points.h"
#include "io/school_breaks.h"

static bool is_for(const char *option, const char *statistic, const char *name, GError **error) {
  if (g_str_equal(name, statistic))
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE, _("%s is for the statistic %s alone."), option,
              statistic);
  return false;
}

static bool set_cut_points(const char *file, pb_params *params, GError **error) {
  g_autoptr(pb_params) shipped = pb_priority_cut_points_load(pb_environment_data_dir(), error);
  if (!shipped)
    return false;
  bool own = !g_str_equal(file, "shipped");
  if (own && !pb_priority_cut_points_set(shipped, file, file, error))
    return false;
  for (size_t i = 0; i < pb_params_length(shipped); i++) {
    const char *name = pb_params_spec(shipped, i)->name;
    if (!pb_params_set(params, name, pb_params_text(shipped, name), error))
      return false;
  }
  return true;
}

bool pb_stat_tables_set(const pb_stat_tables *tables, const char *name, pb_params *params,
                        GError **error) {
  if (tables->cut_points && (!is_for("--cut-points", "priority", name, error) ||
                             !set_cut_points(tables->cut_points, params, error)))
    return false;
  if (!tables->school_breaks)
    return true;
  if (!is_for("--school-breaks", "holiday-effect", name, error))
    return false;
  g_autofree char *breaks = pb_school_breaks_read(tables->school_breaks, tables->school_breaks,
                                                  tables->municipality, error);
  return breaks && pb_params_set(params, "breaks", breaks, error);
}
