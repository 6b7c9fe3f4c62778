/* wire-inflater.c: gzip (RFC 1952) by zlib, zstd (RFC 8878) by libzstd
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-inflater.h"

#include <glib/gi18n.h>
#include <zlib.h>
#include <zstd.h>

struct _WireInflater
{
  WirePacking packing;
  z_stream gzip;
  ZSTD_DStream *zstd;
  gboolean between;    /* members: nothing of the next was read */
  const char *problem; /* %NULL until the data turned out to be damaged */
};

/** Returns: how a file that begins with @head is packed */
WirePacking
wire_packing_recognise (const guint8 *head, gsize length)
{
  if (length >= 3 && head[0] == 0x1f && head[1] == 0x8b && head[2] == 8)
    return WIRE_PACKING_GZIP;
  if (length >= 4 && head[0] == 0x28 && head[1] == 0xb5 && head[2] == 0x2f && head[3] == 0xfd)
    return WIRE_PACKING_ZSTD;
  return WIRE_PACKING_NONE;
}

/** Returns: (transfer full): before the first member */
WireInflater *
wire_inflater_new (WirePacking packing)
{
  WireInflater *self = g_new0 (WireInflater, 1);

  self->packing = packing;
  self->between = TRUE;
  if (packing == WIRE_PACKING_ZSTD)
    {
      self->zstd = ZSTD_createDStream ();
      if (!self->zstd)
        self->problem = _ ("there is not enough memory");
    }
  else if (inflateInit2 (&self->gzip, 15 + 16) != Z_OK) /* 16: a gzip header, nothing else */
    self->problem = _ ("there is not enough memory");
  return self;
}

void
wire_inflater_free (WireInflater *self)
{
  if (self->packing == WIRE_PACKING_ZSTD)
    ZSTD_freeDStream (self->zstd);
  else
    inflateEnd (&self->gzip);
  g_free (self);
}

static gboolean
run_gzip (WireInflater *self,
          const guint8 **input,
          gsize *input_length,
          guint8 **output,
          gsize *output_length)
{
  int result;
  gboolean good;

  self->gzip.next_in = (guint8 *) *input; /* zlib's own type is not const */
  self->gzip.avail_in = (guint) *input_length;
  self->gzip.next_out = *output;
  self->gzip.avail_out = (guint) *output_length;
  result = inflate (&self->gzip, Z_NO_FLUSH);
  *input_length = self->gzip.avail_in;
  *input = self->gzip.next_in;
  *output_length = self->gzip.avail_out;
  *output = self->gzip.next_out;
  if (result == Z_STREAM_END)
    inflateReset (&self->gzip);
  self->between = result == Z_STREAM_END;
  good = result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR;
  if (!good)
    self->problem = self->gzip.msg ? self->gzip.msg : _ ("the compressed data are damaged");
  return good;
}

static gboolean
run_zstd (WireInflater *self,
          const guint8 **input,
          gsize *input_length,
          guint8 **output,
          gsize *output_length)
{
  ZSTD_inBuffer in = { *input, *input_length, 0 };
  ZSTD_outBuffer out = { *output, *output_length, 0 };
  gsize result = ZSTD_decompressStream (self->zstd, &out, &in);

  *input += in.pos;
  *input_length -= in.pos;
  *output += out.pos;
  *output_length -= out.pos;
  self->between = result == 0;
  if (ZSTD_isError (result))
    self->problem = ZSTD_getErrorName (result);
  return !self->problem;
}

/**
 * wire_inflater_run:
 * @input: (inout): moved past what was taken
 * @input_length: (inout): bytes left; at most 4 GiB at a call
 * @output: (inout): moved past what was written
 * @output_length: (inout): room left; likewise
 * @problem: (out): what is wrong, where this fails
 *
 * Damage is final: every later run says the same again.
 *
 * Returns: %FALSE where the data are damaged; what was written until then is good
 */
gboolean
wire_inflater_run (WireInflater *self,
                   const guint8 **input,
                   gsize *input_length,
                   guint8 **output,
                   gsize *output_length,
                   const char **problem)
{
  gboolean good = !self->problem;

  if (good && self->packing == WIRE_PACKING_ZSTD)
    good = run_zstd (self, input, input_length, output, output_length);
  else if (good)
    good = run_gzip (self, input, input_length, output, output_length);
  *problem = self->problem;
  return good;
}

/** Returns: whether the data turned out to be damaged */
gboolean
wire_inflater_is_broken (WireInflater *self)
{
  return self->problem != NULL;
}

/** Returns: whether the input could end here */
gboolean
wire_inflater_is_between (WireInflater *self)
{
  return self->between;
}
