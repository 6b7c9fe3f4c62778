/* wire-stream-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/stream/wire-stream-versions.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-control-name.h"

#include <glib/gi18n.h>

/**
 * WireStreamVersions:
 *
 * Says that bytes of a stream were sent twice with other content the second time, and which version
 * the receiver likely took; offers both. Not seen where there are none. Emits
 * #WireStreamVersions::chosen when the user wants the other version. Main thread only.
 */
struct _WireStreamVersions
{
  AdwBin parent_instance;

  gboolean filling;
  GtkLabel *sentence;
  GtkDropDown *choice; /* what came first, what came second */
};

G_DEFINE_FINAL_TYPE (WireStreamVersions, wire_stream_versions, ADW_TYPE_BIN)

static guint chosen_signal;

static void
selected_cb (WireStreamVersions *self)
{
  if (!self->filling)
    g_signal_emit (self, chosen_signal, 0);
}

static void
wire_stream_versions_class_init (WireStreamVersionsClass *klass)
{
  /** WireStreamVersions::chosen: the user wants to see the other version */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_STREAM_VERSIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  (void) klass;
}

static GtkWidget *
make_choice (WireStreamVersions *self)
{
  const char *const names[] = { _ ("First version"), _ ("Second version"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (names);

  gtk_widget_set_tooltip_text (
      choice, _ ("Of bytes that were sent twice and differ, show those that came first or second"));
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  wire_control_set_name (choice, _ ("Version shown"));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (selected_cb), self);
  return choice;
}

static GtkWidget *
make_sentence (void)
{
  GtkWidget *sentence = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_selectable (GTK_LABEL (sentence), TRUE);
  gtk_widget_set_hexpand (sentence, TRUE);
  return sentence;
}

static void
wire_stream_versions_init (WireStreamVersions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->sentence = GTK_LABEL (make_sentence ());
  self->choice = GTK_DROP_DOWN (make_choice (self));
  gtk_widget_add_css_class (mark, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Warning"), -1);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  wire_announce_changes (self->sentence);
}

/** Says nothing, and wants what came first: for another stream. */
void
wire_stream_versions_reset (WireStreamVersions *self)
{
  g_return_if_fail (WIRE_IS_STREAM_VERSIONS (self));

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->choice, 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_label (self->sentence, "");
}

/** Says what is known of the versions of @transcript, which is complete. Both are offered where
 * @can_choose. */
void
wire_stream_versions_tell (WireStreamVersions *self,
                           WireStreamTranscript *transcript,
                           gboolean can_choose)
{
  gboolean has_second;
  g_autofree char *sentence = wire_stream_transcript_describe_versions (transcript, &has_second);

  g_return_if_fail (WIRE_IS_STREAM_VERSIONS (self));

  gtk_label_set_label (self->sentence, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->choice), has_second && can_choose);
  gtk_widget_set_visible (GTK_WIDGET (self), sentence != NULL);
}

/** Returns: whether the user wants what came second */
gboolean
wire_stream_versions_wants_second (WireStreamVersions *self)
{
  g_return_val_if_fail (WIRE_IS_STREAM_VERSIONS (self), FALSE);
  return gtk_drop_down_get_selected (self->choice) == 1;
}
