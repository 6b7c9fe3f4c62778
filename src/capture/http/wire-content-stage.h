/* wire-content-stage.h: one of several codings that are undone one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-content-lines.h"
#include "capture/http/wire-content-names.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

G_BEGIN_DECLS

/** Bytes that come out at once. */
#define WIRE_CONTENT_PIECE 65536u

/** Bytes of GZIP's header, without what its flags add: RFC 1952, section 2.3.1. */
#define WIRE_CONTENT_GZIP_HEADER 10u

/** A coding that is being undone; for #WireContentDecoder alone. */
typedef struct
{
  WireContentName coding;
  WireContentState state;
  z_stream zlib;
  BrotliDecoderState *brotli;
  ZSTD_DStream *zstd;
  WireContentLines lines;
  guint8 first;  /* of DEFLATE: a byte that waits for the second */
  guint n_first; /* of GZIP: how much of the next member's beginning was met */
  gboolean begun;
  gboolean passes; /* of several: this one was not applied */
  guint8 header[WIRE_CONTENT_GZIP_HEADER];
  guint n_header;
  guint skip;   /* bytes after the header */
  guint64 made; /* bytes that came out */
  guint8 out[WIRE_CONTENT_PIECE];
} WireContentStage;

WireContentStage *wire_content_stage_new (WireContentName coding);

/** Frees @stage and what it owns. */
void wire_content_stage_free (WireContentStage *stage);

G_END_DECLS
