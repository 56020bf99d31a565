/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which coordinate reference system a layer is in, as an EPSG code.
 *
 * The systems of Swedish data are recognised from their parameters alone (SWEREF 99 TM and its
 * twelve local zones, RT 90 2.5 gon V, WGS 84 and SWEREF 99 as degrees, Web Mercator): many files
 * call theirs “unnamed”, and the start of PROJ's database is saved. Others go to PROJ. Thread-safe.
 */
#ifndef PB_GEO_CRS_H
#define PB_GEO_CRS_H

#include "engine/dataset.h"
#include "geo/layer.h"

#define PB_EPSG_SWEREF99_TM 3006
#define PB_EPSG_RT90 3021     /**< RT 90 2.5 gon V */
#define PB_EPSG_SWEREF99 4619 /**< degrees; for every purpose here the same as WGS 84 */
#define PB_EPSG_WGS84 4326

/** From the text of a .prj file; 0: not recognised. */
int pb_crs_from_wkt(const char *wkt);
/** From where the coordinates lie: 3006, 4326 or 3021 when the box lies in Sweden in that system,
 * else 0 (the local zones look alike). */
int pb_crs_guess(pb_box bounds);
/** The text of a .prj file: ESRI's WKT on one line, as PROJ writes it, that of SWEREF 99 TM without
 * starting PROJ's database. g_free. NULL with PB_ERROR_INPUT: EPSG has no such system. */
char *pb_crs_to_wkt(int epsg, GError **error);
/** "EPSG:3006" or "3006", as a project file writes it (and has checked); 0 for NULL. */
int pb_crs_parse(const char *text);
/** The plane that a dataset is brought to: dataset->crs, else SWEREF 99 TM. */
int pb_crs_of_dataset(const pb_dataset *dataset);
/** "SWEREF 99 TM (EPSG:3006)" for those of Swedish data, else "EPSG:2893". g_free. */
char *pb_crs_name(int epsg);

#endif
