/* wire-finding-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-finding-row.h"

#include "ui/widgets/wire-label-wrap.h"

#include <glib/gi18n.h>

/**
 * WireFindingRow:
 *
 * A row of #WireFindingsCard: how bad it is as an icon with a colour, what it is in a word, what it
 * is about, and why. Main thread only.
 */
struct _WireFindingRow
{
  GtkListBoxRow parent_instance;

  guint32 object;
  guint32 packet;
};

G_DEFINE_FINAL_TYPE (WireFindingRow, wire_finding_row, GTK_TYPE_LIST_BOX_ROW)

/* By #WireObjectSeverity. The word is for who does not see the icon. */
static const struct
{
  const char *icon;
  const char *style;
  const char *word;
} LOOKS[] = {
  [WIRE_OBJECT_ALARM] = { "dialog-error-symbolic", "error", N_ ("Alarm") },
  [WIRE_OBJECT_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("Warning") },
  [WIRE_OBJECT_NOTE] = { "dialog-information-symbolic", "dim-label", N_ ("Note") },
};

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  wire_label_wrap (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
icon_new (guint severity)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (LOOKS[severity].icon);

  gtk_widget_add_css_class (icon, LOOKS[severity].style);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (icon, _ (LOOKS[severity].word));
  return icon;
}

/* The word and what it is about in one line where there is room, else below each other. */
static GtkWidget *
head_new (guint severity, const char *title, const char *name)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *word = gtk_label_new (title);

  gtk_widget_add_css_class (word, "heading");
  gtk_widget_add_css_class (word, LOOKS[severity].style);
  gtk_widget_set_valign (word, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (head), word);
  if (name)
    {
      GtkWidget *about = gtk_label_new (name);

      gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_xalign (GTK_LABEL (about), 0);
      gtk_widget_set_hexpand (about, TRUE);
      gtk_widget_set_valign (about, GTK_ALIGN_BASELINE);
      gtk_widget_set_tooltip_text (about, name);
      gtk_widget_add_css_class (about, "monospace");
      wire_label_write_evidence (about);
      gtk_box_append (GTK_BOX (head), about);
    }
  return head;
}

static GtkWidget *
content_new (
    guint severity, const char *title, const char *name, const char *sentence, gboolean leads)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *arrow;

  gtk_box_append (GTK_BOX (content), icon_new (severity));
  gtk_widget_set_hexpand (text, TRUE);
  if (title)
    gtk_box_append (GTK_BOX (text), head_new (severity, title, name));
  if (*sentence)
    gtk_box_append (GTK_BOX (text), label_new (sentence, title ? "caption" : NULL));
  gtk_box_append (GTK_BOX (content), text);
  if (leads)
    {
      arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (content), arrow);
    }
  return content;
}

static void
wire_finding_row_class_init (WireFindingRowClass *klass)
{
  (void) klass;
}

static void
wire_finding_row_init (WireFindingRow *self)
{
  self->object = self->packet = WIRE_FINDING_NOWHERE;
}

/* What a screen reader says of the whole row. */
static void
name_row (
    WireFindingRow *self, guint severity, const char *title, const char *name, const char *sentence)
{
  g_autofree char *said = NULL;

  if (name)
    /* Translators: how bad it is, what it is, what it is about, why: for a screen reader */
    said = g_strdup_printf (_ ("%s: %s: %s. %s"), _ (LOOKS[severity].word), title, name, sentence);
  else if (title)
    /* Translators: how bad it is, what it is, why: for a screen reader */
    said = g_strdup_printf (_ ("%s: %s. %s"), _ (LOOKS[severity].word), title, sentence);
  else
    said = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

/** Returns: (transfer floating): a row of @finding, which is copied */
GtkWidget *
wire_finding_row_new (const WireCaptureFinding *finding)
{
  WireFindingRow *self = g_object_new (WIRE_TYPE_FINDING_ROW, NULL);
  guint severity = MIN (finding->severity, (guint) WIRE_OBJECT_NOTE);
  gboolean leads;

  self->object = finding->object;
  self->packet = finding->packet;
  leads = self->object != WIRE_FINDING_NOWHERE || self->packet != WIRE_FINDING_NOWHERE;
  gtk_list_box_row_set_child (
      GTK_LIST_BOX_ROW (self),
      content_new (severity, finding->title, finding->name, finding->sentence, leads));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), leads);
  if (leads)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->object != WIRE_FINDING_NOWHERE
                                                        ? _ ("Show it in Transfers")
                                                        : _ ("Show its first packet"));
  name_row (self, severity, finding->title, finding->name, finding->sentence);
  return GTK_WIDGET (self);
}

/** Returns: (transfer floating): a row of what the capture says of itself, which leads nowhere */
GtkWidget *
wire_finding_row_new_remark (const char *sentence)
{
  WireFindingRow *self = g_object_new (WIRE_TYPE_FINDING_ROW, NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self),
                              content_new (WIRE_OBJECT_WARNING, NULL, NULL, sentence, FALSE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  name_row (self, WIRE_OBJECT_WARNING, NULL, NULL, sentence);
  return GTK_WIDGET (self);
}

/** Shows what the row is about: the transfer, or else the packet. */
void
wire_finding_row_go (WireFindingRow *self)
{
  g_return_if_fail (WIRE_IS_FINDING_ROW (self));

  if (self->object != WIRE_FINDING_NOWHERE)
    gtk_widget_activate_action (GTK_WIDGET (self), "capture.show-object", "u", self->object);
  else if (self->packet != WIRE_FINDING_NOWHERE)
    gtk_widget_activate_action (GTK_WIDGET (self), "capture.show-packet", "u", self->packet);
}
