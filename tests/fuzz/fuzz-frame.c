/* fuzz-frame.c: decodes, summarises and describes frames that a fuzzer makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"

#define LINK_TYPE_BYTES 2

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first two bytes are the link type, the rest is a frame of which the last eighth was not
 * captured. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size < LINK_TYPE_BYTES || size > G_MAXUINT16)
    return 0;

  guint32 captured = (guint32) size - LINK_TYPE_BYTES;
  g_autoptr (GString) summary = g_string_new (NULL);
  WireFrame frame;

  wire_frame_decode (&frame, wire_be16 (data), data + LINK_TYPE_BYTES, captured,
                     captured + captured / 8);
  g_assert (frame.payload_offset + frame.payload_captured <= captured);
  wire_frame_summarise (&frame, summary);

  g_autoptr (WireFields) fields = wire_frame_describe (&frame);
  for (guint i = 0; i < wire_fields_get_length (fields); i++)
    {
      const WireField *field = wire_fields_get (fields, i);

      g_assert (field->offset + field->length <= captured);
      g_assert (g_utf8_validate (field->value, -1, NULL));
    }
  return 0;
}
