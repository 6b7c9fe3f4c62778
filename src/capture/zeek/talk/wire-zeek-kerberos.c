/* wire-zeek-kerberos.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-kerberos.h"

#include "capture/facts/wire-kerberos-ticket.h"
#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

#define PORT 88

/* Payload of a connection of SMB that is searched: people sign in at its beginning. */
#define MAX_SEARCHED (1024u * 1024)

/* What a token of Kerberos begins with in GSSAPI (RFC 4121, section 4.1), without the two bytes of
 * its kind. */
static const guint8 MECHANISM[] = {
  0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02
};

/* Messages over TCP are no longer than this. */
#define MAX_MESSAGE 65536u

/* One connection. */
typedef struct
{
  WireZeekKerberosRow row;
  GByteArray *waiting[2]; /* of TCP: a message that goes on */
  gsize searched;
  gboolean begun;
  gboolean done;
} Talk;

struct _WireZeekKerberos
{
  GHashTable *talks; /* number of the connection → Talk */
  GPtrArray *order;  /* of Talk that have begun */
};

static void
free_talk (gpointer data)
{
  Talk *talk = data;

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&talk->waiting[i], g_byte_array_unref);
  g_free (talk->row.client);
  g_free (talk->row.service);
  g_free (talk->row.error);
  g_free (talk->row.cipher);
  g_free (talk);
}

/** Returns: (transfer full): no conversations yet */
WireZeekKerberos *
wire_zeek_kerberos_new (void)
{
  WireZeekKerberos *self = g_new0 (WireZeekKerberos, 1);

  self->talks = g_hash_table_new_full (NULL, NULL, NULL, free_talk);
  self->order = g_ptr_array_new ();
  return self;
}

void
wire_zeek_kerberos_free (WireZeekKerberos *self)
{
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->talks);
  g_free (self);
}

static void
replace (char **place, const char *text)
{
  if (!text)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

static void
take_request (WireZeekKerberosRow *row, const WireKerberosTicket *ticket)
{
  gboolean first = ticket->kind == WIRE_KERBEROS_TICKET_AS_REQUEST;

  row->type = first ? "AS" : "TGS";
  if (first)
    {
      g_free (row->client);
      row->client = g_strdup_printf ("%s/%s", ticket->client ? ticket->client : "",
                                     ticket->realm ? ticket->realm : "");
    }
  replace (&row->service, ticket->service);
  row->from = ticket->from >= 0 ? ticket->from : row->from;
  row->till = ticket->till >= 0 ? ticket->till : row->till;
  row->has_options = TRUE;
  row->forwardable = ticket->forwardable;
  row->renewable = ticket->renewable;
}

/* A ticket that is shown to its service. */
static void
take_shown (WireZeekKerberosRow *row, const WireKerberosTicket *ticket)
{
  row->type = "AP";
  g_free (row->client);
  row->client = g_strdup_printf ("/%s", ticket->realm ? ticket->realm : "");
  replace (&row->service, ticket->service);
  replace (&row->cipher, ticket->cipher);
}

static void
take_reply (WireZeekKerberosRow *row, const WireKerberosTicket *ticket)
{
  if (!row->client)
    row->client = g_strdup_printf ("%s/%s", ticket->client ? ticket->client : "",
                                   ticket->realm ? ticket->realm : "");
  replace (&row->service, ticket->service);
  replace (&row->cipher, ticket->cipher);
  row->answered = row->success = TRUE;
}

static void
take_error (WireZeekKerberosRow *row, const WireKerberosTicket *ticket)
{
  if (!row->client && (ticket->client || ticket->realm))
    row->client = g_strdup_printf ("%s%s%s", ticket->client ? ticket->client : "",
                                   ticket->client ? "/" : "", ticket->realm ? ticket->realm : "");
  replace (&row->service, ticket->service);
  replace (&row->error, ticket->error);
  row->answered = TRUE;
}

/* Servers say so to every client that does not know yet how to sign in; Zeek leaves it out. */
static gboolean
is_usual (const WireKerberosTicket *ticket)
{
  return ticket->error
         && (g_str_equal (ticket->error, "NEEDED_PREAUTH")
             || g_str_equal (ticket->error, "Need to use PA-ENC-TIMESTAMP/PA-PK-AS-REQ"));
}

static void
begin_row (WireZeekKerberos *self, Talk *talk, const WireZeekPayload *payload)
{
  if (talk->begun)
    return;
  talk->begun = TRUE;
  talk->row.connection = payload->connection->number;
  talk->row.time = payload->time;
  talk->row.from = talk->row.till = -1;
  g_ptr_array_add (self->order, talk);
}

static void
drop_row (WireZeekKerberos *self, Talk *talk)
{
  g_ptr_array_remove (self->order, talk);
  g_free (talk->row.client);
  g_free (talk->row.service);
  g_free (talk->row.error);
  g_free (talk->row.cipher);
  talk->row = (WireZeekKerberosRow){ 0 };
  talk->begun = FALSE;
}

static void
take_message (WireZeekKerberos *self,
              Talk *talk,
              const guint8 *bytes,
              gsize length,
              const WireZeekPayload *payload)
{
  g_auto (WireKerberosTicket) ticket = { 0 };

  if (talk->done || !wire_kerberos_ticket_read (bytes, length, &ticket))
    return;
  begin_row (self, talk, payload);
  switch (ticket.kind)
    {
    case WIRE_KERBEROS_TICKET_AS_REQUEST:
    case WIRE_KERBEROS_TICKET_TGS_REQUEST:
      take_request (&talk->row, &ticket);
      return;
    case WIRE_KERBEROS_TICKET_AP_REQUEST:
      take_shown (&talk->row, &ticket);
      return;
    case WIRE_KERBEROS_TICKET_AP_REPLY:
      talk->row.answered = talk->row.success = TRUE;
      break;
    case WIRE_KERBEROS_TICKET_ERROR:
      if (is_usual (&ticket))
        {
          drop_row (self, talk);
          return;
        }
      take_error (&talk->row, &ticket);
      break;
    default:
      take_reply (&talk->row, &ticket);
      break;
    }
  talk->done = TRUE;
}

/* Each message has its length before it (section 7.2.2). */
static void
take_stream (WireZeekKerberos *self, Talk *talk, const WireZeekPayload *payload)
{
  GByteArray *waiting = talk->waiting[payload->side];
  gsize length;

  if (!waiting)
    waiting = talk->waiting[payload->side] = g_byte_array_new ();
  if (payload->after_gap)
    g_byte_array_set_size (waiting, 0);
  if (waiting->len + payload->length > 2 * MAX_MESSAGE)
    return;
  g_byte_array_append (waiting, payload->data, (guint) payload->length);
  while (waiting->len >= 4)
    {
      length = wire_be32 (waiting->data);
      if (length > MAX_MESSAGE)
        {
          talk->done = TRUE;
          return;
        }
      if (waiting->len < 4 + length)
        return;
      take_message (self, talk, waiting->data + 4, length, payload);
      g_byte_array_remove_range (waiting, 0, (guint) (4 + length));
    }
}

/* A ticket that a client shows to a server of SMB, and the answer. */
static void
search (WireZeekKerberos *self, Talk *talk, const WireZeekPayload *payload)
{
  const guint8 *found = payload->data;
  gsize left = payload->length;

  talk->searched += payload->length;
  while (!talk->done && (found = memmem (found, left, MECHANISM, sizeof MECHANISM)))
    {
      found += sizeof MECHANISM;
      left = payload->length - (gsize) (found - payload->data);
      if (left > 2 && (found[0] == 1 || found[0] == 2) && found[1] == 0)
        take_message (self, talk, found + 2, left - 2, payload);
    }
}

static gboolean
may_carry (const WireZeekConnection *connection)
{
  const WireTuple *tuple = &connection->tuple;

  if (tuple->protocol == IPPROTO_UDP)
    return tuple->dst_port == PORT;
  return tuple->protocol == IPPROTO_TCP
         && (tuple->dst_port == PORT
             || wire_zeek_connection_has_service (connection, WIRE_ZEEK_SMB));
}

/** Takes what connections carry. */
void
wire_zeek_kerberos_hear (WireZeekKerberos *self, const WireZeekPayload *payload)
{
  const WireTuple *tuple = &payload->connection->tuple;
  gpointer key = GUINT_TO_POINTER (payload->connection->number);
  Talk *talk;

  if (!may_carry (payload->connection))
    return;
  talk = g_hash_table_lookup (self->talks, key);
  if (!talk && g_hash_table_size (self->talks) >= WIRE_ZEEK_MAX_KERBEROS)
    return;
  if (!talk)
    {
      talk = g_new0 (Talk, 1);
      g_hash_table_insert (self->talks, key, talk);
    }
  if (talk->done)
    return;
  if (tuple->dst_port != PORT)
    {
      if (talk->searched < MAX_SEARCHED)
        search (self, talk, payload);
    }
  else if (tuple->protocol == IPPROTO_UDP)
    take_message (self, talk, payload->data, payload->length, payload);
  else
    take_stream (self, talk, payload);
}

guint
wire_zeek_kerberos_get_length (const WireZeekKerberos *self)
{
  return self->order->len;
}

/** Returns: (transfer none): a row, counted from 0 */
const WireZeekKerberosRow *
wire_zeek_kerberos_get (const WireZeekKerberos *self, guint i)
{
  Talk *talk = g_ptr_array_index (self->order, i);

  return &talk->row;
}
