/* wire-field-tree-menu.c: what can be done with the selected field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-field-tree-private.h"

#include <glib/gi18n.h>

static void
copy_value_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireField *field = wire_field_tree_get_selected (WIRE_FIELD_TREE (widget));

  (void) name;
  (void) parameter;
  if (field)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), field->value ? field->value : "");
}

/* As hexadecimal, two digits a byte. */
static void
copy_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFieldTree *self = WIRE_FIELD_TREE (widget);
  const WireField *field = wire_field_tree_get_selected (self);
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 *bytes;
  gsize size;

  (void) name;
  (void) parameter;
  if (!field || !self->bytes)
    return;
  bytes = g_bytes_get_data (self->bytes, &size);
  for (guint32 i = 0; i < field->length && (gsize) field->offset + i < size; i++)
    g_string_append_printf (text, "%s%02x", i ? " " : "", bytes[field->offset + i]);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
show_only_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *term = wire_field_tree_make_term (WIRE_FIELD_TREE (widget));

  (void) name;
  (void) parameter;
  if (term)
    gtk_widget_activate_action (widget, "capture.filter-by", "(ss)", "only", term);
}

static void
explain_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_field_tree_explain (WIRE_FIELD_TREE (widget));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFieldTree *self = WIRE_FIELD_TREE (widget);

  (void) name;
  (void) parameter;
  if (wire_field_tree_get_selected (self))
    wire_row_menu_popup (self->menu);
}

void
wire_field_tree_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "field.copy-value", NULL, copy_value_cb);
  gtk_widget_class_install_action (widget_class, "field.copy-bytes", NULL, copy_bytes_cb);
  gtk_widget_class_install_action (widget_class, "field.show-only", NULL, show_only_cb);
  gtk_widget_class_install_action (widget_class, "field.explain", NULL, explain_cb);
  gtk_widget_class_install_action (widget_class, "field.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "field.copy-value", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "field.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "field.menu",
                                       NULL);
}

static GMenuModel *
make_menu (WireFieldTree *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copying = g_menu_new ();
  g_autoptr (GMenu) filtering = g_menu_new ();
  g_autoptr (GMenu) explaining = g_menu_new ();

  g_menu_append (copying, _ ("Copy _Value"), "field.copy-value");
  g_menu_append (copying, _ ("Copy _Bytes"), "field.copy-bytes");
  g_menu_append (filtering, _ ("Show _Only"), "field.show-only");
  g_menu_append_submenu (filtering, _ ("Filter B_y"), G_MENU_MODEL (self->terms));
  g_menu_append (explaining, _ ("_Explain"), "field.explain");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (explaining));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copying));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filtering));
  return G_MENU_MODEL (menu);
}

void
wire_field_tree_init_menu (WireFieldTree *self)
{
  g_autoptr (GMenuModel) model = NULL;

  self->terms = g_menu_new ();
  model = make_menu (self);
  self->menu = wire_row_menu_new (GTK_WIDGET (self), model);
  wire_row_menu_add_list (self->menu, GTK_WIDGET (self->list));
  wire_field_tree_update_menu (self);
}

/** Enables what can be done with the selected field. */
void
wire_field_tree_update_menu (WireFieldTree *self)
{
  const WireField *field = self->menu ? wire_field_tree_get_selected (self) : NULL;
  g_autofree char *term = field ? wire_field_tree_make_term (self) : NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  if (!self->menu)
    return;
  gtk_widget_action_set_enabled (widget, "field.copy-value", field != NULL);
  gtk_widget_action_set_enabled (widget, "field.copy-bytes",
                                 field && field->length > 0 && self->bytes);
  gtk_widget_action_set_enabled (widget, "field.explain", field != NULL);
  gtk_widget_action_set_enabled (widget, "field.show-only", term != NULL);
  wire_filter_terms_clear (self->terms);
  if (term)
    wire_filter_terms_add (self->terms, g_steal_pointer (&term));
}
