/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From a file that was read to pb_source_form. */
#ifndef PB_IO_DESCRIBE_FORM_H
#define PB_IO_DESCRIBE_FORM_H

#include "engine/source_form.h"
#include "io/project.h"
#include "io/roles.h"
#include "io/shape.h"
#include "io/text_file.h"

/** A table of `n_headers` columns of its own; roles may lie beyond them (a wide table). Free with
 * pb_source_form_free. */
pb_source_form *pb_describe_table(const pb_text_file *file, const pb_project_source *source,
                                  const pb_shape *shape, const pb_source_kind *kind,
                                  const pb_roles *roles, const char *const *headers,
                                  size_t n_headers);
/** A file that is no table. */
pb_source_form *pb_describe_text(const pb_encoding_info *encoding);

#endif
