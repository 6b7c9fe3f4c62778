/* wire-sctp-chunk.h: what a chunk of SCTP says (RFC 9260, section 3; RFC 8260)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/**
 * WireSctpKind:
 * @WIRE_SCTP_OTHER: what says nothing of streams
 * @WIRE_SCTP_DATA: a piece of a message, also in an I-DATA
 * @WIRE_SCTP_INIT: its sender begins an association, also in an INIT ACK
 * @WIRE_SCTP_FORWARD: its sender gives up pieces of messages (RFC 3758)
 * @WIRE_SCTP_SHUTDOWN: all that was sent has arrived
 * @WIRE_SCTP_ABORT: nothing more comes
 */
typedef enum
{
  WIRE_SCTP_OTHER,
  WIRE_SCTP_DATA,
  WIRE_SCTP_INIT,
  WIRE_SCTP_FORWARD,
  WIRE_SCTP_SHUTDOWN,
  WIRE_SCTP_ABORT,
} WireSctpKind;

/**
 * WireSctpChunk:
 * @kind: what it is; the rest is meant where its kind has it
 * @tsn: its number, the first that will be used, or the last that is given up
 * @tag: of an INIT
 * @stream: identifier
 * @message: stream sequence number, or message identifier
 * @fragment: which piece of the message it is; pieces of one message have numbers one after the
 * other
 * @begins: the first piece of a message
 * @ends: the last piece of a message
 * @unordered: messages of its kind have no order
 * @data: @length bytes; not owned
 */
typedef struct
{
  WireSctpKind kind;
  guint32 tsn;
  guint32 tag;
  guint16 stream;
  guint32 message;
  guint32 fragment;
  gboolean begins;
  gboolean ends;
  gboolean unordered;
  const guint8 *data;
  guint32 length;
} WireSctpChunk;

gboolean wire_sctp_chunk_read (WireCursor *cursor, WireSctpChunk *chunk);

G_END_DECLS
