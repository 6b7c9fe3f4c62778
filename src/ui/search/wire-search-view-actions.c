/* wire-search-view-actions.c: what can be done with the selected hit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/wire-search-view-private.h"

#include "ui/search/wire-found-words.h"

static const char *const NEEDS_HIT[] = { "search.show", "search.copy", "search.copy-hex" };

static void
show_in_packet (GtkWidget *widget, const WireSearchHit *hit)
{
  gtk_widget_activate_action (widget, "capture.show-bytes", "(utt)", hit->number, hit->offset,
                              (guint64) hit->length);
}

static void
show_in_stream (GtkWidget *widget, const WireSearchHit *hit)
{
  gboolean inside = g_str_equal (hit->place, "decrypted");

  gtk_widget_activate_action (widget, "capture.show-said", "(uuutt)", hit->number,
                              inside ? hit->part + 1 : 0, hit->side, hit->offset,
                              (guint64) hit->length);
}

/* Each place has a view in which it is shown. */
static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireFound *found = wire_search_view_get_selected (WIRE_SEARCH_VIEW (widget));
  const char *place = found ? found->hit.place : "";

  (void) name;
  (void) parameter;
  if (!found)
    return;
  if (g_str_equal (place, "comment"))
    gtk_widget_activate_action (widget, "capture.show-packet", "u", found->hit.packet);
  else if (g_str_equal (place, "packet"))
    show_in_packet (widget, &found->hit);
  else if (g_str_equal (place, "stream") || g_str_equal (place, "decrypted"))
    show_in_stream (widget, &found->hit);
  else if (g_str_equal (place, "head"))
    gtk_widget_activate_action (widget, "capture.show-exchange", "u", found->hit.part);
  else
    gtk_widget_activate_action (widget, "capture.show-object", "u", found->hit.number);
}

static void
show_packet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireFound *found = wire_search_view_get_selected (WIRE_SEARCH_VIEW (widget));

  (void) name;
  (void) parameter;
  if (found && found->hit.packet != G_MAXUINT32)
    gtk_widget_activate_action (widget, "capture.show-packet", "u", found->hit.packet);
}

static char *
hex (const WireFound *found)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < found->kept; i++)
    g_string_append_printf (text, "%02x", found->hit.bytes[i]);
  return g_string_free (text, FALSE);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireFound *found = wire_search_view_get_selected (WIRE_SEARCH_VIEW (widget));
  g_auto (WireFoundContext) context = { 0 };
  g_autofree char *bytes = NULL;

  (void) parameter;
  if (!found)
    return;
  bytes = hex (found);
  wire_found_get_context (found, G_MAXUINT, &context);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_str_equal (name, "search.copy-hex") ? bytes : context.text);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireSearchView *self = WIRE_SEARCH_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_search_view_get_selected (self))
    wire_row_menu_popup (self->menu);
}

void
wire_search_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "search.show", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "search.show-packet", NULL, show_packet_cb);
  gtk_widget_class_install_action (widget_class, "search.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "search.copy-hex", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "search.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "search.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "search.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "search.menu",
                                       NULL);
}

void
wire_search_view_init_menu (WireSearchView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_SEARCH_VIEW, "row_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_search_view_update_actions (self);
}

/** Enables what can be done with what is selected. */
void
wire_search_view_update_actions (WireSearchView *self)
{
  const WireFound *found = wire_search_view_get_selected (self);

  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_HIT); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_HIT[i], found != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "search.show-packet",
                                 found && found->hit.packet != G_MAXUINT32);
}
