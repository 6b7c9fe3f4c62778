/* wire-capture-page-titles.c: tabs that say how much there is in their views
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page-private.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

static void
set_count_title (WireCapturePage *self, gpointer view, const char *title, guint64 count)
{
  g_autofree char *figure = wire_figure_count (count);
  g_autofree char *text = g_strdup_printf ("%s %s", title, figure);

  gtk_stack_page_set_title (gtk_stack_get_page (self->views, view), text);
}

/* Views count nothing as they go, and then the page has no titles any more. */
static void
update_downloads_title (WireCapturePage *self)
{
  if (self->session)
    set_count_title (self, self->downloads, _ ("Transfers"),
                     wire_download_view_get_count (self->downloads));
}

static void
update_http_title (WireCapturePage *self)
{
  if (self->session)
    set_count_title (self, self->http, _ ("HTTP"), wire_http_view_get_count (self->http));
}

static void
update_tls_title (WireCapturePage *self)
{
  if (self->session)
    set_count_title (self, self->tls, "TLS", wire_tls_view_get_count (self->tls));
}

/** Says how many packets and flows the filters let through. */
void
wire_capture_page_update_titles (WireCapturePage *self)
{
  WireView *view = wire_capture_session_get_view (self->session);

  if (!view)
    return;
  set_count_title (self, self->packets, _ ("Packets"), wire_view_get_n_packets (view));
  set_count_title (self, self->flows, _ ("Flows"), wire_view_get_n_flows (view, FALSE));
}

/** Returns: (transfer none): the view of mails */
WireMessageView *
wire_capture_page_get_messages (WireCapturePage *self)
{
  return WIRE_MESSAGE_VIEW (gtk_stack_get_child_by_name (self->views, "messages"));
}

/** Returns: (transfer none): the view of hosts */
WireHostView *
wire_capture_page_get_hosts (WireCapturePage *self)
{
  return WIRE_HOST_VIEW (gtk_stack_get_child_by_name (self->views, "hosts"));
}

/* They are counted once somebody wants to see them. */
static void
update_hosts_title (WireCapturePage *self)
{
  WireHostView *hosts = wire_capture_page_get_hosts (self);
  guint count = wire_host_view_get_count (hosts);

  if (self->session && count > 0)
    set_count_title (self, hosts, _ ("Hosts"), count);
  else
    gtk_stack_page_set_title (gtk_stack_get_page (self->views, GTK_WIDGET (hosts)), _ ("Hosts"));
}

static void
update_messages_title (WireCapturePage *self)
{
  WireMessageView *messages = wire_capture_page_get_messages (self);

  if (self->session)
    set_count_title (self, messages, _ ("Messages"), wire_message_view_get_count (messages));
}

/* Most captures have no mail, and then there is no tab for it. Who looked at mail last looks at
 * what is first instead, which is not remembered. */
static void
update_messages_page (WireCapturePage *self)
{
  WireMessageView *messages = wire_capture_page_get_messages (self);
  GtkStackPage *page = gtk_stack_get_page (self->views, GTK_WIDGET (messages));

  wire_view_memory_pause ();
  gtk_stack_page_set_visible (page, wire_message_view_has_mail (messages));
  wire_view_memory_resume ();
}

/** Lets the tabs of views that count for themselves follow their counts. A view may live longer
 * than the page, as its jobs hold it. */
void
wire_capture_page_follow_counts (WireCapturePage *self)
{
  WireMessageView *messages = wire_capture_page_get_messages (self);
  const struct
  {
    gpointer view;
    const char *signal;
    GCallback changed;
  } COUNTS[] = {
    { self->http, "notify::count", G_CALLBACK (update_http_title) },
    { self->tls, "notify::count", G_CALLBACK (update_tls_title) },
    { self->downloads, "notify::count", G_CALLBACK (update_downloads_title) },
    { wire_capture_page_get_hosts (self), "notify::count", G_CALLBACK (update_hosts_title) },
    { messages, "notify::count", G_CALLBACK (update_messages_title) },
    { messages, "notify::has-mail", G_CALLBACK (update_messages_page) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    g_signal_connect_object (COUNTS[i].view, COUNTS[i].signal, COUNTS[i].changed, self,
                             G_CONNECT_SWAPPED);
  update_messages_page (self);
}
