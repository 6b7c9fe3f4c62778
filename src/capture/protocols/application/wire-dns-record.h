/* wire-dns-record.h: types and data of DNS resource records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

#define WIRE_DNS_TYPE_OPT 41

const char *wire_dns_type_name (guint16 type, char buffer[16]);
const char *wire_dns_class_name (guint16 class, char buffer[16]);
void wire_dns_record_append_data (const WireCursor *message,
                                  guint16 type,
                                  guint16 length,
                                  GString *out);

G_END_DECLS
