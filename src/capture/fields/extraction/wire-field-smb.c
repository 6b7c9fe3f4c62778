/* wire-field-smb.c: fields of SMB headers ([MS-CIFS] 2.2.3.1, [MS-SMB2] 2.2.1), in the session
 * service of NetBIOS (RFC 1002, section 4.3) or right on TCP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/fields/extraction/wire-field-side.h"

#include <string.h>

#define SESSION_HEADER 4
#define HEADER_1 32
#define HEADER_2 64

/* Messages that follow each other in one. */
#define MAX_CHAINED 64

static guint16
le16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static guint32
le32 (const guint8 *bytes)
{
  return (guint32) le16 (bytes) | (guint32) le16 (bytes + 2) << 16;
}

static guint64
le64 (const guint8 *bytes)
{
  return (guint64) le32 (bytes) | (guint64) le32 (bytes + 4) << 32;
}

static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  (void) side;
  if (length < SESSION_HEADER)
    return WIRE_FIELD_CUT_MORE;
  if (bytes[0] != 0 && (bytes[0] < 0x81 || bytes[0] > 0x85))
    return WIRE_FIELD_CUT_FOREIGN;
  *size = SESSION_HEADER + (guint64) (wire_be32 (bytes) & 0xffffff);
  return WIRE_FIELD_CUT_WHOLE;
}

static void
give_1 (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_protocol (packet, "smb", bytes, length, length);
  if (length < HEADER_1)
    return;
  wire_field_packet_give_number (packet, "smb.cmd", bytes[4]);
  if (le16 (bytes + 10) & 0x4000) /* otherwise it is an error of DOS */
    wire_field_packet_give_number (packet, "smb.nt_status", le32 (bytes + 5));
  wire_field_packet_give_number (packet, "smb.flags.response", bytes[9] & 0x80);
  wire_field_packet_give_number (packet, "smb.tid", le16 (bytes + 24));
  wire_field_packet_give_number (packet, "smb.uid", le16 (bytes + 28));
  wire_field_packet_give_number (packet, "smb.mid", le16 (bytes + 30));
}

static void
give_header_2 (WireFieldPacket *packet, const guint8 *bytes)
{
  guint32 flags = le32 (bytes + 16);

  wire_field_packet_give_number (packet, "smb2.cmd", le16 (bytes + 12));
  if (flags & 1)
    wire_field_packet_give_number (packet, "smb2.nt_status", le32 (bytes + 8));
  wire_field_packet_give_number (packet, "smb2.flags", flags);
  wire_field_packet_give_number (packet, "smb2.flags.response", flags & 1);
  wire_field_packet_give_number (packet, "smb2.flags.async", flags & 2);
  wire_field_packet_give_number (packet, "smb2.flags.signature", flags & 8);
  wire_field_packet_give_number (packet, "smb2.msg_id", le64 (bytes + 24));
  if (!(flags & 2))
    wire_field_packet_give_number (packet, "smb2.tid", le32 (bytes + 36));
  wire_field_packet_give_number (packet, "smb2.sesid", le64 (bytes + 40));
}

/* Each says where the next one is. */
static void
give_2 (WireFieldPacket *packet, const guint8 *bytes, gsize length)
{
  wire_field_packet_give_protocol (packet, "smb2", bytes, length, length);
  if (bytes[0] == 0xfd && length >= 52) /* [MS-SMB2] 2.2.41: of what is encrypted */
    wire_field_packet_give_number (packet, "smb2.sesid", le64 (bytes + 44));
  for (guint i = 0; i < MAX_CHAINED && length >= HEADER_2 && memcmp (bytes, "\xfeSMB", 4) == 0; i++)
    {
      guint32 next = le32 (bytes + 20);

      give_header_2 (packet, bytes);
      if (next < HEADER_2 || next > length)
        return;
      bytes += next;
      length -= next;
    }
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  const guint8 *message = bytes + SESSION_HEADER;

  (void) side;
  (void) other;
  if (length < SESSION_HEADER)
    return;
  wire_field_packet_give_protocol (packet, "nbss", bytes, length, SESSION_HEADER);
  wire_field_packet_give_number (packet, "nbss.type", bytes[0]);
  wire_field_packet_give_number (packet, "nbss.length", wire_be32 (bytes) & 0xffffff);
  length -= SESSION_HEADER;
  if (length < 4 || memcmp (message + 1, "SMB", 3) != 0)
    return;
  if (message[0] == 0xff)
    give_1 (packet, message, length);
  else if (message[0] >= 0xfc) /* 0xfd is encrypted, 0xfc compressed */
    give_2 (packet, message, length);
}

const WireFieldProtocol wire_field_smb = { NULL, cut, give, NULL, NULL };
