/* wire-packet-view-save.c: packets saved as a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "capture/saving/wire-capture-save.h"
#include "capture/wire-capture-streams.h"
#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* What the dialog that is open asks for, among the data of the view. */
#define SAVING "wirecase-saving"

/* What the worker saves. */
typedef struct
{
  WirePacketsSaved what;
  WireView *view; /* what is shown */
  WireCondition condition;
  guint32 packet;
  guint32 stream;
  GFile *file;
  guint32 n_saved;
} Save;

/* The actions, and what each saves. */
static const struct
{
  const char *action;
  WirePacketsSaved what;
} ACTIONS[] = {
  { "packet.save-shown", WIRE_PACKETS_SHOWN },
  { "packet.save-this", WIRE_PACKETS_THIS },
  { "packet.save-flow", WIRE_PACKETS_FLOW },
  { "packet.save-conversation", WIRE_PACKETS_CONVERSATION },
  { "packet.save-stream", WIRE_PACKETS_STREAM },
};

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->view);
  g_object_unref (save->file);
  g_free (save);
}

/* Returns: (transfer full) (nullable): of what the packets are, whatever the filter holds back */
static WireView *
make_view (const Save *save, WireJob *job, GError **error)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();
  g_autoptr (WireFilter) filter = NULL;

  if (save->what == WIRE_PACKETS_SHOWN)
    return g_object_ref (save->view);
  if (save->what == WIRE_PACKETS_FLOW || save->what == WIRE_PACKETS_CONVERSATION)
    filter = wire_filter_with (empty, &save->condition);
  return wire_view_new_parts (wire_view_get_capture (save->view), filter ? filter : empty,
                              WIRE_VIEW_FLOWS, job, error);
}

/* A WireJobFunc. */
static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Save *save = data;
  WireCapture *capture = wire_view_get_capture (save->view);
  g_autoptr (WireView) view = make_view (save, job, error);
  g_autoptr (WirePacketChoice) choice = NULL;
  g_autofree char *about = NULL;

  if (!view)
    return FALSE;
  if (save->what == WIRE_PACKETS_THIS || save->what == WIRE_PACKETS_STREAM)
    choice = wire_packet_choice_new (capture);
  if (save->what == WIRE_PACKETS_THIS)
    {
      wire_packet_choice_add (choice, save->packet);
      about = g_strdup_printf ("packet %u", save->packet + 1);
    }
  else if (save->what == WIRE_PACKETS_STREAM)
    {
      if (!wire_packet_choice_add_stream (choice, save->stream, wire_job_get_cancellable (job),
                                          error))
        return FALSE;
      about = g_strdup_printf ("stream %u", save->stream + 1);
    }
  return wire_capture_save (
      &(WireCaptureSave){
          .path = g_file_peek_path (save->file), .view = view, .choice = choice, .about = about },
      job, &save->n_saved, error);
}

/* A WireOwnedJobEnded. */
static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  Save *save = data;
  GtkWidget *widget = GTK_WIDGET (owner);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *name = g_file_get_basename (save->file);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u packet was saved to “%s”.", "%u packets were saved to “%s”.", save->n_saved),
      save->n_saved, name);

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    gtk_widget_activate_action (widget, "win.notify", "s", text);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED && window)
    wire_message_dialog_show (window, _ ("The Packets Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

static gboolean
fill (WirePacketView *self, Save *save)
{
  WireFlow flow;
  WirePacketRecord record;
  WireCapture *capture = wire_view_get_capture (save->view);

  if (save->what == WIRE_PACKETS_SHOWN)
    return TRUE;
  save->packet = wire_single_selection_get_id (self->selection);
  if (save->packet == WIRE_ROW_NONE || !wire_capture_get_packet (capture, save->packet, &record))
    return FALSE;
  save->stream = wire_capture_find_stream (capture, save->packet);
  if (save->what == WIRE_PACKETS_STREAM)
    return save->stream != WIRE_STREAM_NONE;
  if (save->what == WIRE_PACKETS_THIS)
    return TRUE;
  save->condition.kind =
      save->what == WIRE_PACKETS_FLOW ? WIRE_CONDITION_FLOW : WIRE_CONDITION_CONVERSATION;
  if (!wire_capture_get_flow (capture, record.flow, &flow))
    return FALSE;
  save->condition.tuple = flow.tuple;
  return TRUE;
}

static void
tell_remote (WirePacketView *self, GFile *file)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *text =
      g_strdup_printf (_ ("“%s” is not on this machine: choose a folder of this machine."), uri);

  if (window)
    wire_message_dialog_show (window, _ ("The Packets Could Not Be Saved"), text);
}

/**
 * wire_packet_view_save_to:
 * @self: the view
 * @what: which packets
 * @file: where to; what is there is replaced once all is written
 *
 * Saves packets in a job of their own. Nothing happens where @what is not there.
 */
void
wire_packet_view_save_to (WirePacketView *self, WirePacketsSaved what, GFile *file)
{
  g_autoptr (WireJob) job = NULL;
  Save *save;

  if (!self->view)
    return;
  if (!g_file_peek_path (file))
    {
      tell_remote (self, file);
      return;
    }
  save = g_new0 (Save, 1);
  *save = (Save){ .what = what, .view = g_object_ref (self->view), .file = g_object_ref (file) };
  if (!fill (self, save))
    {
      save_free (save);
      return;
    }
  job = wire_owned_job_start (_ ("Saving packets"), save_work, save, save_free, saved_cb,
                              G_OBJECT (self));
  wire_job_set_place (job, GTK_WIDGET (self));
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WirePacketView *self = WIRE_PACKET_VIEW (data);

  gpointer what = g_object_get_data (data, SAVING);

  wire_packet_view_save_to (self, (WirePacketsSaved) GPOINTER_TO_UINT (what), file);
}

/* Of “web.pcap.gz”: “web-packets.pcapng”. */
static char *
suggest_name (WireCapture *capture)
{
  g_autofree char *name = g_file_get_basename (wire_capture_get_file (capture));
  char *dot = strchr (name + 1, '.');

  if (dot)
    *dot = '\0';
  return g_strdup_printf ("%s-packets.pcapng", name);
}

/** Asks where to save @what, and saves it there. */
void
wire_packet_view_ask_to_save (WirePacketView *self, WirePacketsSaved what)
{
  g_autofree char *name = NULL;

  if (!self->view)
    return;
  g_object_set_data (G_OBJECT (self), SAVING, GUINT_TO_POINTER (what));
  name = suggest_name (wire_view_get_capture (self->view));
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save Packets"),
                         name, chosen_cb, self);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) parameter;
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (name, ACTIONS[i].action))
      wire_packet_view_ask_to_save (WIRE_PACKET_VIEW (widget), ACTIONS[i].what);
}

/** Adds the actions that save packets. */
void
wire_packet_view_install_saving (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].action, NULL, save_cb);
}

/** Enables what can be saved. @flow: the selected packet has a flow; @stream: and a stream */
void
wire_packet_view_update_saving (WirePacketView *self, gboolean flow, gboolean stream)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "packet.save-shown", self->view != NULL);
  gtk_widget_action_set_enabled (
      widget, "packet.save-this",
      self->view && wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE);
  gtk_widget_action_set_enabled (widget, "packet.save-flow", flow);
  gtk_widget_action_set_enabled (widget, "packet.save-conversation", flow);
  gtk_widget_action_set_enabled (widget, "packet.save-stream", stream);
}
