/* wire-field-arithmetic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-arithmetic.h"

static gboolean
work_out_real (char operator, double a, double b, double *out)
{
  switch (operator)
    {
    case '+':
      *out = a + b;
      return TRUE;
    case '-':
      *out = a - b;
      return TRUE;
    case '*':
      *out = a * b;
      return TRUE;
    case '/':
      *out = b != 0 ? a / b : 0;
      return b != 0;
    default:
      return FALSE;
    }
}

/* Numbers wrap around, as those of machines do. */
static gboolean
work_out_signed (char operator, gint64 a, gint64 b, gint64 *out)
{
  if ((operator== '/' || operator== '%') && (b == 0 || (a == G_MININT64 && b == -1)))
    return FALSE;
  switch (operator)
    {
    case '&':
      *out = (gint64) ((guint64) a & (guint64) b);
      return TRUE;
    case '+':
      *out = (gint64) ((guint64) a + (guint64) b);
      return TRUE;
    case '-':
      *out = (gint64) ((guint64) a - (guint64) b);
      return TRUE;
    case '*':
      *out = (gint64) ((guint64) a * (guint64) b);
      return TRUE;
    case '/':
      *out = a / b;
      return TRUE;
    default:
      *out = a % b;
      return TRUE;
    }
}

static void
add_bytes_and (WireFieldPacket *packet,
               const WireFieldValue *a,
               const WireFieldValue *b,
               GArray *out)
{
  guint8 a_scratch[16], b_scratch[16];
  gsize a_length, b_length;
  const guint8 *a_bytes = wire_field_value_get_bytes (a, a_scratch, &a_length);
  const guint8 *b_bytes = wire_field_value_get_bytes (b, b_scratch, &b_length);
  gsize n = MIN (a_length, b_length);
  guint8 *bytes = g_malloc (n + 1);
  WireFieldValue value = { .type = WIRE_FIELD_BYTES, .length = (guint32) n, .bytes = bytes };

  for (gsize i = 0; i < n; i++)
    bytes[i] = a_bytes[i] & b_bytes[i];
  wire_field_packet_own (packet, bytes);
  g_array_append_val (out, value);
}

/* Of two addresses it is an address, such as that of a network. */
static void
add_address_and (const WireFieldValue *a, const WireFieldValue *b, GArray *out)
{
  WireFieldValue value = *a;

  value.prefix = a->type == WIRE_FIELD_IPV6 ? 128 : 32;
  if (a->type == WIRE_FIELD_IPV4)
    value.number = a->number & b->number;
  else
    for (guint i = 0; i < (a->type == WIRE_FIELD_ETHER ? 6 : G_N_ELEMENTS (value.address)); i++)
      value.address[i] = a->address[i] & b->address[i];
  g_array_append_val (out, value);
}

/**
 * wire_field_work_out:
 * @node: an operation
 * @out: of #WireFieldValue: takes the result, where there is one
 *
 * Bytes of the result are owned by @packet.
 */
void
wire_field_work_out (const WireFieldNode *node,
                     const WireFieldValue *a,
                     const WireFieldValue *b,
                     WireFieldPacket *packet,
                     GArray *out)
{
  WireFieldValue value = *a;
  gboolean right;

  if (wire_field_type_is_address (node->type))
    {
      add_address_and (a, b, out);
      return;
    }
  if (node->type == WIRE_FIELD_BYTES)
    {
      add_bytes_and (packet, a, b, out);
      return;
    }
  if (a->type == WIRE_FIELD_REAL)
    right = work_out_real (node->operator, a->real, b->real, &value.real);
  else
    right = work_out_signed (node->operator, a->whole, b->whole, &value.whole);
  if (node->operator== '-' && (a->type == WIRE_FIELD_UNSIGNED) && a->number < b->number)
    value.type = WIRE_FIELD_SIGNED;
  if (right)
    g_array_append_val (out, value);
}
