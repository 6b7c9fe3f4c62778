/* wire-cli-objects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-objects.h"

#include "capture/wire-capture-streams.h"

#include "base/wire-printable.h"
#include "capture/objects/wire-object-name.h"
#include "cli/command/wire-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

static void
add_digests (JsonBuilder *builder, const WireObjectFacts *facts)
{
  g_autofree char *md5 = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *as_sent = NULL;

  if (!facts->digested)
    return;
  md5 = wire_digests_get_hex (&facts->content, WIRE_DIGEST_MD5);
  sha256 = wire_digests_get_hex (&facts->content, WIRE_DIGEST_SHA256);
  as_sent = wire_digests_get_hex (&facts->as_sent, WIRE_DIGEST_SHA256);
  wire_json_add_string (builder, "md5", md5);
  wire_json_add_string (builder, "sha256", sha256);
  if (!g_str_equal (sha256, as_sent))
    {
      g_autofree char *md5_as_sent = wire_digests_get_hex (&facts->as_sent, WIRE_DIGEST_MD5);

      wire_json_add_string (builder, "md5_as_sent", md5_as_sent);
      wire_json_add_string (builder, "sha256_as_sent", as_sent);
    }
}

static void
add_request (JsonBuilder *builder, const WireObject *object)
{
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];

  wire_json_add_int (builder, "packet", (gint64) object->packet + 1);
  wire_json_add_time (builder, "time", object->time);
  wire_json_add_int (builder, "stream", (gint64) object->stream + 1);
  wire_json_add_string (builder, "client",
                        wire_address_to_text (object->tuple.family, object->tuple.src, client));
  wire_json_add_string (builder, "server",
                        wire_address_to_text (object->tuple.family, object->tuple.dst, server));
  wire_json_add_string (builder, "method", object->method);
  wire_json_add_string (builder, "host", object->host);
  wire_json_add_string (builder, "uri", object->uri);
  wire_json_add_string (builder, "referer", object->referer);
  if (object->status)
    wire_json_add_int (builder, "status", object->status);
  wire_json_add_string (builder, "content_type", object->content_type);
}

static void
add_versions (JsonBuilder *builder, const WireObject *object)
{
  if (object->doubled == 0)
    return;
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_object (builder);
  wire_json_add_int (builder, "bytes", (gint64) object->doubled);
  wire_json_add_int (builder, "packet", (gint64) object->version->packet + 1);
  wire_json_add_int (builder, "other_packet", (gint64) object->version->other_packet + 1);
  wire_json_add_string (builder, "taken", wire_version_taken_to_key (object->version->taken));
  json_builder_end_object (builder);
}

static void
add_facts (JsonBuilder *builder, const WireObject *object, const WireObjectFacts *facts)
{
  g_autofree char *missing = wire_object_describe_completeness (object);

  wire_json_add_string (builder, "type", facts->type);
  wire_json_add_int (builder, "size", (gint64) facts->size);
  if (facts->coded)
    wire_json_add_int (builder, "size_as_sent", (gint64) object->size);
  add_digests (builder, facts);
  wire_json_add_boolean (builder, "complete", facts->whole);
  wire_json_add_int (builder, "gaps", object->gaps);
  wire_json_add_string (builder, "missing", missing);
  wire_json_add_string (builder, "problem", facts->problem);
  if (facts->appended > 0)
    {
      wire_json_add_int (builder, "appended_at", (gint64) facts->appended_at);
      wire_json_add_int (builder, "appended", (gint64) facts->appended);
    }
  add_versions (builder, object);
}

static void
add_mail (JsonBuilder *builder, const WireTransferMail *mail)
{
  if (!mail)
    return;
  json_builder_set_member_name (builder, "mail");
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "subject", mail->subject);
  wire_json_add_string (builder, "from", mail->from);
  wire_json_add_string (builder, "to", mail->to);
  wire_json_add_string (builder, "date", mail->date);
  wire_json_add_string (builder, "message_id", mail->message_id);
  wire_json_add_string (builder, "envelope_from", mail->envelope_from);
  wire_json_add_string (builder, "envelope_to", mail->envelope_to);
  json_builder_end_object (builder);
}

/** How @object, number @number of its list, came: keys of an object that was begun. */
void
wire_json_add_origin (JsonBuilder *builder, const WireObject *object, guint32 number)
{
  const WireObjectOrigin *origin = &object->origin;
  gboolean upload = origin->direction == WIRE_TRANSFER_UPLOAD;
  g_autofree char *name = wire_object_tell_name (object);
  char client[WIRE_ADDRESS_TEXT_MAX];
  char server[WIRE_ADDRESS_TEXT_MAX];

  wire_address_to_text (object->tuple.family, object->tuple.src, client);
  wire_address_to_text (object->tuple.family, object->tuple.dst, server);
  wire_json_add_int (builder, "number", (gint64) number + 1);
  if (origin->parent != WIRE_OBJECT_NONE)
    wire_json_add_int (builder, "parent", (gint64) origin->parent + 1);
  wire_json_add_string (builder, "protocol", origin->protocol);
  wire_json_add_string (builder, "direction", upload ? "upload" : "download");
  wire_json_add_string (builder, "sender", upload ? client : server);
  wire_json_add_string (builder, "receiver", upload ? server : client);
  wire_json_add_string (builder, "name", name);
  wire_json_add_string (builder, "path", origin->path);
  wire_json_add_string (builder, "user", origin->user);
  if (origin->asked_on != WIRE_OBJECT_NONE)
    wire_json_add_int (builder, "session_stream", (gint64) origin->asked_on + 1);
  if (origin->offset > 0)
    wire_json_add_int (builder, "offset", (gint64) MIN (origin->offset, G_MAXINT64));
  if (origin->parts > 1)
    wire_json_add_int (builder, "parts", origin->parts);
  wire_json_add_boolean (builder, "decrypted", origin->decrypted);
  if (origin->text)
    wire_json_add_boolean (builder, "text_mode", TRUE);
  wire_json_add_string (builder, "note", origin->note);
  add_mail (builder, origin->mail);
}

/** Everything that is known of @object: keys of an object that was begun. */
void
wire_json_add_object (JsonBuilder *builder, const WireObject *object, const WireObjectFacts *facts)
{
  g_autofree char *extension = wire_object_tell_extension (object);

  add_request (builder, object);
  wire_json_add_string (builder, "extension", extension);
  add_facts (builder, object, facts);
}

/**
 * wire_cli_choose_type:
 * @type: (nullable): what `--type` says
 * @choice: (inout): what is looked for; unchanged where @type is %NULL
 * @error: %WIRE_CLI_ERROR_USAGE where that is nothing to look for
 */
gboolean
wire_cli_choose_type (const char *type, WireObjectChoice *choice, GError **error)
{
  if (!type || wire_object_choice_from_key (type, choice))
    return TRUE;
  wire_cli_set_usage_error (error, _ ("--type takes gif, jpeg, image or all, not “%s”."), type);
  return FALSE;
}

/** Makes @folder, which may be %NULL, where it is not there yet. */
gboolean
wire_cli_make_folder (const char *folder, GError **error)
{
  g_autofree char *name = NULL;
  int code;

  if (!folder || g_mkdir_with_parents (folder, 0755) == 0)
    return TRUE;
  code = errno;
  name = wire_printable_name (folder);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("The folder “%s” could not be made: %s."), name, g_strerror (code));
  return FALSE;
}

/** Says on standard error what could not be looked for in the objects of @list. */
void
wire_cli_warn_of_list (const WireObjectList *list)
{
  const char *warning = wire_object_list_get_warning (list);

  if (warning)
    wire_cli_warn (warning);
}

/* A download may be called so, too: its list is not the one of this program. */
static void
warn_of_name (const char *name, const char *wanted)
{
  g_autofree char *text = NULL;

  if (!name || g_str_equal (name, wanted))
    return;
  text = g_strdup_printf (_ ("There is a “%s” already. The new one is “%s”."), wanted, name);
  wire_cli_warn (text);
}

/** Writes the lists of what was saved into @folder, and says what is unusual about them. */
gboolean
wire_cli_end_record (WireObjectRecord *record, WireSaveFolder *folder, GError **error)
{
  gboolean done = wire_object_record_end (record, folder, NULL, error);

  if (wire_object_record_get_problem (record))
    wire_cli_warn (wire_object_record_get_problem (record));
  warn_of_name (wire_object_record_get_sums (record), WIRE_OBJECT_RECORD_SUMS);
  warn_of_name (wire_object_record_get_table (record), WIRE_OBJECT_RECORD_TABLE);
  return done;
}

/** The tunnel that @stream came through, where it did. */
void
wire_json_add_tunnel (JsonBuilder *builder, WireCapture *capture, guint32 stream)
{
  wire_json_add_string (builder, "tunnel", wire_capture_get_stream_tunnel (capture, stream));
}
