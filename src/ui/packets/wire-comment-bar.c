/* wire-comment-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-comment-bar.h"

#include "base/wire-printable.h"
#include "capture/wire-packet-block.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>
#include <string.h>

/* A block has 65,535 bytes for a comment. */
#define COMMENT_MAX 60000u

/**
 * WireCommentBar:
 *
 * What the file says of the selected packet, or what the user writes in its place. Evidence is
 * never changed: what was written goes into a copy when packets are saved. Main thread only.
 */
struct _WireCommentBar
{
  AdwBin parent_instance;

  WireCapture *capture; /* or NULL */
  guint32 packet;
  GHashTable *edits;   /* packet → GStrv: comments in place of those that the file has */
  GHashTable *unsaved; /* the packets of these that are in no copy yet */

  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (WireCommentBar, wire_comment_bar, ADW_TYPE_BIN)

static GHashTable *
edits_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) (void (*) (void)) g_strfreev);
}

/* Returns: (transfer full) (nullable): what the file says */
static GStrv
read_comments (WireCommentBar *self)
{
  g_autoptr (WirePacketBlocks) blocks = wire_packet_blocks_new (self->capture);
  WirePacketRecord record;
  WirePacketBlock block;

  if (!wire_capture_get_packet (self->capture, self->packet, &record)
      || !wire_packet_blocks_read (blocks, &record, &block, NULL))
    return NULL;
  return wire_packet_block_get_comments (&block);
}

/* Returns: (transfer full): the comments as lines; empty where there are none */
static char *
get_text (WireCommentBar *self)
{
  gpointer edited = NULL;
  g_auto (GStrv) read = NULL;

  if (!self->capture)
    return g_strdup ("");
  if (g_hash_table_lookup_extended (self->edits, GUINT_TO_POINTER (self->packet), NULL, &edited))
    return g_strjoinv ("\n", edited);
  read = read_comments (self);
  return read ? g_strjoinv ("\n", read) : g_strdup ("");
}

/* With its lines, but without what would hide or turn round others. */
static char *
make_printable (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *shown = wire_printable_name (lines[i]);

      g_free (lines[i]);
      lines[i] = shown;
    }
  return g_strjoinv ("\n", lines);
}

static void
update (WireCommentBar *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *shown = make_printable (text);
  gboolean unsaved =
      self->capture && g_hash_table_contains (self->unsaved, GUINT_TO_POINTER (self->packet));
  /* Translators: what was written on a packet, which is in no file yet */
  g_autofree char *told = unsaved && *shown ? g_strdup_printf (_ ("%s (not saved yet)"), shown)
                          : unsaved         ? g_strdup (_ ("Comment removed (not saved yet)"))
                                            : g_strdup (shown);

  gtk_label_set_text (self->text, told);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->text), told);
  gtk_widget_set_visible (GTK_WIDGET (self), *told != '\0');
}

/* Editing */

static void
take_text (WireCommentBar *self, const char *text)
{
  gpointer key = GUINT_TO_POINTER (self->packet);
  g_auto (GStrv) comments = g_new0 (char *, 2);
  g_autofree char *before = get_text (self);

  if (strcmp (before, text) == 0)
    return;
  if (strlen (text) > COMMENT_MAX)
    {
      wire_toast_show (GTK_WIDGET (self), _ ("The comment is too long for a capture file."));
      return;
    }
  comments[0] = *text ? g_strdup (text) : NULL;
  g_hash_table_insert (self->edits, key, g_steal_pointer (&comments));
  g_hash_table_add (self->unsaved, key);
  update (self);
  wire_toast_show (
      GTK_WIDGET (self),
      _ ("The capture is not changed: the comment is written when packets are saved as pcapng."));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WireCommentBar *self)
{
  GtkTextView *view = g_object_get_data (G_OBJECT (dialog), "wire-comment-text");
  guint32 packet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "wire-comment-packet"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!g_str_equal (response, "keep") || !self->capture || self->packet != packet)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  take_text (self, g_strstrip (text));
}

/* Returns: (transfer floating): where the comment is written */
static GtkWidget *
text_new (AdwMessageDialog *dialog, const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comment"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 96);
  gtk_widget_add_css_class (scrolled, "card");
  g_object_set_data (G_OBJECT (dialog), "wire-comment-text", view);
  return scrolled;
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_comment_bar_edit (WIRE_COMMENT_BAR (widget));
}

static void
wire_comment_bar_dispose (GObject *object)
{
  g_clear_object (&WIRE_COMMENT_BAR (object)->capture);
  G_OBJECT_CLASS (wire_comment_bar_parent_class)->dispose (object);
}

static void
wire_comment_bar_finalize (GObject *object)
{
  WireCommentBar *self = WIRE_COMMENT_BAR (object);

  g_hash_table_unref (self->edits);
  g_hash_table_unref (self->unsaved);
  G_OBJECT_CLASS (wire_comment_bar_parent_class)->finalize (object);
}

static void
wire_comment_bar_class_init (WireCommentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_comment_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = wire_comment_bar_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/packets/wire-comment-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WireCommentBar, text);
  gtk_widget_class_install_action (widget_class, "comment.edit", NULL, edit_cb);
}

static void
wire_comment_bar_init (WireCommentBar *self)
{
  self->edits = edits_new ();
  self->unsaved = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/** Shows the comments on @packet of @capture (nullable). What was written on packets of another
 * capture goes. */
void
wire_comment_bar_show (WireCommentBar *self, WireCapture *capture, guint32 packet)
{
  g_return_if_fail (WIRE_IS_COMMENT_BAR (self));

  if (capture && capture != self->capture)
    {
      g_hash_table_remove_all (self->edits);
      g_hash_table_remove_all (self->unsaved);
    }
  g_set_object (&self->capture, capture);
  self->packet = packet;
  update (self);
}

/** Asks for the comment on the packet that is shown. */
void
wire_comment_bar_edit (WireCommentBar *self)
{
  AdwMessageDialog *dialog;
  g_autofree char *text = NULL;
  g_autofree char *heading = NULL;

  g_return_if_fail (WIRE_IS_COMMENT_BAR (self));

  if (!self->capture)
    return;
  text = get_text (self);
  heading = g_strdup_printf (_ ("Comment on Packet %u"), self->packet + 1);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
      _ ("The capture itself is not changed. The comment is written into the copy when packets are "
         "saved as pcapng. “Add Note…” writes a note into the case instead.")));
  adw_message_dialog_set_extra_child (dialog, text_new (dialog, text));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "keep", _ ("_Keep"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data (G_OBJECT (dialog), "wire-comment-packet", GUINT_TO_POINTER (self->packet));
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** Returns: (transfer full) (nullable): what was written, as wire_capture_save() takes it; %NULL
 * for nothing */
GHashTable *
wire_comment_bar_copy_edits (WireCommentBar *self)
{
  GHashTable *copy;
  GHashTableIter iter;
  gpointer packet, comments;

  g_return_val_if_fail (WIRE_IS_COMMENT_BAR (self), NULL);

  if (g_hash_table_size (self->edits) == 0)
    return NULL;
  copy = edits_new ();
  g_hash_table_iter_init (&iter, self->edits);
  while (g_hash_table_iter_next (&iter, &packet, &comments))
    g_hash_table_insert (copy, packet, g_strdupv (comments));
  return copy;
}

/* A GHRFunc. */
static gboolean
is_in (gpointer packet, gpointer value, gpointer view)
{
  (void) value;
  return wire_view_find_packet (view, GPOINTER_TO_UINT (packet)) != WIRE_VIEW_NO_PACKET;
}

/** The packets of @view are in a copy now, with what was written on them. */
void
wire_comment_bar_note_saved (WireCommentBar *self, WireView *view)
{
  g_return_if_fail (WIRE_IS_COMMENT_BAR (self));

  if (wire_view_get_capture (view) == self->capture)
    g_hash_table_foreach_remove (self->unsaved, is_in, view);
  update (self);
}

/** Returns: on how many packets something was written that is in no copy yet */
guint
wire_comment_bar_count_unsaved (WireCommentBar *self)
{
  g_return_val_if_fail (WIRE_IS_COMMENT_BAR (self), 0);

  return g_hash_table_size (self->unsaved);
}
