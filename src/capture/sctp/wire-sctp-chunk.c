/* wire-sctp-chunk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/sctp/wire-sctp-chunk.h"

#define CHUNK_HEADER 4u

/* IANA, SCTP Parameters, chunk types. */
enum
{
  DATA = 0,
  INIT = 1,
  INIT_ACK = 2,
  ABORT = 6,
  SHUTDOWN = 7,
  SHUTDOWN_ACK = 8,
  SHUTDOWN_COMPLETE = 14,
  I_DATA = 64,
  FORWARD_TSN = 192,
  I_FORWARD_TSN = 194,
};

/* Flags of DATA and I-DATA. */
enum
{
  ENDS = 1,
  BEGINS = 2,
  UNORDERED = 4,
};

/* After the header, which says @flags. */
static void
read_data (WireCursor *content, guint8 flags, gboolean interleaved, WireSctpChunk *chunk)
{
  chunk->kind = WIRE_SCTP_DATA;
  chunk->begins = (flags & BEGINS) != 0;
  chunk->ends = (flags & ENDS) != 0;
  chunk->unordered = (flags & UNORDERED) != 0;
  chunk->tsn = wire_cursor_be32 (content);
  chunk->stream = wire_cursor_be16 (content);
  chunk->message = wire_cursor_be16 (content); /* reserved, where messages are interleaved */
  if (interleaved)
    chunk->message = wire_cursor_be32 (content);
  chunk->fragment = wire_cursor_be32 (content); /* of the first, and of all of DATA: the protocol */
  if (!interleaved)
    chunk->fragment = chunk->tsn;
  else if (chunk->begins)
    chunk->fragment = 0;
  chunk->length = (guint32) wire_cursor_remaining (content);
  chunk->data = wire_cursor_take (content, chunk->length);
}

static void
read_init (WireCursor *content, WireSctpChunk *chunk)
{
  chunk->kind = WIRE_SCTP_INIT;
  chunk->tag = wire_cursor_be32 (content);
  wire_cursor_skip (content, 8); /* window, numbers of streams */
  chunk->tsn = wire_cursor_be32 (content);
}

static void
read_content (WireCursor *content, guint8 type, guint8 flags, WireSctpChunk *chunk)
{
  switch (type)
    {
    case DATA:
    case I_DATA:
      read_data (content, flags, type == I_DATA, chunk);
      break;
    case INIT:
    case INIT_ACK:
      read_init (content, chunk);
      break;
    case FORWARD_TSN:
    case I_FORWARD_TSN:
      chunk->kind = WIRE_SCTP_FORWARD;
      chunk->tsn = wire_cursor_be32 (content);
      break;
    case SHUTDOWN:
    case SHUTDOWN_ACK:
    case SHUTDOWN_COMPLETE:
      chunk->kind = WIRE_SCTP_SHUTDOWN;
      break;
    case ABORT:
      chunk->kind = WIRE_SCTP_ABORT;
      break;
    default:
      break;
    }
}

/**
 * wire_sctp_chunk_read:
 * @cursor: at a chunk; moved after it and what pads it to four bytes
 * @chunk: (out): what it says
 *
 * Returns: whether a whole chunk was there
 */
gboolean
wire_sctp_chunk_read (WireCursor *cursor, WireSctpChunk *chunk)
{
  guint8 type = wire_cursor_u8 (cursor);
  guint8 flags = wire_cursor_u8 (cursor);
  guint16 length = wire_cursor_be16 (cursor);
  WireCursor content = *cursor;

  *chunk = (WireSctpChunk){ 0 };
  if (cursor->failed || length < CHUNK_HEADER
      || wire_cursor_remaining (cursor) < length - CHUNK_HEADER)
    return FALSE;
  wire_cursor_limit (&content, length - CHUNK_HEADER);
  wire_cursor_skip (cursor,
                    MIN (((length + 3u) & ~3u) - CHUNK_HEADER, wire_cursor_remaining (cursor)));
  read_content (&content, type, flags, chunk);
  return !content.failed;
}
