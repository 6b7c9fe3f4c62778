/* wire-dns-log.h: questions of DNS, each with its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact.h"

G_BEGIN_DECLS

/** More questions than this are counted, not kept. */
#define WIRE_DNS_MAX_EXCHANGES (128u * 1024)

/** What names and data of all of them may take together. */
#define WIRE_DNS_MAX_TEXT (24u * 1024 * 1024)

/** Records that are kept of one answer. */
#define WIRE_DNS_MAX_ANSWERS 64u

/** Records that are kept of all answers together. */
#define WIRE_DNS_MAX_ALL_ANSWERS (256u * 1024)

/** How long a question waits for its answer, in nanoseconds of the capture's time. */
#define WIRE_DNS_WAIT (30 * G_GINT64_CONSTANT (1000000000))

/** A packet that is not there. */
#define WIRE_DNS_NO_PACKET G_MAXUINT32

/** Which kind of DNS an exchange is. */
typedef enum
{
  WIRE_DNS_UNICAST,
  WIRE_DNS_LLMNR, /* RFC 4795 */
} WireDnsKind;

/** A record of an answer: strings are printable and belong to the log. */
typedef struct
{
  const char *name;
  const char *data;
  guint16 type;
  guint32 time_to_live;
  WireHostAddress address; /* of A and AAAA */
} WireDnsAnswer;

/**
 * WireDnsExchange:
 * @tuple: from the client to the server; where only an answer was captured, that turned around
 * @kind: #WireDnsKind
 * @tcp: it was over TCP
 * @id: of the messages
 * @type: that was asked for
 * @class: likewise
 * @code: of the response, with its extension; meant where @answer is there
 * @truncated: the server said that not all fits (the client then asks again over TCP)
 * @cut: not all of the answer's records could be read
 * @asked: times the question was sent
 * @question: the packet, or %WIRE_DNS_NO_PACKET where only the answer was captured
 * @answer: likewise
 * @asked_at: time of @question
 * @answered_at: time of @answer
 * @n_answers: of @answers
 * @n_records: how many answers the response says that it has
 * @text_bytes: bytes of TXT and NULL data in the answer
 * @name: that was asked for, as it was written
 * @answers: kept by the log
 */
typedef struct
{
  WireTuple tuple;
  guint8 kind;
  guint8 tcp;
  guint16 id;
  guint16 type;
  guint16 class;
  guint16 code;
  guint8 truncated;
  guint8 cut;
  guint16 n_answers;
  guint16 n_records;
  guint32 asked;
  guint32 question;
  guint32 answer;
  guint32 text_bytes;
  gint64 asked_at;
  gint64 answered_at;
  const char *name;
  const WireDnsAnswer *answers;
} WireDnsExchange;

/**
 * WireDnsHeard:
 * @tuple: of the packet
 * @kind: #WireDnsKind
 * @tcp: it was over TCP
 * @packet: that brought it
 * @time: of @packet
 * @bytes: the message, without a length before it
 * @length: of @bytes
 *
 * A message as it was heard.
 */
typedef struct
{
  WireTuple tuple;
  guint8 kind;
  gboolean tcp;
  guint32 packet;
  gint64 time;
  const guint8 *bytes;
  gsize length;
} WireDnsHeard;

/**
 * WireDnsLog:
 *
 * Exchanges in the order of their first packets. Threads: as #WireFactLog.
 */
typedef struct _WireDnsLog WireDnsLog;

WireDnsLog *wire_dns_log_new (void);

/** Frees @log and what it owns. */
void wire_dns_log_free (WireDnsLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireDnsLog, wire_dns_log_free)

const WireDnsExchange *wire_dns_log_add (WireDnsLog *log, const WireDnsHeard *heard);
guint wire_dns_log_get_length (const WireDnsLog *log);
const WireDnsExchange *wire_dns_log_get (const WireDnsLog *log, guint index);
guint32 wire_dns_log_get_left_out (const WireDnsLog *log);

G_END_DECLS
