/* wire-packed-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/writing/wire-packed-save.h"

#include "base/wire-secret.h"

#include <glib/gi18n.h>
#include <zlib.h>
#include <zstd.h>

/* Written at a time. */
#define PIECE (256u * 1024)

/* The window of gzip, and that its header is written (zlib's deflateInit2). */
#define GZIP_WINDOW (15 + 16)
#define GZIP_MEMORY 8

struct _WirePackedSave
{
  WireSave *save;
  WireCapturePacking packing;
  guint8 *buffer; /* what is not written yet, not packed */
  gsize length;
  guint8 *packed; /* room for what comes out of the packer */
  guint64 size;
  z_stream gzip;
  ZSTD_CStream *zstd;
};

/**
 * wire_packed_save_new:
 * @save: (transfer full): a file that was begun
 * @packing: how its bytes are packed
 *
 * Returns: (transfer full): a writer of it
 */
WirePackedSave *
wire_packed_save_new (WireSave *save, WireCapturePacking packing)
{
  WirePackedSave *self = g_new0 (WirePackedSave, 1);

  self->save = save;
  self->packing = packing;
  self->buffer = g_malloc (PIECE);
  if (packing == WIRE_CAPTURE_UNPACKED)
    return self;
  self->packed = g_malloc (PIECE);
  if (packing == WIRE_CAPTURE_ZSTD)
    self->zstd = ZSTD_createCStream ();
  else if (deflateInit2 (&self->gzip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
                         Z_DEFAULT_STRATEGY)
           != Z_OK)
    g_error ("zlib has no memory"); /* as every allocation of GLib */
  return self;
}

/* A capture may have a key log in it. */
static void
free_piece (guint8 *piece)
{
  if (piece)
    wire_secret_wipe (piece, PIECE);
  g_free (piece);
}

void
wire_packed_save_free (WirePackedSave *self)
{
  wire_save_free (self->save);
  if (self->packing == WIRE_CAPTURE_GZIP)
    deflateEnd (&self->gzip);
  ZSTD_freeCStream (self->zstd);
  free_piece (self->buffer);
  free_piece (self->packed);
  g_free (self);
}

static gboolean
write_gzip (WirePackedSave *self, gboolean last, GError **error)
{
  int result;

  self->gzip.next_in = self->buffer;
  self->gzip.avail_in = (uInt) self->length;
  do
    {
      self->gzip.next_out = self->packed;
      self->gzip.avail_out = PIECE;
      result = deflate (&self->gzip, last ? Z_FINISH : Z_NO_FLUSH);
      if (!wire_save_write (self->save, self->packed, PIECE - self->gzip.avail_out, error))
        return FALSE;
    }
  while (self->gzip.avail_out == 0 || (last && result == Z_OK));
  return TRUE;
}

static gboolean
write_zstd (WirePackedSave *self, gboolean last, GError **error)
{
  ZSTD_inBuffer in = { self->buffer, self->length, 0 };
  gsize left;

  do
    {
      ZSTD_outBuffer out = { self->packed, PIECE, 0 };

      left = ZSTD_compressStream2 (self->zstd, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError (left))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The capture could not be packed with zstd: %s."),
                       ZSTD_getErrorName (left));
          return FALSE;
        }
      if (!wire_save_write (self->save, self->packed, out.pos, error))
        return FALSE;
    }
  while (in.pos < in.size || (last && left > 0));
  return TRUE;
}

static gboolean
flush (WirePackedSave *self, gboolean last, GError **error)
{
  gboolean done;

  if (self->packing == WIRE_CAPTURE_GZIP)
    done = write_gzip (self, last, error);
  else if (self->packing == WIRE_CAPTURE_ZSTD)
    done = write_zstd (self, last, error);
  else
    done = wire_save_write (self->save, self->buffer, self->length, error);
  self->length = 0;
  return done;
}

/**
 * wire_packed_save_write:
 * @self: a file
 * @bytes: what comes next in it
 * @length: of @bytes
 * @error: set where %FALSE is returned: the disk is full, or fails
 *
 * Returns: whether all of it is in the file, or waits for the next write
 */
gboolean
wire_packed_save_write (WirePackedSave *self, gconstpointer bytes, gsize length, GError **error)
{
  const guint8 *next = bytes;

  self->size += length;
  while (length > 0)
    {
      gsize n = MIN (length, PIECE - self->length);

      memcpy (self->buffer + self->length, next, n);
      self->length += n;
      next += n;
      length -= n;
      if (self->length == PIECE && !flush (self, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/** Writes what waits. Nothing may be written after it. Returns: whether all of it is in the file */
gboolean
wire_packed_save_finish (WirePackedSave *self, GError **error)
{
  return flush (self, TRUE, error);
}

WireSave *
wire_packed_save_get_save (WirePackedSave *self)
{
  return self->save;
}

guint64
wire_packed_save_get_size (WirePackedSave *self)
{
  return self->size;
}
