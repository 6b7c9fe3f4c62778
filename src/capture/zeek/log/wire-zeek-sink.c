/* wire-zeek-sink.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-sink.h"

#include "base/wire-save.h"

#include <glib/gi18n.h>
#include <zstd.h>

#define PIECE (64u * 1024)

struct _WireZeekSink
{
  WireSave *save;
  GString *waiting; /* lines that are not written yet */
  ZSTD_CStream *zstd;
  char *path;
};

/**
 * wire_zeek_sink_new:
 * @path: of the file
 * @zstd: compress it
 * @error: of the system
 *
 * Returns: (transfer full) (nullable): an empty file
 */
WireZeekSink *
wire_zeek_sink_new (const char *path, gboolean zstd, GError **error)
{
  g_autoptr (WireZeekSink) self = g_new0 (WireZeekSink, 1);

  self->path = g_strdup (path);
  self->waiting = g_string_new (NULL);
  self->save = wire_save_begin_at (path, error);
  if (!self->save)
    return NULL;
  if (zstd)
    self->zstd = ZSTD_createCStream ();
  return g_steal_pointer (&self);
}

void
wire_zeek_sink_free (WireZeekSink *self)
{
  g_clear_pointer (&self->save, wire_save_free);
  if (self->zstd)
    ZSTD_freeCStream (self->zstd);
  g_string_free (self->waiting, TRUE);
  g_free (self->path);
  g_free (self);
}

static gboolean
compress (WireZeekSink *self, ZSTD_EndDirective directive, GError **error)
{
  ZSTD_inBuffer in = { self->waiting->str, self->waiting->len, 0 };
  char piece[PIECE];
  gsize left;

  do
    {
      ZSTD_outBuffer out = { piece, sizeof piece, 0 };

      left = ZSTD_compressStream2 (self->zstd, &out, &in, directive);
      if (ZSTD_isError (left))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("“%s” could not be compressed: %s."), self->path,
                       ZSTD_getErrorName (left));
          return FALSE;
        }
      if (!wire_save_write (self->save, piece, out.pos, error))
        return FALSE;
    }
  while (directive == ZSTD_e_end ? left > 0 : in.pos < in.size);
  return TRUE;
}

static gboolean
write_waiting (WireZeekSink *self, ZSTD_EndDirective directive, GError **error)
{
  gboolean done = self->zstd
                      ? compress (self, directive, error)
                      : wire_save_write (self->save, self->waiting->str, self->waiting->len, error);

  g_string_truncate (self->waiting, 0);
  return done;
}

/** Writes @length bytes, in pieces. */
gboolean
wire_zeek_sink_write (WireZeekSink *self, const void *bytes, gsize length, GError **error)
{
  g_string_append_len (self->waiting, bytes, (gssize) length);
  return self->waiting->len < PIECE || write_waiting (self, ZSTD_e_continue, error);
}

gboolean
wire_zeek_sink_end (WireZeekSink *self, GError **error)
{
  return write_waiting (self, ZSTD_e_end, error) && wire_save_end (self->save, error);
}
