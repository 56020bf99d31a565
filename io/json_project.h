/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What every JSON file about a project says first: the project file and its period. */
#ifndef PB_IO_JSON_PROJECT_H
#define PB_IO_JSON_PROJECT_H

#include "engine/dataset.h"
#include "io/json_writer.h"
#include "io/project.h"

/** The object "project": file name without folders, SHA-256, title, period_end, years. */
void pb_json_project(pb_json *json, const pb_project *project, const pb_dataset *dataset);

#endif
