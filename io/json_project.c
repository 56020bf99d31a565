/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/json_project.h"

void pb_json_project(pb_json *json, const pb_project *project, const pb_dataset *dataset) {
  g_autofree char *name = g_path_get_basename(project->path);
  pb_json_begin_object(json, "project");
  pb_json_text(json, "path", name);
  if (!dataset->disclosure) /* it would let a reader try out what the file says */
    pb_json_text(json, "sha256", project->sha256);
  pb_json_text(json, "title", project->title);
  pb_json_int(json, "period_end", dataset->period_end);
  pb_json_int(json, "years", dataset->years);
  pb_json_end(json);
}
