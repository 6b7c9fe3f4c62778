/* wire-stream-layers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-layers.h"

#include "capture/wire-capture-inner.h"
#include "capture/wire-capture-sessions.h"
#include "capture/wire-capture-transfers.h"
#include "ui/session/wire-decryption.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireStreamLayers:
 *
 * A stream as it was sent, what was decrypted or unpacked of it, and the messages that it carried.
 * Where there is only the first of these, there is nothing to choose, and nothing to see. Emits
 * #WireStreamLayers::chosen when the user wants another one. Main thread only.
 */
struct _WireStreamLayers
{
  AdwBin parent_instance;

  WireCapture *capture;
  guint32 stream;
  guint n_inner;
  gboolean has_messages;
  gboolean has_log;
  gboolean filling;

  GtkDropDown *choice; /* as sent, each inner one, and perhaps messages and the log */
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (WireStreamLayers, wire_stream_layers, ADW_TYPE_BIN)

static guint chosen_signal;

/* Returns: whether what is chosen was encrypted in the stream */
static gboolean
is_decrypted (WireStreamLayers *self)
{
  guint layer = gtk_drop_down_get_selected (self->choice);
  WireInnerStream inner;

  if (!self->capture || layer == 0 || layer == GTK_INVALID_LIST_POSITION)
    return FALSE;
  return wire_capture_get_inner_stream (self->capture, self->stream, MIN (layer, self->n_inner) - 1,
                                        &inner)
         && inner.decrypted;
}

/* The key's label is looked for among all connections. */
static void
update_mark (WireStreamLayers *self)
{
  gboolean decrypted = self->n_inner > 0 && is_decrypted (self);
  g_autofree char *words =
      decrypted ? wire_decryption_describe (self->capture, self->stream) : NULL;

  gtk_widget_set_visible (self->mark, decrypted);
  gtk_widget_set_tooltip_text (self->mark, words);
  if (words)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    words, -1);
}

static void
selected_cb (WireStreamLayers *self)
{
  if (self->filling)
    return;
  update_mark (self);
  g_signal_emit (self, chosen_signal, 0);
}

static void
wire_stream_layers_dispose (GObject *object)
{
  g_clear_object (&WIRE_STREAM_LAYERS (object)->capture);
  G_OBJECT_CLASS (wire_stream_layers_parent_class)->dispose (object);
}

static void
wire_stream_layers_class_init (WireStreamLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wire_stream_layers_dispose;

  /** WireStreamLayers::chosen: the user wants to see another layer */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_STREAM_LAYERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
wire_stream_layers_init (WireStreamLayers *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  self->choice = GTK_DROP_DOWN (choice);
  self->mark = gtk_image_new_from_icon_name ("changes-allow-symbolic");
  gtk_widget_set_tooltip_text (choice, _ ("Show the bytes as they were sent, or what was inside"));
  wire_control_set_name (choice, _ ("Layer shown"));
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), self->mark);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (selected_cb), self);
}

/* Returns: (transfer full): what inner stream number @inner is called */
static char *
name_inner (WireStreamLayers *self, guint inner)
{
  WireInnerStream found = { 0 };

  wire_capture_get_inner_stream (self->capture, self->stream, inner, &found);
  if (found.decrypted && g_strcmp0 (found.label, "TLS") == 0)
    return g_strdup (_ ("Decrypted"));
  /* Translators: a conversation inside of another one, by its number */
  return found.label ? g_strdup (found.label) : g_strdup_printf (_ ("Inside %u"), inner + 1);
}

static char *
name_messages (guint32 n)
{
  g_autofree char *count = wire_figure_count (n);

  return g_strdup_printf (ngettext ("%s message", "%s messages", n), count);
}

static GtkStringList *
list_layers (WireStreamLayers *self, guint32 n_messages)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) listed = NULL;

  g_strv_builder_add (names, _ ("As sent"));
  for (guint i = 0; i < self->n_inner; i++)
    {
      g_autofree char *name = name_inner (self, i);

      g_strv_builder_add (names, name);
    }
  if (n_messages > 0)
    {
      g_autofree char *name = name_messages (n_messages);

      g_strv_builder_add (names, name);
    }
  if (self->has_log)
    g_strv_builder_add (names, _ ("Log, in UTC"));
  listed = g_strv_builder_end (names);
  return gtk_string_list_new ((const char *const *) listed);
}

/** Offers what there is of @stream. What was decrypted is shown first, as on the command line. */
void
wire_stream_layers_set_stream (WireStreamLayers *self, WireCapture *capture, guint32 stream)
{
  g_autoptr (GtkStringList) names = NULL;
  guint32 n_messages;
  guint32 session = 0;
  guint layer = 0;

  g_return_if_fail (WIRE_IS_STREAM_LAYERS (self));

  g_set_object (&self->capture, capture);
  self->stream = stream;
  self->n_inner = wire_capture_get_n_inner_streams (capture, stream);
  n_messages = wire_capture_count_messages (capture, stream);
  self->has_messages = n_messages > 0;
  self->has_log = wire_capture_find_session (capture, stream, &session);
  names = list_layers (self, n_messages);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  /* The log comes last: it is not shown unless it is asked for. */
  gtk_drop_down_set_selected (self->choice, MIN (self->n_inner, 1));
  layer = gtk_drop_down_get_selected (self->choice);
  if (layer == 1 && !is_decrypted (self))
    gtk_drop_down_set_selected (self->choice, 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_inner > 0 || n_messages > 0 || self->has_log);
  update_mark (self);
}

/** Chooses @layer where the stream has it: 0 as sent, from 1 on what was inside. */
void
wire_stream_layers_choose (WireStreamLayers *self, guint layer)
{
  g_return_if_fail (WIRE_IS_STREAM_LAYERS (self));

  if (layer <= self->n_inner)
    gtk_drop_down_set_selected (self->choice, layer);
}

/** Chooses the log, where the stream has one. */
void
wire_stream_layers_choose_log (WireStreamLayers *self)
{
  g_return_if_fail (WIRE_IS_STREAM_LAYERS (self));

  if (self->has_log)
    gtk_drop_down_set_selected (self->choice, self->n_inner + (self->has_messages ? 2 : 1));
}

/** Returns: (transfer full): an empty transcript of what is chosen */
WireStreamTranscript *
wire_stream_layers_make_transcript (WireStreamLayers *self)
{
  guint layer;

  g_return_val_if_fail (WIRE_IS_STREAM_LAYERS (self), NULL);

  layer = gtk_drop_down_get_selected (self->choice);
  if (layer == 0 || layer == GTK_INVALID_LIST_POSITION)
    return wire_stream_transcript_new (self->capture, self->stream);
  if (layer <= self->n_inner)
    return wire_stream_transcript_new_inner (self->capture, self->stream, layer - 1);
  if (self->has_messages && layer == self->n_inner + 1)
    return wire_stream_transcript_new_messages (self->capture, self->stream);
  return wire_stream_transcript_new_words (self->capture, self->stream);
}

/** Returns: whether the bytes are shown as they were sent */
gboolean
wire_stream_layers_is_as_sent (WireStreamLayers *self)
{
  guint layer;

  g_return_val_if_fail (WIRE_IS_STREAM_LAYERS (self), FALSE);

  layer = gtk_drop_down_get_selected (self->choice);
  return layer == 0 || layer == GTK_INVALID_LIST_POSITION;
}

/** Returns: (transfer full) (nullable): what is shown, where it is not what was sent */
char *
wire_stream_layers_describe (WireStreamLayers *self)
{
  guint layer;

  g_return_val_if_fail (WIRE_IS_STREAM_LAYERS (self), NULL);

  layer = gtk_drop_down_get_selected (self->choice);
  if (layer == 0 || layer == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (layer > self->n_inner)
    return g_strdup (self->has_messages && layer == self->n_inner + 1 ? _ ("Messages") : _ ("Log"));
  return is_decrypted (self) ? wire_decryption_describe (self->capture, self->stream)
                             : name_inner (self, layer - 1);
}
