/* wire-command-sessions.c: what clients and servers said to each other, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "capture/follow/wire-session-words.h"
#include "capture/ftp/wire-ftp-listing.h"
#include "capture/wire-capture-body.h"
#include "capture/wire-capture-sessions.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

/* Of longer listings only the beginning is read. */
#define MAX_LISTING (16u * 1024 * 1024)

static const char *const EVENTS[] = {
  [WIRE_SESSION_SAID] = "said",
  [WIRE_SESSION_LOST] = "lost",
  [WIRE_SESSION_LOGGED_IN] = "logged-in",
  [WIRE_SESSION_LOGIN_REFUSED] = "login-refused",
  [WIRE_SESSION_RENAMED] = "renamed",
  [WIRE_SESSION_DELETED] = "deleted",
  [WIRE_SESSION_MADE_FOLDER] = "made-folder",
  [WIRE_SESSION_REMOVED_FOLDER] = "removed-folder",
  [WIRE_SESSION_COPIED] = "copied",
};

/* From the client to the server. */
static gboolean
get_tuple (WireCapture *capture, const WireSession *session, WireTuple *tuple)
{
  const WireHttpExchange side = { .stream = session->stream, .client = session->client };

  return wire_capture_get_exchange_tuple (capture, &side, tuple);
}

/* Listings */

static GBytes *
read_listing (WireCapture *capture, const WireSessionListing *listing, GError **error)
{
  gsize length = (gsize) MIN (listing->body.size, MAX_LISTING);

  return wire_capture_read_body (capture, &listing->body, 0, length, error);
}

typedef void (*EntryTaken) (const WireFtpEntry *entry, gpointer user_data);

/* Returns: how many lines were not understood */
static guint
visit_entries (const WireSessionListing *listing,
               GBytes *bytes,
               EntryTaken take,
               gpointer user_data)
{
  g_autofree char *text =
      g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  guint unread = 0;
  char *next;

  for (char *line = text; line; line = next)
    {
      g_auto (WireFtpEntry) entry = { 0 };

      next = strchr (line, '\n');
      if (next)
        *next++ = '\0';
      for (gsize n = strlen (line); n > 0 && line[n - 1] == '\r'; n--)
        line[n - 1] = '\0';
      if (wire_ftp_entry_parse (listing->command, line, &entry))
        take (&entry, user_data);
      else if (*line && !g_str_has_prefix (line, "total "))
        unread++;
    }
  return unread;
}

/* Text */

static void
print_entry (const WireFtpEntry *entry, gpointer user_data)
{
  g_autofree char *name = wire_printable_name (entry->name);
  g_autofree char *modified = wire_printable_name (entry->modified ? entry->modified : "-");
  g_autofree char *size =
      entry->size >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, entry->size) : g_strdup ("-");
  g_autofree char *line =
      g_strdup_printf ("      %s %s %s %s", entry->kind ? entry->kind : "-", size, modified, name);

  (void) user_data;
  wire_output_line (line);
}

static gboolean
print_listing (WireCapture *capture, const WireSessionListing *listing, GError **error)
{
  g_autoptr (GBytes) bytes = read_listing (capture, listing, error);
  g_autofree char *path = wire_printable_name (listing->path ? listing->path : "-");
  g_autofree char *line = NULL;

  if (!bytes)
    return FALSE;
  line = g_strdup_printf ("    %s %s: %" G_GUINT64_FORMAT " %s",
                          listing->command ? listing->command : "-", path, listing->body.size,
                          listing->complete ? _ ("bytes") : _ ("bytes, incomplete"));
  wire_output_line (line);
  visit_entries (listing, bytes, print_entry, NULL);
  return TRUE;
}

static void
print_event (const WireSession *session, const WireSessionEvent *event)
{
  char time[WIRE_TIME_TEXT_MAX];
  g_autofree char *said = wire_session_event_describe (event);
  g_autofree char *line =
      g_strdup_printf ("  %u %s %c %s", event->packet + 1, wire_time_to_text (event->time, time),
                       event->side == session->client ? '>' : '<', said);

  wire_output_line (line);
}

static gboolean
print_text (WireCapture *capture, const WireSession *session, GError **error)
{
  WireTuple tuple = { 0 };
  g_autofree char *ends =
      get_tuple (capture, session, &tuple) ? wire_tuple_to_text (&tuple, " -> ") : g_strdup ("-");
  g_autofree char *user = wire_printable_name (session->user ? session->user : "-");
  g_autofree char *line =
      g_strdup_printf ("%u %s %s %s", session->stream + 1, session->protocol, ends, user);

  wire_output_line (line);
  for (guint i = 0; i < session->events->len; i++)
    print_event (session, &g_array_index (session->events, WireSessionEvent, i));
  for (guint i = 0; i < session->listings->len; i++)
    if (!print_listing (capture, &g_array_index (session->listings, WireSessionListing, i), error))
      return FALSE;
  return TRUE;
}

/* JSON */

static void
add_event (JsonBuilder *builder, const WireSession *session, const WireSessionEvent *event)
{
  json_builder_begin_object (builder);
  wire_json_add_time (builder, "time", event->time);
  wire_json_add_int (builder, "packet", (gint64) event->packet + 1);
  wire_json_add_string (builder, "from", event->side == session->client ? "client" : "server");
  wire_json_add_string (builder, "event", EVENTS[event->kind]);
  wire_json_add_string (builder, "text", event->text);
  wire_json_add_string (builder, "other", event->other);
  json_builder_end_object (builder);
}

static void
add_entry (const WireFtpEntry *entry, gpointer user_data)
{
  JsonBuilder *builder = user_data;

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "name", entry->name);
  wire_json_add_string (builder, "kind", entry->kind);
  wire_json_add_string (builder, "target", entry->target);
  if (entry->size >= 0)
    wire_json_add_int (builder, "size", entry->size);
  wire_json_add_string (builder, "modified", entry->modified);
  wire_json_add_string (builder, "permissions", entry->permissions);
  wire_json_add_string (builder, "owner", entry->owner);
  json_builder_end_object (builder);
}

static void
add_entries (JsonBuilder *builder, const WireSessionListing *listing, GBytes *bytes)
{
  guint unread;

  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  unread = visit_entries (listing, bytes, add_entry, builder);
  json_builder_end_array (builder);
  if (unread > 0)
    wire_json_add_int (builder, "unread", unread);
}

static gboolean
add_listing (JsonBuilder *builder,
             WireCapture *capture,
             const WireSessionListing *listing,
             GError **error)
{
  g_autoptr (GBytes) bytes = read_listing (capture, listing, error);
  g_autofree char *digest = NULL;

  if (!bytes)
    return FALSE;
  if (listing->body.missing == 0 && listing->body.size <= MAX_LISTING)
    digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  json_builder_begin_object (builder);
  wire_json_add_time (builder, "time", listing->time);
  wire_json_add_int (builder, "packet", (gint64) listing->packet + 1);
  wire_json_add_string (builder, "command", listing->command);
  wire_json_add_string (builder, "path", listing->path);
  wire_json_add_int (builder, "size", (gint64) listing->body.size);
  wire_json_add_string (builder, "sha256", digest);
  wire_json_add_boolean (builder, "complete", listing->complete);
  add_entries (builder, listing, bytes);
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_events (JsonBuilder *builder, const WireSession *session)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < session->events->len; i++)
    add_event (builder, session, &g_array_index (session->events, WireSessionEvent, i));
  json_builder_end_array (builder);
}

static gboolean
print_json (JsonBuilder *builder, WireCapture *capture, const WireSession *session, GError **error)
{
  WireTuple tuple = { 0 };

  json_builder_begin_object (builder);
  wire_json_add_int (builder, "packet", (gint64) session->packet + 1);
  wire_json_add_time (builder, "time", session->time);
  wire_json_add_int (builder, "stream", (gint64) session->stream + 1);
  if (get_tuple (capture, session, &tuple))
    wire_json_add_tuple (builder, &tuple);
  wire_json_add_string (builder, "protocol", session->protocol); /* in place of the tuple's */
  wire_json_add_string (builder, "user", session->user);
  wire_json_add_boolean (builder, "decrypted", session->decrypted);
  add_events (builder, session);
  json_builder_set_member_name (builder, "listings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < session->listings->len; i++)
    if (!add_listing (builder, capture, &g_array_index (session->listings, WireSessionListing, i),
                      error))
      return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  wire_output_json (builder);
  return TRUE;
}

gboolean
wire_command_sessions (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireCliRows) rows = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  const GOptionEntry entries[] = { WIRE_CLI_ROW_FILTER_ENTRIES (filter), { NULL } };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  capture = wire_cli_load_rows (&options, &filter, &rows, error);
  if (!capture)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  for (guint32 i = 0;; i++)
    {
      g_auto (WireSession) session = { 0 };

      if (!wire_capture_get_session (capture, i, &session))
        return TRUE;
      if (!wire_cli_rows_have_stream (rows, session.stream))
        continue;
      if (!(builder ? print_json (builder, capture, &session, error)
                    : print_text (capture, &session, error)))
        return FALSE;
    }
}
