/* wire-zeek-dns-answer.h: a record of DNS in one text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/zeek/wire-zeek-dns-names.h"

G_BEGIN_DECLS

/**
 * WireZeekDnsRecord:
 * @name: (transfer full): of its owner
 * @type: of the record
 * @number: its class
 * @ttl: seconds
 * @data: over the whole message, at its data, and ending where that ends
 */
typedef struct
{
  GString *name;
  guint16 type;
  guint16 number;
  guint32 ttl;
  WireCursor data;
} WireZeekDnsRecord;

gboolean wire_zeek_dns_record_read (WireCursor *message, WireZeekDnsRecord *record);

/** Frees what @record owns, but not @record itself. */
void wire_zeek_dns_record_clear (WireZeekDnsRecord *record);

GString *wire_zeek_dns_record_to_text (const WireZeekDnsRecord *record, gboolean netbios);

G_END_DECLS
