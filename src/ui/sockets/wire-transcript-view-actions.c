/* wire-transcript-view-actions.c: what can be done with a transcript and its rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-transcript-view-private.h"

#include "base/wire-printable.h"
#include "ui/lists/wire-column.h"
#include "files/digests/wire-digest.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/work/wire-job-place.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

static const char *const NEEDS_BYTES[] = { "transcript.save-bytes", "transcript.open-in-text",
                                           "transcript.digests" };
static const char *const NEEDS_EVENTS[] = { "transcript.copy-all", "transcript.save",
                                            "transcript.clear" };

/* What is good for a clipboard; all else is better saved. */
#define COPY_MAX (16u * 1024 * 1024)

/** The window shows @sentence as a toast. */
void
wire_transcript_view_notify (WireTranscriptView *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s", sentence);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (widget);
  WireSocketEvent *event = wire_transcript_view_get_selected (self);
  g_autofree char *lines = event ? wire_socket_event_to_lab_lines (event, self->role) : NULL;
  g_autofree char *content = event && !lines ? wire_transcript_view_print (self, event) : NULL;

  (void) name;
  (void) parameter;
  if (lines || content)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            lines ? g_strchomp (lines) : content);
}

/* Returns: (transfer full): the lines of all events, those on the disk too */
static char *
print_all (WireTranscriptView *self)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  wire_transcript_write (self->transcript, out, NULL, NULL);
  g_output_stream_write_all (out, "", 1, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static void
copy_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (widget);
  g_autofree char *lines = NULL;

  (void) name;
  (void) parameter;
  if (wire_transcript_get_size (self->transcript) > COPY_MAX)
    {
      wire_transcript_view_notify (self, _ ("This is too much to copy: save it instead."));
      return;
    }
  lines = print_all (self);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), lines);
}

/** Says that @file was written, or why not; who cancelled it knows. */
void
wire_transcript_view_report_written (WireTranscriptView *self, GFile *file, const GError *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *sentence =
      error ? g_strdup_printf (_ ("“%s” could not be written: %s."), name, error->message)
            : g_strdup_printf (_ ("Saved as “%s”."), name);
  const char *paths[] = { g_file_peek_path (file), NULL };

  if (!error && gtk_widget_get_root (GTK_WIDGET (self)))
    wire_toast_lead_to_files (GTK_WIDGET (self), sentence, paths);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wire_transcript_view_notify (self, sentence);
}

typedef struct
{
  WireTranscript *transcript;
  GFile *file;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->transcript);
  g_object_unref (writing->file);
  g_free (writing);
}

static gboolean
write_lines (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  Writing *writing = data;

  return wire_transcript_write (writing->transcript, out, wire_job_get_cancellable (job), error);
}

static gboolean
write_work (WireJob *job, gpointer data, GError **error)
{
  return wire_file_write (((Writing *) data)->file, job, write_lines, data, error);
}

static void
written_cb (WireJob *job, gpointer data, GObject *owner)
{
  Writing *writing = data;
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (owner);

  wire_transcript_view_report_written (self, writing->file, wire_job_get_error (job));
}

static void
save_to_cb (GFile *file, gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (data);
  g_autoptr (WireJob) job = NULL;
  Writing *writing = g_new (Writing, 1);

  *writing = (Writing){ g_object_ref (self->transcript), g_object_ref (file) };
  job = wire_owned_job_start (_ ("Saving the transcript"), write_work, writing, writing_free,
                              written_cb, G_OBJECT (self));
  wire_job_set_place (job, GTK_WIDGET (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Transcript"),
                         "transcript.txt", save_to_cb, widget);
}

static void
bytes_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireTranscriptView) self = data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  wire_transcript_view_report_written (self, G_FILE (source), error);
}

static void
save_bytes_to_cb (GFile *file, gpointer data)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (data);
  g_autoptr (WireSocketEvent) event = g_steal_pointer (&self->saving);

  if (event)
    g_file_replace_contents_bytes_async (file, event->data, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         bytes_written_cb, g_object_ref (data));
}

/* The event is held: more may come in than is kept before the user has found a folder. */
static void
save_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (widget);
  WireSocketEvent *event = wire_transcript_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (!event || !event->data)
    return;
  g_clear_pointer (&self->saving, wire_socket_event_unref);
  self->saving = wire_socket_event_ref (event);
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Bytes"), "piece.bin",
                         save_bytes_to_cb, widget);
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireSocketEvent *event = wire_transcript_view_get_selected (WIRE_TRANSCRIPT_VIEW (widget));
  g_autofree char *peer = NULL;

  (void) name;
  (void) parameter;
  if (!event || !event->data)
    return;
  peer = wire_socket_endpoint_to_string (&event->peer);
  gtk_widget_activate_action (
      widget, "win.open-in-text", "(s@ay)", peer,
      g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, event->data, TRUE));
}

/* What a responder asks for first of something that came in. */
static void
digests_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const WireDigestAlgorithm SHOWN[] = { WIRE_DIGEST_MD5, WIRE_DIGEST_SHA1,
                                               WIRE_DIGEST_SHA256 };
  WireSocketEvent *event = wire_transcript_view_get_selected (WIRE_TRANSCRIPT_VIEW (widget));
  g_autoptr (GString) body = g_string_new (NULL);
  WireDigestMask mask = 0;
  WireDigests digests;
  GtkWidget *dialog;
  gsize length;
  const guint8 *bytes;

  (void) name;
  (void) parameter;
  if (!event || !event->data)
    return;
  bytes = g_bytes_get_data (event->data, &length);
  for (gsize i = 0; i < G_N_ELEMENTS (SHOWN); i++)
    mask |= WIRE_DIGEST_BIT (SHOWN[i]);
  wire_digests_of_bytes (mask, bytes, length, &digests);
  for (gsize i = 0; i < G_N_ELEMENTS (SHOWN); i++)
    {
      g_autofree char *hex = wire_digests_get_hex (&digests, SHOWN[i]);

      g_string_append_printf (body, "%s%s\n%s", i ? "\n\n" : "",
                              wire_digest_get_info (SHOWN[i])->name, hex);
    }
  dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Digests"), body->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What has happened since comes after what was cleared. */
static void
undo_clear_cb (WireTranscriptView *self)
{
  g_autoptr (WireTranscript) cleared = g_steal_pointer (&self->cleared);
  g_autoptr (GPtrArray) since = wire_transcript_list (self->transcript);

  if (!cleared)
    return;
  for (guint i = 0; i < since->len; i++)
    wire_transcript_add (cleared, since->pdata[i]);
  wire_transcript_view_set_transcript (self, cleared);
}

/* Nothing is lost before the toast that offers to undo it is gone. */
static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTranscriptView *self = WIRE_TRANSCRIPT_VIEW (widget);
  g_autoptr (WireTranscript) fresh = wire_transcript_new (self->role);
  AdwToast *toast;

  (void) name;
  (void) parameter;
  g_set_object (&self->cleared, self->transcript);
  wire_transcript_view_set_transcript (self, fresh);
  toast = wire_toast_offer (widget, _ ("The transcript was cleared."), _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clear_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  gtk_menu_button_popup (GTK_MENU_BUTTON (
      gtk_widget_get_template_child (widget, WIRE_TYPE_TRANSCRIPT_VIEW, "menu_button")));
}

void
wire_transcript_view_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "transcript.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "transcript.copy-all", NULL, copy_all_cb);
  gtk_widget_class_install_action (widget_class, "transcript.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "transcript.save-bytes", NULL, save_bytes_cb);
  gtk_widget_class_install_action (widget_class, "transcript.open-in-text", NULL, open_in_text_cb);
  gtk_widget_class_install_action (widget_class, "transcript.digests", NULL, digests_cb);
  gtk_widget_class_install_action (widget_class, "transcript.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "transcript.menu", NULL, menu_cb);

  wire_transcript_view_capture_install (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "transcript.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "transcript.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "transcript.menu",
                                       NULL);
}

void
wire_transcript_view_actions_init (WireTranscriptView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_TRANSCRIPT_VIEW, "row_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
}

/** Enables what can be done with what is there and what is selected. */
void
wire_transcript_view_actions_update (WireTranscriptView *self)
{
  WireSocketEvent *event = wire_transcript_view_get_selected (self);
  gboolean any = wire_transcript_get_length (self->transcript) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "transcript.copy", event != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_BYTES); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_BYTES[i], event && event->data);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_EVENTS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_EVENTS[i], any);
  wire_transcript_view_capture_update (self);
}
