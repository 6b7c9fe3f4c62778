/* wire-packet-view-save.c: packets saved as a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "base/wire-printable.h"
#include "capture/objects/wire-object-packets.h"
#include "capture/saving/wire-capture-save.h"
#include "capture/wire-capture-marks.h"
#include "capture/wire-capture-streams.h"
#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

/* What the dialog that is open asks for, among the data of the view. */
#define SAVING "wirecase-saving"
#define SAVING_NUMBER "wirecase-saving-number"

/* What the worker saves. */
typedef struct
{
  WirePacketsSaved what;
  WireView *view; /* what is shown */
  WireCondition condition;
  guint32 packet;
  GArray *marked; /* or NULL */
  guint32 stream;
  guint side;
  guint32 number;          /* of a transfer or exchange */
  WireObjectList *objects; /* or NULL */
  GHashTable *edits;       /* comments that were written, or NULL */
  gboolean keys;
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
  { "packet.save-marked", WIRE_PACKETS_MARKED },
  { "packet.save-this", WIRE_PACKETS_THIS },
  { "packet.save-flow", WIRE_PACKETS_FLOW },
  { "packet.save-conversation", WIRE_PACKETS_CONVERSATION },
  { "packet.save-stream", WIRE_PACKETS_STREAM },
  { "packet.save-side", WIRE_PACKETS_SIDE },
};

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->view);
  g_object_unref (save->file);
  g_clear_pointer (&save->objects, wire_object_list_unref);
  g_clear_pointer (&save->marked, g_array_unref);
  g_clear_pointer (&save->edits, g_hash_table_unref);
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

/* Says in English which packets are saved, where the filter does not say it. */
static char *
tell_choice (const Save *save)
{
  switch (save->what)
    {
    case WIRE_PACKETS_MARKED:
      return g_strdup ("marked packets");
    case WIRE_PACKETS_THIS:
      return g_strdup_printf ("packet %u", save->packet + 1);
    case WIRE_PACKETS_STREAM:
      return g_strdup_printf ("stream %u", save->stream + 1);
    case WIRE_PACKETS_SIDE:
      return g_strdup_printf ("stream %u side %c", save->stream + 1, save->side ? 'b' : 'a');
    case WIRE_PACKETS_OBJECT:
      return g_strdup_printf ("transfer %u", save->number + 1);
    case WIRE_PACKETS_EXCHANGE:
      return g_strdup_printf ("HTTP request %u", save->number + 1);
    default:
      return NULL;
    }
}

static gboolean
add_exchange (const Save *save, WirePacketChoice *choice, GCancellable *cancellable, GError **error)
{
  WirePacketSpan span;

  return !wire_exchange_get_span (wire_view_get_capture (save->view), save->number, &span)
         || wire_packet_choice_add_span (choice, &span, cancellable, error);
}

static gboolean
fill_choice (const Save *save, WirePacketChoice *choice, GCancellable *cancellable, GError **error)
{
  switch (save->what)
    {
    case WIRE_PACKETS_STREAM:
      return wire_packet_choice_add_stream (choice, save->stream, cancellable, error);
    case WIRE_PACKETS_SIDE:
      return wire_packet_choice_add_side (choice, save->stream, save->side, cancellable, error);
    case WIRE_PACKETS_OBJECT:
      return wire_packet_choice_add_object (choice, save->objects, save->number, cancellable,
                                            error);
    case WIRE_PACKETS_EXCHANGE:
      return add_exchange (save, choice, cancellable, error);
    case WIRE_PACKETS_MARKED:
      for (guint i = 0; i < save->marked->len; i++)
        wire_packet_choice_add (choice, g_array_index (save->marked, guint32, i));
      return TRUE;
    default:
      wire_packet_choice_add (choice, save->packet);
      return TRUE;
    }
}

/* A WireJobFunc. */
static gboolean
save_work (WireJob *job, gpointer data, GError **error)
{
  Save *save = data;
  WireCapture *capture = wire_view_get_capture (save->view);
  g_autoptr (WireView) view = make_view (save, job, error);
  g_autoptr (WirePacketChoice) choice = NULL;
  g_autofree char *about = tell_choice (save);
  g_auto (GStrv) keys = save->keys ? wire_capture_copy_key_files (capture) : NULL;

  if (!view)
    return FALSE;
  if (about)
    choice = wire_packet_choice_new (capture);
  if (choice && !fill_choice (save, choice, wire_job_get_cancellable (job), error))
    return FALSE;
  return wire_capture_save (&(WireCaptureSave){ .path = g_file_peek_path (save->file),
                                                .view = view,
                                                .choice = choice,
                                                .about = about,
                                                .secrets = save->keys,
                                                .key_files = (const char *const *) keys,
                                                .edited = save->edits },
                            job, &save->n_saved, error);
}

/* A WireOwnedJobEnded. */
static void
saved_cb (WireJob *job, gpointer data, GObject *owner)
{
  Save *save = data;
  GtkWidget *widget = GTK_WIDGET (owner);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *base = g_file_get_basename (save->file);
  g_autofree char *name = wire_printable_name (base);
  g_autofree char *uri = g_file_get_uri (save->file);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u packet was saved to “%s”.", "%u packets were saved to “%s”.", save->n_saved),
      save->n_saved, name);

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      if (save->edits && save->what == WIRE_PACKETS_SHOWN)
        wire_comment_bar_note_saved (wire_packet_view_get_comments (WIRE_PACKET_VIEW (widget)),
                                     save->view);
      if (window)
        wire_toast_lead (widget, text, _ ("_Open"), "win.open-capture", g_variant_new_string (uri));
    }
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED && window)
    wire_message_dialog_show (window, _ ("The Packets Could Not Be Saved"),
                              wire_job_get_error (job)->message);
}

/* Returns: which side of its stream sent the packet */
static guint
find_side (WireCapture *capture, const Save *save)
{
  WireStream stream = { 0 };
  WirePacketRecord inside;

  return wire_capture_get_stream (capture, save->stream, &stream)
                 && wire_capture_get_packets_inside (capture, save->packet, 1, &inside) == 1
                 && inside.flow == stream.flows[1]
             ? 1
             : 0;
}

static gboolean
fill_selected (WirePacketView *self, Save *save)
{
  WireFlow flow;
  WirePacketRecord record;
  WireCapture *capture = wire_view_get_capture (save->view);

  save->packet = wire_single_selection_get_id (self->selection);
  if (save->packet == WIRE_ROW_NONE || !wire_capture_get_packet (capture, save->packet, &record))
    return FALSE;
  save->stream = wire_capture_find_stream (capture, save->packet);
  if (save->what == WIRE_PACKETS_SIDE && save->stream != WIRE_STREAM_NONE)
    save->side = find_side (capture, save);
  if (save->what == WIRE_PACKETS_STREAM || save->what == WIRE_PACKETS_SIDE)
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

static gboolean
fill (WirePacketView *self, Save *save)
{
  WireObjectList *objects = self->session ? wire_capture_session_get_objects (self->session) : NULL;

  save->keys = self->save_keys;
  save->edits = wire_comment_bar_copy_edits (wire_packet_view_get_comments (self));
  if (save->what == WIRE_PACKETS_SHOWN || save->what == WIRE_PACKETS_EXCHANGE)
    return TRUE;
  if (save->what == WIRE_PACKETS_MARKED)
    {
      save->marked = wire_capture_list_marked (wire_view_get_capture (save->view));
      return save->marked->len > 0;
    }
  if (save->what != WIRE_PACKETS_OBJECT)
    return fill_selected (self, save);
  save->objects = objects ? wire_object_list_ref (objects) : NULL;
  return objects && save->number < wire_object_list_get_length (objects);
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
 * @number: of the transfer or exchange that @what is about
 * @file: where to; what is there is replaced once all is written
 *
 * Saves packets in a job of their own. Nothing happens where @what is not there.
 */
void
wire_packet_view_save_to (WirePacketView *self, WirePacketsSaved what, guint32 number, GFile *file)
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
  *save = (Save){
    .what = what, .number = number, .view = g_object_ref (self->view), .file = g_object_ref (file)
  };
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
  gpointer number = g_object_get_data (data, SAVING_NUMBER);

  wire_packet_view_save_to (self, (WirePacketsSaved) GPOINTER_TO_UINT (what),
                            GPOINTER_TO_UINT (number), file);
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

/** Asks where to save @what, and saves it there. @number: of the transfer or exchange */
void
wire_packet_view_ask_to_save (WirePacketView *self, WirePacketsSaved what, guint32 number)
{
  g_autofree char *name = NULL;

  if (!self->view)
    return;
  g_object_set_data (G_OBJECT (self), SAVING, GUINT_TO_POINTER (what));
  g_object_set_data (G_OBJECT (self), SAVING_NUMBER, GUINT_TO_POINTER (number));
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
      wire_packet_view_ask_to_save (WIRE_PACKET_VIEW (widget), ACTIONS[i].what, 0);
}

/**
 * wire_packet_view_save_part:
 * @what: `object` or `exchange`
 * @number: which
 *
 * Asks where to save the packets of a transfer, or of an HTTP request and the answer to it.
 */
void
wire_packet_view_save_part (WirePacketView *self, const char *what, guint32 number)
{
  g_return_if_fail (WIRE_IS_PACKET_VIEW (self));

  wire_packet_view_ask_to_save (
      self, g_str_equal (what, "object") ? WIRE_PACKETS_OBJECT : WIRE_PACKETS_EXCHANGE, number);
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
  gtk_widget_action_set_enabled (widget, "packet.save-side", stream);
}
