/* wire-download-bytes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-bytes.h"

#include "ui/lists/wire-column.h"
#include "ui/downloads/wire-download-facts.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-hex-view.h"
#include "ui/lists/wire-tab-stop.h"
#include "capture/wire-capture-body.h"

#include <glib/gi18n.h>

/**
 * WireDownloadBytes:
 *
 * The body of a response in hexadecimal, as it was sent, next to the packets that brought it: a
 * packet marks its bytes, a byte its packet. A packet's row, activated, is shown among the packets.
 * Main thread only.
 */
struct _WireDownloadBytes
{
  AdwBin parent_instance;

  GArray *pieces; /* of Piece, by offset */
  WireRowList *rows;
  GtkSingleSelection *selection;
  gboolean moving; /* a byte selects a row, which is not to move the bytes */

  GtkLabel *title;
  WireHexView *hex;
  GtkColumnView *packets;
};

G_DEFINE_FINAL_TYPE (WireDownloadBytes, wire_download_bytes, ADW_TYPE_BIN)

/* What one packet brought in one go, or a gap. */
typedef struct
{
  guint64 offset; /* in the body */
  guint64 length;
  guint32 packet;
  gboolean gap;
} Piece;

/* What the hex view reads from. */
typedef struct
{
  WireCapture *capture;
  WireBody body;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  wire_body_clear (&source->body);
  g_object_unref (source->capture);
  g_free (source);
}

/* A WireHexRead. */
static GBytes *
read_cb (guint64 offset, gsize length, gpointer data)
{
  Source *source = data;

  return wire_capture_read_body (source->capture, &source->body, offset, length, NULL);
}

/* Chunks of one packet are one piece. */
static void
list_pieces (WireDownloadBytes *self, const WireBody *body)
{
  guint64 offset = 0;

  g_array_set_size (self->pieces, 0);
  for (guint32 i = 0; i < body->n; i++)
    {
      const WireExtent *extent = &body->extents[i];
      Piece piece = { offset, extent->length, extent->packet, extent->offset == WIRE_EXTENT_GAP };
      Piece *last =
          self->pieces->len ? &g_array_index (self->pieces, Piece, self->pieces->len - 1) : NULL;

      if (last && last->gap == piece.gap && (piece.gap || last->packet == piece.packet))
        last->length += piece.length;
      else
        g_array_append_val (self->pieces, piece);
      offset += extent->length;
    }
}

static const Piece *
get_piece (WireDownloadBytes *self, guint row)
{
  return row < self->pieces->len ? &g_array_index (self->pieces, Piece, row) : NULL;
}

static char *
packet_text (WireRow *row, gpointer data)
{
  const Piece *piece = get_piece (data, wire_row_get_id (row));

  if (!piece)
    return NULL;
  return piece->gap ? g_strdup (_ ("not captured"))
                    : wire_figure_count ((guint64) piece->packet + 1);
}

static char *
offset_text (WireRow *row, gpointer data)
{
  const Piece *piece = get_piece (data, wire_row_get_id (row));

  return piece ? g_strdup_printf ("%04" G_GINT64_MODIFIER "x", piece->offset) : NULL;
}

static char *
length_text (WireRow *row, gpointer data)
{
  const Piece *piece = get_piece (data, wire_row_get_id (row));

  return piece ? wire_figure_count (piece->length) : NULL;
}

static void
selected_cb (WireDownloadBytes *self)
{
  const Piece *piece = get_piece (self, wire_single_selection_get_id (self->selection));

  if (!piece || self->moving)
    return;
  wire_hex_view_highlight (self->hex, piece->offset, piece->length);
  wire_hex_view_scroll_to (self->hex, piece->offset);
}

/* Returns: the row of the byte at @offset */
static guint
find_piece (WireDownloadBytes *self, guint64 offset)
{
  guint first = 0;
  guint end = self->pieces->len;

  while (end - first > 1)
    {
      guint middle = first + (end - first) / 2;

      if (get_piece (self, middle)->offset <= offset)
        first = middle;
      else
        end = middle;
    }
  return first;
}

static void
moved_cb (WireDownloadBytes *self, guint64 offset)
{
  guint row = find_piece (self, offset);
  const Piece *piece = get_piece (self, row);

  if (!piece)
    return;
  self->moving = TRUE;
  gtk_single_selection_set_selected (self->selection, row);
  self->moving = FALSE;
  wire_column_view_scroll_to (self->packets, row);
  wire_hex_view_highlight (self->hex, piece->offset, piece->length);
}

static void
activate_cb (WireDownloadBytes *self, guint position)
{
  const Piece *piece = get_piece (self, wire_row_list_get_id (self->rows, position));

  if (piece)
    gtk_widget_activate_action (GTK_WIDGET (self), "capture.show-packet", "u", piece->packet);
}

static void
bind_columns (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (packet_text),
    WIRE_CELL_CALLBACK (offset_text),
    WIRE_CELL_CALLBACK (length_text),
  };

  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}

static void
wire_download_bytes_dispose (GObject *object)
{
  WireDownloadBytes *self = WIRE_DOWNLOAD_BYTES (object);

  if (self->packets)
    gtk_column_view_set_model (self->packets, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (wire_download_bytes_parent_class)->dispose (object);
}

static void
wire_download_bytes_finalize (GObject *object)
{
  g_array_unref (WIRE_DOWNLOAD_BYTES (object)->pieces);
  G_OBJECT_CLASS (wire_download_bytes_parent_class)->finalize (object);
}

static void
wire_download_bytes_class_init (WireDownloadBytesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_download_bytes_dispose;
  G_OBJECT_CLASS (klass)->finalize = wire_download_bytes_finalize;
  g_type_ensure (WIRE_TYPE_HEX_VIEW);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/downloads/wire-download-bytes.ui");
  gtk_widget_class_bind_template_child (widget_class, WireDownloadBytes, hex);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadBytes, packets);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadBytes, title);
  bind_columns (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
}

static void
wire_download_bytes_init (WireDownloadBytes *self)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = wire_row_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                            self);
  gtk_column_view_set_model (self->packets, GTK_SELECTION_MODEL (self->selection));
}

/** Shows the body of @object of @list. */
void
wire_download_bytes_show (WireDownloadBytes *self, WireObjectList *list, guint32 object)
{
  const WireObject *shown = wire_object_list_get (list, object);
  g_autofree char *name = wire_download_make_name (shown);
  g_autofree char *title = g_strdup_printf (_ ("Bytes of %s, as sent"), name);
  Source *source = g_new0 (Source, 1);

  g_return_if_fail (WIRE_IS_DOWNLOAD_BYTES (self));

  source->capture = g_object_ref (wire_object_list_get_capture (list));
  wire_object_list_get_body (list, object, &source->body);
  gtk_label_set_text (self->title, title);
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
  list_pieces (self, &source->body);
  wire_row_list_set_rows (self->rows, NULL, self->pieces->len, NULL);
  wire_hex_view_set_source (self->hex, source->body.size, read_cb, source, source_free);
  wire_hex_view_scroll_to (self->hex, 0);
}
