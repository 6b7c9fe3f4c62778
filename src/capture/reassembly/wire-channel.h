/* wire-channel.h: a conversation that a listener hears
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/frame/wire-address.h"
#include "capture/reassembly/wire-listener.h"

G_BEGIN_DECLS

/** Conversations inside each other, such as HTTP/2 in TLS in a tunnel through a proxy: no more than
 * this many deep. */
#define WIRE_CHANNEL_MAX_DEPTH 8u

/**
 * WireChannelOptions:
 * @listener: (nullable): the name of the listener that hears it, where that is known: by ALPN, by
 *   what an upgrade names. %NULL, or the name of one that is not there: it is recognised by content
 * @inner: (nullable): the name of the listener for what is inside of that: who hands a stream on to
 *   TLS says here what will be decrypted
 * @hint: (nullable): anything that the two listeners agreed on; the channel does not own it. It
 * must live as long as the channel: the log of a protocol is the place for it.
 * @label: (nullable): what this conversation is inside of its parent, in English, for people: such
 *   as "TLS"; a literal, or kept by a log
 * @decrypted: its bytes were encrypted in the parent
 * @datagrams: each piece is a datagram: rows that hear streams are not asked
 * @followed: keep where the bytes are, so that the conversation can be followed by people. Of what
 *   is already one stream of bytes in the capture, there is no need.
 */
typedef struct
{
  const char *listener;
  const char *inner;
  gpointer hint;
  const char *label;
  gboolean decrypted;
  gboolean followed;
  gboolean datagrams;
} WireChannelOptions;

/*
 * WireChannel:
 *
 * Two sides, 0 and 1, that say bytes to each other: a stream of the capture, or a conversation
 * inside of another one, which the listener of that one opens, feeds and closes. It goes to the
 * listener that recognises it. Side 0 is that of the stream's first packet, also in what is inside.
 *
 * A listener that hands the stream on (CONNECT, STARTTLS, an upgrade) keeps its own conversation:
 * it opens a channel, and passes there what comes from then on. So does one that decrypts or
 * unpacks: it passes derived bytes, by wire_channel_derive().
 *
 * Used by the loading thread alone.
 */

/* For those who open channels. */
WireChannel *wire_channel_open (WireChannel *parent, const WireChannelOptions *options);
void wire_channel_add (WireChannel *channel, guint side, const WireStreamPiece *piece);
void wire_channel_derive (WireChannel *channel,
                          guint side,
                          const guint8 *bytes,
                          gsize length,
                          const WireStreamPiece *brought_by);
void wire_channel_add_gap (WireChannel *channel,
                           guint side,
                           guint64 length,
                           const WireStreamPiece *shown_by);
void wire_channel_end (WireChannel *channel, guint side, gboolean orderly);
void wire_channel_close (WireChannel *channel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireChannel, wire_channel_close)

/* For the stream table. */
WireChannel *wire_channel_new (WireListening *listening,
                               guint32 stream,
                               const WireListener *row,
                               gpointer hint,
                               gboolean datagrams);
void wire_channel_foresee (WireChannel *channel, guint side, const WireStreamPiece *piece);
gboolean wire_channel_is_done (const WireChannel *channel);

/* For listeners. */
WireListening *wire_channel_get_listening (const WireChannel *channel);
gpointer wire_channel_get_log (const WireChannel *channel);
guint32 wire_channel_get_stream (const WireChannel *channel);
gboolean wire_channel_get_tuple (const WireChannel *channel, guint side, WireTuple *tuple);
gboolean wire_channel_is_inside (const WireChannel *channel);
const char *wire_channel_get_inner (const WireChannel *channel);
gpointer wire_channel_get_hint (const WireChannel *channel);
gboolean wire_channel_is_decrypted (const WireChannel *channel);
gboolean wire_channel_charge (WireChannel *channel, gsize before, gsize now);

G_END_DECLS
