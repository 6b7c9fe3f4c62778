/* wire-http-parser.h: HTTP/1 messages out of one direction of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/http/wire-http-log.h"
#include "capture/reassembly/wire-stream-direction.h"

G_BEGIN_DECLS

/** A head longer than this is cut. Servers accept 8 to 64 KiB of a request, but browsers several
 * hundred KiB of a response. */
#define WIRE_HTTP_MAX_HEAD (1024u * 1024)

/**
 * WireHttpPeer:
 * @take: called with each head: @message, whose body is empty yet. Returns where the message is to
 *   live, with @message moved there, or %NULL for one that is read over; and tells @framing, which
 *   it may change to %WIRE_HTTP_NO_BODY or %WIRE_HTTP_TUNNEL as the request that is answered asks.
 * @awaits: whether a response is awaited that begins with the byte of TCP's number @sequence
 * @is_bare: whether the response that is read may be one to HEAD, or to a request that is not
 * known, so that it may have no body whatever its head says
 * @pass: (nullable): takes what comes in a tunnel. %NULL: it is looked at for messages
 *
 * What a parser must ask its peer, which sees both directions.
 */
typedef struct
{
  WireHttpMessage *(*take) (WireHttpMessage *message, WireHttpFraming *framing, gpointer user_data);
  gboolean (*awaits) (guint32 sequence, gpointer user_data);
  gboolean (*is_bare) (gpointer user_data);
  void (*pass) (const WireStreamPiece *piece, gpointer user_data);
} WireHttpPeer;

/**
 * WireHttpParser:
 *
 * Takes the bytes of one direction as they come, however they are cut, and finds messages in them.
 * Nothing but a head that has not ended yet, or the line between two chunks, is kept.
 *
 * It says nothing of what is no HTTP. After a gap, or after bytes that make no sense, it goes on at
 * the next line that begins a message.
 */
typedef struct _WireHttpParser WireHttpParser;

WireHttpParser *wire_http_parser_new (WireHttpLog *log,
                                      const WireHttpPeer *peer,
                                      gpointer user_data);

/** Frees @parser and what it owns. */
void wire_http_parser_free (WireHttpParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHttpParser, wire_http_parser_free)

void wire_http_parser_add (WireHttpParser *parser, const WireStreamPiece *piece);
guint64 wire_http_parser_get_passed (const WireHttpParser *parser);
guint64 wire_http_parser_get_unread (const WireHttpParser *parser);
gboolean wire_http_parser_is_unsure (const WireHttpParser *parser);
void wire_http_parser_end (WireHttpParser *parser, gboolean orderly);
void wire_http_parser_tunnel (WireHttpParser *parser);
gboolean wire_http_parser_is_idle (const WireHttpParser *parser);
gboolean wire_http_parser_has_spoken (const WireHttpParser *parser);

G_END_DECLS
