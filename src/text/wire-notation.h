/* wire-notation.h: bytes written as text, in the ways people write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireNotation:
 * @WIRE_NOTATION_HEX: `ffd8ff`, `FF:D8:FF`, `0xff, 0xd8`, `\xff\xd8`
 * @WIRE_NOTATION_ESCAPES: as Python prints bytes: `b'\x92\xb0\xa4['`
 * @WIRE_NOTATION_BASE64: RFC 4648, section 4; section 5 (URLs) is read too
 * @WIRE_NOTATION_BASE32: RFC 4648, section 6
 * @WIRE_NOTATION_BINARY: eight digits a byte
 * @WIRE_NOTATION_DECIMAL: 0–255 each
 * @WIRE_NOTATION_OCTAL: 0–377 each
 * @WIRE_NOTATION_PERCENT: RFC 3986, section 2.1
 * @WIRE_NOTATION_QUOTED_PRINTABLE: RFC 2045, section 6.7
 */
typedef enum
{
  WIRE_NOTATION_HEX,
  WIRE_NOTATION_ESCAPES,
  WIRE_NOTATION_BASE64,
  WIRE_NOTATION_BASE32,
  WIRE_NOTATION_BINARY,
  WIRE_NOTATION_DECIMAL,
  WIRE_NOTATION_OCTAL,
  WIRE_NOTATION_PERCENT,
  WIRE_NOTATION_QUOTED_PRINTABLE,
  WIRE_N_NOTATIONS,
} WireNotation;

const char *wire_notation_get_key (WireNotation notation);
gboolean wire_notation_parse_key (const char *key, WireNotation *notation);
char *wire_notation_write (WireNotation notation, const guint8 *bytes, gsize length);

/** Reads bytes from @text. Returns: (transfer full): the bytes, or %NULL where it is not in
 * that notation */
GBytes *wire_notation_read (WireNotation notation, const char *text, GError **error);

/** Returns: the notation that @text is likely in */
WireNotation wire_notation_guess (const char *text);

G_END_DECLS
