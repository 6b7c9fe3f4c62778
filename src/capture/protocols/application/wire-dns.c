/* wire-dns.c: the Domain Name System (RFC 1035), multicast (RFC 6762) and link-local (RFC 4795) too
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/wire-protocols.h"

#include "capture/protocols/application/wire-dns-name.h"
#include "capture/protocols/application/wire-dns-record.h"
#include "capture/frame/wire-names.h"

#include <glib/gi18n.h>

#define HEADER 12

/* Answers named in a summary. */
#define SUMMARY_ANSWERS 4

enum
{
  FLAG_RESPONSE = 0x8000,
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

static const WireName RESPONSE_CODES[] = {
  { 0, "no error" },
  { 1, "format error" },
  { 2, "server failure" },
  { 3, "no such name" },
  { 4, "not implemented" },
  { 5, "refused" },
  { 6, "name exists" },
  { 7, "record set exists" },
  { 8, "no such record set" },
  { 9, "not authorized" },
  { 10, "not in zone" },
  { 11, "type not supported" },
  { 16, "EDNS version not supported" },
  { 17, "bad key" },
  { 18, "bad time" },
  { 19, "bad mode" },
  { 20, "duplicate key name" },
  { 21, "algorithm not supported" },
  { 22, "bad truncation" },
  { 23, "bad cookie" },
};

static const char *const SECTIONS[] = { N_ ("Answer"), N_ ("Authority"), N_ ("Additional") };

/* A message: over TCP, two bytes of length stand before it (RFC 1035, section 4.2.2), and @base is
 * how far the message's own offsets are from the layer's. */
typedef struct
{
  WireCursor cursor;
  guint32 base;
  guint16 id;
  guint16 flags;
  guint16 counts[4]; /* questions, answers, authority, additional */
} Message;

typedef struct
{
  guint32 offset; /* of the record, in the layer */
  guint16 type;
  guint16 class;
  guint32 time_to_live;
  guint32 data_offset;
  guint16 data_length;
  WireCursor data; /* over the whole message, at the data */
} Record;

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
  message->base = is_over_tcp (frame, layer) ? MIN (2, layer->length) : 0;
  message->cursor =
      wire_cursor_new (frame->data + layer->offset + message->base, layer->length - message->base);
  message->id = wire_cursor_be16 (&message->cursor);
  message->flags = wire_cursor_be16 (&message->cursor);
  for (gsize i = 0; i < G_N_ELEMENTS (message->counts); i++)
    message->counts[i] = wire_cursor_be16 (&message->cursor);
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
  if (wire_cursor_remaining (&message) < HEADER)
    frame->flags |= WIRE_FRAME_CUT;
  wire_frame_add_layer (frame, WIRE_PROTOCOL_DNS, &message,
                        (guint32) wire_cursor_remaining (&message));
  wire_cursor_skip (cursor, wire_cursor_remaining (&message));

  gsize left = wire_cursor_remaining (cursor);
  if (left == 0)
    return WIRE_PROTOCOL_NONE;
  return tcp && left >= 2 + HEADER ? WIRE_PROTOCOL_DNS : WIRE_PROTOCOL_DATA;
}

static gboolean
read_question (Message *message, GString *name, guint16 *type, guint16 *class)
{
  wire_dns_name_read (&message->cursor, name);
  *type = wire_cursor_be16 (&message->cursor);
  *class = wire_cursor_be16 (&message->cursor);
  return !message->cursor.failed;
}

/* Returns: %FALSE where the record's head is cut; cut data is shown as far as it goes. */
static gboolean
read_record (Message *message, GString *name, Record *record)
{
  WireCursor *cursor = &message->cursor;

  record->offset = (guint32) cursor->position + message->base;
  wire_dns_name_read (cursor, name);
  record->type = wire_cursor_be16 (cursor);
  record->class = wire_cursor_be16 (cursor);
  record->time_to_live = wire_cursor_be32 (cursor);
  record->data_length = wire_cursor_be16 (cursor);
  record->data_offset = (guint32) cursor->position + message->base;
  record->data = *cursor;
  if (cursor->failed)
    return FALSE;
  wire_cursor_skip (cursor, record->data_length);
  return TRUE;
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
                     wire_names_or_unknown (RESPONSE_CODES, code));
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

  if (!read_question (message, name, &type, &class))
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

  if (!read_record (message, name, &record))
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

/* An OPT record holds the upper eight bits of the response code (RFC 6891, section 6.1.3). Takes
 * the message behind its questions. */
static guint
find_response_code (Message message)
{
  guint code = message.flags & 0xf;
  guint records = message.counts[1] + message.counts[2] + message.counts[3];
  g_autoptr (GString) name = g_string_new (NULL);
  Record record;

  for (guint i = 0; i < records && read_record (&message, name, &record); i++)
    {
      if (record.type == WIRE_DNS_TYPE_OPT)
        return code | record.time_to_live >> 24 << 4;
      g_string_truncate (name, 0);
    }
  return code;
}

static void
summarise_answers (Message *message, guint16 asked, GString *out)
{
  for (guint i = 0; i < message->counts[1]; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      Record record;
      char buffer[16];

      if (!read_record (message, name, &record))
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
  for (guint i = 0; i < message.counts[0] && read_question (&message, name, &type, &class); i++)
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

  guint code = find_response_code (message);
  if (code != 0)
    g_string_append_printf (out, ": %s", wire_names_or_unknown (RESPONSE_CODES, code));
  else
    summarise_answers (&message, asked, out);
}
