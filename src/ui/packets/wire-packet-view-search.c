/* wire-packet-view-search.c: finding text and bytes in packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "ui/lists/wire-column.h"
#include "base/wire-hex.h"
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

  if (job != self->search)
    return;
  g_clear_object (&self->search);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    gtk_label_set_label (self->search_status, wire_job_get_error (job)->message);
  else if (search->found == WIRE_PACKET_NONE)
    gtk_label_set_label (self->search_status, _ ("Not found"));
  else
    {
      gtk_label_set_label (self->search_status, "");
      wire_packet_view_go_to (self, wire_view_get_packet (search->view, search->found));
    }
}

static void
progress_cb (WirePacketView *self)
{
  g_autofree char *text = NULL;

  if (!self->search || wire_job_get_fraction (self->search) < 0)
    return;
  text = g_strdup_printf (_ ("Searching… %.0f %%"), wire_job_get_fraction (self->search) * 100);
  gtk_label_set_label (self->search_status, text);
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

/** Looks for what the search entry says, in a worker; opens the search bar where it is closed. */
void
wire_packet_view_find (WirePacketView *self, gboolean backwards)
{
  const char *text = gtk_editable_get_text (self->search_entry);
  g_autoptr (GBytes) needle = NULL;
  gboolean is_text;
  Search *search;

  if (!gtk_search_bar_get_search_mode (self->search_bar) || !*text)
    {
      gtk_search_bar_set_search_mode (self->search_bar, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
      return;
    }
  needle = wire_hex_parse_needle (text, &is_text);
  if (!needle)
    {
      gtk_label_set_label (self->search_status, _ ("Not hexadecimal: write bytes like 0x47 49 46"));
      return;
    }
  if (!self->view || wire_view_get_n_packets (self->view) == 0)
    return;

  if (self->search)
    wire_job_cancel (self->search);
  g_clear_object (&self->search);
  search = g_new0 (Search, 1);
  *search = (Search){ .view = g_object_ref (self->view),
                      .needle = g_steal_pointer (&needle),
                      .is_text = is_text,
                      .backwards = backwards,
                      .start = get_start (self, backwards) };
  self->search = wire_owned_job_start (_ ("Searching packets"), search_work, search, search_free,
                                       ended_cb, G_OBJECT (self));
  g_signal_connect_object (self->search, "notify::fraction", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

void
wire_packet_view_find_next (WirePacketView *self)
{
  wire_packet_view_find (self, FALSE);
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
    wire_packet_view_ask_to_save (self, WIRE_PACKETS_SHOWN);
  else if (g_str_equal (action, "find"))
    {
      gtk_search_bar_set_search_mode (self->search_bar, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
    }
  else
    wire_packet_view_find (self, g_str_equal (action, "find-previous"));
}
