/* wire-content-coding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-coding.h"

#include "capture/http/wire-content-stage.h"

#include <string.h>

struct _WireContentDecoder
{
  WireContentStage *stages[WIRE_CONTENT_MAX_CODINGS]; /* the one to undo first comes first */
  guint n_stages;
  WireContentSink sink;
  gpointer user_data;
  guint64 taken; /* bytes that were sent */
  guint64 share; /* of %WIRE_CONTENT_MAX_TOGETHER */
};

/**
 * wire_content_decoder_new:
 * @content_encoding: the field's value
 * @sink: takes what comes out
 * @user_data: for @sink
 *
 * Returns: (transfer full) (nullable): a decoder; %NULL where there is nothing to undo, or nothing
 *   that is known
 */
WireContentDecoder *
wire_content_decoder_new (const char *content_encoding, WireContentSink sink, gpointer user_data)
{
  WireContentName codings[WIRE_CONTENT_MAX_CODINGS];
  int n = wire_content_parse_names (content_encoding, codings);
  WireContentDecoder *self;

  if (n <= 0)
    return NULL;
  self = g_new0 (WireContentDecoder, 1);
  self->sink = sink;
  self->user_data = user_data;
  self->share = WIRE_CONTENT_MAX_TOGETHER;
  while (n > 0)
    self->stages[self->n_stages++] = wire_content_stage_new (codings[--n]);
  return self;
}

void
wire_content_decoder_free (WireContentDecoder *self)
{
  for (guint i = 0; i < self->n_stages; i++)
    wire_content_stage_free (self->stages[i]);
  g_free (self);
}

/**
 * wire_content_decoder_share:
 * @self: a decoder that was given nothing so far
 * @n: bodies of which this is one, that are all unpacked
 */
void
wire_content_decoder_share (WireContentDecoder *self, guint32 n)
{
  self->share = WIRE_CONTENT_MAX_TOGETHER / MAX (n, 1);
}

static WireContentState push (WireContentDecoder *self,
                              guint stage,
                              const guint8 *bytes,
                              gsize length);

/* Whether @made bytes that come out are more than what was sent and the share allow. */
static gboolean
exceeds_share (const WireContentDecoder *self, guint64 made)
{
  guint64 believed = MIN (self->taken, WIRE_CONTENT_MAX_DECODED) * WIRE_CONTENT_SHARED_RATIO;

  return made > believed + self->share;
}

static guint64
get_limit (const WireContentDecoder *self)
{
  guint64 believed = MIN (self->taken, WIRE_CONTENT_MAX_DECODED) * WIRE_CONTENT_MAX_RATIO;

  return MIN (believed + WIRE_CONTENT_FIRST_BYTES, WIRE_CONTENT_MAX_DECODED);
}

/* Hands what came out of @stage on to the next, or out. Where the next has come to its own end,
 * this one still goes on to its: only then is all of the body there. */
static WireContentState
hand_on (WireContentDecoder *self, guint stage, gsize length)
{
  const guint8 *out = self->stages[stage]->out;

  if (length == 0)
    return WIRE_CONTENT_MORE;
  if (self->stages[stage]->made + length > get_limit (self))
    return WIRE_CONTENT_TOO_LARGE;
  if (exceeds_share (self, self->stages[stage]->made + length))
    return WIRE_CONTENT_TOO_MUCH;
  self->stages[stage]->made += length;
  if (stage + 1 < self->n_stages)
    return push (self, stage + 1, out, length);
  return self->sink (out, length, self->user_data) ? WIRE_CONTENT_MORE : WIRE_CONTENT_STOPPED;
}

/* “deflate” means the zlib format, but some servers send bare deflate (RFC 9110, section 8.4.1.2).
 * The first two bytes tell: RFC 1950, section 2.2. */
static int
guess_window_bits (guint8 first, guint8 second)
{
  gboolean is_zlib = (first & 0xf) == 8 && (first << 8 | second) % 31 == 0;

  return is_zlib ? MAX_WBITS : -MAX_WBITS;
}

static WireContentState
inflate_all (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  int status = Z_OK;

  stage->zlib.next_in = (Bytef *) bytes;
  stage->zlib.avail_in = (uInt) length;
  do
    {
      WireContentState next;

      stage->zlib.next_out = stage->out;
      stage->zlib.avail_out = WIRE_CONTENT_PIECE;
      status = inflate (&stage->zlib, Z_NO_FLUSH);
      next = hand_on (self, number, WIRE_CONTENT_PIECE - stage->zlib.avail_out);
      if (next > WIRE_CONTENT_END)
        return next;
    }
  while (status == Z_OK && (stage->zlib.avail_in > 0 || stage->zlib.avail_out == 0));

  if (status == Z_STREAM_END)
    return WIRE_CONTENT_END;
  return status == Z_OK || status == Z_BUF_ERROR ? WIRE_CONTENT_MORE : WIRE_CONTENT_BROKEN;
}

static const guint8 GZIP_MAGIC[2] = { 0x1f, 0x8b };

static WireContentState push_gzip (WireContentDecoder *self,
                                   guint number,
                                   const guint8 *bytes,
                                   gsize length);

static WireContentState
push_deflate (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  WireContentState state;

  if (stage->begun)
    return inflate_all (self, number, bytes, length);
  if (stage->n_first == 0)
    {
      stage->first = *bytes++;
      stage->n_first = 1;
      length--;
    }
  if (length == 0)
    return WIRE_CONTENT_MORE;
  if (stage->first == GZIP_MAGIC[0] && *bytes == GZIP_MAGIC[1])
    {
      stage->coding = WIRE_CONTENT_GZIP;
      stage->n_first = 0;
      state = push_gzip (self, number, GZIP_MAGIC, 1);
      return state == WIRE_CONTENT_MORE ? push_gzip (self, number, bytes, length) : state;
    }
  if (inflateInit2 (&stage->zlib, guess_window_bits (stage->first, *bytes)) != Z_OK)
    return WIRE_CONTENT_BROKEN;
  stage->begun = TRUE;
  state = inflate_all (self, number, &stage->first, 1);
  return state == WIRE_CONTENT_MORE ? inflate_all (self, number, bytes, length) : state;
}

/* gzip files may follow one another (RFC 1952, section 2.2); whatever else follows is not their
 * business. The two bytes that tell may come one by one. */
static gboolean
meet_next_member (WireContentStage *stage, const guint8 **bytes, gsize *length)
{
  for (; *length > 0 && stage->n_first < sizeof GZIP_MAGIC && **bytes == GZIP_MAGIC[stage->n_first];
       (*bytes)++, (*length)--)
    stage->n_first++;
  if (stage->n_first == sizeof GZIP_MAGIC)
    return TRUE;
  if (*length > 0)
    stage->n_first = G_MAXUINT;
  return FALSE;
}

/* Of several codings one was named, but not applied. */
static WireContentState
push_as_is (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentState state = WIRE_CONTENT_MORE;

  while (length > 0 && state <= WIRE_CONTENT_END)
    {
      gsize n = MIN (length, WIRE_CONTENT_PIECE);

      memcpy (self->stages[number]->out, bytes, n);
      state = hand_on (self, number, n);
      bytes += n;
      length -= n;
    }
  return MAX (state, WIRE_CONTENT_END);
}

/* What is called gzip begins otherwise. */
static WireContentState
push_other (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  WireContentState state;

  if (stage->n_header > 1 && guess_window_bits (stage->header[0], stage->header[1]) > 0)
    {
      stage->coding = WIRE_CONTENT_DEFLATE;
      state = push_deflate (self, number, stage->header, stage->n_header);
      return state == WIRE_CONTENT_MORE ? push_deflate (self, number, bytes, length) : state;
    }
  if (self->n_stages == 1)
    return WIRE_CONTENT_BROKEN;
  stage->passes = TRUE;
  state = push_as_is (self, number, stage->header, stage->n_header);
  return state <= WIRE_CONTENT_END ? push_as_is (self, number, bytes, length) : state;
}

/* Browsers pass over a wrong checksum of the header and flags that mean nothing; zlib does not. */
static WireContentState
begin_gzip (WireContentDecoder *self, guint number)
{
  WireContentStage *stage = self->stages[number];
  guint8 *flags = &stage->header[3];

  if (inflateInit2 (&stage->zlib, MAX_WBITS + 16) != Z_OK)
    return WIRE_CONTENT_BROKEN;
  stage->begun = TRUE;
  *flags &= 0x1f;
  if ((*flags & 0x1e) == 0x02)
    {
      *flags &= 0x1d;
      stage->skip = 2;
    }
  return inflate_all (self, number, stage->header, WIRE_CONTENT_GZIP_HEADER);
}

static WireContentState
push_gzip (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  WireContentState state = stage->state;

  if (stage->passes)
    return push_as_is (self, number, bytes, length);
  if (!stage->begun)
    {
      for (; length > 0 && stage->n_header < WIRE_CONTENT_GZIP_HEADER; length--)
        stage->header[stage->n_header++] = *bytes++;
      if (memcmp (stage->header, GZIP_MAGIC, MIN (stage->n_header, sizeof GZIP_MAGIC)) != 0)
        return push_other (self, number, bytes, length);
      if (stage->n_header < WIRE_CONTENT_GZIP_HEADER)
        return WIRE_CONTENT_MORE;
      state = begin_gzip (self, number);
    }
  for (; length > 0 && stage->skip > 0; length--, bytes++)
    stage->skip--;
  for (;;)
    {
      if (state != WIRE_CONTENT_END)
        {
          state = inflate_all (self, number, bytes, length);
          bytes = stage->zlib.next_in;
          length = stage->zlib.avail_in;
        }
      if (state != WIRE_CONTENT_END || !meet_next_member (stage, &bytes, &length))
        return state;
      inflateReset (&stage->zlib);
      stage->n_first = 0;
      state = inflate_all (self, number, GZIP_MAGIC, sizeof GZIP_MAGIC);
      if (state != WIRE_CONTENT_MORE || length == 0)
        return state;
    }
}

static WireContentState
push_brotli (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  BrotliDecoderResult result;

  do
    {
      size_t left = WIRE_CONTENT_PIECE;
      guint8 *out = stage->out;
      WireContentState next;

      result = BrotliDecoderDecompressStream (stage->brotli, &length, &bytes, &left, &out, NULL);
      next = hand_on (self, number, WIRE_CONTENT_PIECE - left);
      if (next > WIRE_CONTENT_END)
        return next;
    }
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT);
  if (result == BROTLI_DECODER_RESULT_SUCCESS)
    return WIRE_CONTENT_END;
  return result == BROTLI_DECODER_RESULT_ERROR ? WIRE_CONTENT_BROKEN : WIRE_CONTENT_MORE;
}

static WireContentState
push_zstd (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  ZSTD_inBuffer in = { bytes, length, 0 };
  ZSTD_outBuffer out = { stage->out, WIRE_CONTENT_PIECE, 0 };

  do
    {
      gsize result;
      WireContentState next;

      out.pos = 0;
      result = ZSTD_decompressStream (stage->zstd, &out, &in);
      if (ZSTD_isError (result))
        return WIRE_CONTENT_BROKEN;
      next = hand_on (self, number, out.pos);
      if (next > WIRE_CONTENT_END)
        return next;
      if (result == 0 && in.pos == in.size)
        return WIRE_CONTENT_END; /* of a frame; another may follow */
    }
  while (in.pos < in.size || out.pos == out.size);
  return WIRE_CONTENT_MORE;
}

/* A text may end anywhere. */
static WireContentState
push_lines (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  WireContentStage *stage = self->stages[number];
  gboolean last_only = stage->coding == WIRE_CONTENT_LAST_END;
  WireContentState state = WIRE_CONTENT_MORE;

  while (length > 0 && state == WIRE_CONTENT_MORE)
    {
      gsize n = MIN (length, WIRE_CONTENT_PIECE - 1);

      state = hand_on (self, number,
                       wire_content_lines_undo (&stage->lines, last_only, bytes, n, stage->out));
      bytes += n;
      length -= n;
    }
  return MAX (state, WIRE_CONTENT_END);
}

static WireContentState
push (WireContentDecoder *self, guint number, const guint8 *bytes, gsize length)
{
  static WireContentState (*const PUSH[]) (WireContentDecoder *, guint, const guint8 *, gsize) = {
    [WIRE_CONTENT_GZIP] = push_gzip,     [WIRE_CONTENT_DEFLATE] = push_deflate,
    [WIRE_CONTENT_BROTLI] = push_brotli, [WIRE_CONTENT_ZSTANDARD] = push_zstd,
    [WIRE_CONTENT_LINES] = push_lines,   [WIRE_CONTENT_LAST_END] = push_lines,
  };
  WireContentStage *stage = self->stages[number];

  if (length == 0
      || (stage->state == WIRE_CONTENT_END
          && (stage->coding == WIRE_CONTENT_DEFLATE || stage->coding == WIRE_CONTENT_BROTLI)))
    return stage->state;
  if (stage->state != WIRE_CONTENT_MORE && stage->state != WIRE_CONTENT_END)
    return stage->state;
  stage->state = PUSH[stage->coding](self, number, bytes, length);
  return stage->state;
}

/**
 * wire_content_decoder_add:
 * @self: a decoder
 * @bytes: what comes next
 * @length: how many
 *
 * Returns: as wire_content_decoder_get_state() does. After anything but %WIRE_CONTENT_MORE nothing
 * more comes out, but for zstd, of which several frames may follow one another
 */
WireContentState
wire_content_decoder_add (WireContentDecoder *self, const guint8 *bytes, gsize length)
{
  self->taken += length;
  /* zlib counts in 32 bits. */
  while (length > G_MAXINT32)
    {
      push (self, 0, bytes, G_MAXINT32);
      bytes += G_MAXINT32;
      length -= G_MAXINT32;
    }
  push (self, 0, bytes, length);
  return wire_content_decoder_get_state (self);
}

/** Returns: how it is: %WIRE_CONTENT_END where every coding came to its end, which is a body
 * that was unpacked whole */
WireContentState
wire_content_decoder_get_state (const WireContentDecoder *self)
{
  WireContentState state = WIRE_CONTENT_END;

  for (guint i = 0; i < self->n_stages; i++)
    {
      WireContentState own = self->stages[i]->state;

      if (own > WIRE_CONTENT_END)
        return own;
      if (own == WIRE_CONTENT_MORE)
        state = own;
    }
  return state;
}

/** Returns: bytes that came out */
guint64
wire_content_decoder_get_size (const WireContentDecoder *self)
{
  return self->stages[self->n_stages - 1]->made;
}
