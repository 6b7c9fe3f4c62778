/* wire-capture-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page.h"

#include "base/wire-printable.h"
#include "capture/reading/wire-unpack-limit.h"

#include "ui/capture/wire-capture-page-private.h"
#include "ui/widgets/wire-figures.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-leaving.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/work/wire-progress-bar.h"
#include "ui/widgets/wire-toast.h"
#include "ui/memory/wire-recent-captures.h"
#include "ui/memory/wire-settings.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-view-tabs.h"

#include <glib/gi18n.h>

/**
 * WireCapturePage:
 *
 * One capture, seen in several ways: it owns the #WireCaptureSession that the views bind to, and
 * shows how loading goes and what is wrong with the file. Empty until something is opened. Main
 * thread only.
 */
G_DEFINE_FINAL_TYPE (WireCapturePage, wire_capture_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
cancel_cb (WireCapturePage *self)
{
  if (self->job)
    wire_job_cancel (self->job);
}

/* Nothing is said twice on one screen. */
static void
update_banner (WireCapturePage *self)
{
  gboolean overview = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "overview") == 0;

  wire_notice_set_muted (self->banner, self->banner_repeats && overview);
}

/* @text: nothing hides the banner */
static void
set_banner (WireCapturePage *self, const char *text, gboolean repeats)
{
  wire_notice_say (self->banner, text);
  self->banner_repeats = repeats;
  update_banner (self);
}

static void
update_progress (WireCapturePage *self)
{
  double fraction = self->job ? wire_job_get_fraction (self->job) : -1;
  GtkProgressBar *bar = GTK_PROGRESS_BAR (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_CAPTURE_PAGE, "progress"));
  g_autofree char *packets = NULL;
  g_autofree char *text = NULL;

  if (!self->job || !self->session)
    return;
  packets = wire_figure_count (
      wire_capture_get_n_packets (wire_capture_session_get_capture (self->session)));
  /* Translators: how far reading is: “1,204,000 packets, 43 %” */
  text = fraction >= 0 ? g_strdup_printf (_ ("%s packets, %.0f %%"), packets, fraction * 100)
                       : g_strdup_printf (_ ("%s packets"), packets);
  gtk_progress_bar_set_text (bar, text);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (bar, fraction);
  else
    wire_progress_bar_pulse (bar);
}

static void
show_warnings (WireCapturePage *self)
{
  g_auto (GStrv) warnings =
      wire_capture_get_remarks (wire_capture_session_get_capture (self->session));
  g_autofree char *text = warnings ? g_strjoinv ("\n", warnings) : g_strdup ("");

  set_banner (self, text, TRUE);
}

/* Only what could be read is worth offering again. */
static void
remember_recent (WireCapturePage *self)
{
  g_autofree char *uri =
      g_file_get_uri (wire_capture_get_file (wire_capture_session_get_capture (self->session)));

  wire_recent_captures_add (uri);
}

static void
job_cb (WireCapturePage *self)
{
  WireJob *job = wire_capture_session_get_job (self->session);

  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  gtk_revealer_set_reveal_child (GTK_REVEALER (gtk_widget_get_template_child (
                                     GTK_WIDGET (self), WIRE_TYPE_CAPTURE_PAGE, "loading")),
                                 job != NULL);
  if (job)
    {
      wire_job_set_place (job, GTK_WIDGET (self));
      g_signal_connect_object (job, "notify::fraction", G_CALLBACK (update_progress), self,
                               G_CONNECT_SWAPPED);
      update_progress (self);
      return;
    }
  show_warnings (self);
  remember_recent (self);
  wire_capture_page_offer_keys (self);
  wire_capture_page_show_pending (self);
  if (wire_capture_page_is_following (self)) /* it may say more by now */
    wire_stream_view_follow (self->stream, wire_capture_session_get_capture (self->session),
                             wire_stream_view_get_stream (self->stream));
}

/* @session: (nullable): for every view */
static void
show_session (WireCapturePage *self, WireCaptureSession *session)
{
  wire_filter_bar_set_session (self->filter_bar, session);
  wire_overview_view_set_session (self->overview, session);
  wire_packet_view_set_session (self->packets, session);
  wire_flow_view_set_session (self->flows, session);
  wire_http_view_set_session (self->http, session);
  wire_download_view_set_session (self->downloads, session);
  wire_tls_view_set_session (self->tls, session);
  wire_search_page_set_session (self->search, session);
  wire_host_view_set_session (wire_capture_page_get_hosts (self), session);
  wire_message_view_set_session (wire_capture_page_get_messages (self), session);
}

static void
close_capture (WireCapturePage *self)
{
  wire_stream_view_leave (self->stream);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  show_session (self, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->keys);
  g_clear_object (&self->job);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
failed_cb (WireCapturePage *self, const GError *error)
{
  WireView *view = wire_capture_session_get_view (self->session);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (view) /* only a filter failed */
    {
      set_banner (self, error->message, FALSE);
      return;
    }
  close_capture (self);
  wire_message_dialog_show (window, _ ("This File Could Not Be Opened"), error->message);
}

static void
wire_capture_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_take_string (value, wire_capture_page_get_title (WIRE_CAPTURE_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_capture_page_dispose (GObject *object)
{
  WireCapturePage *self = WIRE_CAPTURE_PAGE (object);

  if (self->session) /* nobody is left to look at it */
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      wire_capture_session_stop (self->session);
    }
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  g_clear_object (&self->keys);
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, wire_capture_place_free);
  G_OBJECT_CLASS (wire_capture_page_parent_class)->dispose (object);
}

static void
wire_capture_page_class_init (WireCapturePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_capture_page_get_property;
  object_class->dispose = wire_capture_page_dispose;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_DOWNLOAD_VIEW);
  g_type_ensure (WIRE_TYPE_FILTER_BAR);
  g_type_ensure (WIRE_TYPE_FLOW_VIEW);
  g_type_ensure (WIRE_TYPE_HOST_VIEW);
  g_type_ensure (WIRE_TYPE_HTTP_VIEW);
  g_type_ensure (WIRE_TYPE_MESSAGE_VIEW);
  g_type_ensure (WIRE_TYPE_OVERVIEW_VIEW);
  g_type_ensure (WIRE_TYPE_PACKET_VIEW);
  g_type_ensure (WIRE_TYPE_NOTICE);
  g_type_ensure (WIRE_TYPE_SEARCH_PAGE);
  g_type_ensure (WIRE_TYPE_STREAM_VIEW);
  g_type_ensure (WIRE_TYPE_TLS_VIEW);
  g_type_ensure (WIRE_TYPE_VIEW_TABS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/capture/wire-capture-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, stack);
  gtk_widget_class_bind_template_child_full (widget_class, "loading", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "progress", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, banner);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, key_notice);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, views);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, overview);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, packets);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, flows);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, http);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, downloads);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, search);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, stream);
  gtk_widget_class_bind_template_child (widget_class, WireCapturePage, tls);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_banner);
  wire_capture_page_install_actions (widget_class);
}

static void
wire_capture_page_init (WireCapturePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_view_memory_attach (self->views, "visible-child-name", "captures");
  wire_capture_page_follow_counts (self);
  wire_capture_page_follow_names (self);
}

/** Returns: whether nothing is open, so that something may be opened here */
gboolean
wire_capture_page_is_empty (WireCapturePage *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_PAGE (self), TRUE);

  return self->session == NULL;
}

/** Returns: (transfer full) (nullable): the open file's name, to be shown */
char *
wire_capture_page_get_title (WireCapturePage *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (WIRE_IS_CAPTURE_PAGE (self), NULL);

  if (!self->session)
    return NULL;
  name = g_file_get_basename (
      wire_capture_get_file (wire_capture_session_get_capture (self->session)));
  return wire_printable_name (name);
}

static void
want_streams (WireCapture *capture, const char *const *keys)
{
  GSettings *settings = wire_settings_get ();

  wire_capture_set_key_files (capture, keys);
  if (settings)
    wire_capture_bound_http (capture, (guint) g_settings_get_int (settings, "http-memory"));
  wire_capture_want_streams (capture);
  if (settings)
    {
      wire_capture_bound_streams (capture, (guint) g_settings_get_int (settings, "stream-memory"),
                                  (guint) g_settings_get_int (settings, "total-stream-memory"));
      wire_unpack_limit_set ((guint) g_settings_get_int (settings, "unpack-limit"),
                             (guint) g_settings_get_int (settings, "unpack-ratio"));
    }
}

/* Begins to read the capture that the page has the keys of. */
static void
begin (WireCapturePage *self, WireFilter *filter)
{
  g_autoptr (WireCapture) capture = wire_capture_new (wire_capture_keys_get_file (self->keys));

  want_streams (capture, wire_capture_keys_get_paths (self->keys));
  self->session = wire_capture_session_new (capture);
  wire_capture_session_begin_with (self->session, filter);
  wire_capture_page_name_session (self);
  g_signal_connect_object (self->session, "notify::job", G_CALLBACK (job_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::objects", G_CALLBACK (show_warnings), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::objects",
                           G_CALLBACK (wire_capture_page_show_pending), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::view",
                           G_CALLBACK (wire_capture_page_update_titles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  set_banner (self, "", FALSE);
  wire_notice_say (self->key_notice, "");
  show_session (self, self->session);
  wire_capture_session_load (self->session);
}

/* With other keys there are other requests and transfers: all that refers to those that there were
 * keeps the capture that it knows, and the views get one that is read from the start. */
void
wire_capture_page_read_again (WireCapturePage *self)
{
  g_autoptr (WireCaptureSession) old = self->session;
  g_autoptr (WireFilter) filter = wire_filter_ref (wire_capture_session_get_filter (old));

  self->session = NULL;
  g_signal_handlers_disconnect_by_data (old, self);
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  wire_capture_session_stop (old);
  begin (self, filter);
}

/**
 * wire_capture_page_open:
 * @page: an empty page
 * @file: a capture
 *
 * Begins to read @file, with the keys that it was read with last; its rows appear as they come. A
 * file that is no capture is refused in a dialog, and the page is empty again.
 */
void
wire_capture_page_open (WireCapturePage *self, GFile *file)
{
  g_autoptr (WireFilter) everything = wire_filter_new ();

  g_return_if_fail (WIRE_IS_CAPTURE_PAGE (self));
  g_return_if_fail (self->session == NULL);

  wire_capture_page_attach_keys (self, file);
  gtk_stack_set_visible_child_name (self->stack, "capture");
  begin (self, everything);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/** Returns: (transfer none) (nullable): what was downloaded, once the capture is loaded */
WireObjectList *
wire_capture_page_get_objects (WireCapturePage *self)
{
  g_return_val_if_fail (WIRE_IS_CAPTURE_PAGE (self), NULL);

  return self->session ? wire_capture_session_get_objects (self->session) : NULL;
}

/** Adds to @work what closing the window would end. */
void
wire_capture_page_list_work (WireCapturePage *self, GPtrArray *work)
{
  g_autofree char *unsaved = NULL;

  g_return_if_fail (WIRE_IS_CAPTURE_PAGE (self));

  unsaved = wire_packet_view_tell_unsaved (self->packets);

  if (self->job)
    wire_leaving_work_add_job (work, self->job);
  if (unsaved)
    wire_leaving_work_add (work, unsaved);
}
