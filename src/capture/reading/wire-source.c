/* wire-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-source.h"

#include "capture/reading/wire-archive.h"
#include "capture/reading/wire-archive-magic.h"
#include "capture/reading/wire-capture-magic.h"
#include "capture/reading/wire-inflater.h"
#include "capture/reading/wire-input.h"
#include "capture/reading/wire-reader.h"
#include "capture/reading/wire-unpack-limit.h"
#include "base/wire-io.h"
#include "base/wire-spool.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <unistd.h>

/* Compressed bytes read at a time. */
#define PACKED_BYTES (256 * 1024)
/* What tells a capture, gzip and zstd; and what tells an archive. */
#define FIRST_BYTES 4
#define HEAD_BYTES 512

struct _WireSource
{
  WireInput *input;
  int spool; /* -1 where the file itself can be read again */
  GCancellable *cancellable;
  guint64 position; /* of the unpacked bytes */

  WirePacking packing;
  WireArchive *archive; /* NULL for what is not packed, and for gzip and zstd */
  WireInflater *inflater;
  guint8 *packed;
  const guint8 *packed_next;
  gsize packed_length;
};

/* The head that was read to recognise a file that is not packed comes first. */
static gsize
take_head (WireSource *source, guint8 *buffer, gsize size)
{
  gsize n = MIN (size, source->packed_length);

  memcpy (buffer, source->packed_next, n);
  source->packed_next += n;
  source->packed_length -= n;
  return n;
}

/* The next packed bytes; 0 at the end, -1 on error. */
static gssize
refill_packed (WireSource *source, GError **error)
{
  gssize n = wire_input_read (source->input, source->packed, PACKED_BYTES, error);

  if (n == 0 && !wire_inflater_is_between (source->inflater))
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CUT,
                   _ ("“%s” ends inside its compressed data."),
                   wire_input_get_name (source->input));
      return -1;
    }
  source->packed_next = source->packed;
  source->packed_length = (gsize) MAX (n, 0);
  return n;
}

static gssize
fail_packed (WireSource *source, const char *problem, GError **error)
{
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_BROKEN,
               _ ("“%s” could not be unpacked past byte %" PRIu64 ": %s."),
               wire_input_get_name (source->input),
               wire_input_get_position (source->input) - source->packed_length, problem);
  return -1;
}

/* Some unpacked bytes, at least one but at the end. */
static gssize
unpack (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  guint8 *out = buffer;
  gsize room = size;
  const char *problem = NULL;
  gssize n = 1;

  while (out == buffer)
    {
      if (source->packed_length == 0 && !wire_inflater_is_broken (source->inflater))
        n = refill_packed (source, error);
      if (n <= 0)
        return n;
      if (!wire_inflater_run (source->inflater, &source->packed_next, &source->packed_length, &out,
                              &room, &problem)
          && out == buffer)
        return fail_packed (source, problem, error);
    }
  return (gssize) (out - buffer);
}

static gssize
read_unpacked (WireSource *source, guint8 *buffer, gsize size, GError **error)
{
  if (source->archive)
    return wire_archive_read (source->archive, buffer, size, error);
  if (source->packing != WIRE_PACKING_NONE)
    return unpack (source, buffer, size, error);
  if (source->packed_length > 0)
    return (gssize) take_head (source, buffer, size);
  return wire_input_read (source->input, buffer, size, error);
}

static gboolean
is_packed (const WireSource *source)
{
  return source->archive || source->packing != WIRE_PACKING_NONE;
}

/**
 * wire_source_fill:
 * @buffer: filled as far as there is something
 * @size: room in it
 * @error: set where reading fails; what was filled in before comes first, the error with the next
 *   call. One of #WIRE_READER_ERROR is a sentence without its full stop, to which the reader adds
 *   the packet
 *
 * Returns: bytes filled; 0 at the end, -1 on error
 */
gssize
wire_source_fill (WireSource *self, guint8 *buffer, gsize size, GError **error)
{
  gssize n;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return -1;
  n = read_unpacked (self, buffer, size, error);
  if (n <= 0)
    return n;
  if (is_packed (self)
      && !wire_unpack_limit_check (wire_input_get_position (self->input),
                                   self->position + (guint64) n, wire_input_get_name (self->input),
                                   error))
    return -1;
  if (self->spool >= 0
      && !wire_spool_write (self->spool, self->position, buffer, (gsize) n,
                            wire_input_get_name (self->input), error))
    return -1;
  self->position += (guint64) n;
  return n;
}

/** Moves on without giving the bytes; %FALSE with an error, or without one where the file ends
 * first. */
gboolean
wire_source_skip (WireSource *self, guint64 size, GError **error)
{
  guint8 scratch[16 * 1024];

  if (self->spool < 0)
    {
      if (size > G_MAXUINT64 - self->position
          || !wire_input_seek (self->input, self->position + size))
        return FALSE;
      self->position += size;
      return TRUE;
    }
  while (size > 0)
    {
      gssize n = wire_source_fill (self, scratch, MIN (size, sizeof scratch), error);

      if (n <= 0)
        return FALSE;
      size -= (guint64) n;
    }
  return TRUE;
}

/* Reads on until @wanted bytes of @head are there, or the file ends. */
static gboolean
read_head (WireSource *source, guint8 *head, gsize *filled, gsize wanted, GError **error)
{
  gssize n = 1;

  while (*filled < wanted && n > 0)
    {
      n = wire_input_read (source->input, head + *filled, wanted - *filled, error);
      if (n < 0)
        return FALSE;
      *filled += (gsize) n;
    }
  return TRUE;
}

/* Whether what is in gzip or zstd begins as a tar does. Of a pipe that is not known: it comes once.
 */
static gboolean
holds_tar (WireSource *source)
{
  g_autofree guint8 *packed = g_malloc (PACKED_BYTES);
  g_autoptr (WireInflater) inflater = NULL;
  guint8 head[HEAD_BYTES];
  guint8 *out = head;
  const guint8 *in = packed;
  gsize room = sizeof head;
  gsize length;
  const char *problem;
  gssize n;

  if (source->packing == WIRE_PACKING_NONE || wire_input_is_pipe (source->input))
    return FALSE;
  n = wire_io_pread_full (wire_input_get_fd (source->input), packed, PACKED_BYTES, 0);
  length = (gsize) MAX (n, 0);
  inflater = wire_inflater_new (source->packing);
  while (inflater && room > 0 && length > 0
         && wire_inflater_run (inflater, &in, &length, &out, &room, &problem))
    ;
  return wire_archive_is_tar (head, sizeof head - room);
}

static gboolean
open_archive (WireSource *source, const guint8 *head, gsize filled, GError **error)
{
  gboolean pipe = wire_input_is_pipe (source->input);

  source->packing = WIRE_PACKING_NONE;
  if (!pipe)
    wire_input_seek (source->input, 0);
  source->archive = wire_archive_new (source->input, head, pipe ? filled : 0, error);
  source->spool =
      source->archive ? wire_spool_open (wire_input_get_name (source->input), error) : -1;
  return source->spool >= 0;
}

static gboolean
open_packed (WireSource *source, const guint8 *head, gsize filled, GError **error)
{
  if (source->packing != WIRE_PACKING_NONE)
    source->inflater = wire_inflater_new (source->packing);
  source->packed = g_malloc (PACKED_BYTES);
  memcpy (source->packed, head, filled);
  source->packed_next = source->packed;
  source->packed_length = filled;
  source->spool = wire_spool_open (wire_input_get_name (source->input), error);
  return source->spool >= 0;
}

/* Reads as much as tells the packing, and keeps it for the first reader. More than a few bytes
 * only of what is no capture by those: from a pipe there may be no more for a while. */
static gboolean
recognise_packing (WireSource *source, GError **error)
{
  guint8 head[HEAD_BYTES];
  gsize filled = 0;

  if (!read_head (source, head, &filled, FIRST_BYTES, error))
    return FALSE;
  if (filled == 0)
    {
      g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_EMPTY, _ ("“%s” is empty."),
                   wire_input_get_name (source->input));
      return FALSE;
    }

  source->packing = wire_packing_recognise (head, filled);
  if (source->packing == WIRE_PACKING_NONE && !wire_capture_magic_find (head, filled)
      && !read_head (source, head, &filled, sizeof head, error))
    return FALSE;
  if (source->packing == WIRE_PACKING_NONE ? wire_archive_recognise (head, filled)
                                           : holds_tar (source))
    return open_archive (source, head, filled, error);
  if (wire_input_is_pipe (source->input) || source->packing != WIRE_PACKING_NONE)
    return open_packed (source, head, filled, error);
  wire_input_seek (source->input, 0);
  wire_input_expect_all (source->input);
  return TRUE;
}

/**
 * wire_source_open:
 * @path: a file, or `-` or `/dev/stdin` for standard input
 * @cancellable: (nullable): ends every later read too
 * @error: one sentence that names the file
 *
 * Returns: (transfer full) (nullable): at its first byte
 */
WireSource *
wire_source_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (WireSource) source = g_new0 (WireSource, 1);

  source->spool = -1;
  g_set_object (&source->cancellable, cancellable);
  source->input = wire_input_open (path, cancellable, error);
  if (!source->input || !recognise_packing (source, error))
    return NULL;
  return g_steal_pointer (&source);
}

void
wire_source_free (WireSource *self)
{
  if (self->spool >= 0)
    close (self->spool);
  g_clear_pointer (&self->inflater, wire_inflater_free);
  g_clear_pointer (&self->archive, wire_archive_free);
  g_clear_pointer (&self->input, wire_input_free);
  g_clear_object (&self->cancellable);
  g_free (self->packed);
  g_free (self);
}

/** %WIRE_READER_ERROR_CHANGED where the file is not what it was when it was opened. Any thread. */
gboolean
wire_source_check_unchanged (WireSource *self, GError **error)
{
  return self->spool >= 0 || wire_input_check_unchanged (self->input, error);
}

/** Fills @buffer with bytes that were read before; all of them or an error. Any thread. */
gboolean
wire_source_read_at (WireSource *self, guint64 offset, guint8 *buffer, gsize size, GError **error)
{
  int fd = self->spool >= 0 ? self->spool : wire_input_get_fd (self->input);
  gssize n;

  if (!wire_source_check_unchanged (self, error))
    return FALSE;
  n = wire_io_pread_full (fd, buffer, size, offset);
  if (n < 0)
    return wire_input_fail (self->input, errno, error);
  if ((gsize) n == size)
    return TRUE;
  g_set_error (error, WIRE_READER_ERROR, WIRE_READER_ERROR_CHANGED,
               _ ("“%s” has changed since it was opened. Open it again."),
               wire_input_get_name (self->input));
  return FALSE;
}

/** Returns: (transfer none): the file's name, made printable */
const char *
wire_source_get_name (WireSource *self)
{
  return wire_input_get_name (self->input);
}

/** Returns: (transfer none) (nullable): `gzip`, `zstd`, `tar, xz` …, or %NULL where it is not
 * packed */
const char *
wire_source_get_packing (WireSource *self)
{
  static const char *const NAMES[] = { NULL, "gzip", "zstd" };

  return self->archive ? wire_archive_get_name (self->archive) : NAMES[self->packing];
}

/** Returns: how much of the file was read, 0 … 1, or -1 for standard input */
double
wire_source_get_fraction (WireSource *self)
{
  return wire_input_get_fraction (self->input);
}
