/* wire-zeek-talk-logs.c: smtp.log and ftp.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-text-hash.h"
#include "capture/zeek/wire-zeek-context.h"

static void
add_smtp_head (WireZeekLog *log, const WireZeekSmtpRow *row)
{
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_DATE]);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_FROM]);
  wire_zeek_log_add_strings (log, row->to);
  wire_zeek_log_add_strings (log, row->cc);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_REPLY_TO]);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_MESSAGE_ID]);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_IN_REPLY_TO]);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_SUBJECT]);
  wire_zeek_log_add_string (log, row->originating_ip);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_FIRST_RECEIVED]);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_SECOND_RECEIVED]);
}

/* Returns: (transfer full) (element-type GArray): the files that each connection brought by SMTP */
static GHashTable *
list_files (const WireZeekContext *context)
{
  GHashTable *files = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  WireObjectList *list = wire_zeek_files_get_list (context->files);

  for (guint32 i = 0; i < wire_zeek_files_get_length (context->files); i++)
    {
      const WireZeekPart *part = wire_zeek_files_get_part (context->files, i);
      const WireObject *object = part && part->object != WIRE_OBJECT_NONE
                                     ? wire_object_list_get (list, part->object)
                                     : NULL;
      WireZeekConnection *connection;
      GArray *of_connection;

      if (!object || !g_str_has_prefix (object->origin.protocol, "SMTP"))
        continue;
      connection = wire_zeek_context_find_stream (context, object->stream, object->packet, NULL);
      of_connection = connection ? g_hash_table_lookup (files, connection) : NULL;
      if (connection && !of_connection)
        {
          of_connection = g_array_new (FALSE, FALSE, sizeof i);
          g_hash_table_insert (files, connection, of_connection);
        }
      if (of_connection)
        g_array_append_val (of_connection, i);
    }
  return files;
}

static void
add_fuids (const WireZeekContext *context,
           WireZeekLog *log,
           const WireZeekSmtpRow *row,
           const GArray *files)
{
  wire_zeek_log_begin_list (log);
  for (guint i = 0; files && i < files->len; i++)
    {
      guint32 file = g_array_index (files, guint32, i);
      guint32 packet = wire_zeek_files_get_part (context->files, file)->packet;
      char fuid[WIRE_ZEEK_ID_SIZE];

      if (packet < row->first_packet || packet > row->last_packet)
        continue;
      wire_zeek_files_make_fuid (context->files, file, fuid);
      wire_zeek_log_add_string (log, fuid);
    }
  wire_zeek_log_end_list (log);
}

static gboolean
write_mail (const WireZeekContext *context,
            WireZeekLog *log,
            const WireZeekSmtpRow *row,
            GHashTable *files,
            GError **error)
{
  const WireZeekConnection *connection =
      wire_zeek_connections_get (context->connections, row->connection);

  wire_zeek_context_begin_row (context, log, connection, row->time);
  wire_zeek_log_add_count (log, row->depth);
  wire_zeek_log_add_string (log, row->helo);
  wire_zeek_log_add_string (log, row->mail_from);
  wire_zeek_log_add_strings (log, row->rcpt_to);
  add_smtp_head (log, row);
  wire_zeek_log_add_string (log, row->last_reply);
  wire_zeek_log_add_strings (log, row->path);
  wire_zeek_log_add_string (log, row->texts[WIRE_ZEEK_SMTP_USER_AGENT]);
  wire_zeek_log_add_bool (log, row->tls);
  add_fuids (context, log, row, g_hash_table_lookup (files, connection));
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_smtp (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_smtp_get_length (context->heard->smtp);
  g_autoptr (GHashTable) files = n > 0 ? list_files (context) : NULL;

  for (guint i = 0; i < n; i++)
    {
      WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_SMTP, error);

      if (!log
          || !write_mail (context, log, wire_zeek_smtp_get (context->heard->smtp, i), files, error))
        return FALSE;
    }
  return TRUE;
}

/* Data connections are found by where they go to. */
static guint
hash_end (gconstpointer key)
{
  const WireFtpAddress *end = key;

  return wire_bytes_hash (end->address, sizeof end->address) ^ end->port;
}

static gboolean
equal_ends (gconstpointer a, gconstpointer b)
{
  const WireFtpAddress *one = a;
  const WireFtpAddress *other = b;

  return one->port == other->port && one->family == other->family
         && memcmp (one->address, other->address, sizeof one->address) == 0;
}

/* Returns: (transfer full): files that FTP carried, by where their connections go to */
static GHashTable *
list_data (const WireZeekContext *context)
{
  GHashTable *data =
      g_hash_table_new_full (hash_end, equal_ends, g_free, (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < wire_zeek_files_get_length (context->files); i++)
    {
      const WireZeekPart *part = wire_zeek_files_get_part (context->files, i);
      WireFtpAddress end = { 0 };
      GArray *files;

      if (!part || !part->source || !part->connection)
        continue;
      end.family = part->connection->tuple.family;
      end.port = part->connection->tuple.dst_port;
      memcpy (end.address, part->connection->tuple.dst, sizeof end.address);
      files = g_hash_table_lookup (data, &end);
      if (!files)
        {
          files = g_array_new (FALSE, FALSE, sizeof i);
          g_hash_table_insert (data, g_memdup2 (&end, sizeof end), files);
        }
      g_array_append_val (files, i);
    }
  return data;
}

/* Returns: the file that came with the command, or the number of files */
static guint32
find_file (const WireZeekContext *context, const WireZeekFtpRow *row, GHashTable *data)
{
  const GArray *files = row->channel.port ? g_hash_table_lookup (data, &row->channel) : NULL;

  for (guint i = 0; files && i < files->len; i++)
    {
      guint32 file = g_array_index (files, guint32, i);
      guint32 packet = wire_zeek_files_get_part (context->files, file)->packet;

      if (packet > row->since && packet <= row->packet)
        return file;
    }
  return wire_zeek_files_get_length (context->files);
}

static void
add_channel (WireZeekLog *log, const WireZeekFtpRow *row, const WireTuple *control)
{
  if (!row->has_channel)
    {
      for (guint i = 0; i < 4; i++)
        wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_log_add_bool (log, row->passive);
  wire_zeek_log_add_address (log, control->family, row->passive ? control->src : control->dst);
  wire_zeek_log_add_address (log, row->channel.family, row->channel.address);
  wire_zeek_log_add_count (log, row->channel.port);
}

static void
add_answer (WireZeekLog *log, const WireZeekFtpRow *row)
{
  if (row->file_size >= 0)
    wire_zeek_log_add_count (log, (guint64) row->file_size);
  else
    wire_zeek_log_add_unset (log);
  if (row->text)
    wire_zeek_log_add_count (log, row->code);
  else
    wire_zeek_log_add_unset (log);
  wire_zeek_log_add_string (log, row->text);
}

static gboolean
write_command (const WireZeekContext *context,
               WireZeekLog *log,
               const WireZeekFtpRow *row,
               GHashTable *data,
               GError **error)
{
  const WireZeekConnection *connection =
      wire_zeek_connections_get (context->connections, row->connection);
  guint32 file = find_file (context, row, data);
  gboolean found = file < wire_zeek_files_get_length (context->files);
  char fuid[WIRE_ZEEK_ID_SIZE];

  wire_zeek_context_begin_row (context, log, connection, row->time);
  wire_zeek_log_add_string (log, row->user);
  wire_zeek_log_add_string (log, row->password);
  wire_zeek_log_add_string (log, row->verb);
  wire_zeek_log_add_string (log, row->argument);
  wire_zeek_log_add_string (log, found ? wire_zeek_files_get_type (context->files, file) : NULL);
  add_answer (log, row);
  add_channel (log, row, &connection->tuple);
  if (found)
    wire_zeek_files_make_fuid (context->files, file, fuid);
  wire_zeek_log_add_string (log, found ? fuid : NULL);
  return wire_zeek_log_end_row (log, error);
}

gboolean
wire_zeek_write_ftp (const WireZeekContext *context, GError **error)
{
  guint n = wire_zeek_ftp_get_length (context->heard->ftp);
  g_autoptr (GHashTable) data = n > 0 ? list_data (context) : NULL;

  for (guint i = 0; i < n; i++)
    {
      WireZeekLog *log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_FTP, error);

      if (!log
          || !write_command (context, log, wire_zeek_ftp_get (context->heard->ftp, i), data, error))
        return FALSE;
    }
  return TRUE;
}
