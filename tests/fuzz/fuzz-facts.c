/* fuzz-facts.c: what hosts say of themselves, made up: sign-ins, names, questions of DNS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/facts/wire-fact-listener.h"
#include "capture/hosts/wire-dns-remark.h"
#include "capture/hosts/wire-name-table.h"
#include "capture/reassembly/wire-channel.h"
#include "capture/tls/wire-tls-listener.h"

#include <string.h>

#define MAX_BYTES 8192u

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const WireListener *const ROWS[] = {
  &wire_tls_listener,       &wire_fact_listener,
  &wire_fact_ftp_listener,  &wire_fact_smtp_listener,
  &wire_fact_pop3_listener, &wire_fact_imap_listener,
  &wire_fact_ldap_listener, NULL,
};

/* Ports of the side that answers; what comes from it has them as its source. */
static const guint16 PORTS[] = { 21,  23,  25,  53,  67,   88,   110,  137,
                                 138, 143, 389, 445, 1883, 5353, 5355, 6379 };

/* A WireListeningTuple. */
static gboolean
get_tuple (guint32 stream, guint side, WireTuple *tuple, gpointer user_data)
{
  const WireTuple *own = user_data;

  (void) stream;
  *tuple = *own;
  if (side == 1)
    wire_tuple_reverse (own, tuple);
  return TRUE;
}

/* Input: a byte that chooses the port and whether they are datagrams, then pieces: the side and
 * whether it is a gap (one byte), the length (two bytes), and the bytes. Returns: whether there was
 * one more */
static gboolean
feed_one (WireChannel *channel, const guint8 **at, const guint8 *end, guint64 positions[2])
{
  static guint32 packet;
  WireStreamPiece piece = { .packet = packet++, .time = packet };
  guint side;

  if (end - *at < 3)
    return FALSE;
  side = (*at)[0] & 1;
  piece.length = (guint32) (*at)[1] << 8 | (*at)[2];
  piece.data = (*at)[0] & 2 ? NULL : *at + 3;
  piece.position = positions[side];
  *at += 3;
  if (piece.data)
    piece.length = MIN (piece.length, (guint32) (end - *at));
  if (piece.length > 0)
    wire_channel_add (channel, side, &piece);
  positions[side] += piece.length;
  *at += piece.data ? piece.length : 0;
  return TRUE;
}

static void
check_names (const WireFactLog *log)
{
  g_autoptr (WireNameTable) table = wire_name_table_new (log);
  const WireNameFact *found[WIRE_NAME_MAX_TOLD];

  for (guint i = 0; i < wire_fact_log_get_n_names (log); i++)
    {
      const WireNameFact *name = wire_fact_log_get_name (log, i);

      g_assert_true (g_utf8_validate (name->name, -1, NULL));
      g_assert_cmpuint (wire_name_table_find (table, &name->address, name->time, name->time, found),
                        <=, WIRE_NAME_MAX_TOLD);
    }
}

static void
check (WireFactLog *log)
{
  WireDnsLog *dns = wire_fact_log_get_dns (log);
  WireDnsRemark remark;

  wire_fact_log_sort (log);
  check_names (log);
  for (guint i = 0; i < wire_fact_log_get_n_signins (log); i++)
    {
      const WireSignin *signin = wire_fact_log_get_signin (log, i);

      g_assert_true (!signin->user || g_utf8_validate (signin->user, -1, NULL));
      g_assert_true (!signin->secret || g_utf8_validate (signin->secret, -1, NULL));
      g_assert_true (signin->result == WIRE_SIGNIN_UNKNOWN || signin->answer != G_MAXUINT32);
    }
  for (guint i = 0; i < wire_dns_log_get_length (dns); i++)
    {
      const WireDnsExchange *exchange = wire_dns_log_get (dns, i);

      g_assert_cmpuint (exchange->n_answers, <=, WIRE_DNS_MAX_ANSWERS);
      wire_dns_remark (exchange->name, &remark);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const WireListeningSetup setup = { .rows = ROWS };
  WireTuple tuple = {
    .src = { 192, 0, 2, 1 }, .dst = { 192, 0, 2, 2 }, .src_port = 40000, .family = WIRE_FAMILY_IPV4
  };
  g_autoptr (WireListening) listening = NULL;
  WireChannel *channel;
  guint64 positions[2] = { 0, 0 };
  const guint8 *at = data + 1;

  if (size < 1 || size > MAX_BYTES)
    return 0;
  tuple.dst_port = PORTS[(data[0] & 0x7f) % G_N_ELEMENTS (PORTS)];
  tuple.protocol = data[0] & 0x80 ? 17 : 6;
  listening = wire_listening_new (&setup, get_tuple, &tuple);
  channel = wire_channel_new (listening, 0, &wire_fact_listener, NULL, (data[0] & 0x80) != 0);
  while (feed_one (channel, &at, data + size, positions))
    ;
  wire_channel_end (channel, 0, TRUE);
  wire_channel_end (channel, 1, TRUE);
  check (wire_fact_listener_get_facts (listening));
  wire_channel_close (channel);
  return 0;
}
