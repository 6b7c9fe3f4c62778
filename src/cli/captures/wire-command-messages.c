/* wire-command-messages.c: the mails of a capture, whatever carried them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "capture/objects/wire-object-work.h"
#include "cli/choice/wire-cli-capture.h"
#include "cli/choice/wire-cli-objects.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>

typedef struct
{
  JsonBuilder *builder;
  WireObjectList *list;
  WireTypeDetector *detector;
  GHashTable *parts; /* of GArray of guint32: what was attached, by the number of the mail */
} Messages;

static void
messages_clear (Messages *self)
{
  g_clear_object (&self->builder);
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Messages, messages_clear)

/* Whether @object is a mail, and not something that was attached to one. */
static gboolean
is_message (const WireObject *object)
{
  return object->origin.mail
         && (object->origin.titled || g_strcmp0 (object->content_type, "message/rfc822") == 0);
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

static void
find_parts (Messages *self)
{
  guint32 n = wire_object_list_get_length (self->list);

  self->parts = g_hash_table_new_full (NULL, NULL, NULL, free_array);
  for (guint32 i = 0; i < n; i++)
    {
      const WireObject *object = wire_object_list_get (self->list, i);
      gpointer key = GUINT_TO_POINTER (object->origin.parent);
      GArray *parts;

      if (object->origin.parent == WIRE_OBJECT_NONE || !object->origin.mail)
        continue;
      parts = g_hash_table_lookup (self->parts, key);
      if (!parts)
        g_hash_table_insert (self->parts, key,
                             parts = g_array_new (FALSE, FALSE, sizeof (guint32)));
      g_array_append_val (parts, i);
    }
}

/* Returns: (transfer full) (element-type guint32): the mail and what was attached to it */
static GArray *
gather (const Messages *self, guint32 message)
{
  const GArray *parts = g_hash_table_lookup (self->parts, GUINT_TO_POINTER (message));
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (all, message);
  if (parts)
    g_array_append_vals (all, parts->data, parts->len);
  return all;
}

/* Text */

static void
append_field (GString *line, const char *text)
{
  g_autofree char *printable = wire_printable_name (text ? text : "-");

  g_string_append_printf (line, "\t%s", printable);
}

static void
append_attachments (GString *line, const Messages *self, const GArray *all)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 1; i < all->len; i++)
    {
      const WireObject *part = wire_object_list_get (self->list, g_array_index (all, guint32, i));

      g_string_append_printf (names, "%s%s", i > 1 ? ", " : "",
                              part->origin.name ? part->origin.name : _ ("unnamed"));
    }
  append_field (line, names->len ? names->str : NULL);
}

/* Returns: (transfer full): the first of what there is to say, the mail before what is in it */
static char *
judge (const Messages *self, const GArray *all, const WireObjectFacts *facts)
{
  const WireObject *message = wire_object_list_get (self->list, g_array_index (all, guint32, 0));

  if (!facts[0].whole)
    return wire_object_describe_completeness (message);
  if (message->origin.note)
    return g_strdup (message->origin.note);
  for (guint i = 1; i < all->len; i++)
    {
      const WireObject *part = wire_object_list_get (self->list, g_array_index (all, guint32, i));

      if (facts[i].verdict && !is_message (part))
        return g_strdup_printf ("%s: %s", part->origin.name ? part->origin.name : _ ("unnamed"),
                                facts[i].verdict);
    }
  return g_strdup (_ ("complete"));
}

static void
print_line (const Messages *self, const GArray *all, const WireObjectFacts *facts)
{
  guint32 number = g_array_index (all, guint32, 0);
  const WireObject *message = wire_object_list_get (self->list, number);
  const WireTransferMail *mail = message->origin.mail;
  g_autofree char *verdict = judge (self, all, facts);
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%u", number + 1);
  append_field (line, mail->date);
  append_field (line, mail->from ? mail->from : mail->envelope_from);
  append_field (line, mail->to ? mail->to : mail->envelope_to);
  append_field (line, mail->subject);
  append_attachments (line, self, all);
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
  wire_json_add_string (self->builder, "verdict", is_message (part) ? NULL : facts->verdict);
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
print_json (const Messages *self, const GArray *all, const WireObjectFacts *facts)
{
  guint32 number = g_array_index (all, guint32, 0);
  g_autofree char *missing =
      wire_object_describe_completeness (wire_object_list_get (self->list, number));

  json_builder_begin_object (self->builder);
  add_origin (self, number);
  wire_json_add_int (self->builder, "size", (gint64) facts[0].size);
  wire_json_add_boolean (self->builder, "complete", facts[0].whole);
  wire_json_add_string (self->builder, "missing", missing);
  json_builder_set_member_name (self->builder, "attachments");
  json_builder_begin_array (self->builder);
  for (guint i = 1; i < all->len; i++)
    add_attachment (self, g_array_index (all, guint32, i), &facts[i]);
  json_builder_end_array (self->builder);
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

static gboolean
tell (const Messages *self, guint32 message, GError **error)
{
  g_autoptr (GArray) all = gather (self, message);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, all->len);
  gboolean done =
      wire_object_examine_many (self->list, (const guint32 *) (gpointer) all->data, all->len,
                                self->detector, WIRE_OBJECT_TYPE, NULL, facts, error);

  if (done && self->builder)
    print_json (self, all, facts);
  else if (done)
    print_line (self, all, facts);
  for (guint i = 0; i < all->len; i++)
    wire_object_facts_clear (&facts[i]);
  return done;
}

gboolean
wire_command_messages (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_auto (Messages) self = { 0 };

  if (!wire_cli_parse_streams (command, arguments, NULL, 1, 1, &options, error))
    return FALSE;
  self.builder = options.json ? json_builder_new () : NULL;
  capture = wire_cli_load_streams (&options, error);
  if (!capture || !(self.detector = wire_type_detector_new (error)))
    return FALSE;
  self.list = wire_object_list_new_transfers (capture, NULL);
  find_parts (&self);
  for (guint32 i = 0; i < wire_object_list_get_length (self.list); i++)
    if (is_message (wire_object_list_get (self.list, i)) && !tell (&self, i, error))
      return FALSE;
  return TRUE;
}
