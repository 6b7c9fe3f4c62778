/* wire-zeek-dns.h: queries of DNS and their answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/conn/wire-zeek-connections.h"

G_BEGIN_DECLS

/**
 * WireZeekDnsRow:
 * @connection: number of the connection
 * @time: of the query, or of the response where there was none
 * @id: of the transaction
 * @delay: from the query to the response, or -1
 * @query: (nullable): the name that was asked for
 * @asked: the question is known: the next ones
 * @number: class of the question
 * @type: of the question
 * @answered: a response is known: the next one
 * @error: code of the response
 * @authoritative: AA of the response
 * @truncated: TC of the query
 * @recursion_desired: RD of the query
 * @recursion_available: RA of the response
 * @reserved: Z of the query
 * @answers: (nullable) (element-type GString): of the response
 * @ttls: (nullable) (element-type guint32): of each of @answers
 * @rejected: the response has a question and nothing else
 * @opcode: of the message
 *
 * A row of dns.log.
 */
typedef struct
{
  guint32 connection;
  gint64 time;
  guint16 id;
  gint64 delay;
  GString *query;
  gboolean asked;
  guint16 number;
  guint16 type;
  gboolean answered;
  guint8 error;
  gboolean authoritative;
  gboolean truncated;
  gboolean recursion_desired;
  gboolean recursion_available;
  guint8 reserved;
  GPtrArray *answers;
  GArray *ttls;
  gboolean rejected;
  guint8 opcode;
} WireZeekDnsRow;

/** Queries of one transaction that wait for their responses, as Zeek bounds them. */
#define WIRE_ZEEK_DNS_MAX_WAITING 50u

/** Connections on TCP whose unfinished messages are kept: 64 KiB each at most. */
#define WIRE_ZEEK_DNS_MAX_STREAMS 1024u

/** All messages of DNS, joined into rows. For one thread. */
typedef struct _WireZeekDns WireZeekDns;

WireZeekDns *wire_zeek_dns_new (void);

/** Frees @dns and what it owns. */
void wire_zeek_dns_free (WireZeekDns *dns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireZeekDns, wire_zeek_dns_free)

void wire_zeek_dns_hear (WireZeekDns *dns, const WireZeekPayload *payload);

/** Returns: the number of rows */
guint wire_zeek_dns_get_length (const WireZeekDns *dns);

/** Returns: (transfer none): a row, in the order of time */
const WireZeekDnsRow *wire_zeek_dns_get (const WireZeekDns *dns, guint i);

G_END_DECLS
