/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/byte_source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/error.h"
#include "engine/text.h"

struct pb_byte_source {
  char *name;
  pb_watch *watch;

  int fd; /* of a file; -1: the bytes are in memory */
  struct timespec modified;
  uint64_t read, expected; /* bytes of this reading; of a whole one, 0: nobody knows */
  char *buffer;            /* what is left of the piece before and new bytes */

  GByteArray *kept;  /* of what cannot be read twice */
  const char *bytes; /* in memory */
  size_t n, piece;
  size_t begin, end; /* of the piece: in `buffer`, or in `bytes` */
};

static void fail_reading(const char *name, int why, GError **error) {
  if (why == ENOENT)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: There is no such file. Check the path."),
                name);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: The file cannot be read (%s)."), name,
                g_strerror(why));
}

static void fail_large(const char *name, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s: The file is read into memory as a whole and is larger than %zu MB. Export the "
                "table as a CSV file; that is read in pieces."),
              name, PB_WHOLE_MAX_BYTES / 1000000);
}

/* -1 with `error` when it cannot be read, else how much. */
static gssize read_some(pb_byte_source *source, char *into, size_t most, GError **error) {
  gssize got;
  do
    got = read(source->fd, into, most);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    fail_reading(source->name, errno, error);
  pb_watch *watch = source->watch;
  if (got > 0 && watch) {
    watch->now.bytes_done = MIN(watch->now.bytes_done + (uint64_t)got, watch->now.bytes_total);
    watch->on_progress(&watch->now, watch->data);
  }
  return got;
}

/* Everything from here to the end, into memory. */
static bool keep(pb_byte_source *source, GError **error) {
  g_autoptr(GByteArray) kept = g_byte_array_new();
  for (gssize got = 1; got;) {
    guint before = kept->len;
    g_byte_array_set_size(kept, before + PB_PIECE_BYTES);
    got = read_some(source, (char *)kept->data + before, PB_PIECE_BYTES, error);
    if (got < 0)
      return false;
    g_byte_array_set_size(kept, before + (guint)got);
    if (kept->len > PB_WHOLE_MAX_BYTES) {
      fail_large(source->name, error);
      return false;
    }
  }
  close(source->fd);
  source->fd = -1;
  source->kept = g_steal_pointer(&kept);
  source->bytes = (const char *)source->kept->data;
  source->n = source->kept->len;
  source->piece = PB_PIECE_BYTES;
  source->begin = source->end = 0;
  return true;
}

pb_byte_source *pb_byte_source_open(const char *path, const char *name, pb_watch *watch,
                                    GError **error) {
  g_autoptr(pb_byte_source) source = g_new0(pb_byte_source, 1);
  source->name = g_strdup(name);
  source->watch = watch;
  source->fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat about;
  if (source->fd < 0 || fstat(source->fd, &about) != 0) {
    fail_reading(name, errno, error);
    return NULL;
  }
  source->modified = about.st_mtim;
  source->expected = (uint64_t)MAX(about.st_size, 0);
  if (S_ISREG(about.st_mode))
    source->buffer = g_malloc(PB_PIECE_REST + PB_PIECE_BYTES);
  else if (!keep(source, error))
    return NULL;
  return g_steal_pointer(&source);
}

pb_byte_source *pb_byte_source_of_bytes(const char *name, const void *bytes, size_t n,
                                        size_t piece) {
  pb_byte_source *source = g_new0(pb_byte_source, 1);
  source->name = g_strdup(name);
  source->fd = -1;
  source->bytes = n ? bytes : "";
  source->n = n;
  source->piece = piece ? piece : MAX(n, 1);
  return source;
}

void pb_byte_source_free(pb_byte_source *source) {
  if (!source)
    return;
  if (source->fd >= 0)
    close(source->fd);
  if (source->kept)
    g_byte_array_unref(source->kept);
  g_free(source->buffer);
  g_free(source->name);
  g_free(source);
}

/* What is read is what was there when it was opened. Asked after every piece: a file that grows as
 * fast as it is read would have no end. */
static bool is_unchanged(pb_byte_source *source, bool at_end, GError **error) {
  struct stat about;
  bool known = source->expected > 0;
  bool same =
      !known || (at_end ? source->read == source->expected : source->read <= source->expected);
  if (same && at_end)
    same = fstat(source->fd, &about) == 0 && about.st_mtim.tv_sec == source->modified.tv_sec &&
           about.st_mtim.tv_nsec == source->modified.tv_nsec;
  if (at_end)
    source->expected = source->read;
  if (!same)
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file was changed while it was read. Wait until the program that writes "
                  "it is done, and try again."),
                source->name);
  return same;
}

bool pb_byte_source_next(pb_byte_source *source, pb_piece *piece, GError **error) {
  if (source->fd < 0) {
    source->end = MIN(source->end + source->piece, source->n);
    *piece = (pb_piece){source->bytes + source->begin, source->end - source->begin,
                        source->end == source->n};
    return true;
  }
  size_t rest = source->end - source->begin;
  g_assert(rest <= PB_PIECE_REST);
  memmove(source->buffer, source->buffer + source->begin, rest);
  source->begin = 0;
  source->end = rest;
  gssize got = read_some(source, source->buffer + rest, PB_PIECE_BYTES, error);
  if (got < 0)
    return false;
  source->end += (size_t)got;
  source->read += (size_t)got;
  *piece = (pb_piece){source->buffer, source->end, got == 0};
  return is_unchanged(source, got == 0, error);
}

void pb_byte_source_take(pb_byte_source *source, size_t n) {
  source->begin += n;
}

bool pb_byte_source_rewind(pb_byte_source *source, GError **error) {
  source->begin = source->end = 0;
  source->read = 0;
  if (source->fd < 0 || lseek(source->fd, 0, SEEK_SET) == 0)
    return true;
  fail_reading(source->name, errno, error);
  return false;
}

bool pb_byte_source_whole(pb_byte_source *source, const char **bytes, size_t *n, GError **error) {
  if (source->fd >= 0 && (!pb_byte_source_rewind(source, error) || !keep(source, error)))
    return false;
  *bytes = source->bytes;
  *n = source->n;
  return true;
}

bool pb_read_bytes(const char *path, const char *name, char **bytes, gsize *n, GError **error) {
  g_autoptr(pb_byte_source) source = pb_byte_source_open(path, name, NULL, error);
  const char *all;
  if (!source || !pb_byte_source_whole(source, &all, n, error))
    return false;
  *bytes = g_memdup2(all, *n);
  return true;
}

char *pb_file_sha256(const char *path, GError **error) {
  g_autoptr(pb_byte_source) source = pb_byte_source_open(path, path, NULL, error);
  if (!source)
    return NULL;
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  pb_piece piece;
  do {
    if (!pb_byte_source_next(source, &piece, error))
      return NULL;
    g_checksum_update(sum, (const guchar *)piece.bytes, (gssize)piece.n);
    pb_byte_source_take(source, piece.n);
  } while (!piece.last);
  return g_strdup(g_checksum_get_string(sum));
}

char *pb_sha256(const void *bytes, size_t n) {
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, n);
}
