/* wire-command-messages.c: the mails of a capture, whatever carried them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "capture/objects/wire-messages.h"
#include "capture/objects/wire-object-work.h"
#include "cli/choice/wire-cli-objects.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

typedef struct
{
  JsonBuilder *builder;
  WireObjectList *list;
  WireTypeDetector *detector;
  WireCliRows *rows;
} Messages;

static void
messages_clear (Messages *self)
{
  g_clear_object (&self->builder);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  g_clear_pointer (&self->rows, wire_cli_rows_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Messages, messages_clear)

/* Text */

static void
append_field (GString *line, const char *text)
{
  g_autofree char *printable = wire_printable_name (text ? text : "-");

  g_string_append_printf (line, "\t%s", printable);
}

static void
append_attachments (GString *line, const Messages *self, const guint32 *all, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 1; i < n; i++)
    {
      const WireObject *part = wire_object_list_get (self->list, all[i]);

      g_string_append_printf (names, "%s%s", i > 1 ? ", " : "",
                              part->origin.name ? part->origin.name : _ ("unnamed"));
    }
  append_field (line, names->len ? names->str : NULL);
}

static void
print_line (const Messages *self, const guint32 *all, guint n, const WireObjectFacts *facts)
{
  guint32 number = all[0];
  const WireObject *message = wire_object_list_get (self->list, number);
  const WireTransferMail *mail = message->origin.mail;
  gboolean fine;
  g_autofree char *verdict = wire_message_judge (self->list, all, n, facts, &fine);
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%u", number + 1);
  append_field (line, mail->date);
  append_field (line, mail->from ? mail->from : mail->envelope_from);
  append_field (line, mail->to ? mail->to : mail->envelope_to);
  append_field (line, mail->subject);
  append_attachments (line, self, all, n);
  append_field (line, verdict);
  wire_output_line (line->str);
}

/* JSON */

static void
add_attachment (const Messages *self, guint32 number, const WireObjectFacts *facts)
{
  const WireObject *part = wire_object_list_get (self->list, number);

  json_builder_begin_object (self->builder);
  wire_json_add_int (self->builder, "number", (gint64) number + 1);
  wire_json_add_string (self->builder, "name", part->origin.name);
  wire_json_add_string (self->builder, "content_type", part->content_type);
  wire_json_add_string (self->builder, "type", facts->type);
  wire_json_add_int (self->builder, "size", (gint64) facts->size);
  wire_json_add_boolean (self->builder, "complete", facts->whole);
  wire_json_add_string (self->builder, "note", part->origin.note);
  wire_json_add_string (self->builder, "verdict",
                        wire_object_is_message (part) ? NULL : facts->verdict);
  json_builder_end_object (self->builder);
}

static void
add_origin (const Messages *self, guint32 number)
{
  const WireObject *message = wire_object_list_get (self->list, number);
  const WireTransferMail *mail = message->origin.mail;

  wire_json_add_origin (self->builder, message, number);
  wire_json_add_int (self->builder, "packet", (gint64) message->packet + 1);
  wire_json_add_time (self->builder, "time", message->time);
  wire_json_add_int (self->builder, "stream", (gint64) message->stream + 1);
  wire_json_add_string (self->builder, "date", mail->date);
  wire_json_add_string (self->builder, "from", mail->from);
  wire_json_add_string (self->builder, "to", mail->to);
  wire_json_add_string (self->builder, "subject", mail->subject);
}

static void
print_json (const Messages *self, const guint32 *all, guint n, const WireObjectFacts *facts)
{
  guint32 number = all[0];
  g_autofree char *missing =
      wire_object_describe_completeness (wire_object_list_get (self->list, number));

  json_builder_begin_object (self->builder);
  add_origin (self, number);
  wire_json_add_int (self->builder, "size", (gint64) facts[0].size);
  wire_json_add_boolean (self->builder, "complete", facts[0].whole);
  wire_json_add_string (self->builder, "missing", missing);
  json_builder_set_member_name (self->builder, "attachments");
  json_builder_begin_array (self->builder);
  for (guint i = 1; i < n; i++)
    add_attachment (self, all[i], &facts[i]);
  json_builder_end_array (self->builder);
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

static gboolean
tell (const Messages *self, const guint32 *all, guint n, GError **error)
{
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, n);
  gboolean done = wire_object_examine_many (self->list, all, n, self->detector, WIRE_OBJECT_TYPE,
                                            NULL, facts, error);

  if (done && self->builder)
    print_json (self, all, n, facts);
  else if (done)
    print_line (self, all, n, facts);
  for (guint i = 0; i < n; i++)
    wire_object_facts_clear (&facts[i]);
  return done;
}

static gboolean
tell_all (const Messages *self, GError **error)
{
  g_autoptr (WireMessages) messages = wire_messages_new (self->list);

  for (guint i = 0; i < wire_messages_get_length (messages); i++)
    {
      guint n;
      const guint32 *all = wire_messages_get (messages, i, &n);

      if (wire_cli_rows_have_object (self->rows, self->list, all[0]) && !tell (self, all, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wire_command_messages (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_auto (Messages) self = { 0 };
  const GOptionEntry entries[] = { WIRE_CLI_ROW_FILTER_ENTRIES (filter), { NULL } };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  self.builder = options.json ? json_builder_new () : NULL;
  capture = wire_cli_load_rows (&options, &filter, &self.rows, error);
  if (!capture || !(self.detector = wire_type_detector_new (error)))
    return FALSE;
  self.list = wire_object_list_new_transfers (capture, NULL);
  return tell_all (&self, error);
}
