/* wire-field-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/table/wire-field-value.h"

#include "capture/frame/wire-address.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static const char *const NAMES[] = {
  [WIRE_FIELD_PROTOCOL] = N_ ("protocol"),
  [WIRE_FIELD_BOOLEAN] = N_ ("boolean"),
  [WIRE_FIELD_UNSIGNED] = N_ ("unsigned integer"),
  [WIRE_FIELD_SIGNED] = N_ ("signed integer"),
  [WIRE_FIELD_REAL] = N_ ("floating-point number"),
  [WIRE_FIELD_TIME] = N_ ("date and time"),
  [WIRE_FIELD_DURATION] = N_ ("duration in seconds"),
  [WIRE_FIELD_TEXT] = N_ ("character string"),
  [WIRE_FIELD_BYTES] = N_ ("sequence of bytes"),
  [WIRE_FIELD_ETHER] = N_ ("hardware address"),
  [WIRE_FIELD_IPV4] = N_ ("IPv4 address"),
  [WIRE_FIELD_IPV6] = N_ ("IPv6 address"),
};

/** Returns: what people call @type, in English and marked for translation */
const char *
wire_field_type_name (WireFieldType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (NAMES), "");

  return NAMES[type];
}

/** Returns: whether arithmetic makes sense for @type */
gboolean
wire_field_type_is_number (WireFieldType type)
{
  return type == WIRE_FIELD_UNSIGNED || type == WIRE_FIELD_SIGNED || type == WIRE_FIELD_REAL
         || type == WIRE_FIELD_DURATION || type == WIRE_FIELD_TIME;
}

/** Returns: whether values of @type are bytes that can be sliced and searched */
gboolean
wire_field_type_has_bytes (WireFieldType type)
{
  return type == WIRE_FIELD_PROTOCOL || type == WIRE_FIELD_TEXT || type == WIRE_FIELD_BYTES
         || type == WIRE_FIELD_ETHER || type == WIRE_FIELD_IPV4 || type == WIRE_FIELD_IPV6;
}

/** Returns: whether values of @type are addresses, of a fixed number of bytes */
gboolean
wire_field_type_is_address (WireFieldType type)
{
  return type == WIRE_FIELD_ETHER || type == WIRE_FIELD_IPV4 || type == WIRE_FIELD_IPV6;
}

static gboolean
is_whole (WireFieldType type)
{
  return type == WIRE_FIELD_UNSIGNED || type == WIRE_FIELD_SIGNED || type == WIRE_FIELD_BOOLEAN;
}

static gboolean
is_byte_like (WireFieldType type)
{
  return type == WIRE_FIELD_PROTOCOL || type == WIRE_FIELD_BYTES || type == WIRE_FIELD_ETHER
         || type == WIRE_FIELD_TEXT;
}

/** Returns: whether a value of @a may be compared with one of @b */
gboolean
wire_field_types_compare (WireFieldType a, WireFieldType b)
{
  return a == b || (is_whole (a) && is_whole (b)) || (is_byte_like (a) && is_byte_like (b))
         || (a == WIRE_FIELD_BYTES && wire_field_type_has_bytes (b))
         || (b == WIRE_FIELD_BYTES && wire_field_type_has_bytes (a));
}

static int
order_numbers (guint64 a, guint64 b)
{
  return a < b ? -1 : a > b;
}

static int
order_signed (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* A negative number is less than any unsigned one. */
static int
order_whole (const WireFieldValue *a, const WireFieldValue *b)
{
  gboolean a_negative = a->type == WIRE_FIELD_SIGNED && a->whole < 0;
  gboolean b_negative = b->type == WIRE_FIELD_SIGNED && b->whole < 0;

  if (a_negative || b_negative)
    return a_negative && b_negative ? order_signed (a->whole, b->whole) : a_negative ? -1 : 1;
  return order_numbers (a->number, b->number);
}

static guint32
ipv4_mask (guint prefix)
{
  return prefix == 0 ? 0 : prefix >= 32 ? G_MAXUINT32 : ~(G_MAXUINT32 >> prefix);
}

static int
order_ipv4 (const WireFieldValue *a, const WireFieldValue *b)
{
  guint32 mask = ipv4_mask (MIN (a->prefix, b->prefix));

  return order_numbers ((guint32) a->number & mask, (guint32) b->number & mask);
}

static int
order_ipv6 (const WireFieldValue *a, const WireFieldValue *b)
{
  guint prefix = MIN (a->prefix, b->prefix);
  guint whole = MIN (prefix / 8, 16);
  int order = memcmp (a->address, b->address, whole);
  guint8 mask = (guint8) (0xff00 >> prefix % 8);

  if (order != 0 || prefix % 8 == 0 || whole == 16)
    return order;
  return (a->address[whole] & mask) - (b->address[whole] & mask);
}

static int
order_bytes (const WireFieldValue *a, const WireFieldValue *b)
{
  guint8 a_scratch[16], b_scratch[16];
  gsize a_length, b_length;
  const guint8 *a_bytes = wire_field_value_get_bytes (a, a_scratch, &a_length);
  const guint8 *b_bytes = wire_field_value_get_bytes (b, b_scratch, &b_length);
  gsize n = MIN (a_length, b_length);
  int order = n > 0 ? memcmp (a_bytes, b_bytes, n) : 0;

  return order != 0 ? order : order_numbers (a_length, b_length);
}

static int
order_real (double a, double b)
{
  return a < b ? -1 : a > b;
}

static int
order (const WireFieldValue *a, const WireFieldValue *b)
{
  if (is_whole (a->type) && is_whole (b->type))
    return a->type == WIRE_FIELD_BOOLEAN && b->type == WIRE_FIELD_BOOLEAN
               ? (a->number != 0) - (b->number != 0)
               : order_whole (a, b);
  if (a->type == b->type && a->type == WIRE_FIELD_IPV4)
    return order_ipv4 (a, b);
  if (a->type == b->type && a->type == WIRE_FIELD_IPV6)
    return order_ipv6 (a, b);
  if (a->type == WIRE_FIELD_TIME || a->type == WIRE_FIELD_DURATION)
    return order_signed (a->whole, b->whole);
  if (a->type == WIRE_FIELD_REAL)
    return order_real (a->real, b->real);
  return order_bytes (a, b);
}

/** Returns: whether @comparison holds for @self and @b, whose types may be compared */
gboolean
wire_field_value_compare (const WireFieldValue *self,
                          WireFieldComparison comparison,
                          const WireFieldValue *b)
{
  int result = order (self, b);

  switch (comparison)
    {
    case WIRE_FIELD_EQUAL:
      return result == 0;
    case WIRE_FIELD_NOT_EQUAL:
      return result != 0;
    case WIRE_FIELD_GREATER:
      return result > 0;
    case WIRE_FIELD_LESS:
      return result < 0;
    case WIRE_FIELD_GREATER_OR_EQUAL:
      return result >= 0;
    case WIRE_FIELD_LESS_OR_EQUAL:
      return result <= 0;
    }
  return FALSE;
}

/**
 * wire_field_value_get_bytes:
 * @scratch: holds the bytes of an IPv4 address
 * @length: (out): how many there are
 *
 * Returns: (transfer none): the bytes of @self as they are on the wire, valid as long as @self
 * and @scratch
 */
const guint8 *
wire_field_value_get_bytes (const WireFieldValue *self, guint8 scratch[16], gsize *length)
{
  switch (self->type)
    {
    case WIRE_FIELD_ETHER:
      *length = 6;
      return self->address;
    case WIRE_FIELD_IPV6:
      *length = 16;
      return self->address;
    case WIRE_FIELD_IPV4:
      for (guint i = 0; i < 4; i++)
        scratch[i] = (guint8) (self->number >> (24 - 8 * i));
      *length = 4;
      return scratch;
    case WIRE_FIELD_TEXT:
    case WIRE_FIELD_BYTES:
    case WIRE_FIELD_PROTOCOL:
      *length = self->length;
      return self->bytes;
    default:
      *length = 0;
      return scratch;
    }
}

/** Returns: whether the bytes of @part are somewhere in those of @self */
gboolean
wire_field_value_contains (const WireFieldValue *self, const WireFieldValue *part)
{
  guint8 scratch[16], part_scratch[16];
  gsize length, part_length;
  const guint8 *bytes = wire_field_value_get_bytes (self, scratch, &length);
  const guint8 *wanted = wire_field_value_get_bytes (part, part_scratch, &part_length);

  if (part_length == 0 || part_length > length)
    return part_length == 0;
  return memmem (bytes, length, wanted, part_length) != NULL;
}

/** Returns: whether @self is a number that is zero, or is empty */
gboolean
wire_field_value_is_zero (const WireFieldValue *self)
{
  guint8 scratch[16];
  gsize length;

  if (self->type == WIRE_FIELD_REAL)
    return self->real == 0;
  if (!wire_field_type_has_bytes (self->type))
    return self->number == 0;
  const guint8 *bytes = wire_field_value_get_bytes (self, scratch, &length);
  for (gsize i = 0; i < length; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

static char *
hex (const guint8 *bytes, gsize length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (out, "%s%02x", i ? ":" : "", bytes[i]);
  return g_string_free (out, FALSE);
}

static char *
address_text (const WireFieldValue *value)
{
  guint8 scratch[16] = { 0 };
  gsize length;
  const guint8 *bytes = wire_field_value_get_bytes (value, scratch, &length);
  char buffer[WIRE_ADDRESS_TEXT_MAX];

  return g_strdup (wire_address_to_text (
      value->type == WIRE_FIELD_IPV4 ? WIRE_FAMILY_IPV4 : WIRE_FAMILY_IPV6, bytes, buffer));
}

static char *
seconds_text (gint64 nanoseconds)
{
  guint64 size = nanoseconds < 0 ? 0 - (guint64) nanoseconds : (guint64) nanoseconds;

  return g_strdup_printf ("%s%" PRIu64 ".%09" PRIu64, nanoseconds < 0 ? "-" : "",
                          size / 1000000000u, size % 1000000000u);
}

/** Returns: (transfer full): @self as the function `string` of a filter gives it */
char *
wire_field_value_to_text (const WireFieldValue *self)
{
  switch (self->type)
    {
    case WIRE_FIELD_BOOLEAN:
      return g_strdup (self->number ? "True" : "False");
    case WIRE_FIELD_UNSIGNED:
      return g_strdup_printf ("%" PRIu64, self->number);
    case WIRE_FIELD_SIGNED:
      return g_strdup_printf ("%" PRId64, self->whole);
    case WIRE_FIELD_REAL:
      return g_strdup_printf ("%.6g", self->real);
    case WIRE_FIELD_TIME:
    case WIRE_FIELD_DURATION:
      return seconds_text (self->whole);
    case WIRE_FIELD_TEXT:
      return g_strndup ((const char *) self->bytes, self->length);
    case WIRE_FIELD_ETHER:
      return hex (self->address, 6);
    case WIRE_FIELD_IPV4:
    case WIRE_FIELD_IPV6:
      return address_text (self);
    default:
      return hex (self->bytes, self->length);
    }
}
