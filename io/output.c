/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/text.h"

static void fail(const char *path, int code, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT, _("%s cannot be written: %s. Nothing was changed."),
              path, g_strerror(code));
}

static bool write_all(int fd, const char *bytes, size_t n) {
  while (n) {
    ssize_t written = write(fd, bytes, n);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0) {
      if (written == 0)
        errno = ENOSPC;
      return false;
    }
    bytes += written;
    n -= (size_t)written;
  }
  return true;
}

bool pb_output_write(const char *path, const void *bytes, size_t n, GError **error) {
  g_autofree char *temporary = g_strconcat(path, ".part-XXXXXX", NULL);
  int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0) {
    fail(path, errno, error);
    return false;
  }
  int code = 0;
  if (!write_all(fd, bytes, n) || fsync(fd) != 0)
    code = errno;
  if (close(fd) != 0 && !code)
    code = errno;
  if (!code && g_rename(temporary, path) != 0)
    code = errno;
  if (code) {
    g_unlink(temporary);
    fail(path, code, error);
    return false;
  }
  return true;
}

bool pb_output_write_text(const char *path, const char *text, GError **error) {
  return pb_output_write(path, text, strlen(text), error);
}

bool pb_output_make_folder(const char *path, GError **error) {
  int code = 0;
  if (g_mkdir_with_parents(path, 0777) != 0)
    code = errno;
  else if (g_access(path, W_OK | X_OK) != 0)
    code = errno;
  if (code) {
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT,
                _("The folder %s cannot be made or written to: %s. Choose another with -o."), path,
                g_strerror(code));
    return false;
  }
  return true;
}
