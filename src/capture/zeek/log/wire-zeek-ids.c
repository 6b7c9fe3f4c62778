/* wire-zeek-ids.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/log/wire-zeek-ids.h"

#include <netinet/in.h>

static const char DIGITS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Divides the number by 62. Returns: the rest */
static guint
divide (guint32 number[3])
{
  guint64 rest = 0;

  for (guint i = 0; i < 3; i++)
    {
      rest = rest << 32 | number[i];
      number[i] = (guint32) (rest / 62);
      rest %= 62;
    }
  return (guint) rest;
}

/**
 * wire_zeek_make_id:
 * @letter: that it begins with: C for connections, F for files
 * @digest: SHA-256 of the capture
 * @first: what tells it from others of the capture
 * @second: likewise
 * @id: (out): the identifier
 *
 * 96 bits of a SHA-256 over all of these, in base 62.
 */
void
wire_zeek_make_id (char letter,
                   const guint8 digest[WIRE_ZEEK_DIGEST_SIZE],
                   guint64 first,
                   guint64 second,
                   char id[WIRE_ZEEK_ID_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 words[2] = { GUINT64_TO_BE (first), GUINT64_TO_BE (second) };
  guint8 hash[32];
  gsize size = sizeof hash;
  guint32 number[3];

  g_checksum_update (checksum, (const guchar *) &letter, 1);
  g_checksum_update (checksum, digest, WIRE_ZEEK_DIGEST_SIZE);
  g_checksum_update (checksum, (const guchar *) words, sizeof words);
  g_checksum_get_digest (checksum, hash, &size);
  memcpy (number, hash, sizeof number);
  id[0] = letter;
  for (guint i = 1; i <= 17; i++)
    id[i] = DIGITS[divide (number)];
  id[18] = '\0';
}

static gboolean
has_ports (guint8 protocol)
{
  return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == IPPROTO_SCTP
         || protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

static void
update_ports (GChecksum *checksum, const WireTuple *tuple)
{
  guint16 ports[2] = { GUINT16_TO_BE (tuple->src_port), GUINT16_TO_BE (tuple->dst_port) };

  g_checksum_update (checksum, (const guchar *) ports, sizeof ports);
}

static gboolean
is_in_order (const WireTuple *tuple)
{
  int order = memcmp (tuple->src, tuple->dst, sizeof tuple->src);

  return order < 0 || (order == 0 && tuple->src_port <= tuple->dst_port);
}

/**
 * wire_zeek_make_community_id:
 * @tuple: of a flow, in either direction; ports of ICMP are the type and its counterpart
 * @one_way: the direction matters: a message of ICMP that has no answer
 *
 * Returns: (transfer full): the Community ID of the flow, version 1, with seed 0
 */
char *
wire_zeek_make_community_id (const WireTuple *tuple, gboolean one_way)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  gssize size = tuple->family == WIRE_FAMILY_IPV4 ? 4 : 16;
  const guint8 seed[2] = { 0, 0 };
  const guint8 protocol[2] = { tuple->protocol, 0 };
  WireTuple ordered = *tuple;
  guint8 hash[20];
  gsize hash_size = sizeof hash;
  g_autofree char *text = NULL;

  if (!one_way && !is_in_order (tuple))
    wire_tuple_reverse (tuple, &ordered);
  g_checksum_update (checksum, seed, sizeof seed);
  g_checksum_update (checksum, ordered.src, size);
  g_checksum_update (checksum, ordered.dst, size);
  g_checksum_update (checksum, protocol, sizeof protocol);
  if (has_ports (tuple->protocol))
    update_ports (checksum, &ordered);
  g_checksum_get_digest (checksum, hash, &hash_size);
  text = g_base64_encode (hash, sizeof hash);
  return g_strconcat ("1:", text, NULL);
}
