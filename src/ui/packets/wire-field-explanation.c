/* wire-field-explanation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-field-explanation.h"

#include "base/wire-printable.h"
#include "capture/fields/table/wire-field-keys.h"
#include "capture/fields/table/wire-field-table.h"

#include <glib/gi18n.h>

/* A line of text that is easily read. */
#define LINE_CHARS 42

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

/* What is around it: the layer, or the part of a layer. */
static const WireField *
find_parent (const WireFields *fields, guint index)
{
  guint depth = wire_fields_get (fields, index)->depth;

  for (guint i = index; i-- > 0;)
    if (wire_fields_get (fields, i)->depth < depth)
      return wire_fields_get (fields, i);
  return NULL;
}

static void
add_place (GtkBox *box, const WireFields *fields, guint index)
{
  const WireField *field = wire_fields_get (fields, index);
  const WireField *parent = find_parent (fields, index);
  g_autofree char *name =
      parent ? wire_printable_name (parent->quoted ? parent->name : _ (parent->name)) : NULL;
  /* Translators: of a field of a packet; %s is what it is a part of, such as “IPv4” */
  g_autofree char *part = name ? g_strdup_printf (_ ("Part of: %s"), name) : NULL;
  g_autofree char *bytes = g_strdup_printf (
      ngettext ("%u byte of the packet, from byte %u on (the first byte is 0).",
                "%u bytes of the packet, from byte %u on (the first byte is 0).", field->length),
      field->length, field->offset);

  if (part)
    add_label (box, part, NULL);
  add_label (box,
             field->length > 0 ? bytes : _ ("It was worked out, and is not in the packet as such."),
             NULL);
}

/* The name that filters know it by, and what they compare it with. */
static void
add_key (GtkBox *box, const WireFields *fields, guint index)
{
  const char *key = wire_field_keys_find (fields, index);
  const WireFieldInfo *info = key ? wire_field_table_find (key, strlen (key)) : NULL;
  g_autofree char *type = NULL;

  if (!info)
    {
      add_label (box, _ ("Filters have no name for this field."), "dim-label");
      return;
    }
  if (info->title)
    add_label (box, _ (info->title), NULL);
  add_label (box, info->name, "monospace");
  type =
      info->bits > 0
          /* Translators: what filters compare a field with, such as “unsigned integer”; its width
           */
          ? g_strdup_printf (_ ("In filters: %s, %u bits"), wire_field_type_name (info->type),
                             info->bits)
          : g_strdup_printf (_ ("In filters: %s"), wire_field_type_name (info->type));
  add_label (box, type, "dim-label");
}

static gboolean
remove_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not while it still hides. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, remove_cb, g_object_ref (popover), g_object_unref);
}

/**
 * wire_field_explanation_show:
 * @widget: that the popover is at
 * @fields: of a packet
 * @index: of one of them
 *
 * Explains a field: what it is part of, where its bytes are, and what filters call it.
 */
void
wire_field_explanation_show (GtkWidget *widget, const WireFields *fields, guint index)
{
  const WireField *field = wire_fields_get (fields, index);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *name = wire_printable_name (field->quoted ? field->name : _ (field->name));

  add_label (GTK_BOX (box), name, "heading");
  add_key (GTK_BOX (box), fields, index);
  add_place (GTK_BOX (box), fields, index);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_TOP);
  gtk_widget_set_parent (popover, widget);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_widget_unparent), popover,
                           G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
