/* wire-cli-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-choice.h"

#include "capture/saving/wire-capture-save.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>

void
wire_cli_choice_clear (WireCliChoice *self)
{
  g_strfreev (self->streams);
  g_strfreev (self->transfers);
  g_strfreev (self->requests);
  g_strfreev (self->comments);
  g_strfreev (self->edits);
  g_free (self->side);
  g_free (self->write);
}

/** Returns: whether streams must be put together before the packets can be found */
gboolean
wire_cli_choice_needs_streams (const WireCliChoice *self)
{
  return self->streams || self->transfers || self->requests;
}

/* Returns: whether @text is a number from 1 on, which is counted from 0 in @number */
static gboolean
parse_number (const char *option, const char *text, guint32 *number, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32 - 1, &value, NULL))
    {
      wire_cli_set_usage_error (error, _ ("%s takes a number from 1 on."), option);
      return FALSE;
    }
  *number = (guint32) value - 1;
  return TRUE;
}

static gboolean
check_numbers (const char *option, GStrv numbers, GError **error)
{
  guint32 number;

  for (guint i = 0; numbers && numbers[i]; i++)
    if (!parse_number (option, numbers[i], &number, error))
      return FALSE;
  return TRUE;
}

/* Takes `PACKET=TEXT` apart. Returns: (nullable): the text, which must be UTF-8 */
static const char *
parse_comment (const char *option, const char *argument, guint32 *packet, GError **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *number = equals ? g_strndup (argument, (gsize) (equals - argument)) : NULL;

  if (equals && g_utf8_validate (equals + 1, -1, NULL)
      && parse_number (option, number, packet, NULL))
    return equals + 1;
  wire_cli_set_usage_error (error, _ ("%s takes PACKET=TEXT, the text in UTF-8."), option);
  return NULL;
}

/** Whether the numbers of @self are some, and whether its options go together; before the capture
 * is read. @error: %WIRE_CLI_ERROR_USAGE */
gboolean
wire_cli_choice_check (const WireCliChoice *self, GError **error)
{
  guint32 packet;

  for (guint i = 0; self->comments && self->comments[i]; i++)
    if (!parse_comment ("--comment", self->comments[i], &packet, error))
      return FALSE;
  for (guint i = 0; self->edits && self->edits[i]; i++)
    if (!parse_comment ("--set-comment", self->edits[i], &packet, error))
      return FALSE;
  if (!self->write && (self->comments || self->edits || self->with_keys))
    {
      wire_cli_set_usage_error (error,
                                _ ("--comment, --set-comment and --with-keys need --write."));
      return FALSE;
    }
  if (self->side
      && (!self->streams || (!g_str_equal (self->side, "a") && !g_str_equal (self->side, "b"))))
    {
      wire_cli_set_usage_error (error, _ ("--side takes a or b, and needs --stream."));
      return FALSE;
    }
  return check_numbers ("--stream", self->streams, error)
         && check_numbers ("--transfer", self->transfers, error)
         && check_numbers ("--request", self->requests, error);
}

static gboolean
add_streams (const WireCliChoice *self, WirePacketChoice *packets, GError **error)
{
  guint32 number;

  for (guint i = 0; self->streams && self->streams[i]; i++)
    if (!parse_number ("--stream", self->streams[i], &number, error)
        || !(self->side ? wire_packet_choice_add_side (packets, number,
                                                       g_str_equal (self->side, "b"), NULL, error)
                        : wire_packet_choice_add_stream (packets, number, NULL, error)))
      return FALSE;
  return TRUE;
}

static gboolean
add_requests (const WireCliChoice *self, WirePacketChoice *packets, GError **error)
{
  guint32 number;

  for (guint i = 0; self->requests && self->requests[i]; i++)
    if (!parse_number ("--request", self->requests[i], &number, error)
        || !wire_packet_choice_add_request (packets, number, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_transfers (const WireCliChoice *self,
               WireCapture *capture,
               WirePacketChoice *packets,
               GError **error)
{
  g_autoptr (WireObjectList) list =
      self->transfers ? wire_object_list_new_transfers (capture, NULL) : NULL;
  guint32 n = list ? wire_object_list_get_length (list) : 0;
  guint32 number;

  for (guint i = 0; self->transfers && self->transfers[i]; i++)
    {
      if (!parse_number ("--transfer", self->transfers[i], &number, error))
        return FALSE;
      if (number >= n)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       ngettext ("Transfer %u does not exist: the capture has %u.",
                                 "Transfer %u does not exist: the capture has %u.", n),
                       number + 1, n);
          return FALSE;
        }
      if (!wire_packet_choice_add_object (packets, list, number, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_cli_choice_find:
 * @self: for which wire_cli_choice_needs_streams() says so
 * @capture: loaded with its streams
 * @error: set where %NULL is returned: what was chosen does not exist
 *
 * Returns: (transfer full) (nullable): the packets of all that was chosen
 */
WirePacketChoice *
wire_cli_choice_find (const WireCliChoice *self, WireCapture *capture, GError **error)
{
  g_autoptr (WirePacketChoice) packets = wire_packet_choice_new (capture);

  if (!add_streams (self, packets, error) || !add_requests (self, packets, error)
      || !add_transfers (self, capture, packets, error))
    return NULL;
  return g_steal_pointer (&packets);
}

static void
tell_numbers (GString *out, const char *what, GStrv numbers)
{
  if (!numbers)
    return;
  g_string_append_printf (out, "%s%s ", out->len > 0 ? ", " : "", what);
  for (guint i = 0; numbers[i]; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", numbers[i]);
}

/* Returns: (transfer full) (nullable): what was chosen, in English for a comment */
static char *
tell_choice (const WireCliChoice *self)
{
  GString *out = g_string_new (NULL);

  tell_numbers (out, "stream", self->streams);
  if (self->side)
    g_string_append_printf (out, " side %s", self->side);
  tell_numbers (out, "transfer", self->transfers);
  tell_numbers (out, "request in packet", self->requests);
  return g_string_free (out, out->len == 0);
}

static gboolean
save_in_job (WireJob *job, gpointer data, GError **error)
{
  return wire_capture_save (data, job, NULL, error);
}

static GHashTable *
comments_new (void)
{
  return g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                (GDestroyNotify) (void (*) (void)) g_strfreev);
}

/* Adds @text (nullable) to what @comments has for @packet. */
static void
add_comment (GHashTable *comments, guint32 packet, const char *text)
{
  gpointer key = GUINT_TO_POINTER (packet);
  char **before = g_hash_table_lookup (comments, key);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (before)
    g_strv_builder_addv (all, (const char **) before);
  if (text)
    g_strv_builder_add (all, text);
  g_hash_table_insert (comments, key, g_strv_builder_end (all));
}

static GHashTable *
gather_comments (const WireCliChoice *self)
{
  GHashTable *comments = comments_new ();
  guint32 packet;

  for (guint i = 0; self->comments && self->comments[i]; i++)
    {
      const char *text = parse_comment ("--comment", self->comments[i], &packet, NULL);

      add_comment (comments, packet, text);
    }
  return comments;
}

/* Returns: (transfer full): by packet, the comments that it has from now on; none for an empty text
 */
static GHashTable *
gather_edits (const WireCliChoice *self)
{
  GHashTable *edits = comments_new ();

  for (guint i = 0; self->edits && self->edits[i]; i++)
    {
      guint32 packet;
      const char *text = parse_comment ("--set-comment", self->edits[i], &packet, NULL);

      add_comment (edits, packet, *text ? text : NULL);
    }
  return edits;
}

/** Saves the packets of @view that are in @packets (nullable: all), at most @limit of them (0:
 * all), to the file that --write names. */
gboolean
wire_cli_choice_save (const WireCliChoice *self,
                      const WireCliOptions *options,
                      WireView *view,
                      const WirePacketChoice *packets,
                      guint32 limit,
                      GError **error)
{
  g_autofree char *about = tell_choice (self);
  g_autoptr (GHashTable) comments = gather_comments (self);
  g_autoptr (GHashTable) edits = gather_edits (self);
  WireCaptureSave save = { .path = self->write,
                           .view = view,
                           .choice = packets,
                           .limit = limit,
                           .about = about,
                           .secrets = self->with_keys,
                           .key_files =
                               self->with_keys ? (const char *const *) options->keys : NULL,
                           .comments = comments,
                           .edited = edits };

  return wire_progress_run (options->progress, save_in_job, &save, error);
}
