/* wire-http-actions.c: what can be done with the selected request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/http/wire-http-view-private.h"

#include "capture/exchanges/wire-http-curl.h"
#include "ui/lists/wire-note-items.h"
#include "ui/session/wire-filter-terms.h"

#include <glib/gi18n.h>

static const char *const NEEDS_SELECTION[] = {
  "http.save-packets",  "http.show-packets", "http.show-stream-packets", "http.follow-stream",
  "http.show-download", "http.copy-uri",     "http.copy-curl",           "http.open-body",
};

static void
show_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpExchange exchange;

  (void) name;
  (void) parameter;
  if (wire_http_view_get_selected (WIRE_HTTP_VIEW (widget), &exchange))
    gtk_widget_activate_action (widget, "capture.show-packet", "u", exchange.request.packet);
}

static void
show_stream_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);
  WireCondition condition = { .kind = WIRE_CONDITION_CONVERSATION };
  WireHttpExchange exchange;

  (void) name;
  (void) parameter;
  if (!wire_http_view_get_selected (self, &exchange)
      || !wire_capture_get_exchange_tuple (self->listing.capture, &exchange, &condition.tuple))
    return;
  wire_capture_session_add_condition (self->session, &condition);
  gtk_widget_activate_action (widget, "win.show-view", "s", "packets");
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpExchange exchange;

  (void) name;
  (void) parameter;
  if (wire_http_view_get_selected (WIRE_HTTP_VIEW (widget), &exchange))
    gtk_widget_activate_action (widget, "capture.follow-stream", "u", exchange.stream);
}

/* Returns: the number of the object that exchange number @exchange brought, or %WIRE_ROW_NONE */
static guint32
find_object (WireHttpView *self, guint32 exchange)
{
  WireObjectList *list = wire_capture_session_get_objects (self->session);
  guint32 n = list ? wire_object_list_get_length (list) : 0;

  for (guint32 i = 0; i < n; i++)
    for (guint32 part = 0; part < wire_object_list_get (list, i)->parts; part++)
      if (wire_object_list_get_part (list, i, part) == exchange)
        return i;
  return WIRE_ROW_NONE;
}

static void
show_download_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);
  guint32 object = find_object (self, wire_single_selection_get_id (self->selection));

  (void) name;
  (void) parameter;
  if (object != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.show-object", "u", object);
  else
    gtk_widget_activate_action (widget, "win.notify", "s",
                                _ ("Nothing was sent or received by this request."));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);
  GBytes *head = wire_http_pane_get_request_head (self->pane);
  g_autofree char *text = NULL;
  WireHttpExchange exchange;
  WireTuple tuple = { 0 };

  (void) parameter;
  if (!wire_http_view_get_selected (self, &exchange))
    return;
  wire_capture_get_exchange_tuple (self->listing.capture, &exchange, &tuple);
  if (g_str_equal (name, "http.copy-uri"))
    text = wire_http_make_url (&exchange.request, &tuple);
  else if (head)
    text = wire_http_make_curl (&exchange.request, &tuple, g_bytes_get_data (head, NULL),
                                g_bytes_get_size (head));
  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
open_body_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);
  GBytes *body = wire_http_pane_get_body (self->pane);
  WireHttpExchange exchange;

  (void) name;
  (void) parameter;
  if (!wire_http_view_get_selected (self, &exchange))
    return;
  if (body)
    gtk_widget_activate_action (widget, "win.open-in-text", "(s@ay)",
                                exchange.request.uri ? exchange.request.uri : "",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, body, TRUE));
  else
    gtk_widget_activate_action (widget, "win.notify", "s", _ ("The response has no body."));
}

static void
fold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) parameter;
  wire_http_view_fold (WIRE_HTTP_VIEW (widget), g_str_equal (name, "http.fold"));
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);
  guint number = wire_single_selection_get_id (self->selection);
  g_autofree char *place = g_strdup_printf ("%u", number + 1);
  WireHttpExchange exchange;

  (void) parameter;
  if (wire_http_view_get_selected (self, &exchange))
    wire_note_items_ask (widget, name, "request", place, exchange.request.packet);
}

static void
save_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint number = wire_single_selection_get_id (WIRE_HTTP_VIEW (widget)->selection);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.save-part", "(su)", "exchange", number);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHttpView *self = WIRE_HTTP_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE)
    wire_row_menu_popup (self->menu);
}

void
wire_http_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "http.show-packets", NULL, show_packets_cb);
  gtk_widget_class_install_action (widget_class, "http.show-stream-packets", NULL,
                                   show_stream_packets_cb);
  gtk_widget_class_install_action (widget_class, "http.follow-stream", NULL, follow_stream_cb);
  gtk_widget_class_install_action (widget_class, "http.show-download", NULL, show_download_cb);
  gtk_widget_class_install_action (widget_class, "http.copy-uri", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "http.copy-curl", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "http.open-body", NULL, open_body_cb);
  gtk_widget_class_install_action (widget_class, "http.fold", NULL, fold_cb);
  gtk_widget_class_install_action (widget_class, "http.unfold", NULL, fold_cb);
  gtk_widget_class_install_action (widget_class, "http.save-packets", NULL, save_packets_cb);
  wire_note_items_install (widget_class, "http", note_cb);
  gtk_widget_class_install_action (widget_class, "http.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "http.copy-uri",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, 0, "http.fold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "http.unfold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "http.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "http.menu",
                                       NULL);
}

void
wire_http_actions_init (WireHttpView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_HTTP_VIEW, "row_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_http_actions_update (self);
}

static void
add_address_terms (WireHttpView *self, GMenu *menu, const WireHttpExchange *exchange)
{
  WireTuple tuple;

  if (!wire_capture_get_exchange_tuple (self->listing.capture, exchange, &tuple))
    return;
  wire_filter_terms_add_address (menu, "addr", tuple.family, tuple.src);
  wire_filter_terms_add_address (menu, "addr", tuple.family, tuple.dst);
}

/* A term for every cell of the row that has one. */
static void
update_terms (WireHttpView *self)
{
  GMenu *menu = G_MENU (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_HTTP_VIEW, "filter_terms"));
  WireHttpExchange exchange;

  wire_filter_terms_clear (menu);
  if (!wire_http_view_get_selected (self, &exchange))
    return;
  wire_filter_terms_add_text (menu, "http.request.method", exchange.request.method);
  wire_filter_terms_add_text (menu, "http.request.uri", exchange.request.uri);
  wire_filter_terms_add_text (menu, "http.host", exchange.request.host);
  wire_filter_terms_add_text (menu, "http.referer", exchange.request.referer);
  wire_filter_terms_add_text (menu, "http.user_agent", exchange.request.user_agent);
  if (exchange.response.status > 0)
    wire_filter_terms_add (menu,
                           g_strdup_printf ("http.response.code == %u", exchange.response.status));
  wire_filter_terms_add_text (menu, "http.content_type", exchange.response.content_type);
  add_address_terms (self, menu, &exchange);
}

/** Enables what can be done with what is selected. */
void
wire_http_actions_update (WireHttpView *self)
{
  gboolean selected = wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_SELECTION); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_SELECTION[i], selected);
  update_terms (self);
  gtk_widget_set_sensitive (GTK_WIDGET (gtk_widget_get_template_child (
                                GTK_WIDGET (self), WIRE_TYPE_HTTP_VIEW, "menu_button")),
                            selected);
}
