/* wire-content-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-content-stage.h"

#include "capture/http/wire-content-coding.h"

#include <string.h>

void
wire_content_stage_free (WireContentStage *stage)
{
  if (stage->begun && (stage->coding == WIRE_CONTENT_GZIP || stage->coding == WIRE_CONTENT_DEFLATE))
    inflateEnd (&stage->zlib);
  g_clear_pointer (&stage->brotli, BrotliDecoderDestroyInstance);
  if (stage->zstd)
    ZSTD_freeDStream (stage->zstd);
  g_free (stage);
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
