/* wire-object-decoder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-decoder.h"

/**
 * wire_object_decoder_new:
 * @self: of a list
 * @sink: takes its content
 * @user_data: for @sink
 *
 * The content of all objects of a list is bounded, too: see %WIRE_CONTENT_MAX_TOGETHER. The share
 * of each is the same in whatever order they are unpacked, and however often.
 *
 * Returns: (transfer full) (nullable): as wire_content_decoder_new()
 */
WireContentDecoder *
wire_object_decoder_new (const WireObject *self, WireContentSink sink, gpointer user_data)
{
  WireContentDecoder *decoder = wire_content_decoder_new (self->content_encoding, sink, user_data);

  if (decoder)
    wire_content_decoder_share (decoder, self->coded_together);
  return decoder;
}
