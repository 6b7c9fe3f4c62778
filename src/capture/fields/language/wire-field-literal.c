/* wire-field-literal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/fields/language/wire-field-literal.h"

#include "capture/fields/language/wire-field-names.h"
#include "capture/frame/wire-address.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  WireFieldNode *node;
  char *text; /* without quotes and escapes */
  gboolean quoted;
  WireFieldType type;
  guint bits;
  const char *field; /* nullable */
  WireFieldFault *fault;
} Literal;

static gboolean
fail (Literal *self, char *message)
{
  wire_field_fault_set (self->fault, self->node->start, self->node->end, message);
  return FALSE;
}

static gboolean
fail_example (Literal *self, const char *example)
{
  return fail (self, g_strdup_printf (_ ("“%s” is not a value of the type “%s”. Such a value is "
                                         "written like this: %s"),
                                      self->text, _ (wire_field_type_name (self->type)), example));
}

/* Numbers */

static gboolean
read_unsigned (const char *text, guint64 *number)
{
  guint base = 10;
  char *end;

  if (text[0] == '0' && (text[1] == 'b' || text[1] == 'B'))
    {
      base = 2;
      text += 2;
    }
  else if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
    base = 16;
  else if (text[0] == '0')
    base = 8;
  if (!g_ascii_isxdigit (*text))
    return FALSE;
  errno = 0;
  *number = g_ascii_strtoull (text, &end, base);
  return errno == 0 && *end == '\0';
}

static gboolean
fits (Literal *self, guint64 number)
{
  guint64 most = self->bits == 0 || self->bits >= 64 ? G_MAXUINT64
                                                     : (G_GUINT64_CONSTANT (1) << self->bits) - 1;

  if (number <= most)
    return TRUE;
  return fail (
      self, g_strdup_printf (_ ("%s is too large: a field of %u bits holds %" PRIu64 " at most."),
                             self->text, self->bits, most));
}

static gboolean
resolve_whole (Literal *self)
{
  WireFieldValue *value = &self->node->value;
  gboolean negative = self->text[0] == '-';
  guint64 number;

  if (self->node->kind == WIRE_NODE_CHARACTER)
    {
      value->number = (guint8) self->text[0];
      return TRUE;
    }
  if (!self->quoted && read_unsigned (self->text + negative, &number))
    {
      if (!fits (self, number))
        return FALSE;
      value->number = number;
      if (negative)
        {
          value->type = WIRE_FIELD_SIGNED;
          value->whole = number > G_MAXINT64 ? G_MININT64 : -(gint64) number;
        }
      return TRUE;
    }
  if (self->field && wire_field_names_find (self->field, self->text, &value->number))
    return TRUE;
  return fail_example (self, "64, 0x40");
}

static gboolean
resolve_boolean (Literal *self)
{
  static const char *const TRUTHS[] = { "true", "set", "yes" };
  static const char *const FALSEHOODS[] = { "false", "not set", "no" };
  WireFieldValue *value = &self->node->value;

  for (guint i = 0; i < G_N_ELEMENTS (TRUTHS); i++)
    if (g_ascii_strcasecmp (self->text, TRUTHS[i]) == 0)
      {
        value->number = 1;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (FALSEHOODS); i++)
    if (g_ascii_strcasecmp (self->text, FALSEHOODS[i]) == 0)
      return TRUE;
  if (self->quoted || !read_unsigned (self->text, &value->number))
    return fail_example (self, "1, 0, True, False");
  value->number = value->number != 0;
  return TRUE;
}

static gboolean
resolve_real (Literal *self)
{
  char *end;

  self->node->value.real = g_ascii_strtod (self->text, &end);
  return (*end == '\0' && end > self->text) || fail_example (self, "1.5");
}

/* Bytes */

static gboolean
is_separator (char letter)
{
  return letter == ':' || letter == '-' || letter == '.';
}

/* 47:45:54, 47-45-54, 47.45.54, 474554, 0x47. */
static GByteArray *
read_bytes (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (g_str_has_prefix (text, "0x") && strlen (text) <= 4)
    text += 2;
  if (*text == ':' && text[1] != ':')
    text++;
  while (*text)
    {
      guint8 byte;

      if (!g_ascii_isxdigit (text[0]))
        return NULL;
      byte = (guint8) g_ascii_xdigit_value (*text++);
      if (g_ascii_isxdigit (*text))
        byte = (guint8) (byte << 4 | g_ascii_xdigit_value (*text++));
      g_byte_array_append (bytes, &byte, 1);
      if (is_separator (*text))
        text++;
    }
  return bytes->len > 0 ? g_steal_pointer (&bytes) : NULL;
}

static void
keep_bytes (Literal *self, GBytes *bytes)
{
  WireFieldNode *node = self->node;
  gsize length;

  if (node->bytes && node->bytes != bytes)
    g_bytes_unref (node->bytes);
  node->bytes = bytes;
  node->value.bytes = g_bytes_get_data (bytes, &length);
  node->value.length = (guint32) length;
}

static gboolean
resolve_text (Literal *self)
{
  WireFieldNode *node = self->node;

  keep_bytes (self, node->bytes ? node->bytes : g_bytes_new (self->text, strlen (self->text)));
  return TRUE;
}

static gboolean
resolve_bytes (Literal *self)
{
  g_autoptr (GByteArray) bytes = NULL;

  self->node->value.type = WIRE_FIELD_BYTES;
  if (self->quoted)
    return resolve_text (self);
  bytes = read_bytes (self->text);
  if (!bytes)
    return fail_example (self, "47:45:54, \"GET\"");
  keep_bytes (self, g_byte_array_free_to_bytes (g_steal_pointer (&bytes)));
  return TRUE;
}

static gboolean
resolve_ether (Literal *self)
{
  g_autoptr (GByteArray) bytes = read_bytes (self->text);

  if (!bytes || bytes->len != 6)
    return fail_example (self, "00:11:22:33:44:55");
  memcpy (self->node->value.address, bytes->data, 6);
  return TRUE;
}

/* Addresses */

static gboolean
resolve_address (Literal *self, WireFamily family, guint longest, const char *example)
{
  WireFieldValue *value = &self->node->value;
  char *slash = strchr (self->text, '/');
  guint8 address[16] = { 0 };
  guint64 prefix = longest;
  WireFamily found;

  if (slash)
    {
      *slash = '\0';
      if (!read_unsigned (slash[1] == '0' && slash[2] ? slash + 2 : slash + 1, &prefix)
          || prefix > longest)
        {
          *slash = '/';
          return fail (self, g_strdup_printf (_ ("“%s” is not a range of addresses: a prefix has "
                                                 "0 to %u bits."),
                                              self->text, longest));
        }
    }
  if (!wire_address_parse (self->text, &found, address) || found != family)
    return fail_example (self, example);
  value->prefix = (guint8) prefix;
  if (family == WIRE_FAMILY_IPV4)
    value->number = (guint64) address[0] << 24 | (guint64) address[1] << 16
                    | (guint64) address[2] << 8 | address[3];
  else
    memcpy (value->address, address, 16);
  return TRUE;
}

static gboolean
resolve (Literal *self)
{
  WireFieldValue *value = &self->node->value;

  *value = (WireFieldValue){ .type = (guint8) self->type };
  switch (self->type)
    {
    case WIRE_FIELD_BOOLEAN:
      return resolve_boolean (self);
    case WIRE_FIELD_UNSIGNED:
    case WIRE_FIELD_SIGNED:
      return resolve_whole (self);
    case WIRE_FIELD_REAL:
      return resolve_real (self);
    case WIRE_FIELD_TIME:
      return wire_field_time_parse (self->text, &value->whole)
             || fail_example (self, "\"2024-05-01 12:30:00\", 2024-05-01T12:30:00Z");
    case WIRE_FIELD_DURATION:
      return wire_field_duration_parse (self->text, &value->whole) || fail_example (self, "0.5");
    case WIRE_FIELD_TEXT:
      return resolve_text (self);
    case WIRE_FIELD_PROTOCOL:
    case WIRE_FIELD_BYTES:
      return resolve_bytes (self);
    case WIRE_FIELD_ETHER:
      return resolve_ether (self);
    case WIRE_FIELD_IPV4:
      return resolve_address (self, WIRE_FAMILY_IPV4, 32, "192.0.2.1, 192.0.2.0/24");
    case WIRE_FIELD_IPV6:
      return resolve_address (self, WIRE_FAMILY_IPV6, 128, "2001:db8::1, 2001:db8::/32");
    }
  return FALSE;
}

/**
 * wire_field_literal_resolve:
 * @node: a literal of @filter; becomes a value
 * @filter: the whole filter
 * @type: of what it is compared with
 * @bits: of a number: how wide that is
 * @field: (nullable): the name of what it is compared with, whose numbers may have names
 * @fault: set where %FALSE is returned
 *
 * Returns: whether @node is a value of @type
 */
gboolean
wire_field_literal_resolve (WireFieldNode *node,
                            const char *filter,
                            WireFieldType type,
                            guint bits,
                            const char *field,
                            WireFieldFault *fault)
{
  gsize length;
  const char *bytes = node->bytes ? g_bytes_get_data (node->bytes, &length) : NULL;
  g_autofree char *text =
      bytes ? g_strndup (bytes, length) : g_strndup (filter + node->start, node->end - node->start);
  Literal self = { node, text, node->kind != WIRE_NODE_WORD, type, bits, field, fault };

  if (!resolve (&self))
    return FALSE;
  node->kind = WIRE_NODE_VALUE;
  node->type = node->value.type;
  return TRUE;
}
