/* wire-zeek-ntlm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/talk/wire-zeek-ntlm.h"

#include "capture/zeek/conn/wire-zeek-service.h"

#include <netinet/in.h>

/* Payload of a connection that is searched: people sign in at its beginning. */
#define MAX_SEARCHED (1024u * 1024)

static const guint8 SIGNATURE[] = "NTLMSSP";

enum
{
  NEGOTIATE = 1,
  CHALLENGE = 2,
  AUTHENTICATE = 3,
};

/* One connection. */
typedef struct
{
  WireZeekNtlmRow *row; /* the last one; owned by the rows */
  gsize searched;
  gboolean asked; /* the row has its AUTHENTICATE */
} Talk;

struct _WireZeekNtlm
{
  GHashTable *talks; /* number of the connection → Talk */
  GPtrArray *rows;
};

static void
free_row (gpointer data)
{
  WireZeekNtlmRow *row = data;

  g_free (row->user);
  g_free (row->host);
  g_free (row->domain);
  wire_ntlm_names_clear (&row->server);
  g_free (row);
}

/** Returns: (transfer full): nobody yet */
WireZeekNtlm *
wire_zeek_ntlm_new (void)
{
  WireZeekNtlm *self = g_new0 (WireZeekNtlm, 1);

  self->talks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
wire_zeek_ntlm_free (WireZeekNtlm *self)
{
  g_hash_table_unref (self->talks);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
may_carry (const WireZeekConnection *connection)
{
  static const guint8 SERVICES[] = { WIRE_ZEEK_SMB, WIRE_ZEEK_DCE_RPC, WIRE_ZEEK_LDAP_TCP };

  if (connection->tuple.protocol != IPPROTO_TCP)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (SERVICES); i++)
    if (wire_zeek_connection_has_service (connection, SERVICES[i]))
      return TRUE;
  return FALSE;
}

static Talk *
get_talk (WireZeekNtlm *self, const WireZeekConnection *connection)
{
  gpointer key = GUINT_TO_POINTER (connection->number);
  Talk *talk = g_hash_table_lookup (self->talks, key);

  if (!talk && g_hash_table_size (self->talks) < WIRE_ZEEK_MAX_NTLM)
    {
      talk = g_new0 (Talk, 1);
      g_hash_table_insert (self->talks, key, talk);
    }
  return talk;
}

static void
begin_row (WireZeekNtlm *self, Talk *talk, const WireZeekPayload *payload)
{
  if (self->rows->len >= WIRE_ZEEK_MAX_NTLM)
    return;
  talk->row = g_new0 (WireZeekNtlmRow, 1);
  talk->row->connection = payload->connection->number;
  talk->row->time = payload->time;
  talk->asked = FALSE;
  g_ptr_array_add (self->rows, talk->row);
}

static void
take_user (WireZeekNtlmRow *row, const guint8 *message, gsize length)
{
  g_auto (WireNtlmNames) client = { 0 };
  g_autofree char *user = wire_ntlm_find_user (message, length);
  char *slash = user ? strchr (user, '\\') : NULL;

  g_free (row->user);
  g_free (row->domain);
  row->user = g_strdup (slash ? slash + 1 : user);
  row->domain = slash ? g_strndup (user, (gsize) (slash - user)) : NULL;
  g_free (row->host);
  row->host =
      wire_ntlm_find_names (message, length, &client) ? g_steal_pointer (&client.computer) : NULL;
}

static void
take_message (WireZeekNtlm *self,
              Talk *talk,
              const WireZeekPayload *payload,
              const guint8 *message,
              gsize length)
{
  guint8 kind = message[sizeof SIGNATURE];

  if (kind < NEGOTIATE || kind > AUTHENTICATE)
    return;
  if (!talk->row || talk->row->answered || (talk->asked && kind != AUTHENTICATE))
    begin_row (self, talk, payload);
  if (!talk->row)
    return;
  if (kind == CHALLENGE)
    {
      wire_ntlm_names_clear (&talk->row->server);
      wire_ntlm_find_names (message, length, &talk->row->server);
    }
  else if (kind == AUTHENTICATE)
    {
      take_user (talk->row, message, length);
      talk->asked = TRUE;
    }
}

/* What a server of SMB says to SESSION_SETUP (MS-SMB2, section 2.2.1.2; MS-CIFS, section 2.2.3.1).
 */
static void
take_answer (WireZeekNtlmRow *row, const guint8 *bytes, gsize length)
{
  if (length >= 24 && memcmp (bytes + 4, "\xfeSMB", 4) == 0 && bytes[16] == 1 && bytes[17] == 0)
    {
      row->answered = TRUE;
      row->success = memcmp (bytes + 12, "\0\0\0\0", 4) == 0;
    }
  else if (length >= 24 && memcmp (bytes + 4, "\xffSMB", 4) == 0 && bytes[8] == 0x73)
    {
      row->answered = TRUE;
      row->success = memcmp (bytes + 9, "\0\0\0\0", 4) == 0;
    }
}

/** Takes what connections carry. */
void
wire_zeek_ntlm_hear (WireZeekNtlm *self, const WireZeekPayload *payload)
{
  Talk *talk = may_carry (payload->connection) ? get_talk (self, payload->connection) : NULL;
  const guint8 *found;

  if (!talk || talk->searched >= MAX_SEARCHED)
    return;
  talk->searched += payload->length;
  found = memmem (payload->data, payload->length, SIGNATURE, sizeof SIGNATURE);
  if (found && (gsize) (found - payload->data) + sizeof SIGNATURE + 4 <= payload->length)
    take_message (self, talk, payload, found, payload->length - (gsize) (found - payload->data));
  else if (talk->asked && payload->side == 1 && !talk->row->answered)
    take_answer (talk->row, payload->data, payload->length);
}

guint
wire_zeek_ntlm_get_length (const WireZeekNtlm *self)
{
  return self->rows->len;
}

/** Returns: (transfer none): a row, counted from 0 */
const WireZeekNtlmRow *
wire_zeek_ntlm_get (const WireZeekNtlm *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}
