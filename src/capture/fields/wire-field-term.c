/* wire-field-term.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/wire-field-term.h"

#include "capture/fields/extraction/wire-field-packet.h"
#include "capture/fields/table/wire-field-keys.h"
#include "capture/fields/table/wire-field-table.h"
#include "capture/frame/wire-address.h"

#include <string.h>

/* A longer text or run of bytes is not written into a filter. */
#define VALUE_MAX 512u

static char *
quote (const guint8 *text, gsize length)
{
  GString *out = g_string_new ("\"");

  for (gsize i = 0; i < length; i++)
    if (text[i] == '"' || text[i] == '\\')
      g_string_append_printf (out, "\\%c", text[i]);
    else if (text[i] < 0x20 || text[i] > 0x7e)
      g_string_append_printf (out, "\\x%02x", text[i]);
    else
      g_string_append_c (out, (char) text[i]);
  g_string_append_c (out, '"');
  return g_string_free (out, FALSE);
}

/** Returns: (transfer full): the condition that @field is @text */
char *
wire_field_term_new_text (const char *field, const char *text)
{
  g_autofree char *quoted = quote ((const guint8 *) text, strlen (text));

  return g_strdup_printf ("%s == %s", field, quoted);
}

/** Returns: (transfer full): the condition that @field has @text in it */
char *
wire_field_term_new_part (const char *field, const char *text)
{
  g_autofree char *quoted = quote ((const guint8 *) text, strlen (text));

  return g_strdup_printf ("%s contains %s", field, quoted);
}

/**
 * wire_field_term_new_address:
 * @side: `src`, `dst` or `addr`
 * @address: as wire_address_to_text() writes it, or a hardware address
 *
 * Returns: (transfer full) (nullable): the condition that it is there
 */
char *
wire_field_term_new_address (const char *side, const char *address)
{
  guint8 bytes[16];
  WireFamily family;
  const char *protocol = NULL;

  if (wire_address_parse (address, &family, bytes))
    protocol = family == WIRE_FAMILY_IPV6 ? "ipv6" : "ip";
  else if (strlen (address) == 17 && address[2] == ':')
    protocol = "eth";
  return protocol ? g_strdup_printf ("%s.%s == %s", protocol, side, address) : NULL;
}

/* How many fields before @index have its name in filters, too. */
static guint
count_before (const WireFields *fields, guint index, const char *key)
{
  guint n = 0;

  for (guint i = 0; i < index; i++)
    n += g_strcmp0 (wire_field_keys_find (fields, i), key) == 0;
  return n;
}

static char *
write_value (const WireFieldValue *value)
{
  if (value->type == WIRE_FIELD_TEXT)
    return value->length <= VALUE_MAX ? quote (value->bytes, value->length) : NULL;
  if (value->type == WIRE_FIELD_BYTES && (value->length == 0 || value->length > VALUE_MAX))
    return NULL;
  return wire_field_value_to_text (value);
}

/* Returns: (transfer full) (nullable): value number @n of @info in @frame, as filters write it;
 * @there: whether it has any */
static char *
find_value (const WireFrame *frame, const WireFieldInfo *info, guint n, gboolean *there)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (WireFieldPacket) packet = NULL;
  WireFrame part = *frame;
  const WireFieldSlot *slot;

  g_ptr_array_add (wanted, (gpointer) info);
  packet = wire_field_packet_new (wanted);
  wire_field_packet_clear (packet, WIRE_FIELD_KNOWN);
  wire_field_packet_add_frame (packet, &part);
  slot = wire_field_packet_get_slot (packet, 0);
  *there = slot->values->len > 0;
  if (!*there || info->type == WIRE_FIELD_PROTOCOL)
    return NULL;
  return write_value (
      &g_array_index (slot->values, WireFieldValue, MIN (n, slot->values->len - 1)));
}

/* What a describer writes of a text is that text, where nothing in it was made printable. */
static char *
take_described (const WireField *field, const WireFieldInfo *info)
{
  if (info->type != WIRE_FIELD_TEXT || !field->value || !*field->value
      || strchr (field->value, '\\') || strlen (field->value) > VALUE_MAX)
    return NULL;
  return quote ((const guint8 *) field->value, strlen (field->value));
}

/**
 * wire_field_term_new_field:
 * @frame: a frame
 * @fields: what was described of it
 * @index: of the field that is meant
 *
 * Makes the condition that this field has this value; for a layer, and where the value cannot be
 * written, that the field is there. Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL where filters have no name for the field
 */
char *
wire_field_term_new_field (const WireFrame *frame, const WireFields *fields, guint index)
{
  const WireField *field = wire_fields_get (fields, index);
  const char *key = wire_field_keys_find (fields, index);
  const WireFieldInfo *info = key ? wire_field_table_find (key, strlen (key)) : NULL;
  g_autofree char *value = NULL;
  gboolean there = FALSE;

  if (!info)
    return NULL;
  value = find_value (frame, info, count_before (fields, index, key), &there);
  if (!there && !(info->flags & WIRE_FIELD_STATEFUL)) /* a filter would not find this packet */
    return NULL;
  if (!value)
    value = take_described (field, info);
  return value ? g_strdup_printf ("%s == %s", key, value) : g_strdup (key);
}

static gboolean
is_one_word (const char *term)
{
  return strpbrk (term, " (") == NULL;
}

/** Returns: (transfer full): what becomes of @filter, which may be empty, and @term */
char *
wire_field_term_join (const char *filter, WireFieldJoin how, const char *term)
{
  const char *open = is_one_word (term) ? "" : "(";
  const char *close = is_one_word (term) ? "" : ")";

  if (how == WIRE_FIELD_ONLY || (!*filter && how != WIRE_FIELD_NOT))
    return g_strdup (term);
  if (!*filter)
    return g_strdup_printf ("not %s%s%s", open, term, close);
  return g_strdup_printf ("(%s) %s %s%s%s", filter,
                          how == WIRE_FIELD_NOT   ? "and not"
                          : how == WIRE_FIELD_AND ? "and"
                                                  : "or",
                          open, term, close);
}
