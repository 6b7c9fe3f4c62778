/* wire-zeek-whole-files.c: what one side of a connection sent as a file of files.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/conn/wire-zeek-service.h"
#include "capture/zeek/wire-zeek-context.h"

/* A version that is not there is kept as an empty one. */
static gboolean
has_no_version (const WireHttpExchange *exchange)
{
  const WireHttpMessage *request = &exchange->request;

  return request->kind == WIRE_HTTP_REQUEST && request->version && !*request->version;
}

WireZeekConnection *
wire_zeek_context_find_exchange (const WireZeekContext *self,
                                 const WireHttpExchange *exchange,
                                 const WireZeekWholeFile **answer)
{
  guint32 packet = exchange->request.kind == WIRE_HTTP_REQUEST ? exchange->request.packet
                                                               : exchange->response.packet;
  WireZeekConnection *connection =
      wire_zeek_context_find_stream (self, exchange->stream, packet, NULL);

  *answer = connection && has_no_version (exchange)
                ? wire_zeek_whole_find (self->heard->whole, connection, 1)
                : NULL;
  return connection;
}

static WireZeekPart *
make_part (const WireZeekContext *context,
           const WireZeekWholeFile *file,
           WireTypeDetector *detector)
{
  WireZeekPart *part = wire_zeek_part_new (WIRE_OBJECT_NONE);

  part->connection = file->connection;
  part->is_orig = file->side == 0;
  part->packet = file->packet;
  part->first = file->first;
  part->last = file->last;
  part->seen = file->size;
  part->missing = file->connection->sides[file->side].tcp.missing;
  wire_zeek_part_set_head (part, file->head->data, file->head->len, detector);
  part->whole = part->missing == 0;
  wire_zeek_whole_finish (context->heard->whole, file, &part->digests);
  return part;
}

static void
note_answers (const WireZeekContext *context, WireTypeDetector *detector)
{
  guint32 n = wire_capture_get_n_exchanges (context->capture);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  WireHttpExchange exchange;

  for (guint32 i = 0; i < n && wire_capture_get_exchange (context->capture, i, &exchange); i++)
    {
      const WireZeekWholeFile *answer;

      wire_zeek_context_find_exchange (context, &exchange, &answer);
      if (answer && g_hash_table_add (done, (gpointer) answer))
        wire_zeek_files_replace (context->files, i, FALSE, make_part (context, answer, detector));
    }
}

/* Connections whose data was decrypted are files already: what they carry is not. */
static GHashTable *
hide_objects_of_ftp (const WireZeekContext *context)
{
  WireObjectList *list = wire_zeek_files_get_list (context->files);
  GHashTable *decrypted = g_hash_table_new (NULL, NULL);

  for (guint32 i = 0; i < wire_object_list_get_length (list); i++)
    {
      const WireObject *object = wire_object_list_get (list, i);
      WireZeekConnection *connection;

      if (!g_str_has_prefix (object->origin.protocol, "FTP"))
        continue;
      connection = wire_zeek_context_find_stream (context, object->stream, object->packet, NULL);
      if (!connection)
        continue;
      if (object->origin.decrypted)
        g_hash_table_add (decrypted, connection);
      else if (wire_zeek_whole_find (context->heard->whole, connection, 0)
               || wire_zeek_whole_find (context->heard->whole, connection, 1))
        wire_zeek_files_hide (context->files, i);
    }
  return decrypted;
}

static void
note_ftp (const WireZeekContext *context, WireTypeDetector *detector)
{
  g_autoptr (GHashTable) decrypted = hide_objects_of_ftp (context);

  for (guint i = 0; i < wire_zeek_whole_get_length (context->heard->whole); i++)
    {
      const WireZeekWholeFile *file = wire_zeek_whole_get (context->heard->whole, i);
      const WireZeekConnection *connection = file->connection;

      if (file->size > 0 && wire_zeek_connection_has_service (connection, WIRE_ZEEK_FTP_DATA)
          && !g_hash_table_contains (decrypted, connection))
        {
          WireZeekPart *part = make_part (context, file, detector);

          part->source = "FTP_DATA";
          wire_zeek_files_add (context->files, part);
        }
    }
}

void
wire_zeek_note_whole (const WireZeekContext *context, WireTypeDetector *detector)
{
  note_answers (context, detector);
  note_ftp (context, detector);
}
