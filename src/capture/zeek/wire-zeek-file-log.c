/* wire-zeek-file-log.c: files.log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/wire-zeek-context.h"
#include "capture/zeek/conn/wire-zeek-ports.h"

/* What Zeek calls the analyzer that a file came by. */
static const char *
get_source (const char *protocol)
{
  static const struct
  {
    const char *protocol;
    const char *source;
  } SOURCES[] = {
    { "HTTP", "HTTP" }, { "FTP", "FTP_DATA" }, { "SMTP", "SMTP" }, { "SMB", "SMB" },
    { "POP3", "POP3" }, { "IMAP", "IMAP" },    { "TFTP", "TFTP" }, { "IRC", "IRC_DATA" },
  };

  for (gsize i = 0; protocol && i < G_N_ELEMENTS (SOURCES); i++)
    if (g_str_has_prefix (protocol, SOURCES[i].protocol))
      return SOURCES[i].source;
  return protocol;
}

static gint64
get_packet_time (const WireZeekContext *context, guint32 packet)
{
  WirePacketRecord record;

  return wire_capture_get_packet (context->capture, packet, &record) ? record.time : WIRE_TIME_NONE;
}

/* When the first and the last of its bytes came, how many came, and how many are missing between.
 */
typedef struct
{
  gint64 first;
  gint64 last;
  guint64 seen;
  guint64 missing;
} Span;

static void
get_span (const WireZeekContext *context, guint32 object, Span *span)
{
  g_auto (WireBody) body = { 0 };
  guint32 begin = G_MAXUINT32;
  guint32 end = 0;

  span->first = span->last =
      wire_object_list_get (wire_zeek_files_get_list (context->files), object)->time;
  wire_object_list_get_body (wire_zeek_files_get_list (context->files), object, &body);
  span->seen = body.size - MIN (body.missing, body.size);
  span->missing = body.missing;
  for (guint32 i = 0; i < body.n; i++)
    if (body.extents[i].offset != WIRE_EXTENT_GAP)
      {
        begin = MIN (begin, body.extents[i].packet);
        end = MAX (end, body.extents[i].packet);
      }
  if (begin > end)
    return;
  span->first = get_packet_time (context, begin);
  span->last = get_packet_time (context, end);
}

static void
add_digests (WireZeekLog *log, const WireDigests *digests)
{
  static const WireDigestAlgorithm ALGORITHMS[] = { WIRE_DIGEST_MD5, WIRE_DIGEST_SHA1,
                                                    WIRE_DIGEST_SHA256 };

  for (gsize i = 0; i < G_N_ELEMENTS (ALGORITHMS); i++)
    {
      g_autofree char *hex = digests ? wire_digests_get_hex (digests, ALGORITHMS[i]) : NULL;

      wire_zeek_log_add_string (log, hex);
    }
}

static void
add_analyzers (WireZeekLog *log)
{
  wire_zeek_log_begin_list (log);
  wire_zeek_log_add_string (log, "MD5");
  wire_zeek_log_add_string (log, "SHA1");
  wire_zeek_log_add_string (log, "SHA256");
  wire_zeek_log_end_list (log);
}

/* Returns: the size that was announced, or %WIRE_HTTP_UNKNOWN. That of packed bytes says nothing
 * about the file. */
static guint64
get_announced (const WireZeekContext *context,
               const WireObject *object,
               const WireObjectFacts *facts)
{
  WireHttpExchange exchange;

  if (facts->coded)
    return WIRE_HTTP_UNKNOWN;
  if (object->exchange == WIRE_OBJECT_NONE)
    return g_str_has_prefix (object->origin.protocol, "SMB") ? object->expected : WIRE_HTTP_UNKNOWN;
  if (object->parts > 1 || object->status == 206)
    return object->expected;
  if (!wire_capture_get_exchange (context->capture, object->exchange, &exchange))
    return WIRE_HTTP_UNKNOWN;
  return object->origin.direction == WIRE_TRANSFER_UPLOAD ? exchange.request.declared
                                                          : exchange.response.declared;
}

static void
add_sizes (WireZeekLog *log,
           const WireZeekContext *context,
           const WireObject *object,
           const WireObjectFacts *facts,
           const Span *span)
{
  guint64 announced = get_announced (context, object, facts);

  wire_zeek_log_add_count (log, facts->coded ? facts->size : span->seen);
  if (announced == WIRE_HTTP_UNKNOWN)
    wire_zeek_log_add_unset (log);
  else
    wire_zeek_log_add_count (log, announced);
  wire_zeek_log_add_count (log, span->missing);
  wire_zeek_log_add_count (log, 0); /* overflow_bytes */
}

static void
add_parent (WireZeekLog *log, const WireZeekContext *context, const WireObject *object)
{
  char fuid[WIRE_ZEEK_ID_SIZE];

  if (object->origin.parent == WIRE_OBJECT_NONE)
    {
      wire_zeek_log_add_unset (log);
      return;
    }
  wire_zeek_files_make_fuid (context->files, object->origin.parent, fuid);
  wire_zeek_log_add_string (log, fuid);
}

/* Row of @object: ts, fuid, uid and id; Zeek has the fuid first. */
static void
begin_row (WireZeekLog *log,
           const WireZeekContext *context,
           guint32 object,
           const WireZeekConnection *connection,
           gint64 time)
{
  const WireTuple *tuple = &connection->tuple;
  char fuid[WIRE_ZEEK_ID_SIZE];
  char uid[WIRE_ZEEK_ID_SIZE];

  wire_zeek_files_make_fuid (context->files, object, fuid);
  wire_zeek_context_make_uid (context, connection, uid);
  wire_zeek_log_add_time (log, time);
  wire_zeek_log_add_string (log, fuid);
  wire_zeek_log_add_string (log, uid);
  wire_zeek_log_add_address (log, tuple->family, tuple->src);
  wire_zeek_log_add_count (log, tuple->src_port);
  wire_zeek_log_add_address (log, tuple->family, tuple->dst);
  wire_zeek_log_add_count (log, tuple->dst_port);
}

static gboolean
write_file (WireZeekLog *log,
            const WireZeekContext *context,
            guint32 number,
            const WireZeekConnection *connection,
            GError **error)
{
  const WireObject *object =
      wire_object_list_get (wire_zeek_files_get_list (context->files), number);
  const WireObjectFacts *facts = wire_zeek_files_get_facts (context->files, number);
  const WireTuple *tuple = &connection->tuple;
  gboolean from_originator = memcmp (object->tuple.dst, tuple->dst, sizeof tuple->dst) == 0
                             && object->tuple.dst_port == tuple->dst_port;
  gboolean is_orig = (object->origin.direction == WIRE_TRANSFER_UPLOAD) == from_originator;
  Span span;

  get_span (context, number, &span);
  begin_row (log, context, number, connection, span.first);
  wire_zeek_log_add_string (log, get_source (object->origin.protocol));
  wire_zeek_log_add_count (log, object->origin.parent == WIRE_OBJECT_NONE ? 0 : 1);
  add_analyzers (log);
  wire_zeek_log_add_string (log, wire_zeek_files_get_type (context->files, number));
  wire_zeek_log_add_string (log, wire_zeek_files_get_name (context->files, number));
  wire_zeek_log_add_interval (log, MAX (span.last - span.first, 0));
  wire_zeek_log_add_bool (
      log, wire_zeek_address_is_local (tuple->family, is_orig ? tuple->src : tuple->dst));
  wire_zeek_log_add_bool (log, is_orig);
  add_sizes (log, context, object, facts, &span);
  wire_zeek_log_add_bool (log, FALSE); /* timedout */
  add_parent (log, context, object);
  add_digests (log, facts->digested && facts->whole ? &facts->content : NULL);
  return wire_zeek_log_end_row (log, error);
}

static const char *
get_part_source (const WireZeekPart *part, const WireObject *object)
{
  if (part->source)
    return part->source;
  return object ? get_source (object->origin.protocol) : "HTTP";
}

/* A file that is not an object: it came whole by one connection, from a client unless it is an
 * answer. */
static gboolean
write_part (const WireZeekContext *context, guint32 file, GError **error)
{
  const WireZeekPart *part = wire_zeek_files_get_part (context->files, file);
  const WireObject *object =
      part->object == WIRE_OBJECT_NONE
          ? NULL
          : wire_object_list_get (wire_zeek_files_get_list (context->files), part->object);
  const WireZeekConnection *connection =
      part->connection
          ? part->connection
          : wire_zeek_context_find_stream (context, object->stream, object->packet, NULL);
  gboolean is_orig = object ? TRUE : part->is_orig;
  WireZeekLog *log;

  if (!connection)
    return TRUE;
  log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_FILES, error);
  if (!log)
    return FALSE;
  begin_row (log, context, file, connection, part->first);
  wire_zeek_log_add_string (log, get_part_source (part, object));
  wire_zeek_log_add_count (log, part->depth);
  add_analyzers (log);
  wire_zeek_log_add_string (log, part->type);
  wire_zeek_log_add_string (log, part->name);
  wire_zeek_log_add_interval (log, MAX (part->last - part->first, 0));
  wire_zeek_log_add_bool (
      log, wire_zeek_address_is_local (connection->tuple.family,
                                       is_orig ? connection->tuple.src : connection->tuple.dst));
  wire_zeek_log_add_bool (log, is_orig);
  wire_zeek_log_add_count (log, part->seen);
  wire_zeek_log_add_unset (log); /* total_bytes */
  wire_zeek_log_add_count (log, part->missing);
  wire_zeek_log_add_count (log, 0);    /* overflow_bytes */
  wire_zeek_log_add_bool (log, FALSE); /* timedout */
  wire_zeek_log_add_unset (log);       /* parent_fuid */
  add_digests (log, part->whole ? &part->digests : NULL);
  return wire_zeek_log_end_row (log, error);
}

/* Where the first packet of a part of the object is. */
static WireZeekConnection *
find_part (const WireZeekContext *context, guint32 number, guint32 part)
{
  WireObjectList *list = wire_zeek_files_get_list (context->files);
  const WireObject *object = wire_object_list_get (list, number);
  WireHttpExchange exchange;

  if (part == 0)
    return wire_zeek_context_find_stream (context, object->stream, object->packet, NULL);
  if (!wire_capture_get_exchange (context->capture, wire_object_list_get_part (list, number, part),
                                  &exchange))
    return NULL;
  return wire_zeek_context_find_stream (context, exchange.stream, exchange.response.packet, NULL);
}

/* A file that came in parts on several connections has a row for each of them. */
static gboolean
write_object (const WireZeekContext *context, guint32 number, GError **error)
{
  const WireObject *object =
      wire_object_list_get (wire_zeek_files_get_list (context->files), number);
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);

  for (guint32 part = 0; part < MAX (object->parts, 1); part++)
    {
      WireZeekConnection *connection = find_part (context, number, part);
      WireZeekLog *log;

      if (!connection || !g_hash_table_add (written, connection))
        continue;
      log = wire_zeek_folder_get_log (context->folder, WIRE_ZEEK_LOG_FILES, error);
      if (!log || !write_file (log, context, number, connection, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_file_or_part (const WireZeekContext *context, guint32 file, GError **error)
{
  Span span;

  if (wire_zeek_files_get_part (context->files, file))
    return write_part (context, file, error);
  get_span (context, file, &span);
  return span.seen == 0 || write_object (context, file, error);
}

gboolean
wire_zeek_write_files (const WireZeekContext *context, GError **error)
{
  guint32 n = wire_zeek_files_get_length (context->files);

  for (guint32 i = 0; i < n; i++)
    if (!wire_zeek_files_is_hidden (context->files, i) && !write_file_or_part (context, i, error))
      return FALSE;
  return TRUE;
}
