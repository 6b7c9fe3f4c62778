/* wire-field-value.h: one value of a field, or one that a filter names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireFieldType:
 * @WIRE_FIELD_PROTOCOL: a whole layer: its bytes, to the end of what it carries
 * @WIRE_FIELD_BOOLEAN: a flag
 * @WIRE_FIELD_UNSIGNED: a whole number
 * @WIRE_FIELD_SIGNED: a whole number that may be negative
 * @WIRE_FIELD_REAL: a number with a fraction
 * @WIRE_FIELD_TIME: a point in time
 * @WIRE_FIELD_DURATION: a span of time
 * @WIRE_FIELD_TEXT: characters
 * @WIRE_FIELD_BYTES: bytes
 * @WIRE_FIELD_ETHER: a hardware address of six bytes
 * @WIRE_FIELD_IPV4: an IPv4 address
 * @WIRE_FIELD_IPV6: an IPv6 address
 *
 * What a field holds. It decides which comparisons make sense.
 */
typedef enum
{
  WIRE_FIELD_PROTOCOL,
  WIRE_FIELD_BOOLEAN,
  WIRE_FIELD_UNSIGNED,
  WIRE_FIELD_SIGNED,
  WIRE_FIELD_REAL,
  WIRE_FIELD_TIME,
  WIRE_FIELD_DURATION,
  WIRE_FIELD_TEXT,
  WIRE_FIELD_BYTES,
  WIRE_FIELD_ETHER,
  WIRE_FIELD_IPV4,
  WIRE_FIELD_IPV6,
} WireFieldType;

/**
 * WireFieldValue:
 * @type: a #WireFieldType
 * @prefix: of an address: how many of its first bits count
 * @layer: of which layer of that protocol the value is, from 1; 0 where that is not known
 * @length: of @bytes
 * @number: of a boolean, a whole number, or an IPv4 address in host order
 * @whole: of a signed number; nanoseconds of times (since 1970) and durations
 * @real: of a number with a fraction
 * @bytes: of texts, bytes and protocols; not owned
 * @header: of a protocol: how many of @bytes are its own header
 * @address: six or sixteen bytes in network order
 *
 * A value without ownership: its bytes belong to the packet, to the filter or to an arena.
 */
typedef struct
{
  guint8 type;
  guint8 prefix;
  guint8 layer;
  guint32 length;
  union
  {
    guint64 number;
    gint64 whole;
    double real;
    struct
    {
      const guint8 *bytes;
      guint32 header;
    };
    guint8 address[16];
  };
} WireFieldValue;

/**
 * WireFieldComparison:
 *
 * How two values are compared.
 */
typedef enum
{
  WIRE_FIELD_EQUAL,
  WIRE_FIELD_NOT_EQUAL,
  WIRE_FIELD_GREATER,
  WIRE_FIELD_LESS,
  WIRE_FIELD_GREATER_OR_EQUAL,
  WIRE_FIELD_LESS_OR_EQUAL,
} WireFieldComparison;

const char *wire_field_type_name (WireFieldType type);
gboolean wire_field_type_is_number (WireFieldType type);
gboolean wire_field_type_has_bytes (WireFieldType type);
gboolean wire_field_type_is_address (WireFieldType type);
gboolean wire_field_types_compare (WireFieldType a, WireFieldType b);

gboolean wire_field_value_compare (const WireFieldValue *a,
                                   WireFieldComparison comparison,
                                   const WireFieldValue *b);
const guint8 *wire_field_value_get_bytes (const WireFieldValue *value,
                                          guint8 scratch[16],
                                          gsize *length);
gboolean wire_field_value_contains (const WireFieldValue *value, const WireFieldValue *part);
gboolean wire_field_value_is_zero (const WireFieldValue *value);
char *wire_field_value_to_text (const WireFieldValue *value);

G_END_DECLS
