/* wire-download-actions.c: what can be done with downloads, and the menu that offers it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/downloads/wire-download-picture.h"
#include "base/wire-hex.h"
#include "capture/objects/wire-object-save.h"
#include "capture/wire-capture-sessions.h"
#include "ui/lists/wire-note-items.h"
#include "ui/session/wire-filter-terms.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

static const WireObject *
get_object (WireDownloadView *self, guint32 number)
{
  return wire_object_list_get (wire_download_store_get_list (self->store), number);
}

/* Elsewhere */

static void
show_request_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE && get_object (self, number)->exchange != WIRE_OBJECT_NONE)
    gtk_widget_activate_action (widget, "capture.show-exchange", "u",
                                get_object (self, number)->exchange);
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.follow-stream", "u",
                                get_object (self, number)->stream);
}

/* The stream of the conversation that asked for @object. */
static guint32
find_asking_stream (const WireObject *object)
{
  return object->origin.asked_on == WIRE_OBJECT_NONE ? object->stream : object->origin.asked_on;
}

/* Whether that conversation is known in words. */
static gboolean
has_log (WireDownloadView *self, const WireObject *object)
{
  WireObjectList *list = wire_download_store_get_list (self->store);
  guint32 session = 0;

  return wire_capture_find_session (wire_object_list_get_capture (list),
                                    find_asking_stream (object), &session);
}

static void
show_log_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.show-log", "u",
                                find_asking_stream (get_object (self, number)));
}

static void
show_packet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.show-packet", "u",
                                get_object (self, number)->packet);
}

static void
save_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 number = wire_download_view_get_selected (WIRE_DOWNLOAD_VIEW (widget));

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "capture.save-part", "(su)", "object", number);
}

static void
show_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->bytes));

  (void) name;
  (void) parameter;
  if (!shown && number != WIRE_ROW_NONE)
    wire_download_bytes_show (self->bytes, wire_download_store_get_list (self->store), number);
  gtk_widget_set_visible (GTK_WIDGET (self->bytes), !shown && number != WIRE_ROW_NONE);
}

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);
  g_autofree char *place = g_strdup_printf ("%u", number + 1);

  (void) parameter;
  if (number != WIRE_ROW_NONE)
    wire_note_items_ask (widget, name, "transfer", place, get_object (self, number)->packet);
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 number = wire_download_view_get_selected (WIRE_DOWNLOAD_VIEW (widget));

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    gtk_widget_activate_action (widget, "win.open-object-in-text", "u", number);
}

static void
add_known_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    wire_download_known_ask (self, number);
}

/* Checking and saving: the selected ones, or all that are listed */

static GArray *
list_meant (WireDownloadView *self, const char *action)
{
  return g_str_has_suffix (action, "-all")
             ? wire_download_rows_list (self->rows)
             : wire_row_selection_list_all (wire_download_rows_get_selection (self->rows));
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GArray) objects = list_meant (WIRE_DOWNLOAD_VIEW (widget), name);

  (void) parameter;
  if (objects->len > 0) /* none would mean all of the capture's */
    gtk_widget_activate_action_variant (widget, "win.check-objects",
                                        g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32,
                                                                   objects->data, objects->len,
                                                                   sizeof (guint32)));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  g_autoptr (GArray) objects = list_meant (self, name);

  (void) parameter;
  if (self->store)
    wire_download_saver_ask (self->saver, self->store, objects);
}

/* Copying */

static void
copy_fact_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);
  g_autofree char *text = NULL;
  WireDownloadFacts facts;

  (void) parameter;
  if (number == WIRE_ROW_NONE)
    return;
  wire_download_store_get_facts (self->store, number, &facts);
  if (g_str_has_suffix (name, "-uri"))
    text = wire_printable_name (get_object (self, number)->uri);
  else if (g_str_has_suffix (name, "-md5"))
    text = wire_hex_encode (facts.content.md5, sizeof facts.content.md5, "");
  else
    text = wire_hex_encode (facts.content.sha256, sizeof facts.content.sha256, "");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
decoded_cb (WireJob *job, const WirePicture *picture, GObject *owner)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (owner);

  if (picture)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), picture->texture);
  wire_download_view_notify (self, picture ? _ ("The picture was copied.")
                                           : wire_job_get_error (job)->message);
}

static void
copy_picture_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);
  guint32 number = wire_download_view_get_selected (self);

  (void) name;
  (void) parameter;
  if (number != WIRE_ROW_NONE)
    g_object_unref (wire_download_picture_start (wire_download_store_get_list (self->store), number,
                                                 0, decoded_cb, G_OBJECT (self)));
}

/* The menu */

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (widget);

  (void) name;
  (void) parameter;
  if (wire_row_selection_count (wire_download_rows_get_selection (self->rows)) > 0)
    wire_row_menu_popup (self->menu);
}

void
wire_download_actions_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } ACTIONS[] = {
    { "download.show-request", show_request_cb },
    { "download.follow-stream", follow_stream_cb },
    { "download.show-log", show_log_cb },
    { "download.show-packet", show_packet_cb },
    { "download.save-packets", save_packets_cb },
    { "download.show-bytes", show_bytes_cb },
    { "download.open-in-text", open_in_text_cb },
    { "download.add-known", add_known_cb },
    { "download.check", check_cb },
    { "download.check-all", check_cb },
    { "download.save", save_cb },
    { "download.save-all", save_cb },
    { "download.copy-picture", copy_picture_cb },
    { "download.copy-uri", copy_fact_cb },
    { "download.copy-md5", copy_fact_cb },
    { "download.copy-sha256", copy_fact_cb },
    { "download.menu", menu_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, NULL, ACTIONS[i].activate);
  wire_note_items_install (widget_class, "download", note_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "download.copy-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "download.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "download.save-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "download.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "download.menu",
                                       NULL);
}

void
wire_download_actions_init (WireDownloadView *self)
{
  self->menu =
      wire_row_menu_new (GTK_WIDGET (self), wire_download_view_get_child (self, "row_menu"));
  wire_row_menu_add_list (self->menu, GTK_WIDGET (self->grid));
  wire_row_menu_add_table (self->menu, self->table);
  wire_download_actions_update (self);
}

/* A term for everything that is known of the transfer and has a field. @object: (nullable) */
static void
update_terms (WireDownloadView *self, const WireObject *object, const WireDownloadFacts *facts)
{
  GMenu *menu = G_MENU (wire_download_view_get_child (self, "filter_terms"));
  g_autofree char *sha256 = NULL;

  wire_filter_terms_clear (menu);
  if (!object)
    return;
  if (object->exchange != WIRE_OBJECT_NONE)
    {
      wire_filter_terms_add_text (menu, "http.request.uri", object->uri);
      wire_filter_terms_add_text (menu, "http.host", object->host);
      wire_filter_terms_add_text (menu, "http.content_type", object->content_type);
    }
  if (facts->hashed && facts->whole)
    {
      sha256 = wire_hex_encode (facts->content.sha256, sizeof facts->content.sha256, "");
      wire_filter_terms_add_text (menu, "wirecase.transfer.sha256", sha256);
    }
  wire_filter_terms_add_tuple (menu, &object->tuple);
}

/** Enables what can be done with what is selected and listed. */
void
wire_download_actions_update (WireDownloadView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint32 number = wire_download_view_get_selected (self);
  const WireObject *object = number == WIRE_ROW_NONE ? NULL : get_object (self, number);
  gboolean body = object && !(object->flags & WIRE_OBJECT_REQUESTED_ONLY);
  gboolean many = wire_row_selection_count (wire_download_rows_get_selection (self->rows)) > 1;
  gboolean listed = wire_download_rows_get_length (self->rows) > 0;
  WireDownloadFacts facts = { 0 };

  if (object)
    wire_download_store_get_facts (self->store, number, &facts);
  update_terms (self, object, &facts);
  gtk_widget_action_set_enabled (widget, "download.show-request",
                                 object && object->exchange != WIRE_OBJECT_NONE);
  gtk_widget_action_set_enabled (widget, "download.follow-stream", object != NULL);
  gtk_widget_action_set_enabled (widget, "download.show-log", object && has_log (self, object));
  gtk_widget_action_set_enabled (widget, "download.show-packet", object != NULL);
  gtk_widget_action_set_enabled (widget, "download.save-packets", object != NULL);
  gtk_widget_action_set_enabled (widget, "download.show-bytes",
                                 body || gtk_widget_get_visible (GTK_WIDGET (self->bytes)));
  gtk_widget_action_set_enabled (widget, "download.open-in-text", body);
  gtk_widget_action_set_enabled (widget, "download.save", body || many);
  gtk_widget_action_set_enabled (widget, "download.check", body || many);
  gtk_widget_action_set_enabled (widget, "download.save-all", listed);
  gtk_widget_action_set_enabled (widget, "download.check-all", listed);
  gtk_widget_action_set_enabled (widget, "download.add-known", facts.hashed && facts.whole);
  gtk_widget_action_set_enabled (widget, "download.copy-picture",
                                 facts.type && g_str_has_prefix (facts.type, "image/"));
  gtk_widget_action_set_enabled (widget, "download.copy-uri", object && object->uri);
  gtk_widget_action_set_enabled (widget, "download.copy-md5", facts.hashed);
  gtk_widget_action_set_enabled (widget, "download.copy-sha256", facts.hashed);
  gtk_widget_set_sensitive (wire_download_view_get_child (self, "menu_button"),
                            wire_row_selection_count (wire_download_rows_get_selection (self->rows))
                                > 0);
}
