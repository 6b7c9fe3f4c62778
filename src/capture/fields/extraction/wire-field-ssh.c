/* wire-field-ssh.c: fields of SSH before encryption begins (RFC 4253)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/extraction/wire-field-side.h"
#include "base/wire-cursor.h"

#include <string.h>

#define NEWKEYS 21
#define LENGTH 4

/* RFC 4253, section 6.1: more need not be taken. */
#define MAX_PACKET 35000u

typedef enum
{
  VERSION,
  PLAIN,
  SECRET,
} Phase;

static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  const guint8 *end = memchr (bytes, '\n', length);

  if (side->phase == VERSION && !end)
    return WIRE_FIELD_CUT_MORE;
  if (side->phase == PLAIN && length < LENGTH)
    return WIRE_FIELD_CUT_MORE;
  if (side->phase == VERSION)
    *size = (guint64) (end - bytes) + 1;
  else
    *size = length;
  if (side->phase != PLAIN)
    return WIRE_FIELD_CUT_WHOLE;
  *size = LENGTH + (guint64) wire_be32 (bytes);
  return *size > MAX_PACKET ? WIRE_FIELD_CUT_FOREIGN : WIRE_FIELD_CUT_WHOLE;
}

static void
give_version (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  if (length > 0 && bytes[length - 1] == '\r')
    length--;
  if (length > 0)
    wire_field_packet_give_raw (packet, "ssh.protocol", bytes, length);
  if (length >= 4 && memcmp (bytes, "SSH-", 4) == 0) /* lines before it are for people */
    side->phase = PLAIN;
}

static void
give_packet (WireFieldSide *side, WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_raw (packet, "ssh.packet_length", bytes, LENGTH);
  if (length <= LENGTH + 1)
    return;
  wire_field_packet_give_number (packet, "ssh.padding_length", bytes[LENGTH]);
  wire_field_packet_give_number (packet, "ssh.message_code", bytes[LENGTH + 1]);
  if (bytes[LENGTH + 1] == NEWKEYS)
    side->phase = SECRET;
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  (void) other;
  wire_field_packet_give_protocol (packet, "ssh", bytes, length, length);
  wire_field_packet_give_number (packet, "ssh.direction", side->server);
  if (side->phase == VERSION)
    give_version (side, packet, bytes, length);
  else if (side->phase == PLAIN)
    give_packet (side, packet, bytes, length);
}

/* The beginning of a packet, and what is not one. */
static void
give_part (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_protocol (packet, "ssh", bytes, length, length);
}

const WireFieldProtocol wire_field_ssh = { NULL, cut, give, give_part, give_part };
