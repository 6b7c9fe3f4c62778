/* wire-capture-page-actions.c: which view of the capture is seen, and where in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page-private.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/saving/wire-copy-window.h"
#include "ui/session/wire-filter-terms.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>
#include "ui/tables/wire-table-view.h"

static void
show_packets_cb (WireCapturePage *self)
{
  gtk_stack_set_visible_child_name (self->views, "packets");
}

/* Whether a stream is shown instead of the views */
gboolean
wire_capture_page_is_following (WireCapturePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "stream") == 0;
}

static gboolean
is_searching (WireCapturePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "search") == 0;
}

/* Back to the views, which are as they were left, with what is selected in them and has the focus.
 */
static void
show_views (WireCapturePage *self)
{
  gboolean following = wire_capture_page_is_following (self);

  if (!following && !is_searching (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, "capture");
  if (following)
    wire_stream_view_leave (self->stream);
}

/* Back to where the stream was gone to from. */
static void
leave_stream (WireCapturePage *self)
{
  if (!wire_capture_page_is_following (self) || !self->from_search)
    {
      show_views (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "search");
  wire_stream_view_leave (self->stream);
}

/* What was found stays, and so does what was entered. */
static void
show_search (WireCapturePage *self)
{
  if (wire_capture_page_is_following (self))
    wire_stream_view_leave (self->stream);
  gtk_stack_set_visible_child_name (self->stack, "search");
  wire_search_page_edit (self->search);
}

static void
show_stream_page (WireCapturePage *self)
{
  if (!wire_capture_page_is_following (self))
    self->from_search = is_searching (self);
  gtk_stack_set_visible_child_name (self->stack, "stream");
}

static void
follow_stream_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);

  (void) name;
  if (!self->session)
    return;
  show_stream_page (self);
  wire_stream_view_follow (self->stream, wire_capture_session_get_capture (self->session),
                           g_variant_get_uint32 (parameter));
}

static void
show_log_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);

  (void) name;
  if (!self->session)
    return;
  show_stream_page (self);
  wire_stream_view_show_log (self->stream, wire_capture_session_get_capture (self->session),
                             g_variant_get_uint32 (parameter));
}

static void
show_said_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);
  guint32 stream, layer, side;
  guint64 position, length;

  (void) name;
  if (!self->session)
    return;
  g_variant_get (parameter, "(uuutt)", &stream, &layer, &side, &position, &length);
  show_stream_page (self);
  wire_stream_view_show (self->stream, wire_capture_session_get_capture (self->session), stream,
                         layer, side, position, length);
}

static void
show_packet_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);

  (void) name;
  if (!self->session)
    return;
  show_views (self);
  gtk_stack_set_visible_child_name (self->views, "packets");
  wire_packet_view_go_to (self->packets, g_variant_get_uint32 (parameter));
  wire_tab_stop_enter (GTK_WIDGET (self->packets)); /* and not into an entry above the rows */
}

static void
show_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);
  guint32 packet;
  guint64 offset, length;

  (void) name;
  if (!self->session)
    return;
  g_variant_get (parameter, "(utt)", &packet, &offset, &length);
  show_views (self);
  gtk_stack_set_visible_child_name (self->views, "packets");
  wire_packet_view_show_bytes (self->packets, packet, offset, length);
  wire_tab_stop_enter (GTK_WIDGET (self->packets)); /* and not into an entry above the rows */
}

static void
show_exchange_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);

  (void) name;
  show_views (self);
  gtk_stack_set_visible_child_name (self->views, "http");
  wire_http_view_show_exchange (self->http, g_variant_get_uint32 (parameter));
}

static void
show_object_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);

  (void) name;
  show_views (self);
  gtk_stack_set_visible_child_name (self->views, "downloads");
  wire_download_view_show_object (self->downloads, g_variant_get_uint32 (parameter));
}

/* What is selected in the view that is seen; each has the action by its own name. */
static void
follow_selected (WireCapturePage *self)
{
  static const char *const ACTIONS[] = { "packet.follow-stream", "flow.follow-stream",
                                         "download.follow-stream", "http.follow-stream",
                                         "tls.follow-stream" };

  WireTableView *table = wire_table_view_find_within (gtk_stack_get_visible_child (self->views));

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->views), ACTIONS[i], NULL);
  if (table)
    gtk_widget_activate_action (GTK_WIDGET (table), "table.follow-stream", NULL);
}

/* Returns: whether the view that is seen has a search of its own */
static gboolean
find_in_view (WireCapturePage *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->views);
  WireTableView *table = wire_table_view_find_within (view);

  if (WIRE_IS_HTTP_VIEW (view))
    wire_http_view_find (self->http);
  else if (WIRE_IS_TLS_VIEW (view))
    wire_tls_view_find (self->tls);
  else if (table)
    wire_table_view_find (table);
  else
    return FALSE;
  return TRUE;
}

/* Who goes there by a key wants to walk through the rows. A view that has no tab in this capture,
 * as that of mails may have none, has no key either. */
static void
show_view (WireCapturePage *self, const char *name)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->views, name);

  if (!view || !gtk_stack_page_get_visible (gtk_stack_get_page (self->views, view)))
    return;
  gtk_stack_set_visible_child (self->views, view);
  wire_tab_stop_enter (gtk_stack_get_visible_child (self->views));
}

/* Returns: whether @action is about keys: it is done wherever one is in the capture */
static gboolean
activate_keys (WireCapturePage *self, const char *action)
{
  static const struct
  {
    const char *name;
    void (*activate) (WireCapturePage *self);
  } ACTIONS[] = {
    { "choose-keys", wire_capture_page_choose_keys },
    { "read-keys-again", wire_capture_page_read_keys_again },
    { "forget-keys", wire_capture_page_forget_keys },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (action, ACTIONS[i].name))
      {
        ACTIONS[i].activate (self);
        return TRUE;
      }
  return FALSE;
}

/* Views that save something else by the same key come first. */
static void
save_packets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_capture_page_activate (WIRE_CAPTURE_PAGE (widget), "save-packets", NULL);
}

static void
save_part_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);
  const char *what;
  guint32 number;

  (void) name;
  g_variant_get (parameter, "(&su)", &what, &number);
  if (self->session)
    wire_packet_view_save_part (self->packets, what, number);
}

static void
filter_by_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (widget);
  const char *how, *term;

  (void) name;
  g_variant_get (parameter, "(&s&s)", &how, &term);
  if (self->session && !wire_filter_terms_apply (self->session, how, term))
    wire_toast_show (widget, _ ("A filter in BPF cannot be joined to fields by “or”."));
}

static void
add_keys_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);

  (void) name;
  wire_capture_page_add_keys (WIRE_CAPTURE_PAGE (widget), paths);
}

/* Returns: whether @action makes copies of the capture, which must be there whole */
static gboolean
copy (WireCapturePage *self, const char *action)
{
  static const char *const ACTIONS[] = {
    [WIRE_COPY_SPLIT] = "split", [WIRE_COPY_MERGE] = "merge", [WIRE_COPY_ANONYMISE] = "anonymise"
  };
  WireView *view = wire_capture_session_get_view (self->session);

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (action, ACTIONS[i]))
      {
        if (self->job || !view)
          gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s",
                                      _ ("The capture is still being read."));
        else
          wire_copy_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                    (WireCopyKind) i, view);
        return TRUE;
      }
  return FALSE;
}

/**
 * wire_capture_page_activate:
 * @action: `show-view`, `follow-stream`, `edit-filter`, `search-everything`, `choose-keys`,
 * `read-keys-again`, `forget-keys`, `save-packets`, `export-logs`, `split`, `merge`, `anonymise`,
 * or what the packet view does: `go-to-packet`, `find`, `find-next`, `find-previous`
 * @parameter: (nullable): of the action
 *
 * Does what a shortcut or the main menu asked for; nothing where no capture is open.
 */
void
wire_capture_page_activate (WireCapturePage *self, const char *action, GVariant *parameter)
{
  g_return_if_fail (WIRE_IS_CAPTURE_PAGE (self));

  if (activate_keys (self, action) || !self->session
      || (wire_capture_page_is_following (self)
          && wire_stream_view_activate (self->stream, action)))
    return;
  if (g_str_equal (action, "save-packets"))
    {
      wire_packet_view_activate (self->packets, action); /* from whichever view */
      return;
    }
  if (g_str_equal (action, "export-logs"))
    {
      wire_capture_page_export_logs (self);
      return;
    }
  if (copy (self, action))
    return;
  if (g_str_equal (action, "search-everything"))
    {
      show_search (self);
      return;
    }
  show_views (self);
  if (g_str_equal (action, "show-view"))
    show_view (self, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (action, "follow-stream"))
    follow_selected (self);
  else if (g_str_equal (action, "edit-filter"))
    wire_filter_bar_edit (self->filter_bar);
  else if (!g_str_equal (action, "find") || !find_in_view (self))
    {
      gtk_stack_set_visible_child_name (self->views, "packets");
      wire_packet_view_activate (self->packets, action);
    }
}

/* The names and parameters are in docs/architecture.md. */
void
wire_capture_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, leave_stream);
  gtk_widget_class_bind_template_callback (widget_class, show_views);
  gtk_widget_class_bind_template_callback (widget_class, show_packets_cb);
  gtk_widget_class_install_action (widget_class, "capture.follow-stream", "u", follow_stream_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-log", "u", show_log_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-said", "(uuutt)", show_said_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-bytes", "(utt)", show_bytes_cb);
  gtk_widget_class_install_action (widget_class, "capture.save-packets", NULL, save_packets_cb);
  gtk_widget_class_install_action (widget_class, "capture.save-part", "(su)", save_part_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "capture.save-packets", NULL);
  gtk_widget_class_install_action (widget_class, "capture.add-keys", "aay", add_keys_cb);
  gtk_widget_class_install_action (widget_class, "capture.filter-by", "(ss)", filter_by_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-packet", "u", show_packet_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-exchange", "u", show_exchange_cb);
  gtk_widget_class_install_action (widget_class, "capture.show-object", "u", show_object_cb);
}
