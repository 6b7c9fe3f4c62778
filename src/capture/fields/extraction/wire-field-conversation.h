/* wire-field-conversation.h: a connection, as far as fields need it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/extraction/wire-field-side.h"
#include "base/wire-time.h"
#include "capture/frame/wire-address.h"

G_BEGIN_DECLS

/* Of a window whose scale is not known, and of one that has none. */
#define WIRE_FIELD_NOT_KNOWN (-1)
#define WIRE_FIELD_NO_SCALE (-2)

/**
 * WireFieldConversation:
 * @stream: its number, as Wireshark counts
 * @base: by direction: TCP's number of the byte before the first one
 * @has_base: bits 0 and 1: which of @base are known
 * @shift: by direction: of windows, or one of the two values above
 * @first_time: when its first packet was captured, or %WIRE_TIME_NONE
 * @last_time: likewise of the packet before
 * @talk: what it says: a #WireFieldTalk
 * @sides: by direction: what is remembered of its messages
 *
 * A connection of TCP, all datagrams between two ports of UDP, or what was decrypted of one.
 */
typedef struct
{
  guint32 stream;
  guint32 base[2];
  guint8 has_base;
  gint8 shift[2];
  gint64 first_time;
  gint64 last_time;
  guint8 talk;
  WireFieldSide sides[2];
} WireFieldConversation;

WireFieldConversation *wire_field_conversation_new (guint32 stream);

/** Frees @conversation and what it owns. */
void wire_field_conversation_free (WireFieldConversation *conversation);

/**
 * WireFieldSegment:
 * @sequence: number of its first byte
 * @acknowledgement: likewise of the byte that is awaited
 * @flags: of TCP
 * @window: as the header says
 * @header: its header
 * @header_length: bytes of @header that are there
 * @payload: what follows
 * @captured: bytes of @payload that are there
 * @length: bytes of it that were on the wire
 *
 * A segment of TCP; pointers go into the packet.
 */
typedef struct
{
  guint32 sequence;
  guint32 acknowledgement;
  guint8 flags;
  guint16 window;
  const guint8 *header;
  guint32 header_length;
  const guint8 *payload;
  guint32 captured;
  guint32 length;
} WireFieldSegment;

#define WIRE_FIELD_FIN 0x01
#define WIRE_FIELD_SYN 0x02
#define WIRE_FIELD_RST 0x04
#define WIRE_FIELD_ACK 0x10

void wire_field_conversation_give_numbers (WireFieldConversation *conversation,
                                           guint direction,
                                           const WireFieldSegment *segment,
                                           WireFieldPacket *packet);

G_END_DECLS
