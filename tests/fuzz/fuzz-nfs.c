/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that NFS carries: neither side can be believed, and bytes are missing and late. The first
 * byte tells whether the messages are datagrams or in a stream.
 */

#include "capture/nfs/wire-nfs-listener.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/reassembly/wire-listening.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = { &wire_nfs_listener, NULL };

/* Who talks: over UDP where the byte at @user_data says so. */
static gboolean
get_tuple (guint32 stream, guint side, WireTuple *tuple, gpointer user_data)
{
  const guint8 *udp = user_data;

  (void) stream;
  *tuple = (WireTuple){ .family = 4, .protocol = *udp & 1 ? 17 : 6 };
  tuple->src[0] = (guint8) (1 + side);
  tuple->dst[0] = (guint8) (2 - side);
  return TRUE;
}

/* Each record is a byte (1: the server speaks, 2: a gap, 4: the datagram goes on), two bytes of a
 * length, and so many bytes. */
static void
feed (WireChannel *channel, const guint8 *data, gsize size)
{
  guint64 position[2] = { 0, 0 };

  for (guint32 packet = 0; size >= 3; packet++)
    {
      guint8 what = data[0];
      guint side = what & 1;
      guint32 length = (guint32) data[1] << 8 | data[2];
      guint32 given = what & 2 ? 0 : (guint32) MIN (length, size - 3);
      g_autofree guint8 *copy = g_memdup2 (data + 3, given);
      const WireStreamPiece piece = { .data = what & 2 ? NULL : copy,
                                      .length = what & 2 ? length : given,
                                      .packet = packet,
                                      .position = position[side],
                                      .offset = position[side],
                                      .sequence = what & 4 };

      if (piece.length > 0)
        wire_channel_add (channel, side, &piece);
      position[side] += piece.length;
      data += 3 + given;
      size -= 3 + given;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  g_autoptr (WireListening) listening = NULL;
  WireChannel *channel;

  if (size == 0)
    return 0;
  listening = wire_listening_new (&setup, get_tuple, (gpointer) data);
  channel = wire_channel_new (listening, 0, &wire_nfs_listener, NULL, *data & 1);
  feed (channel, data + 1, size - 1);
  for (guint side = 0; side < 2; side++)
    wire_channel_end (channel, side, *data & 2);
  wire_channel_close (channel);
  return 0;
}
