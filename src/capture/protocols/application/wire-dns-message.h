/* wire-dns-message.h: a DNS message, read part by part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Bytes of a message's header (RFC 1035, section 4.1.1). */
#define WIRE_DNS_HEADER 12

/** The bit of its flags that makes a message a response. */
#define WIRE_DNS_RESPONSE 0x8000

/** Response codes (RFC 1035, section 4.1.1). */
#define WIRE_DNS_NO_ERROR 0
#define WIRE_DNS_NO_SUCH_NAME 3

/** Types of records that mean something here. */
enum
{
  WIRE_DNS_TYPE_A = 1,
  WIRE_DNS_TYPE_CNAME = 5,
  WIRE_DNS_TYPE_NULL = 10,
  WIRE_DNS_TYPE_PTR = 12,
  WIRE_DNS_TYPE_TXT = 16,
  WIRE_DNS_TYPE_AAAA = 28,
  WIRE_DNS_TYPE_NB = 32, /* of NetBIOS (RFC 1002, section 4.2.1.3) */
};

/**
 * WireDnsMessage:
 * @cursor: over the message, without the length that is before it on TCP; after what was read
 * @base: bytes of that length: 2 or 0
 * @id: identification
 * @flags: as on the wire
 * @counts: of questions, answers, authority and additional records, as the header says
 *
 * Borrows the bytes.
 */
typedef struct
{
  WireCursor cursor;
  guint32 base;
  guint16 id;
  guint16 flags;
  guint16 counts[4];
} WireDnsMessage;

/**
 * WireDnsRecord:
 * @offset: of the record in the layer: from the length on TCP, if there is one
 * @type: of the data
 * @class: with the top bit, which means something else in multicast (RFC 6762, section 10.2)
 * @time_to_live: seconds
 * @data_offset: as @offset
 * @data_length: as the record says
 * @data: over the whole message, at the data
 */
typedef struct
{
  guint32 offset;
  guint16 type;
  guint16 class;
  guint32 time_to_live;
  guint32 data_offset;
  guint16 data_length;
  WireCursor data;
} WireDnsRecord;

void wire_dns_message_read (WireDnsMessage *message,
                            const guint8 *bytes,
                            gsize length,
                            gboolean has_length);
gboolean wire_dns_message_read_question (WireDnsMessage *message,
                                         GString *name,
                                         guint16 *type,
                                         guint16 *class);
gboolean wire_dns_message_read_record (WireDnsMessage *message,
                                       GString *name,
                                       WireDnsRecord *record);
guint wire_dns_message_find_code (WireDnsMessage message);

/** Returns: what a response code means in words, such as “no such name” */
const char *wire_dns_response_code_name (guint code);

G_END_DECLS
