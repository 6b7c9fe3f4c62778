/* wire-capture-page-names.c: names next to addresses, in all views
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/capture/wire-capture-page-private.h"

#include "ui/memory/wire-settings.h"
#include "ui/session/wire-naming.h"

/* Cells ask for their names as they are bound: without its rows for a moment, a table binds again.
 */
static void
show_again (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    {
      GtkColumnView *table = GTK_COLUMN_VIEW (widget);
      GtkSelectionModel *model = gtk_column_view_get_model (table);

      if (!model)
        return;
      g_object_ref (model);
      gtk_column_view_set_model (table, NULL);
      gtk_column_view_set_model (table, model);
      g_object_unref (model);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    show_again (child);
}

static void
found_cb (WireCapturePage *self)
{
  WireHostSearch *search = self->session ? wire_capture_session_get_hosts (self->session) : NULL;

  if (!search || wire_host_search_get_job (search) || !wire_naming_is_wanted ())
    return;
  show_again (GTK_WIDGET (self->views));
  wire_overview_view_show_again (self->overview);
}

/* Hosts are looked for where names are wanted, once the capture is read. */
static void
look (WireCapturePage *self)
{
  WireHostSearch *search = self->session ? wire_capture_session_get_hosts (self->session) : NULL;

  if (search && wire_naming_is_wanted () && !wire_capture_session_get_job (self->session)
      && !wire_host_search_get_job (search) && !wire_host_search_get_findings (search))
    wire_host_search_start (search, FALSE);
}

static void
switched_cb (WireCapturePage *self)
{
  look (self);
  if (!self->session)
    return;
  show_again (GTK_WIDGET (self->views));
  wire_overview_view_show_again (self->overview);
}

/** Follows the switch for names next to addresses. */
void
wire_capture_page_follow_names (WireCapturePage *self)
{
  GSettings *settings = wire_settings_get_views ();

  if (settings)
    g_signal_connect_object (settings, "changed::" WIRE_NAMING_KEY, G_CALLBACK (switched_cb), self,
                             G_CONNECT_SWAPPED);
}

/** The session is another one. */
void
wire_capture_page_name_session (WireCapturePage *self)
{
  g_signal_connect_object (self->session, "notify::job", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (wire_capture_session_get_hosts (self->session), "changed",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
}
