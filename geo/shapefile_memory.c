/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/shapefile_memory.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  const guint8 *data;
  gsize length, position;
} memory_file;

/* shapelib's hooks carry no user pointer, so the file name carries it: its address in hexadecimal,
 * to which shapelib adds .shp, .shx or .dbf. That keeps the reader free of shared state. */
static SAFile memory_open(const char *name, const char *access) {
  char *end = NULL;
  const pb_shapefile_bytes *bytes =
      (const pb_shapefile_bytes *)(guintptr)g_ascii_strtoull(name, &end, 16);
  if (!bytes || access[0] != 'r')
    return NULL;
  GBytes *part = strcmp(end, ".shp") == 0   ? bytes->shp
                 : strcmp(end, ".shx") == 0 ? bytes->shx
                 : strcmp(end, ".dbf") == 0 ? bytes->dbf
                                            : NULL;
  if (!part)
    return NULL;
  memory_file *file = g_new0(memory_file, 1);
  file->data = g_bytes_get_data(part, &file->length);
  return (SAFile)file;
}

static SAOffset memory_read(void *target, SAOffset size, SAOffset n, SAFile handle) {
  memory_file *file = (memory_file *)handle;
  if (size == 0 || file->position >= file->length)
    return 0;
  SAOffset whole = (file->length - file->position) / size;
  if (n > whole)
    n = whole;
  memcpy(target, file->data + file->position, n * size);
  file->position += n * size;
  return n;
}

static SAOffset memory_write(void *source G_GNUC_UNUSED, SAOffset size G_GNUC_UNUSED,
                             SAOffset n G_GNUC_UNUSED, SAFile handle G_GNUC_UNUSED) {
  return 0;
}

static SAOffset memory_seek(SAFile handle, SAOffset offset, int whence) {
  memory_file *file = (memory_file *)handle;
  gsize base = whence == SEEK_CUR ? file->position : whence == SEEK_END ? file->length : 0;
  file->position = base + offset;
  return 0;
}

static SAOffset memory_tell(SAFile handle) {
  return ((memory_file *)handle)->position;
}

static int memory_flush(SAFile handle G_GNUC_UNUSED) {
  return 0;
}

static int memory_close(SAFile handle) {
  g_free(handle);
  return 0;
}

static int memory_remove(const char *name G_GNUC_UNUSED) {
  return -1;
}

/* The reader checks the structure itself and has better sentences than shapelib's. */
static void memory_error(const char *message G_GNUC_UNUSED) {}

static double memory_atof(const char *text) {
  return g_ascii_strtod(text, NULL);
}

static const SAHooks memory_hooks = {
    .FOpen = memory_open,
    .FRead = memory_read,
    .FWrite = memory_write,
    .FSeek = memory_seek,
    .FTell = memory_tell,
    .FFlush = memory_flush,
    .FClose = memory_close,
    .Remove = memory_remove,
    .Error = memory_error,
    .Atof = memory_atof,
};

static void memory_name(const pb_shapefile_bytes *bytes, char *name, size_t size) {
  g_snprintf(name, size, "%" G_GINT64_MODIFIER "x.shp", (guint64)(guintptr)bytes);
}

SHPHandle pb_shapefile_open_shapes(const pb_shapefile_bytes *bytes) {
  char name[32];
  SAHooks hooks = memory_hooks;
  memory_name(bytes, name, sizeof name);
  return SHPOpenLL(name, "rb", &hooks);
}

DBFHandle pb_shapefile_open_table(const pb_shapefile_bytes *bytes) {
  char name[32];
  SAHooks hooks = memory_hooks;
  memory_name(bytes, name, sizeof name);
  return DBFOpenLL(name, "rb", &hooks);
}
