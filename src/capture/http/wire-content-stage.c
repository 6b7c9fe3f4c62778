/* wire-content-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-stage.h"

#include "capture/http/wire-content-coding.h"

#include <string.h>

void
wire_content_stage_free (WireContentStage *self)
{
  if (self->begun && (self->coding == WIRE_CONTENT_GZIP || self->coding == WIRE_CONTENT_DEFLATE))
    inflateEnd (&self->zlib);
  g_clear_pointer (&self->brotli, BrotliDecoderDestroyInstance);
  if (self->zstd)
    ZSTD_freeDStream (self->zstd);
  g_free (self);
}

/** Returns: (transfer full): @coding, of which nothing came yet */
WireContentStage *
wire_content_stage_new (WireContentName coding)
{
  WireContentStage *stage = g_new (WireContentStage, 1);

  memset (stage, 0, G_STRUCT_OFFSET (WireContentStage, out));
  stage->coding = coding;
  if (coding == WIRE_CONTENT_BROTLI)
    stage->brotli = BrotliDecoderCreateInstance (NULL, NULL, NULL);
  if (coding == WIRE_CONTENT_ZSTANDARD)
    {
      stage->zstd = ZSTD_createDStream ();
      ZSTD_DCtx_setParameter (stage->zstd, ZSTD_d_windowLogMax, WIRE_CONTENT_ZSTD_WINDOW_LOG);
    }
  return stage;
}
