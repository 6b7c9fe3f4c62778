/* wire-dns.c: the Domain Name System (RFC 1035), multicast (RFC 6762) and link-local (RFC 4795) too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/application/wire-dns-message.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "capture/protocols/application/wire-dns-record.h"
#include "capture/frame/wire-names.h"

#include <glib/gi18n.h>

/* Answers named in a summary. */
#define SUMMARY_ANSWERS 4

enum
{
  FLAG_RESPONSE = WIRE_DNS_RESPONSE,
  FLAG_AUTHORITATIVE = 0x0400,
  FLAG_TRUNCATED = 0x0200,
  FLAG_RECURSION_DESIRED = 0x0100,
  FLAG_RECURSION_AVAILABLE = 0x0080,
  FLAG_AUTHENTIC = 0x0020,
  FLAG_CHECKING_DISABLED = 0x0010,
};

static const WireName FLAGS[] = {
  { FLAG_RESPONSE, "response" },
  { FLAG_AUTHORITATIVE, "authoritative" },
  { FLAG_TRUNCATED, "truncated" },
  { FLAG_RECURSION_DESIRED, "recursion desired" },
  { FLAG_RECURSION_AVAILABLE, "recursion available" },
  { FLAG_AUTHENTIC, "authentic data" },
  { FLAG_CHECKING_DISABLED, "checking disabled" },
};

static const WireName OPERATIONS[] = {
  { 0, "Query" },  { 1, "Inverse query" }, { 2, "Status" },
  { 4, "Notify" }, { 5, "Update" },        { 6, "Stateful operation" },
};

static const char *const SECTIONS[] = { N_ ("Answer"), N_ ("Authority"), N_ ("Additional") };

typedef WireDnsMessage Message;
typedef WireDnsRecord Record;

/* Several messages may follow each other in one segment. */
static gboolean
is_over_tcp (const WireFrame *frame, const WireLayer *layer)
{
  while (layer > frame->layers && layer[-1].protocol == WIRE_PROTOCOL_DNS)
    layer--;
  return layer > frame->layers && layer[-1].protocol == WIRE_PROTOCOL_TCP;
}

static void
read_header (const WireFrame *frame, const WireLayer *layer, Message *message)
{
  wire_dns_message_read (message, frame->data + layer->offset, layer->length,
                         is_over_tcp (frame, layer));
}

WireProtocol
wire_dns_decode (WireFrame *frame, WireCursor *cursor)
{
  gboolean tcp = is_over_tcp (frame, frame->layers + frame->n_layers);
  WireCursor message = *cursor;

  if (tcp)
    {
      gsize length = wire_cursor_be16 (&message);

      wire_cursor_limit (&message, length);
      message.position = cursor->position;
    }
  if (wire_cursor_remaining (&message) < WIRE_DNS_HEADER)
    frame->flags |= WIRE_FRAME_CUT;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_DNS, &message,
                        (guint32) wire_cursor_remaining (&message));
  wire_cursor_skip (cursor, wire_cursor_remaining (&message));

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return tcp && left >= 2 + WIRE_DNS_HEADER ? WIRE_PROTOCOL_DNS : WIRE_PROTOCOL_DATA;
}

static void
describe_flags (const Message *message, WireFields *fields)
{
  guint operation = message->flags >> 11 & 0xf, code = message->flags & 0xf;
  guint32 at = message->base + 2;
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (FLAGS); i++)
    if (message->flags & FLAGS[i].value)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", FLAGS[i].name);
  wire_fields_add (fields, at, 2, "Flags", "0x%04x (%s)", message->flags,
                   words->len > 0 ? words->str : "query");
  wire_fields_push (fields);
  wire_fields_add (fields, at, 1, "Operation", "%u (%s)", operation,
                   wire_names_or_unknown (OPERATIONS, operation));
  if (message->flags & FLAG_RESPONSE)
    wire_fields_add (fields, at + 1, 1, "Response code", "%u (%s)", code,
                     wire_dns_response_code_name (code));
  wire_fields_pop (fields);
}

static void
describe_header (const Message *message, WireFields *fields)
{
  static const char *const COUNTS[] = { N_ ("Questions"), N_ ("Answers"), N_ ("Authority records"),
                                        N_ ("Additional records") };

  if (message->base > 0)
    wire_fields_add (fields, 0, 2, "Message length", "%u",
                     (guint) message->cursor.data[-2] << 8 | message->cursor.data[-1]);
  wire_fields_add (fields, message->base, 2, "Identification", "0x%04x", message->id);
  describe_flags (message, fields);
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    wire_fields_add (fields, message->base + 4 + 2 * i, 2, COUNTS[i], "%u", message->counts[i]);
}

static gboolean
describe_question (Message *message, WireFields *fields)
{
  guint32 offset = (guint32) message->cursor.position + message->base;
  g_autoptr (GString) name = g_string_new (NULL);
  char type_text[16], class_text[16];
  guint16 type, class;

  if (!wire_dns_message_read_question (message, name, &type, &class))
    {
      wire_fields_add (fields, offset, G_MAXUINT32, "Question", "%s (not whole)", name->str);
      return FALSE;
    }

  guint32 end = (guint32) message->cursor.position + message->base;
  wire_fields_add (fields, offset, end - offset, "Question", "%s %s",
                   wire_dns_type_name (type, type_text), name->str);
  wire_fields_push (fields);
  wire_fields_add (fields, offset, end - 4 - offset, "Name", "%s", name->str);
  wire_fields_add (fields, end - 4, 2, "Type", "%u (%s)", type,
                   wire_dns_type_name (type, type_text));
  /* RFC 6762, section 5.4: in multicast questions the top bit asks for a unicast answer. */
  wire_fields_add (fields, end - 2, 2, "Class", "%u (%s%s)", class,
                   wire_dns_class_name (class & 0x7fff, class_text),
                   class & 0x8000 ? ", unicast answer wanted" : "");
  wire_fields_pop (fields);
  return wire_fields_get_length (fields) < WIRE_FIELDS_MAX;
}

/* RFC 6891, section 6.1.3: class and time to live mean something else in an OPT record. */
static void
describe_opt_head (const Record *record, WireFields *fields)
{
  guint32 at = record->data_offset - 8;

  wire_fields_add (fields, at, 2, "UDP payload size", "%u", record->class);
  wire_fields_add (fields, at + 2, 1, "Extended response code", "%u", record->time_to_live >> 24);
  wire_fields_add (fields, at + 3, 1, "EDNS version", "%u", record->time_to_live >> 16 & 0xff);
  wire_fields_add (fields, at + 4, 2, "EDNS flags", "0x%04x%s", record->time_to_live & 0xffff,
                   record->time_to_live & 0x8000 ? " (DNSSEC wanted)" : "");
}

static void
describe_record_head (const Record *record, WireFields *fields)
{
  guint32 at = record->data_offset - 8;
  char buffer[16];

  /* RFC 6762, section 10.2: in multicast records the top bit replaces what is known. */
  wire_fields_add (fields, at, 2, "Class", "%u (%s%s)", record->class,
                   wire_dns_class_name (record->class & 0x7fff, buffer),
                   record->class & 0x8000 ? ", replaces what is cached" : "");
  wire_fields_add (fields, at + 2, 4, "Time to live", "%u s", record->time_to_live);
}

static gboolean
describe_record (Message *message, const char *section, WireFields *fields)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) data = g_string_new (NULL);
  Record record;
  char buffer[16];

  if (!wire_dns_message_read_record (message, name, &record))
    {
      wire_fields_add (fields, record.offset, G_MAXUINT32, section, "%s (not whole)", name->str);
      return FALSE;
    }
  wire_dns_record_append_data (&record.data, record.type, record.data_length, data);

  guint32 end = record.data_offset + record.data_length;
  const char *type = wire_dns_type_name (record.type, buffer);
  wire_fields_add (fields, record.offset, end - record.offset, section, "%s %s %s", name->str, type,
                   data->str);
  wire_fields_push (fields);
  wire_fields_add (fields, record.offset, record.data_offset - 10 - record.offset, "Name", "%s",
                   name->str);
  wire_fields_add (fields, record.data_offset - 10, 2, "Type", "%u (%s)", record.type, type);
  if (record.type == WIRE_DNS_TYPE_OPT)
    describe_opt_head (&record, fields);
  else
    describe_record_head (&record, fields);
  wire_fields_add (fields, record.data_offset - 2, 2, "Data length", "%u", record.data_length);
  wire_fields_add (fields, record.data_offset, record.data_length, "Data", "%s%s", data->str,
                   message->cursor.failed ? " (cut)" : "");
  wire_fields_pop (fields);
  return !message->cursor.failed && wire_fields_get_length (fields) < WIRE_FIELDS_MAX;
}

void
wire_dns_describe (const WireFrame *frame, const WireLayer *layer, WireFields *fields)
{
  g_autoptr (GString) summary = g_string_new (NULL);
  gboolean more = TRUE;
  Message message;

  read_header (frame, layer, &message);
  if (message.cursor.failed)
    return;
  wire_dns_summarise (frame, layer, summary);
  wire_fields_set_layer_value (fields, "%s", summary->str);
  describe_header (&message, fields);
  for (guint i = 0; more && i < message.counts[0]; i++)
    more = describe_question (&message, fields);
  for (guint section = 0; section < G_N_ELEMENTS (SECTIONS); section++)
    for (guint i = 0; more && i < message.counts[section + 1]; i++)
      more = describe_record (&message, SECTIONS[section], fields);
}

static void
summarise_answers (Message *message, guint16 asked, GString *out)
{
  for (guint i = 0; i < message->counts[1]; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      Record record;
      char buffer[16];

      if (!wire_dns_message_read_record (message, name, &record))
        return;
      if (i == SUMMARY_ANSWERS)
        {
          g_string_append (out, ", …");
          return;
        }
      g_string_append (out, i > 0 ? ", " : " ");
      if (message->counts[0] == 0)
        g_string_append_printf (out, "%s ", name->str);
      if (record.type != asked)
        g_string_append_printf (out, "%s ", wire_dns_type_name (record.type, buffer));
      wire_dns_record_append_data (&record.data, record.type, record.data_length, out);
    }
}

void
wire_dns_summarise (const WireFrame *frame, const WireLayer *layer, GString *out)
{
  g_autoptr (GString) name = g_string_new (NULL);
  guint16 asked = 0, type, class;
  char buffer[16];
  Message message;

  read_header (frame, layer, &message);
  if (message.cursor.failed)
    return;

  guint operation = message.flags >> 11 & 0xf;
  g_string_append (out, operation == 0 && message.flags & FLAG_RESPONSE
                            ? N_ ("Answer")
                            : wire_names_or_unknown (OPERATIONS, operation));
  for (guint i = 0;
       i < message.counts[0] && wire_dns_message_read_question (&message, name, &type, &class); i++)
    {
      if (i == 0)
        {
          asked = type;
          g_string_append_printf (out, " %s %s", wire_dns_type_name (type, buffer), name->str);
        }
      g_string_truncate (name, 0);
    }
  if (!(message.flags & FLAG_RESPONSE))
    return;

  guint code = wire_dns_message_find_code (message);
  if (code != 0)
    g_string_append_printf (out, ": %s", wire_dns_response_code_name (code));
  else
    summarise_answers (&message, asked, out);
}
