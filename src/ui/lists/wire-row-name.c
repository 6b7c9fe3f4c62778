/* wire-row-name.c
 *
 * GTK 4.8 gives the rows of its lists no name, and a screen reader reads the name of their class
 * instead. Rows come and go by the thousand while one scrolls, so only the one with the focus is
 * given what is in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/lists/wire-row-name.h"

#include <glib/gi18n.h>

/* Where a list keeps the widget that it has named. */
#define NAMED_KEY "wire-named-row"

/* Where a widget in a row keeps what it says. */
#define PART_KEY "wire-row-part"

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                               : g_object_get_data (G_OBJECT (widget), PART_KEY);
}

/** @text: (nullable): static: what @widget, which is neither a label nor an inscription, adds to
 * the name of its row */
void
wire_row_name_set_part (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data (G_OBJECT (widget), PART_KEY, (gpointer) text);
}

static void
gather (GtkWidget *widget, GString *name)
{
  const char *text = get_text (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (text && *text)
    g_string_append_printf (name, "%s%s", name->len ? ", " : "", text);
  for (; child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      gather (child, name);
}

/* Returns: (nullable): the row that is or holds @widget; rows have this name of old */
static GtkWidget *
find_row (GtkWidget *widget, GtkWidget *list)
{
  while (widget && widget != list && strcmp (gtk_widget_get_css_name (widget), "row") != 0)
    widget = gtk_widget_get_parent (widget);
  return widget == list ? NULL : widget;
}

static void
forget (GtkWidget *list)
{
  g_autoptr (GtkWidget) named = NULL;
  GWeakRef *ref = g_object_get_data (G_OBJECT (list), NAMED_KEY);

  named = g_weak_ref_get (ref);
  if (named) /* it will stand for another row */
    gtk_accessible_reset_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_weak_ref_set (ref, NULL);
}

/* The list in a table has none either. */
static void
name_rows (GtkWidget *row)
{
  GtkWidget *list = gtk_widget_get_parent (row);

  if (GTK_IS_COLUMN_VIEW (gtk_widget_get_parent (list)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Rows"), -1);
}

/* What can be opened has the focus instead of its row; a button in a row has a name of its own. */
static void
focus_cb (GtkWidget *list, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  GtkWidget *row = focus && gtk_widget_is_ancestor (focus, list) ? find_row (focus, list) : NULL;
  g_autoptr (GString) name = NULL;

  (void) pspec;
  forget (list);
  if (!row || (focus != row && !GTK_IS_TREE_EXPANDER (focus)))
    return;
  name_rows (row);
  name = g_string_new (NULL);
  gather (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
  g_weak_ref_set (g_object_get_data (G_OBJECT (list), NAMED_KEY), focus);
}

static void
root_cb (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);

  if (root)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_cb), list,
                             G_CONNECT_SWAPPED);
}

static void
ref_free (gpointer ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

/**
 * wire_row_name_follow_focus:
 * @list: a list or table, or what holds one, before it is put into a window
 *
 * Names each row of @list by all that is in it as the focus comes to it. Main thread only.
 */
void
wire_row_name_follow_focus (GtkWidget *list)
{
  GWeakRef *named = g_new0 (GWeakRef, 1);

  g_return_if_fail (GTK_IS_WIDGET (list));

  g_weak_ref_init (named, NULL);
  g_object_set_data_full (G_OBJECT (list), NAMED_KEY, named, ref_free);
  g_signal_connect (list, "notify::root", G_CALLBACK (root_cb), NULL);
}
