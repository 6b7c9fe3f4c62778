/* wire-zeek-whole.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-whole.h"

#include "capture/http/wire-http-head.h"
#include "capture/zeek/conn/wire-zeek-service.h"
#include "capture/zeek/files/wire-zeek-mime.h"

#include <netinet/in.h>

#define DIGESTS                                                                                    \
  (WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)                          \
   | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256))

typedef struct
{
  WireZeekWholeFile file;
  WireDigester *digester;
} Entry;

struct _WireZeekWhole
{
  GPtrArray *all;   /* of Entry, in the order of their first bytes */
  GHashTable *open; /* number of the connection and side → Entry */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->file.head, g_byte_array_unref);
  g_clear_pointer (&entry->digester, wire_digester_free);
  g_free (entry);
}

/** Returns: (transfer full): no files yet */
WireZeekWhole *
wire_zeek_whole_new (void)
{
  WireZeekWhole *self = g_new0 (WireZeekWhole, 1);

  self->all = g_ptr_array_new_with_free_func (free_entry);
  self->open = g_hash_table_new (NULL, NULL);
  return self;
}

void
wire_zeek_whole_free (WireZeekWhole *self)
{
  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->all);
  g_free (self);
}

static gpointer
make_key (const WireZeekConnection *connection, guint side)
{
  return GSIZE_TO_POINTER ((gsize) connection->number * 2 + side + 1);
}

static Entry *
find (const WireZeekWhole *self, const WireZeekConnection *connection, guint side)
{
  return g_hash_table_lookup (self->open, make_key (connection, side));
}

static Entry *
open_file (WireZeekWhole *self, const WireZeekConnection *connection, guint side)
{
  Entry *entry = find (self, connection, side);

  if (entry || self->all->len >= WIRE_ZEEK_MAX_WHOLE)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->file.connection = connection;
  entry->file.side = side;
  entry->file.head = g_byte_array_new ();
  entry->digester = wire_digester_new (DIGESTS);
  g_ptr_array_add (self->all, entry);
  g_hash_table_insert (self->open, make_key (connection, side), entry);
  return entry;
}

static gboolean
is_request_without_version (const WireZeekPayload *payload)
{
  const char *line = (const char *) payload->data;
  const char *end = memchr (line, '\n', payload->length);
  WireHttpStart start;

  return end && payload->side == 0 && payload->connection->segments[0] == 1
         && !payload->connection->partial
         && wire_http_read_start_line (line, (gsize) (end - line), &start) == WIRE_HTTP_REQUEST
         && start.odd && start.version.length == 0;
}

static void
add (Entry *entry, const WireZeekPayload *payload)
{
  WireZeekWholeFile *file = &entry->file;
  gsize room = WIRE_ZEEK_MIME_HEAD - file->head->len;

  if (file->size == 0)
    {
      file->packet = payload->packet;
      file->first = payload->time;
    }
  file->last = payload->time;
  file->size += payload->length;
  g_byte_array_append (file->head, payload->data, (guint) MIN (payload->length, room));
  if (entry->digester)
    wire_digester_add (entry->digester, payload->data, payload->length);
}

/** Takes what connections carry. */
void
wire_zeek_whole_hear (WireZeekWhole *self, const WireZeekPayload *payload)
{
  const WireZeekConnection *connection = payload->connection;
  Entry *entry;

  if (connection->tuple.protocol != IPPROTO_TCP || payload->length == 0)
    return;
  if (is_request_without_version (payload))
    open_file (self, connection, 1);
  entry = wire_zeek_connection_has_service (connection, WIRE_ZEEK_FTP_DATA)
              ? open_file (self, connection, payload->side)
              : find (self, connection, payload->side);
  if (entry)
    add (entry, payload);
}

guint
wire_zeek_whole_get_length (const WireZeekWhole *self)
{
  return self->all->len;
}

/** Returns: (transfer none): a file, counted from 0; it may be empty */
const WireZeekWholeFile *
wire_zeek_whole_get (const WireZeekWhole *self, guint i)
{
  Entry *entry = g_ptr_array_index (self->all, i);

  return &entry->file;
}

/** Returns: (transfer none) (nullable): what @side of @connection sent, where that is a file and
 * has bytes */
const WireZeekWholeFile *
wire_zeek_whole_find (const WireZeekWhole *self, const WireZeekConnection *connection, guint side)
{
  Entry *entry = find (self, connection, side);

  return entry && entry->file.size > 0 ? &entry->file : NULL;
}

/** @digests: (out): MD5, SHA-1 and SHA-256 of @file; once */
void
wire_zeek_whole_finish (WireZeekWhole *self, const WireZeekWholeFile *file, WireDigests *digests)
{
  Entry *entry = find (self, file->connection, file->side);

  if (!entry || !entry->digester)
    return;
  wire_digester_finish (entry->digester, digests);
  g_clear_pointer (&entry->digester, wire_digester_free);
}
