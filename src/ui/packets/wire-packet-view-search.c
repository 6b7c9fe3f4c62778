/* wire-packet-view-search.c: finding text and bytes in packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "ui/lists/wire-column.h"
#include "capture/view/wire-packet-search.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireView *view;
  GBytes *needle;
  gboolean is_text;
  gboolean backwards;
  guint32 start;
  guint32 found; /* written by the worker before it returns, read after */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->view);
  g_bytes_unref (search->needle);
  g_free (search);
}

static gboolean
search_work (WireJob *job, gpointer data, GError **error)
{
  Search *search = data;
  gsize length;
  const guint8 *needle = g_bytes_get_data (search->needle, &length);
  WirePacketSearch what = { needle, length, search->is_text, search->start, search->backwards };
  GError *local = NULL;

  search->found = wire_packet_search (search->view, &what, job, &local);
  if (!local)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
ended_cb (WireJob *job, gpointer data, GObject *owner)
{
  Search *search = data;
  WirePacketView *self = WIRE_PACKET_VIEW (owner);

  if (self->find_bar && wire_find_bar_end (self->find_bar, job, search->found != WIRE_PACKET_NONE))
    wire_packet_view_go_to (self, wire_view_get_packet (search->view, search->found));
}

/* Where to go on: after the selected packet, or before it. */
static guint32
get_start (WirePacketView *self, gboolean backwards)
{
  guint n = wire_view_get_n_packets (self->view);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION)
    return backwards ? n - 1 : 0;
  return backwards ? (selected + n - 1) % n : (selected + 1) % n;
}

static void
find_cb (WirePacketView *self, GBytes *needle, gboolean is_text, gboolean backwards)
{
  g_autoptr (WireJob) job = NULL;
  Search *search;

  if (!self->view || wire_view_get_n_packets (self->view) == 0)
    return;
  search = g_new0 (Search, 1);
  *search = (Search){ .view = g_object_ref (self->view),
                      .needle = g_bytes_ref (needle),
                      .is_text = is_text,
                      .backwards = backwards,
                      .start = get_start (self, backwards) };
  job = wire_owned_job_start (_ ("Searching packets"), search_work, search, search_free, ended_cb,
                              G_OBJECT (self));
  wire_find_bar_begin (self->find_bar, job);
}

/** Lets the template call what finds. */
void
wire_packet_view_bind_search (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
}

void
wire_packet_view_show_bytes (WirePacketView *self, guint32 packet, guint64 offset, guint64 length)
{
  g_return_if_fail (WIRE_IS_PACKET_VIEW (self));

  wire_packet_view_go_to (self, packet);
  if (wire_single_selection_get_id (self->selection) != packet)
    return;
  wire_field_tree_select_byte (self->tree, (guint32) offset);
  wire_hex_view_highlight (self->hex, offset, length);
  wire_hex_view_scroll_to (self->hex, offset);
}

/** What shortcuts and the main menu ask for: `go-to-packet`, `find`, `find-next`, `find-previous`.
 */
void
wire_packet_view_activate (WirePacketView *self, const char *action)
{
  g_return_if_fail (WIRE_IS_PACKET_VIEW (self));

  if (g_str_equal (action, "go-to-packet"))
    wire_packet_view_ask_packet (self);
  else if (g_str_equal (action, "save-packets"))
    wire_packet_view_ask_to_save (self, WIRE_PACKETS_SHOWN, 0);
  else if (g_str_equal (action, "find"))
    wire_find_bar_open (self->find_bar);
  else
    wire_find_bar_find (self->find_bar, g_str_equal (action, "find-previous"));
}
