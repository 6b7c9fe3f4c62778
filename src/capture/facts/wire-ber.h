/* wire-ber.h: elements of BER, as LDAP and Kerberos have them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/** Identifier octets (X.690, section 8.1.2) that mean something here. */
enum
{
  WIRE_BER_INTEGER = 0x02,
  WIRE_BER_OCTETS = 0x04,
  WIRE_BER_ENUMERATED = 0x0a,
  WIRE_BER_STRING = 0x1b, /* GeneralString */
  WIRE_BER_SEQUENCE = 0x30,
  WIRE_BER_APPLICATION = 0x60, /* … constructed, with the number added */
  WIRE_BER_CONTEXT = 0xa0,     /* likewise */
};

gboolean wire_ber_read (WireCursor *cursor, guint8 *tag, WireCursor *content);
gboolean wire_ber_enter (WireCursor *cursor, guint8 tag);
gboolean wire_ber_find (WireCursor cursor, guint8 tag, WireCursor *content);
gboolean wire_ber_read_integer (WireCursor *cursor, guint8 tag, gint64 *value);
gsize wire_ber_measure (const guint8 *bytes, gsize length);

G_END_DECLS
