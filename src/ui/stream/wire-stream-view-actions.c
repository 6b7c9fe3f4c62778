/* wire-stream-view-actions.c: going on, saving, and handing over to other pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-view-private.h"

#include "base/wire-printable.h"
#include "ui/lists/wire-note-items.h"

#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-file-write.h"
#include "ui/work/wire-job-place.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* What Text gets at most, in bytes: it shows every one of them. */
#define TEXT_LIMIT (1024u * 1024)

typedef struct
{
  WireStreamTranscript *transcript;
  WireStreamSides sides;
  GFile *file;
} Save;

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  g_signal_emit_by_name (widget, "back");
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireStreamView *self = WIRE_STREAM_VIEW (widget);
  g_autoptr (WireCapture) capture = NULL;

  (void) parameter;
  if (!self->capture)
    return;
  capture = g_object_ref (self->capture);
  wire_stream_view_follow (self, capture,
                           g_str_equal (name, "stream.next") ? self->stream + 1 : self->stream - 1);
}

static void
show_packet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireStreamSpan span;

  (void) name;
  (void) parameter;
  if (wire_stream_view_get_span (WIRE_STREAM_VIEW (widget), &span))
    gtk_widget_activate_action (widget, "capture.show-packet", "u", span.packet);
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireStreamView *self = WIRE_STREAM_VIEW (widget);
  g_autofree char *place = g_strdup_printf ("%u", self->stream + 1);
  WireStream stream;

  (void) parameter;
  if (self->capture && wire_capture_get_stream (self->capture, self->stream, &stream))
    wire_note_items_ask (widget, name, "stream", place, stream.first_packet);
}

static void
notify_cut (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "win.notify", "s",
                              _ ("Only the first megabyte was opened in Text."));
}

/* What is selected, or else all that is shown. */
static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireStreamView *self = WIRE_STREAM_VIEW (widget);
  guint64 start = 0, end = G_MAXUINT64;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *title = NULL;

  (void) name;
  (void) parameter;
  if (!self->transcript)
    return;
  if (!wire_stream_content_get_selection (self->content, &start, &end))
    end = wire_stream_transcript_get_end (self->transcript);
  bytes = wire_stream_transcript_read_range (self->transcript, wire_stream_view_get_sides (self),
                                             start, end, TEXT_LIMIT + 1, NULL);
  if (!bytes)
    return;
  if (g_bytes_get_size (bytes) > TEXT_LIMIT)
    {
      g_autoptr (GBytes) whole = g_steal_pointer (&bytes);

      bytes = g_bytes_new_from_bytes (whole, 0, TEXT_LIMIT);
      notify_cut (widget);
    }
  title = g_strdup_printf (_ ("Stream %u"), self->stream + 1);
  gtk_widget_activate_action (widget, "win.open-in-text", "(s@ay)", title,
                              g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

static void
save_free (gpointer data)
{
  Save *save = data;

  wire_stream_transcript_unref (save->transcript);
  g_object_unref (save->file);
  g_free (save);
}

static gboolean
write_bytes (GOutputStream *out, WireJob *job, gpointer data, GError **error)
{
  Save *save = data;

  return wire_stream_transcript_write (save->transcript, save->sides, out, job, error);
}

static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  return wire_file_write (((Save *) data)->file, job, write_bytes, data, error);
}

static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  Save *save = data;
  WireStreamView *self = WIRE_STREAM_VIEW (owner);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *base = g_file_get_basename (save->file);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *text = g_strdup_printf (_ ("“%s” was saved."), name);
  const char *paths[] = { g_file_peek_path (save->file), NULL };

  if (wire_job_get_state (job) == WIRE_JOB_DONE && window)
    wire_toast_lead_to_files (GTK_WIDGET (self), text, paths);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED && window)
    wire_message_dialog_show (window, _ ("This Stream Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WireStreamView *self = WIRE_STREAM_VIEW (data);
  g_autoptr (WireJob) job = NULL;
  Save *save;

  if (!self->transcript)
    return;
  save = g_new (Save, 1);
  *save = (Save){
    .transcript = wire_stream_transcript_ref (self->transcript),
    .sides = self->saving,
    .file = g_object_ref (file),
  };
  job = wire_owned_job_start (_ ("Saving the stream"), save_work, save, save_free, saved_cb,
                              G_OBJECT (self));
  wire_job_set_place (job, GTK_WIDGET (self));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WireStreamView *self = WIRE_STREAM_VIEW (widget);
  WireStreamSides sides = g_variant_get_uint32 (parameter);
  g_autofree char *name = NULL;

  (void) action;
  if (!self->transcript)
    return;
  name = g_strdup_printf ("stream-%u%s%s.bin", self->stream + 1,
                          sides == WIRE_STREAM_A   ? "-a"
                          : sides == WIRE_STREAM_B ? "-b"
                                                   : "",
                          wire_stream_transcript_is_second (self->transcript) ? "-second" : "");
  self->saving = sides;
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Stream"), name,
                         chosen_cb, self);
}

static void
popup_at (WireStreamView *self, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WireStreamView *self)
{
  (void) gesture;
  (void) n_press;
  popup_at (self, x, y);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  popup_at (WIRE_STREAM_VIEW (widget), 40, 40);
}

/** Enables what can be done with what is there and selected. */
void
wire_stream_view_update_actions (WireStreamView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint32 n = self->capture ? wire_capture_get_n_streams (self->capture) : 0;
  WireStreamSpan span;
  gboolean said = wire_stream_view_get_span (self, &span);

  gtk_widget_action_set_enabled (widget, "stream.previous", self->stream > 0);
  gtk_widget_action_set_enabled (widget, "stream.next", self->stream + 1 < n);
  gtk_widget_action_set_enabled (widget, "stream.save", said && !self->follow);
  gtk_widget_action_set_enabled (widget, "stream.show-packet", said);
  gtk_widget_action_set_enabled (widget, "stream.open-in-text", said);
}

void
wire_stream_view_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint key;
    GdkModifierType modifiers;
  } ACTIONS[] = {
    { "stream.back", back_cb, GDK_KEY_Escape, 0 },
    { "stream.next", step_cb, GDK_KEY_Page_Down, GDK_CONTROL_MASK },
    { "stream.previous", step_cb, GDK_KEY_Page_Up, GDK_CONTROL_MASK },
    { "stream.show-packet", show_packet_cb, GDK_KEY_Return, GDK_CONTROL_MASK },
    { "stream.open-in-text", open_in_text_cb, 0, 0 },
    { "stream.menu", menu_cb, GDK_KEY_F10, GDK_SHIFT_MASK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      gtk_widget_class_install_action (widget_class, ACTIONS[i].name, NULL, ACTIONS[i].activate);
      if (ACTIONS[i].key)
        gtk_widget_class_add_binding_action (widget_class, ACTIONS[i].key, ACTIONS[i].modifiers,
                                             ACTIONS[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "stream.back",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "stream.menu", NULL);
  wire_note_items_install (widget_class, "stream", note_cb);
  gtk_widget_class_install_action (widget_class, "stream.save", "u", save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "stream.save",
                                       "u", WIRE_STREAM_BOTH);
  gtk_widget_class_install_property_action (widget_class, "stream.form", "form");
}

void
wire_stream_view_init_menu (WireStreamView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_STREAM_VIEW, "content_menu")));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->content));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->content), GTK_EVENT_CONTROLLER (click));
}

/** What shortcuts and the main menu ask for: `find`, `find-next`, `find-previous`. Returns: whether
 *   @action is one of these */
gboolean
wire_stream_view_activate (WireStreamView *self, const char *action)
{
  g_return_val_if_fail (WIRE_IS_STREAM_VIEW (self), FALSE);

  if (g_str_equal (action, "find"))
    wire_find_bar_open (self->find_bar);
  else if (g_str_equal (action, "find-next") || g_str_equal (action, "find-previous"))
    wire_find_bar_find (self->find_bar, g_str_equal (action, "find-previous"));
  else
    return FALSE;
  return TRUE;
}
