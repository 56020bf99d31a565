/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parts of check.json. Internal to io/check_json.c. */
#ifndef PB_IO_CHECK_JSON_PARTS_H
#define PB_IO_CHECK_JSON_PARTS_H

#include "io/check_files.h"
#include "io/json_writer.h"

/** "sources": each file as it was understood, its rows, and why some were not used. */
void pb_check_json_sources(pb_json *json, const pb_dataset *dataset);
/** "layers": each as it was read, with what was wrong. */
void pb_check_json_layers(pb_json *json, const pb_check_layer *layers, size_t n);

#endif
