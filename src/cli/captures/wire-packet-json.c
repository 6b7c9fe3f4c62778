/* wire-packet-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/captures/wire-packet-json.h"

#include "base/wire-json.h"
#include "capture/fields/table/wire-field-keys.h"
#include "cli/output/wire-output.h"

#include <string.h>

/* Captures have millions of packets with dozens of fields: these are written right away, and not
 * built as a tree of nodes first, which took twenty times as long. */

static void
append_key (GString *out, const char *key)
{
  const char last = out->str[out->len - 1];
  gsize length = strlen (key);
  gsize at = out->len;
  gboolean comma = last != '{' && last != '[';
  char *place;

  g_string_set_size (out, at + comma + length + strlen ("\"\":"));
  place = out->str + at;
  if (comma)
    *place++ = ',';
  *place++ = '"';
  memcpy (place, key, length);
  memcpy (place + length, "\":", 2);
}

static void
append_int (GString *out, const char *key, guint32 value)
{
  char digits[12];
  char *at = digits + sizeof digits - 1;

  append_key (out, key);
  *at = '\0';
  do
    *--at = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  g_string_append (out, at);
}

/* What is not known is left out. */
static void
append_string (GString *out, const char *key, const char *value)
{
  if (!value)
    return;
  append_key (out, key);
  wire_json_append_string (out, value);
}

static void
append_known (GString *out, const char *key, const char *value)
{
  append_string (out, key, value[0] ? value : NULL);
}

static void
append_field (GString *out, const WireFields *fields, guint i)
{
  const WireField *field = wire_fields_get (fields, i);

  append_string (out, "name", field->name);
  append_string (out, "key", wire_field_keys_find (fields, i));
  append_string (out, "value", field->value);
  append_int (out, "offset", field->offset);
  append_int (out, "length", field->length);
}

static void
begin_object (GString *out)
{
  if (out->str[out->len - 1] == '}')
    g_string_append_c (out, ',');
  g_string_append_c (out, '{');
}

/* One layer and the fields below it; returns where the next layer is. */
static guint
append_layer (GString *out, const WireFields *fields, guint i)
{
  guint n = wire_fields_get_length (fields);

  begin_object (out);
  append_field (out, fields, i);
  append_key (out, "fields");
  g_string_append_c (out, '[');
  for (i++; i < n && wire_fields_get (fields, i)->depth > 0; i++)
    {
      const WireField *field = wire_fields_get (fields, i);

      begin_object (out);
      append_field (out, fields, i);
      append_int (out, "depth", field->depth);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
  return i;
}

static void
append_layers (GString *out, const WireFields *fields)
{
  guint n = wire_fields_get_length (fields);

  append_key (out, "layers");
  g_string_append_c (out, '[');
  for (guint i = 0; i < n;)
    i = append_layer (out, fields, i);
  g_string_append_c (out, ']');
}

static void
append_comments (GString *out, const char *const *comments)
{
  append_key (out, "comments");
  g_string_append_c (out, '[');
  for (guint i = 0; comments[i]; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      wire_json_append_string (out, comments[i]);
    }
  g_string_append_c (out, ']');
}

/**
 * wire_packet_json_write:
 * @out: takes one object on one line, in the place of what it held
 * @number: of the packet, from 1
 * @line: what a list shows of it
 * @fields: (nullable): its layers, where they are wanted
 * @comments: (nullable): that the capture file has on it
 */
void
wire_packet_json_write (GString *out,
                        guint32 number,
                        const WirePacketLine *line,
                        const WireFields *fields,
                        const char *const *comments)
{
  char time[WIRE_TIME_TEXT_MAX];

  g_string_assign (out, "{");
  append_int (out, "number", number);
  if (line->record.time != WIRE_TIME_NONE)
    append_string (out, "time", wire_time_to_text (line->record.time, time));
  append_int (out, "length", line->record.length);
  append_int (out, "captured", line->record.captured);
  append_string (out, "protocol", line->protocol);
  append_known (out, "src", line->src);
  append_known (out, "dst", line->dst);
  if (line->has_ports)
    {
      append_int (out, "sport", line->src_port);
      append_int (out, "dport", line->dst_port);
    }
  append_string (out, "info", line->info);
  if (comments)
    append_comments (out, comments);
  if (fields)
    append_layers (out, fields);
  g_string_append_c (out, '}');
}
