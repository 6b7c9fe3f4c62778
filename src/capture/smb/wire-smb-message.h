/* wire-smb-message.h: one message of SMB, and where its bytes are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"
#include "capture/reassembly/wire-body.h"

G_BEGIN_DECLS

/**
 * WireSmbMessage:
 * @bytes: from the protocol identifier on, as far as they can be read: up to the first one that was
 *   not captured, or, of a message that ends in bytes of a file, up to these
 * @length: of @bytes
 * @size: bytes that the message has, as its frame says; at least @length
 * @places: (nullable): where bytes are in the capture, gaps included; what is beyond it was not
 *   captured. %NULL: all @length bytes are at @offset
 * @offset: of the first byte, as in #WireExtent
 * @packet: that brought the first byte, from 0
 * @time: of that packet, nanoseconds since 1970, or %WIRE_TIME_NONE
 * @side: who sent it, 0 or 1
 * @decrypted: it was encrypted on the wire
 *
 * Bytes are valid during the call that passes the message.
 */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint64 size;
  const WireBody *places;
  guint64 offset;
  guint32 packet;
  gint64 time;
  guint8 side;
  gboolean decrypted;
} WireSmbMessage;

/** Takes a whole message, or what was captured of it. */
typedef void (*WireSmbTake) (const WireSmbMessage *message, gpointer user_data);

void wire_smb_message_find (const WireSmbMessage *message,
                            guint64 from,
                            guint64 length,
                            WireBody *body);
gboolean wire_smb_message_is (const WireSmbMessage *message, guint8 first);
WireCursor wire_smb_message_read (const WireSmbMessage *message, gsize from);
gboolean wire_smb_message_has_call (const WireSmbMessage *message, gsize at);
char *wire_smb_message_read_text (const WireSmbMessage *message, gsize from, gsize length);

G_END_DECLS
