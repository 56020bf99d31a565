/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Any bytes as a project file: a project, or an error that names the file. */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "engine/error.h"
#include "io/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 4096)
    return 0;
  g_autofree char *text = g_malloc(MAX(size, 1)); /* not a byte longer, for the sanitizer */
  memcpy(text, data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_project) project = pb_project_parse("p.ini", text, size, &error);
  g_assert((project == NULL) == (error != NULL));
  if (error) {
    g_assert(error->domain == PB_ERROR && strstr(error->message, "p.ini"));
    return 0;
  }
  for (size_t i = 0; i < project->n_sources; i++)
    g_assert(*project->sources[i].kind && *project->sources[i].path);
  return 0;
}
