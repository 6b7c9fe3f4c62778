/* wire-table-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tables/wire-table-pane.h"

#include "base/wire-printable.h"
#include "ui/tables/wire-table-kind.h"
#include "ui/widgets/wire-copy-row.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/** Returns: (transfer none): a column of facts below @title, at the end of @content */
GtkWidget *
wire_table_pane_add_column (GtkBox *content, const char *title)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (column), heading);
  gtk_box_append (content, column);
  return column;
}

/* @value: (transfer full) (nullable). Returns: (transfer floating) (nullable): what peers said goes
 * through as it may be shown */
static GtkWidget *
make_row (const char *name, char *value)
{
  g_autofree char *shown = value && *value ? wire_printable_name (value) : NULL;

  g_free (value);
  return shown ? wire_copy_row_new (name, shown) : NULL;
}

/** @value: (transfer full) (nullable): nothing is added where it is empty */
void
wire_table_pane_add (GtkWidget *column, const char *name, char *value)
{
  GtkWidget *row = make_row (name, value);

  if (row)
    gtk_box_append (GTK_BOX (column), row);
}

/* @target: a floating one is taken */
static GtkWidget *
make_way (const char *action, GVariant *target, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-jump-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/**
 * wire_table_pane_add_way:
 * @value: (transfer full) (nullable): nothing is added where it is empty
 * @action: what a button next to it activates
 * @target: of @action; a floating one is taken
 * @words: what the button does, translated
 */
void
wire_table_pane_add_way (GtkWidget *column,
                         const char *name,
                         char *value,
                         const char *action,
                         GVariant *target,
                         const char *words)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (target);
  GtkWidget *row = make_row (name, value);
  GtkWidget *box;

  if (!row)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), make_way (action, held, words));
  gtk_box_append (GTK_BOX (column), box);
}

/** As wire_table_pane_add(), with a way to the packet that says so; %WIRE_TABLE_NONE: there is no
 * such packet. */
void
wire_table_pane_add_at (GtkWidget *column, const char *name, char *value, guint32 packet)
{
  g_autofree char *number = wire_figure_count ((guint64) packet + 1);
  /* Translators: what a button does; %s is a packet's number */
  g_autofree char *words = g_strdup_printf (_ ("Show packet %s"), number);

  if (packet == WIRE_TABLE_NONE)
    wire_table_pane_add (column, name, value);
  else
    wire_table_pane_add_way (column, name, value, "capture.show-packet",
                             g_variant_new_uint32 (packet), words);
}

/** A sentence. */
void
wire_table_pane_add_text (GtkWidget *column, const char *text)
{
  g_autofree char *shown = wire_printable_name (text);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (column), label);
}

/** Says that @left_out facts are not listed; nothing where that is 0. */
void
wire_table_pane_add_more (GtkWidget *column, guint left_out)
{
  g_autofree char *count = wire_figure_count (left_out);
  /* Translators: at the end of a list of facts; the command line lists all of them */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s more is not listed here.", "%s more are not listed here.", left_out), count);

  if (left_out > 0)
    wire_table_pane_add_text (column, text);
}

/* Returns: (transfer full): with its lines, but without what would hide or turn round others */
static char *
make_printable_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *shown;

      g_strchomp (lines[i]);
      shown = wire_printable_name (lines[i]);
      g_free (lines[i]);
      lines[i] = shown;
    }
  return g_strjoinv ("\n", lines);
}

/** A text of many lines, to be read and selected. @name: what a screen reader calls it */
void
wire_table_pane_add_lines (GtkWidget *column, const char *name, const char *text)
{
  g_autofree char *shown = make_printable_lines (text);
  GtkWidget *view = gtk_text_view_new ();
  GtkTextView *lines = GTK_TEXT_VIEW (view);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (lines), shown, -1);
  if (!strchr (shown, '\n')) /* GTK 4.8 gives a single paragraph no height */
    gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (lines), "\n", -1);
  gtk_text_view_set_editable (lines, FALSE);
  gtk_text_view_set_cursor_visible (lines, FALSE);
  gtk_text_view_set_accepts_tab (lines, FALSE);
  gtk_text_view_set_wrap_mode (lines, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (lines, 6);
  gtk_text_view_set_right_margin (lines, 6);
  gtk_text_view_set_top_margin (lines, 6);
  gtk_text_view_set_bottom_margin (lines, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (column), view);
}
