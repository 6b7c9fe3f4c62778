/* wire-hex-view.c: what is shown, and how it scrolls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-hex-view-private.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireHexView:
 *
 * Bytes of any number, read as they scroll by: offset, hexadecimal, ASCII. One byte has the cursor;
 * a range is marked, by the program or by the user, and can be copied. Emits #WireHexView::moved
 * when the user moves the cursor without selecting. In a #GtkScrolledWindow. Main thread only.
 *
 * wire-hex-view-draw.c draws it, wire-hex-view-input.c has mouse and keyboard.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (WireHexView,
                               wire_hex_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint moved_signal;

/* Read at once: some screens full. */
#define CACHE_BYTES 16384

/* Longer ones scroll rather than push other panes aside. */
#define NATURAL_LINES 20

guint
wire_hex_view_hex_column (WireHexView *self, guint byte)
{
  return self->offset_digits + WIRE_HEX_GAP + byte * 3 + (byte >= 8 ? 1 : 0);
}

guint
wire_hex_view_ascii_column (WireHexView *self, guint byte)
{
  return wire_hex_view_hex_column (self, self->columns - 1) + 2 + WIRE_HEX_GAP + byte;
}

static int
width_for (WireHexView *self, guint columns)
{
  guint hex = columns * 3 + (columns > 8 ? 1 : 0);

  return 2 * WIRE_HEX_MARGIN
         + (int) (self->offset_digits + WIRE_HEX_GAP + hex + WIRE_HEX_GAP + columns)
               * self->scroll.char_width;
}

guint64
wire_hex_view_count_lines (WireHexView *self)
{
  return (self->size + self->columns - 1) / self->columns;
}

static void
configure (WireHexView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->offset_digits = self->size > 0x100000000 ? 10 : self->size > 0x10000 ? 8 : 4;
  self->columns = width >= width_for (self, 16) ? 16 : width >= width_for (self, 8) ? 8 : 4;
  wire_scroll_configure (&self->scroll, GTK_WIDGET (self), wire_hex_view_count_lines (self),
                         WIRE_HEX_MARGIN);
}

/* Bytes of one line, from the cache. */
const guint8 *
wire_hex_view_get_line (WireHexView *self, guint64 offset, gsize *length)
{
  gsize have = self->cache ? g_bytes_get_size (self->cache) : 0;

  *length = MIN (self->columns, self->size - offset);
  if (offset < self->cache_offset || offset + *length > self->cache_offset + have)
    {
      guint64 start = offset - MIN (offset, CACHE_BYTES / 4);

      g_clear_pointer (&self->cache, g_bytes_unref);
      self->cache =
          self->read (start, (gsize) MIN (CACHE_BYTES, self->size - start), self->user_data);
      self->cache_offset = start;
      have = self->cache ? g_bytes_get_size (self->cache) : 0;
    }
  if (offset >= self->cache_offset + have)
    {
      *length = 0;
      return NULL;
    }
  *length = MIN (*length, (gsize) (self->cache_offset + have - offset));
  return (const guint8 *) g_bytes_get_data (self->cache, NULL) + (offset - self->cache_offset);
}

static void
wire_hex_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);

  (void) for_size;
  wire_scroll_measure (&self->scroll, GTK_WIDGET (self));
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_for (self, 4);
      *natural = width_for (self, 16);
    }
  else
    {
      *minimum = 3 * self->scroll.line_height; /* fewer show no context */
      *natural = (int) CLAMP (wire_hex_view_count_lines (self), 3, NATURAL_LINES)
                     * self->scroll.line_height
                 + 2 * WIRE_HEX_MARGIN;
    }
}

static void
wire_hex_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) width;
  (void) height;
  (void) baseline;
  configure (WIRE_HEX_VIEW (widget));
  gtk_popover_present (GTK_POPOVER (WIRE_HEX_VIEW (widget)->menu));
}

static void
announce_cursor (WireHexView *self)
{
  gsize length;
  const guint8 *byte = self->size ? wire_hex_view_get_line (self, self->cursor, &length) : NULL;
  g_autofree char *offset = wire_figure_count (self->cursor);
  g_autofree char *size = wire_figure_count (self->size);
  g_autofree char *text = NULL;

  /* Translators: offset of a byte, number of bytes, the byte in hexadecimal and decimal */
  if (byte)
    text = g_strdup_printf (_ ("Byte %s of %s: 0x%02x, %u"), offset, size, *byte, *byte);
  wire_describe (GTK_WIDGET (self), text ? text : _ ("No bytes"));
}

/** Lets the line of the byte at @offset be seen, moving as little as that needs. */
void
wire_hex_view_scroll_to (WireHexView *self, guint64 offset)
{
  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  wire_scroll_show_line (&self->scroll, offset / self->columns, WIRE_HEX_MARGIN);
}

static void
set_cursor (WireHexView *self, guint64 offset)
{
  self->cursor = MIN (offset, self->size - 1);
  wire_hex_view_scroll_to (self, self->cursor);
  announce_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was marked is not any more; who listens may mark something else. */
void
wire_hex_view_move_cursor (WireHexView *self, guint64 offset)
{
  if (self->size == 0)
    return;
  self->mark_length = 0;
  set_cursor (self, offset);
  self->anchor = self->cursor;
  g_signal_emit (self, moved_signal, 0, self->cursor);
}

/* Marks everything between where the selection began and @offset. */
void
wire_hex_view_extend_to (WireHexView *self, guint64 offset)
{
  if (self->size == 0)
    return;
  set_cursor (self, offset);
  self->mark = MIN (self->anchor, self->cursor);
  self->mark_length = MAX (self->anchor, self->cursor) - self->mark + 1;
}

static void
wire_hex_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  if (!wire_scroll_set_property (&self->scroll, GTK_WIDGET (self), id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  configure (self);
}

static void
wire_hex_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  if (!wire_scroll_get_property (&self->scroll, id, value))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
clear_source (WireHexView *self)
{
  g_clear_pointer (&self->marks, g_array_unref);
  if (self->destroy)
    self->destroy (self->user_data);
  self->destroy = NULL;
  self->user_data = NULL;
  self->read = NULL;
  self->size = 0;
  self->cursor = self->anchor = self->mark = self->mark_length = 0;
  g_clear_pointer (&self->cache, g_bytes_unref);
}

static void
wire_hex_view_dispose (GObject *object)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  clear_source (self);
  wire_scroll_clear (&self->scroll, GTK_WIDGET (self));
  G_OBJECT_CLASS (wire_hex_view_parent_class)->dispose (object);
}

static void
wire_hex_view_class_init (WireHexViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wire_hex_view_dispose;
  object_class->set_property = wire_hex_view_set_property;
  object_class->get_property = wire_hex_view_get_property;
  widget_class->snapshot = wire_hex_view_snapshot;
  widget_class->measure = wire_hex_view_measure;
  widget_class->size_allocate = wire_hex_view_size_allocate;
  wire_scroll_install (object_class);
  gtk_widget_class_set_css_name (widget_class, "hexview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  wire_hex_view_install_input (widget_class);
  wire_hex_view_install_menu (widget_class);

  /**
   * WireHexView::moved:
   * @view: the view
   * @offset: of the byte that the user put the cursor on
   */
  moved_signal = g_signal_new ("moved", WIRE_TYPE_HEX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_UINT64);
}

static void
wire_hex_view_init (WireHexView *self)
{
  self->columns = 16;
  self->offset_digits = 4;
  self->scroll.line_height = 16;
  self->scroll.char_width = 8;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR); /* bytes, in their order */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  wire_hex_view_init_input (self);
  wire_hex_view_init_menu (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bytes"),
                                  -1);
}

/**
 * wire_hex_view_set_source:
 * @size: bytes in all
 * @read: (nullable): gives them in pieces of some kilobytes; called while drawing, so it must be
 * quick
 * @user_data: given to @read
 * @destroy: (nullable): frees @user_data
 *
 * Shows other bytes, from the first on.
 */
void
wire_hex_view_set_source (
    WireHexView *self, guint64 size, WireHexRead read, gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  clear_source (self);
  self->size = read ? size : 0;
  self->read = read;
  self->user_data = user_data;
  self->destroy = destroy;
  wire_scroll_set_top (&self->scroll, 0);
  announce_cursor (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GBytes *
read_bytes (guint64 offset, gsize length, gpointer user_data)
{
  return g_bytes_new_from_bytes (user_data, (gsize) offset, length);
}

/** As wire_hex_view_set_source(), for bytes that are there. */
void
wire_hex_view_set_bytes (WireHexView *self, GBytes *bytes)
{
  wire_hex_view_set_source (self, bytes ? g_bytes_get_size (bytes) : 0, bytes ? read_bytes : NULL,
                            bytes ? g_bytes_ref (bytes) : NULL,
                            bytes ? (GDestroyNotify) g_bytes_unref : NULL);
}

/** Marks @n ranges until other bytes are shown: what was found in them. */
void
wire_hex_view_set_marks (WireHexView *self, const WireHexMark *marks, guint n)
{
  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  g_clear_pointer (&self->marks, g_array_unref);
  if (n > 0)
    {
      self->marks = g_array_sized_new (FALSE, FALSE, sizeof (WireHexMark), n);
      g_array_append_vals (self->marks, marks, n);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Marks a range, moves the cursor to its beginning, and lets it be seen. */
void
wire_hex_view_highlight (WireHexView *self, guint64 offset, guint64 length)
{
  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  self->mark = offset;
  self->mark_length = length;
  if (length > 0 && offset < self->size)
    {
      if (self->cursor < offset || self->cursor - offset >= length)
        self->cursor = offset;
      self->anchor = self->cursor;
      wire_hex_view_scroll_to (self, self->cursor);
      announce_cursor (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** Returns: offset of the byte that has the cursor */
guint64
wire_hex_view_get_cursor (WireHexView *self)
{
  g_return_val_if_fail (WIRE_IS_HEX_VIEW (self), 0);

  return self->cursor;
}

/** Returns: how many bytes are marked, from @offset (out) on */
guint64
wire_hex_view_get_marked (WireHexView *self, guint64 *offset)
{
  g_return_val_if_fail (WIRE_IS_HEX_VIEW (self), 0);

  *offset = self->mark;
  return self->mark_length;
}
