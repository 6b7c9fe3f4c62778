/* wire-tls-actions.c: what can be done with the selected connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/tls/wire-tls-view-private.h"

#include "capture/tls/wire-tls-certificate.h"
#include "ui/lists/wire-note-items.h"
#include "ui/session/wire-filter-terms.h"
#include "ui/tls/wire-certificate-save.h"
#include "ui/tls/wire-tls-words.h"
#include "ui/widgets/wire-file-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const NEEDS_SELECTION[] = {
  "tls.show-packets", "tls.show-stream-packets", "tls.show-flow", "tls.follow-stream",
  "tls.copy-ja4",     "tls.copy-server",
};

static void
show_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTlsSession) session = { 0 };

  (void) name;
  (void) parameter;
  if (wire_tls_view_get_selected (WIRE_TLS_VIEW (widget), &session))
    gtk_widget_activate_action (widget, "capture.show-packet", "u", session.packet);
}

/* Of its conversation, either the packets or the flows. */
static void
show_conversation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTlsView *self = WIRE_TLS_VIEW (widget);
  WireCondition condition = { .kind = WIRE_CONDITION_CONVERSATION };
  g_auto (WireTlsSession) session = { 0 };
  gboolean flow = g_str_equal (name, "tls.show-flow");

  (void) parameter;
  if (!wire_tls_view_get_selected (self, &session)
      || !wire_tls_words_get_tuple (self->listing.capture, &session, &condition.tuple))
    return;
  wire_capture_session_add_condition (self->session, &condition);
  gtk_widget_activate_action (widget, "win.show-view", "s", flow ? "flows" : "packets");
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTlsSession) session = { 0 };
  g_autofree char *place = NULL;

  (void) parameter;
  if (!wire_tls_view_get_selected (WIRE_TLS_VIEW (widget), &session))
    return;
  place = g_strdup_printf ("%u", session.stream + 1);
  wire_note_items_ask (widget, name, "stream", place, session.packet);
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (WireTlsSession) session = { 0 };

  (void) name;
  (void) parameter;
  if (wire_tls_view_get_selected (WIRE_TLS_VIEW (widget), &session))
    gtk_widget_activate_action (widget, "capture.follow-stream", "u", session.stream);
}

static char *
tell_server (WireCapture *capture, const WireTlsSession *session)
{
  char text[WIRE_ENDPOINT_TEXT_MAX];
  WireTuple tuple;

  if (session->server_name)
    return g_strdup (session->server_name);
  if (!wire_tls_words_get_tuple (capture, session, &tuple))
    return NULL;
  return g_strdup (wire_endpoint_to_text (tuple.family, tuple.dst, TRUE, tuple.dst_port, text));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTlsView *self = WIRE_TLS_VIEW (widget);
  g_auto (WireTlsSession) session = { 0 };
  g_autofree char *text = NULL;

  (void) parameter;
  if (!wire_tls_view_get_selected (self, &session))
    return;
  text = g_str_equal (name, "tls.copy-ja4") ? g_strdup (wire_tls_words_ja4 (&session))
                                            : tell_server (self->listing.capture, &session);
  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* Returns: (transfer full) (nullable): certificate number @parameter of the selected connection */
static GBytes *
get_certificate (WireTlsView *self, GVariant *parameter)
{
  guint number = g_variant_get_uint32 (parameter);
  g_auto (WireTlsSession) session = { 0 };

  if (!wire_tls_view_get_selected (self, &session) || !session.chain
      || number >= session.chain->len)
    return NULL;
  return g_bytes_ref (g_ptr_array_index (session.chain, number));
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WireTlsView *self = WIRE_TLS_VIEW (data);
  g_autoptr (GBytes) der = g_steal_pointer (&self->saving);

  if (der)
    wire_certificate_save (der, file, GTK_WIDGET (self));
}

static void
save_certificate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTlsView *self = WIRE_TLS_VIEW (widget);

  (void) name;
  g_clear_pointer (&self->saving, g_bytes_unref);
  self->saving = get_certificate (self, parameter);
  if (self->saving)
    wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Certificate"),
                           "certificate.pem", chosen_cb, self);
}

static void
open_certificate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GBytes) der = get_certificate (WIRE_TLS_VIEW (widget), parameter);
  g_autofree char *pem = der ? wire_tls_certificate_to_pem (der) : NULL;
  g_autoptr (GBytes) bytes = pem ? g_bytes_new (pem, strlen (pem)) : NULL;

  (void) name;
  if (bytes)
    gtk_widget_activate_action (widget, "win.open-in-text", "(s@ay)", _ ("Certificate"),
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireTlsView *self = WIRE_TLS_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE)
    wire_row_menu_popup (self->menu);
}

void
wire_tls_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "tls.show-packets", NULL, show_packets_cb);
  gtk_widget_class_install_action (widget_class, "tls.show-stream-packets", NULL,
                                   show_conversation_cb);
  gtk_widget_class_install_action (widget_class, "tls.show-flow", NULL, show_conversation_cb);
  gtk_widget_class_install_action (widget_class, "tls.follow-stream", NULL, follow_stream_cb);
  gtk_widget_class_install_action (widget_class, "tls.copy-ja4", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "tls.copy-server", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "tls.save-certificate", "u", save_certificate_cb);
  gtk_widget_class_install_action (widget_class, "tls.open-certificate", "u", open_certificate_cb);
  wire_note_items_install (widget_class, "tls", note_cb);
  gtk_widget_class_install_action (widget_class, "tls.menu", NULL, menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "tls.copy-server",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "tls.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "tls.menu", NULL);
}

void
wire_tls_actions_init (WireTlsView *self)
{
  self->menu = wire_row_menu_new (GTK_WIDGET (self),
                                  G_MENU_MODEL (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_TLS_VIEW, "row_menu")));
  wire_row_menu_add_table (self->menu, self->column_view);
  wire_tls_actions_update (self);
}

/* A term for every cell of the row that has one. */
static void
update_terms (WireTlsView *self)
{
  GMenu *menu = G_MENU (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_TLS_VIEW, "filter_terms"));
  g_auto (WireTlsSession) session = { 0 };
  WireTuple tuple;

  wire_filter_terms_clear (menu);
  if (!wire_tls_view_get_selected (self, &session))
    return;
  wire_filter_terms_add_text (menu, "tls.handshake.extensions_server_name", session.server_name);
  if (session.has_server_hello && session.version > 0)
    wire_filter_terms_add (menu,
                           g_strdup_printf ("tls.handshake.ciphersuite == 0x%04x", session.suite));
  if (wire_tls_words_get_tuple (self->listing.capture, &session, &tuple))
    wire_filter_terms_add_tuple (menu, &tuple);
}

/** Enables what can be done with what is selected. */
void
wire_tls_actions_update (WireTlsView *self)
{
  gboolean selected = wire_single_selection_get_id (self->selection) != WIRE_ROW_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_SELECTION); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_SELECTION[i], selected);
  update_terms (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), selected);
}
