/* wire-reading-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-reading-list.h"

#include "text/wire-guess.h"
#include "base/wire-printable.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-focus.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireReadingList:
 *
 * A row a codec: how sure it is, what the bytes read as, and why it is where it is.
 * Choosing a row emits ::chosen with its codec. Main thread only.
 */
struct _WireReadingList
{
  AdwBin parent_instance;

  WireTextSource *source;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (WireReadingList, wire_reading_list, ADW_TYPE_BIN)

static guint chosen_signal;

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_head (const WireGuess *guess)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *printed = wire_printable (guess->text, strlen (guess->text));
  GtkWidget *codec = make_label (guess->codec, "heading");
  GtkWidget *text = make_label (printed, "monospace");

  gtk_label_set_width_chars (GTK_LABEL (codec), 14);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (head), codec);
  gtk_box_append (GTK_BOX (head), text);
  return head;
}

static GtkWidget *
make_foot (const WireGuess *guess)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 100);
  /* Translators: confidence in per cent */
  g_autofree char *figure = g_strdup_printf (_ ("%u %%"), guess->confidence);
  GtkWidget *confidence = make_label (figure, "numeric");
  GtkWidget *reason = make_label (guess->reason, "dim-label");

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), guess->confidence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Confidence"), -1);
  gtk_widget_set_size_request (bar, 72, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (confidence), 5);
  gtk_label_set_xalign (GTK_LABEL (confidence), 1);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_widget_set_hexpand (reason, TRUE);
  gtk_box_append (GTK_BOX (foot), bar);
  gtk_box_append (GTK_BOX (foot), confidence);
  gtk_box_append (GTK_BOX (foot), reason);
  return foot;
}

static void
add_row (WireReadingList *self, const WireGuess *guess)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *row = gtk_list_box_row_new ();
  /* Translators: a codec, how sure it is in per cent, and why */
  g_autofree char *words =
      g_strdup_printf (_ ("%s, %u %%: %s"), guess->codec, guess->confidence, guess->reason);

  gtk_widget_add_css_class (box, "reading");
  gtk_box_append (GTK_BOX (box), make_head (guess));
  gtk_box_append (GTK_BOX (box), make_foot (guess));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_append (self->list, row);
}

static void
studied_cb (WireReadingList *self)
{
  const WireTextStudy *study = wire_text_source_get_study (self->source);
  GtkWidget *row;

  wire_focus_leave (GTK_WIDGET (self->list));
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; study && i < study->guesses->len; i++)
    add_row (self, study->guesses->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, study ? "readings" : "nothing");
}

static void
row_cb (WireReadingList *self, GtkListBoxRow *row)
{
  const WireTextStudy *study = wire_text_source_get_study (self->source);
  guint i = (guint) gtk_list_box_row_get_index (row);

  if (study && i < study->guesses->len)
    g_signal_emit (self, chosen_signal, 0, ((WireGuess *) study->guesses->pdata[i])->codec);
}

static void
wire_reading_list_dispose (GObject *object)
{
  g_clear_object (&WIRE_READING_LIST (object)->source);
  G_OBJECT_CLASS (wire_reading_list_parent_class)->dispose (object);
}

static void
wire_reading_list_class_init (WireReadingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_reading_list_dispose;

  /**
   * WireReadingList::chosen:
   * @codec: what the bytes shall be read in
   */
  chosen_signal = g_signal_new ("chosen", WIRE_TYPE_READING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/text/wire-reading-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WireReadingList, stack);
  gtk_widget_class_bind_template_child (widget_class, WireReadingList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
}

static void
wire_reading_list_init (WireReadingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows what the bytes of @source read as, now and whenever they change. */
void
wire_reading_list_set_source (WireReadingList *self, WireTextSource *source)
{
  g_return_if_fail (WIRE_IS_READING_LIST (self) && !self->source);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "studied", G_CALLBACK (studied_cb), self, G_CONNECT_SWAPPED);
}
