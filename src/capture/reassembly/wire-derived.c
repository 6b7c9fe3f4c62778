/* wire-derived.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-derived.h"

#include "base/wire-io.h"
#include "base/wire-spool.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* Bytes wait for each other, so that many short pieces cost few system calls. */
#define BUFFER (256u * 1024)

struct _WireDerived
{
  gatomicrefcount references;
  GMutex lock;
  guint64 limit;
  int spool;       /* -1 until there is something to write */
  guint64 written; /* to the file; what follows is in @buffer */
  guint8 *buffer;
  gsize buffered;
  guint64 refused;
  GError *error; /* why the disk takes no more */
};

/**
 * wire_derived_new:
 * @limit: bytes that are kept at most
 *
 * Returns: (transfer full): nothing so far
 */
WireDerived *
wire_derived_new (guint64 limit)
{
  WireDerived *self = g_new0 (WireDerived, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->limit = limit;
  self->spool = -1;
  return self;
}

/** Returns: (transfer full): @self */
WireDerived *
wire_derived_ref (WireDerived *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
wire_derived_unref (WireDerived *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  if (self->spool >= 0)
    close (self->spool);
  g_free (self->buffer);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
write_out (WireDerived *self, const guint8 *bytes, gsize length)
{
  const char *name = _ ("derived bytes");

  if (self->spool < 0)
    self->spool = wire_spool_open (name, &self->error);
  if (self->spool < 0
      || !wire_spool_write (self->spool, self->written, bytes, length, name, &self->error))
    return FALSE;
  self->written += length;
  return TRUE;
}

static gboolean
flush (WireDerived *self)
{
  if (self->buffered > 0 && !write_out (self, self->buffer, self->buffered))
    return FALSE;
  self->buffered = 0;
  return TRUE;
}

/* Returns: whether @length more bytes were taken */
static gboolean
take (WireDerived *self, const guint8 *bytes, gsize length)
{
  if (self->error || self->written + self->buffered + length > self->limit
      || (self->buffered + length > BUFFER && !flush (self)))
    return FALSE;
  if (length > BUFFER)
    return write_out (self, bytes, length);
  if (!self->buffer)
    self->buffer = g_malloc (BUFFER);
  memcpy (self->buffer + self->buffered, bytes, length);
  self->buffered += length;
  return TRUE;
}

/**
 * wire_derived_add:
 * @self: derived bytes
 * @bytes: more of them
 * @length: of @bytes
 *
 * Returns: where they are from now on, for a #WireExtent: %WIRE_EXTENT_DERIVED is set in it. What
 * is added next follows them. %WIRE_EXTENT_GAP where they could not be kept.
 */
guint64
wire_derived_add (WireDerived *self, const guint8 *bytes, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint64 offset = self->written + self->buffered;

  if (take (self, bytes, length))
    return offset | WIRE_EXTENT_DERIVED;
  self->refused += length;
  return WIRE_EXTENT_GAP;
}

static gboolean
read_file (WireDerived *self, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  gssize n = wire_io_pread_full (self->spool, buffer, length, offset);

  if (n == (gssize) length)
    return TRUE;
  g_set_error (error, G_IO_ERROR, n < 0 ? g_io_error_from_errno (errno) : G_IO_ERROR_FAILED,
               _ ("Derived bytes could not be read from a temporary file: %s."),
               n < 0 ? g_strerror (errno) : _ ("it is shorter than it was"));
  return FALSE;
}

/**
 * wire_derived_read:
 * @self: derived bytes
 * @offset: from wire_derived_add(), or within what was added
 * @buffer: takes @length bytes
 * @length: how many
 * @error: one sentence
 *
 * Returns: whether all of them were read. Blocks.
 */
gboolean
wire_derived_read (WireDerived *self, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint64 size = self->written + self->buffered;
  gsize in_file;

  offset &= ~WIRE_EXTENT_DERIVED;
  if (offset > size || length > size - offset)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("There are only %" PRIu64 " derived bytes."), size);
      return FALSE;
    }
  in_file = offset < self->written ? (gsize) MIN (length, self->written - offset) : 0;
  if (!read_file (self, offset, buffer, in_file, error))
    return FALSE;
  if (in_file < length)
    memcpy (buffer + in_file, self->buffer + (offset + in_file - self->written), length - in_file);
  return TRUE;
}

/** Returns: how many bytes are kept */
guint64
wire_derived_get_size (WireDerived *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->written + self->buffered;
}

/** Returns: (transfer full) (nullable): a sentence on what could not be kept; %NULL where all was
 */
char *
wire_derived_tell_problem (WireDerived *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *size = g_format_size (self->refused);
  g_autofree char *limit = g_format_size (self->limit);

  if (self->refused == 0)
    return NULL;
  if (self->error)
    return g_strdup_printf (_ ("%s of decrypted or decoded data could not be kept and count as "
                               "missing. %s"),
                            size, self->error->message);
  return g_strdup_printf (_ ("%s of decrypted or decoded data were not kept and count as missing: "
                             "the limit is %s for one capture."),
                          size, limit);
}
