/* wire-message-reader.h: messages of known length that both sides of a conversation say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** Bytes that are kept of a message; the rest is passed over. */
#define WIRE_MESSAGE_MAX (64u * 1024)

/** Bytes of a header that is not whole. */
#define WIRE_MESSAGE_HEAD_MAX 16u

/** Returns: how many bytes the message at @bytes has, or 0 where @length bytes do not tell, or
 * %G_MAXSIZE where it is none */
typedef gsize (*WireMessageMeasure) (const guint8 *bytes, gsize length);

/** Takes a message, or its first bytes. Returns: whether others may follow */
typedef gboolean (*WireMessageVisit) (guint side,
                                      const guint8 *bytes,
                                      gsize length,
                                      const WireStreamPiece *piece,
                                      gpointer user_data);

/** One side. */
typedef struct
{
  GByteArray *bytes; /* of the message that has begun; NULL before there is one */
  guint64 skip;      /* bytes to pass over */
  gboolean lost;     /* where messages begin is not known any more */
} WireMessageSide;

/**
 * WireMessageReader:
 * @most: bytes of a message that @visit wants
 *
 * Cuts what is said into messages. Zeroed but for @most it is new; clear it with
 * wire_message_reader_clear(). After a gap that is longer than what is passed over anyway, nothing
 * is read of that side any more.
 */
typedef struct
{
  gsize most;
  WireMessageSide sides[2];
} WireMessageReader;

gboolean wire_message_reader_add (WireMessageReader *reader,
                                  guint side,
                                  const WireStreamPiece *piece,
                                  WireMessageMeasure measure,
                                  WireMessageVisit visit,
                                  gpointer user_data);

/** Frees what @reader owns, but not @reader itself. */
void wire_message_reader_clear (WireMessageReader *reader);

G_END_DECLS
