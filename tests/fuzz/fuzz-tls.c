/* fuzz-tls.c: connections of TLS, DTLS, HTTP/2 and WebSocket that a fuzzer makes up, and key logs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/http/wire-http-listener.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/tls/wire-tls-certificate.h"
#include "capture/tls/wire-tls-listener.h"
#include "capture/tls/wire-tls-log.h"
#include "capture/wire-listeners.h"
#include "tests/capture/http/exchange-reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* More is written to the disk of who runs this than is of use. */
#define MAX_DERIVED (1024 * 1024)

/* Input: first who listens and how a handshake may have been, then pieces. A piece is its side and
 * whether it is a gap, or goes on with a datagram (one byte), its length (two bytes), and its
 * bytes. In front of a piece of TLS stands what is told of keys: up to the first zero byte, a key
 * log. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Rest;

static guint8
take_byte (Rest *rest)
{
  return rest->at < rest->end ? *rest->at++ : 0;
}

static WireTransferLog *
get_transfers (WireListening *listening)
{
  return wire_listening_get_transfers (listening);
}

static void
feed (WireChannel *channel, Rest *rest)
{
  guint64 positions[2] = { 0, 0 };
  guint32 packet = 0;

  while (rest->at < rest->end)
    {
      guint8 what = take_byte (rest);
      guint32 length = (guint32) take_byte (rest) << 8;
      WireStreamPiece piece = { .packet = packet++, .offset = 1000 };

      length |= take_byte (rest);
      piece.position = positions[what & 1];
      piece.sequence = what >> 2 & 1;
      piece.length = what & 2 ? length : MIN (length, (guint32) (rest->end - rest->at));
      piece.data = what & 2 ? NULL : rest->at;
      if (piece.length > 0)
        wire_channel_add (channel, what & 1, &piece);
      if (piece.data)
        rest->at += piece.length;
      positions[what & 1] += piece.length;
    }
}

static void
check (WireListening *listening)
{
  const WireTlsLog *tls = wire_listening_peek_log (listening, &wire_tls_listener);
  const WireHttpLog *http = wire_listening_peek_log (listening, &wire_http_listener);
  WireTransferLog *transfers = get_transfers (listening);

  for (guint32 i = 0; tls && i < wire_tls_log_get_length (tls); i++)
    {
      const WireTlsSession *session = wire_tls_log_get (tls, i);
      g_autofree char *reason = wire_tls_session_tell_reason (session);

      g_assert_true (reason == NULL || g_utf8_validate (reason, -1, NULL));
      for (guint k = 0; session->chain && k < session->chain->len; k++)
        {
          g_auto (WireTlsCertificate) certificate = { 0 };

          wire_tls_certificate_read (g_ptr_array_index (session->chain, k), &certificate);
        }
    }
  for (guint32 i = 0; http && i < wire_http_log_get_length (http); i++)
    {
      const WireHttpExchange exchange = exchange_reader_get (http, i);

      if (exchange.response.flags & WIRE_HTTP_COMPLETE)
        g_assert_cmpuint (exchange.response.body.gaps, ==, 0);
    }
  for (guint32 i = 0; i < wire_transfer_log_get_length (transfers); i++)
    {
      const WireTransfer *transfer = wire_transfer_log_get (transfers, i);

      if (transfer->flags & WIRE_TRANSFER_COMPLETE)
        g_assert_cmpuint (transfer->body.gaps, ==, 0);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const NAMES[] = { "TLS", "HTTP/2", "WebSocket", "HTTP" };
  Rest rest = { data, data + size };
  g_autoptr (WireDerived) derived = wire_derived_new (MAX_DERIVED);
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const WireListeningSetup setup = { .rows = WIRE_LISTENERS,
                                     .secrets = secrets,
                                     .derived = derived };
  WireHttpExchange handshake = { 0 };
  guint8 how = take_byte (&rest);
  const char *name = how & 0x40 ? "DTLS" : NAMES[how % G_N_ELEMENTS (NAMES)];

  if (g_str_has_suffix (name, "TLS"))
    {
      const guint8 *zero = memchr (rest.at, 0, (gsize) (rest.end - rest.at));

      if (zero)
        {
          g_ptr_array_add (secrets, g_bytes_new (rest.at, (gsize) (zero - rest.at)));
          rest.at = zero + 1;
        }
    }
  handshake.client = how >> 2 & 1;
  if (how & 8)
    handshake.response.extensions = "permessage-deflate; client_no_context_takeover";

  g_autoptr (WireListening) listening = wire_listening_new (&setup, NULL, NULL);
  WireChannel *stream =
      wire_channel_new (listening, 0, wire_listening_find_row (listening, "HTTP"), NULL, FALSE);
  const WireChannelOptions options = {
    .listener = name,
    .hint = strcmp (name, "WebSocket") == 0 ? &handshake : NULL,
    .datagrams = (how & 0x40) != 0,
  };
  WireChannel *channel = wire_channel_open (stream, &options);

  feed (channel, &rest);
  for (guint side = 0; side < 2; side++)
    wire_channel_end (channel, side, TRUE);
  wire_channel_close (channel);
  wire_channel_close (stream);
  check (listening);
  return 0;
}
