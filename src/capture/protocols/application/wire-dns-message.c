/* wire-dns-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/protocols/application/wire-dns-message.h"

#include "capture/frame/wire-names.h"
#include "capture/protocols/application/wire-dns-name.h"
#include "capture/protocols/application/wire-dns-record.h"

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

/**
 * wire_dns_message_read:
 * @self: (out): its header; @cursor has failed where that is not whole
 * @bytes: where it begins
 * @length: of @bytes
 * @has_length: two bytes of length come first, as over TCP (RFC 1035, section 4.2.2)
 */
void
wire_dns_message_read (WireDnsMessage *self, const guint8 *bytes, gsize length, gboolean has_length)
{
  self->base = has_length ? (guint32) MIN (2, length) : 0;
  self->cursor = wire_cursor_new (bytes + self->base, length - self->base);
  self->id = wire_cursor_be16 (&self->cursor);
  self->flags = wire_cursor_be16 (&self->cursor);
  for (gsize i = 0; i < G_N_ELEMENTS (self->counts); i++)
    self->counts[i] = wire_cursor_be16 (&self->cursor);
}

/** Appends the next question's name to @name. Returns: whether the question is whole */
gboolean
wire_dns_message_read_question (WireDnsMessage *self, GString *name, guint16 *type, guint16 *class)
{
  wire_dns_name_read (&self->cursor, name);
  *type = wire_cursor_be16 (&self->cursor);
  *class = wire_cursor_be16 (&self->cursor);
  return !self->cursor.failed;
}

/** Appends the next record's name to @name. Returns: %FALSE where the record's head is cut. Where
 * its data is cut, the cursor of @self has failed. */
gboolean
wire_dns_message_read_record (WireDnsMessage *self, GString *name, WireDnsRecord *record)
{
  WireCursor *cursor = &self->cursor;

  record->offset = (guint32) cursor->position + self->base;
  wire_dns_name_read (cursor, name);
  record->type = wire_cursor_be16 (cursor);
  record->class = wire_cursor_be16 (cursor);
  record->time_to_live = wire_cursor_be32 (cursor);
  record->data_length = wire_cursor_be16 (cursor);
  record->data_offset = (guint32) cursor->position + self->base;
  record->data = *cursor;
  if (cursor->failed)
    return FALSE;
  wire_cursor_skip (cursor, record->data_length);
  return TRUE;
}

/**
 * wire_dns_message_find_code:
 * @message: read up to the end of its questions
 *
 * An OPT record holds the upper eight bits of the response code (RFC 6891, section 6.1.3).
 *
 * Returns: the whole code
 */
guint
wire_dns_message_find_code (WireDnsMessage message)
{
  guint code = message.flags & 0xf;
  guint records = message.counts[1] + message.counts[2] + message.counts[3];
  g_autoptr (GString) name = g_string_new (NULL);
  WireDnsRecord record;

  for (guint i = 0; i < records && wire_dns_message_read_record (&message, name, &record); i++)
    {
      if (record.type == WIRE_DNS_TYPE_OPT)
        return code | record.time_to_live >> 24 << 4;
      g_string_truncate (name, 0);
    }
  return code;
}

const char *
wire_dns_response_code_name (guint code)
{
  return wire_names_or_unknown (RESPONSE_CODES, code);
}
