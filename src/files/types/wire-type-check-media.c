/* wire-type-check-media.c: what must follow the short signatures of sound and film
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-check-private.h"

/* Bytes of the MPEG sound frame whose header is at @at; 0: there is none. ISO 11172-3, 2.4.2.3. */
static gsize
get_mpeg_frame (const WireTypeHead *head, gsize at)
{
  static const guint16 RATES[2][3][16] = {
    { { 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0 },
      { 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0 },
      { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 } },
    { { 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0 },
      { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 },
      { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 } },
  };
  static const guint FREQUENCIES[] = { 44100, 48000, 32000 };
  guint version = u8 (head, at + 1) >> 3 & 3; /* 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5 */
  guint layer = 3 - (u8 (head, at + 1) >> 1 & 3);
  guint frequency = u8 (head, at + 2) >> 2 & 3;

  if (u8 (head, at) != 0xff || (u8 (head, at + 1) & 0xe0) != 0xe0 || version == 1 || layer == 3
      || frequency == 3)
    return 0;
  guint rate = RATES[version != 3][layer][u8 (head, at + 2) >> 4] * 1000u;
  guint hertz = FREQUENCIES[frequency] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  guint padding = u8 (head, at + 2) >> 1 & 1;

  if (layer == 0)
    return (12 * rate / hertz + padding) * 4;
  return (layer == 2 && version != 3 ? 72 : 144) * rate / hertz + padding;
}

/* A tag has a version, and a length of seven bits a byte. */
static gboolean
check_tag (const WireTypeHead *head)
{
  return u8 (head, 3) < 0x10 && !((u8 (head, 6) | u8 (head, 7) | u8 (head, 8)) & 0x80);
}

/** Returns: whether a tag or a frame is there, and another frame after it */
gboolean
wire_type_check_mpeg_sound (const WireTypeHead *head)
{
  gsize frame;

  if (has (head, 0, "ID3", 3))
    return check_tag (head);
  if (head->length < 4)
    return TRUE;
  frame = get_mpeg_frame (head, 0);
  return frame > 0 && (frame + 4 > head->length || get_mpeg_frame (head, frame) > 0);
}

/** Returns: whether there is a frame of layer 0, and the next one where it says (ISO
 * 14496-3, 1.A.2.2) */
gboolean
wire_type_check_aac (const WireTypeHead *head)
{
  gsize frame = (u8 (head, 3) & 3) << 11 | u8 (head, 4) << 3 | u8 (head, 5) >> 5;

  if (has (head, 0, "ADIF", 4) || head->length < 7)
    return TRUE;
  return !(u8 (head, 1) & 6) && (u8 (head, 2) >> 2 & 15) < 13 && frame >= 7
         && (frame + 2 > head->length
             || (u8 (head, frame) == 0xff && (u8 (head, frame + 1) & 0xf6) == 0xf0));
}

/** Returns: whether the sample rate and the version are ones that exist */
gboolean
wire_type_check_ac3 (const WireTypeHead *head)
{
  return head->length < 6 || ((u8 (head, 4) >> 6) < 3 && (u8 (head, 5) >> 3) <= 16);
}

/* Packets of @stride bytes begin with 0x47 at @at. */
static gboolean
has_packets (const WireTypeHead *head, gsize at, gsize stride)
{
  guint n = 0;

  for (gsize i = at; i < head->length && n < 5; i += stride, n++)
    if (head->bytes[i] != 0x47)
      return FALSE;
  return n >= 3 || (n == 2 && head->size <= 2 * stride) || (n == 1 && head->size == stride);
}

/** Returns: whether packets of 188, 192 or 204 bytes follow one another */
gboolean
wire_type_check_transport (const WireTypeHead *head)
{
  return has_packets (head, 0, 188) || has_packets (head, 0, 204) || has_packets (head, 4, 192);
}
