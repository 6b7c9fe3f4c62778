/* wire-field-dns.c: fields of DNS messages (RFC 1035)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-cursor.h"
#include "capture/fields/extraction/wire-field-side.h"

#include <string.h>

#define HEADER 12

/* Records that are looked at in one message, and steps through one name. */
#define MAX_RECORDS 512
#define MAX_LABELS 256

typedef struct
{
  WireFieldPacket *packet;
  const guint8 *bytes;
  gsize length;
  gsize at;
} Message;

/* Returns: (transfer full) (nullable): the name at @at, which moves past it. Every step of a
 * compressed name goes back, so that it ends. */
static char *
read_name (const Message *self, gsize *at, guint *labels)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize place = *at, bound = self->length;
  gboolean jumped = FALSE;

  *labels = 0;
  for (guint step = 0; step < MAX_LABELS && place < bound; step++)
    {
      guint8 size = self->bytes[place];

      if (size >= 0xc0 && place + 1 < self->length)
        {
          gsize target = (size & 0x3fu) << 8 | self->bytes[place + 1];

          if (!jumped)
            *at = place + 2;
          jumped = TRUE;
          if (target >= place)
            return NULL;
          bound = self->length;
          place = target;
          continue;
        }
      if (size == 0)
        {
          if (!jumped)
            *at = place + 1;
          return g_string_free (g_steal_pointer (&name), FALSE);
        }
      if (size > 63 || place + 1 + size > self->length)
        return NULL;
      if (name->len > 0)
        g_string_append_c (name, '.');
      g_string_append_len (name, (const char *) self->bytes + place + 1, size);
      (*labels)++;
      place += 1u + size;
    }
  return NULL;
}

/* Wireshark writes the root as such. */
static void
give_name (const Message *self, const char *field, char *name)
{
  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup ("<Root>");
    }
  wire_field_packet_give_text (self->packet, field, name);
}

static void
give_name_at (const Message *self, const char *field, gsize at)
{
  guint labels;
  char *name = read_name (self, &at, &labels);

  if (name)
    give_name (self, field, name);
}

static guint16
read_16 (const Message *self, gsize at)
{
  return (guint16) (self->bytes[at] << 8 | self->bytes[at + 1]);
}

static void
give_flags (const Message *self)
{
  guint16 flags = read_16 (self, 2);
  gboolean response = (flags & 0x8000) != 0;

  wire_field_packet_give_number (self->packet, "dns.flags", flags);
  wire_field_packet_give_number (self->packet, "dns.flags.response", response);
  wire_field_packet_give_number (self->packet, "dns.flags.opcode", flags >> 11 & 0xf);
  if (response)
    wire_field_packet_give_number (self->packet, "dns.flags.authoritative", flags & 0x0400);
  wire_field_packet_give_number (self->packet, "dns.flags.truncated", flags & 0x0200);
  wire_field_packet_give_number (self->packet, "dns.flags.recdesired", flags & 0x0100);
  if (response)
    wire_field_packet_give_number (self->packet, "dns.flags.recavail", flags & 0x0080);
  wire_field_packet_give_number (self->packet, "dns.flags.z", flags & 0x0040);
  if (response)
    wire_field_packet_give_number (self->packet, "dns.flags.authenticated", flags & 0x0020);
  wire_field_packet_give_number (self->packet, "dns.flags.checkdisable", flags & 0x0010);
  if (response)
    wire_field_packet_give_number (self->packet, "dns.flags.rcode", flags & 0xf);
}

static gboolean
give_question (Message *self)
{
  guint labels;
  char *name = read_name (self, &self->at, &labels);

  if (!name)
    return FALSE;
  wire_field_packet_give_number (self->packet, "dns.qry.name.len",
                                 *name ? strlen (name) : strlen ("<Root>"));
  wire_field_packet_give_number (self->packet, "dns.count.labels", labels);
  give_name (self, "dns.qry.name", name);
  if (self->at + 4 > self->length)
    return FALSE;
  wire_field_packet_give_raw (self->packet, "dns.qry.type", self->bytes + self->at, 2);
  wire_field_packet_give_raw (self->packet, "dns.qry.class", self->bytes + self->at + 2, 2);
  self->at += 4;
  return TRUE;
}

static void
give_texts (const Message *self, gsize at, gsize end)
{
  while (at < end)
    {
      guint8 size = self->bytes[at++];

      if (size > end - at)
        return;
      wire_field_packet_give_number (self->packet, "dns.txt.length", size);
      wire_field_packet_give_raw (self->packet, "dns.txt", self->bytes + at, size);
      at += size;
    }
}

static void
give_soa (const Message *self, gsize at)
{
  guint labels;
  char *name = read_name (self, &at, &labels);

  if (!name)
    return;
  give_name (self, "dns.soa.mname", name);
  give_name_at (self, "dns.soa.rname", at);
}

static void
give_service (const Message *self, gsize at, guint16 size)
{
  if (size < 7)
    return;
  wire_field_packet_give_raw (self->packet, "dns.srv.priority", self->bytes + at, 2);
  wire_field_packet_give_raw (self->packet, "dns.srv.weight", self->bytes + at + 2, 2);
  wire_field_packet_give_raw (self->packet, "dns.srv.port", self->bytes + at + 4, 2);
  give_name_at (self, "dns.srv.target", at + 6);
}

static void
give_data (const Message *self, guint16 type, gsize at, guint16 size)
{
  switch (type)
    {
    case 1:
      wire_field_packet_give_raw (self->packet, "dns.a", self->bytes + at, size);
      break;
    case 2:
      give_name_at (self, "dns.ns", at);
      break;
    case 5:
      give_name_at (self, "dns.cname", at);
      break;
    case 6:
      give_soa (self, at);
      break;
    case 12:
      give_name_at (self, "dns.ptr.domain_name", at);
      break;
    case 15:
      if (size < 3)
        break;
      wire_field_packet_give_raw (self->packet, "dns.mx.preference", self->bytes + at, 2);
      give_name_at (self, "dns.mx.mail_exchange", at + 2);
      break;
    case 16:
      give_texts (self, at, at + size);
      break;
    case 28:
      wire_field_packet_give_raw (self->packet, "dns.aaaa", self->bytes + at, size);
      break;
    case 33:
      give_service (self, at, size);
      break;
    default:
      break;
    }
}

/* Of an OPT record (RFC 6891), class and time to live mean something else. */
static gboolean
give_record (Message *self)
{
  guint labels;
  char *name = read_name (self, &self->at, &labels);
  guint16 type, size;

  if (!name)
    return FALSE;
  give_name (self, "dns.resp.name", name);
  if (self->at + 10 > self->length)
    return FALSE;
  type = read_16 (self, self->at);
  size = read_16 (self, self->at + 8);
  wire_field_packet_give_number (self->packet, "dns.resp.type", type);
  if (type != 41)
    {
      wire_field_packet_give_raw (self->packet, "dns.resp.class", self->bytes + self->at + 2, 2);
      wire_field_packet_give_raw (self->packet, "dns.resp.ttl", self->bytes + self->at + 4, 4);
    }
  wire_field_packet_give_number (self->packet, "dns.resp.len", size);
  self->at += 10;
  if (size > self->length - self->at)
    return FALSE;
  give_data (self, type, self->at, size);
  self->at += size;
  return TRUE;
}

void
wire_field_dns_give (WireFieldPacket *packet, const char *name, const guint8 *bytes, gsize length)
{
  static const char *const COUNTS[] = { "dns.count.queries", "dns.count.answers",
                                        "dns.count.auth_rr", "dns.count.add_rr" };
  Message self = { packet, bytes, length, HEADER };
  guint questions, records = 0;

  if (length < HEADER)
    return;
  wire_field_packet_give_protocol (packet, name, bytes, length, length);
  wire_field_packet_give_raw (packet, "dns.id", bytes, 2);
  give_flags (&self);
  for (guint i = 0; i < 4; i++)
    wire_field_packet_give_raw (packet, COUNTS[i], bytes + 4 + 2 * i, 2);
  questions = read_16 (&self, 4);
  for (guint i = 1; i < 4; i++)
    records += read_16 (&self, 4 + 2 * i);
  for (guint i = 0; i < MIN (questions, MAX_RECORDS); i++)
    if (!give_question (&self))
      return;
  for (guint i = 0; i < MIN (records, MAX_RECORDS); i++)
    if (!give_record (&self))
      return;
}

/* Over TCP each message is after its length. */
static WireFieldCut
cut (WireFieldSide *side, const guint8 *bytes, gsize length, guint64 *size)
{
  (void) side;
  if (length < 2)
    return WIRE_FIELD_CUT_MORE;
  *size = 2 + (guint64) (bytes[0] << 8 | bytes[1]);
  return *size < 2 + HEADER ? WIRE_FIELD_CUT_FOREIGN : WIRE_FIELD_CUT_WHOLE;
}

static void
give (WireFieldSide *side,
      WireFieldSide *other,
      WireFieldPacket *packet,
      const guint8 *bytes,
      gsize length)
{
  wire_field_packet_begin_layer (packet, WIRE_PROTOCOL_DNS);
  if (length < 2)
    return;
  wire_field_packet_give_raw (packet, "dns.length", bytes, 2);
  wire_field_dns_give (packet, "dns", bytes + 2, length - 2);
  wire_field_dns_match (side, other, packet, bytes + 2, length - 2);
}

const WireFieldProtocol wire_field_dns = { NULL, cut, give, NULL };
