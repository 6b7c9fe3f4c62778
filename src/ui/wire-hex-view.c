/* wire-hex-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-hex-view.h"

#include "wire-hex.h"

#include <glib/gi18n.h>

/**
 * WireHexView:
 *
 * Bytes of any number, read as they scroll by: offset, hexadecimal, ASCII. One byte has the cursor;
 * a range can be highlighted. Emits #WireHexView::moved when the user moves the cursor. In a
 * #GtkScrolledWindow. Main thread only.
 */
struct _WireHexView
{
  GtkWidget parent_instance;

  guint64 size;
  WireHexRead read;
  gpointer user_data;
  GDestroyNotify destroy;

  guint64 cursor;
  guint64 mark;
  guint64 mark_length;

  GBytes *cache;
  guint64 cache_offset;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];

  guint columns; /* bytes in a line: 16, or 8 where that is too wide */
  guint offset_digits;
  int char_width; /* pixels */
  int line_height;
};

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

G_DEFINE_FINAL_TYPE_WITH_CODE (WireHexView,
                               wire_hex_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint moved_signal;

#define MARGIN 12 /* pixels around the text */
#define GAP 2     /* characters between offset, hexadecimal and ASCII */

/* Read at once: some screens full. */
#define CACHE_BYTES 16384

static guint
hex_column (WireHexView *self, guint byte)
{
  return self->offset_digits + GAP + byte * 3 + (byte >= 8 ? 1 : 0);
}

static guint
ascii_column (WireHexView *self, guint byte)
{
  return hex_column (self, self->columns - 1) + 2 + GAP + byte;
}

static int
width_for (WireHexView *self, guint columns)
{
  guint hex = columns * 3 + (columns > 8 ? 1 : 0);

  return 2 * MARGIN + (int) (self->offset_digits + GAP + hex + GAP + columns) * self->char_width;
}

static void
measure_font (WireHexView *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");

  pango_layout_get_pixel_size (layout, &self->char_width, &self->line_height);
  self->char_width = MAX (self->char_width, 1);
  self->line_height = MAX (self->line_height, 1) + 2;
}

static guint64
count_lines (WireHexView *self)
{
  return (self->size + self->columns - 1) / self->columns;
}

static void
configure (WireHexView *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double upper;

  self->offset_digits = self->size > 0x100000000 ? 10 : self->size > 0x10000 ? 8 : 4;
  self->columns = width >= width_for (self, 16) ? 16 : 8;
  if (!vertical)
    return;
  upper = (double) count_lines (self) * self->line_height + 2 * MARGIN;
  gtk_adjustment_configure (vertical,
                            CLAMP (gtk_adjustment_get_value (vertical), 0, MAX (0, upper - height)),
                            0, MAX (upper, height), self->line_height, height * 0.9, height);
}

/* Bytes of one line, from the cache. */
static const guint8 *
get_line (WireHexView *self, guint64 offset, gsize *length)
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

static gboolean
is_marked (WireHexView *self, guint64 offset)
{
  return offset >= self->mark && offset - self->mark < self->mark_length;
}

static void
add_box (
    WireHexView *self, GtkSnapshot *snapshot, const GdkRGBA *color, guint column, guint n, int y)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (MARGIN + (int) column * self->char_width - 1, y,
                                            (int) n * self->char_width + 2, self->line_height);

  gtk_snapshot_append_color (snapshot, color, &box);
}

/* Under the text: marked bytes, and the cursor as a frame, so that it is more than a colour. */
static void
draw_marks (WireHexView *self, GtkSnapshot *snapshot, guint64 offset, gsize length, int y)
{
  GdkRGBA color = { 0.2, 0.5, 0.9, 1 };
  const float widths[4] = { 1.5f, 1.5f, 1.5f, 1.5f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  "accent_bg_color", &color);
  for (guint i = 0; i < length; i++)
    {
      GdkRGBA fill = color;
      gboolean joined = i + 1 < length && is_marked (self, offset + i + 1) && i != 7;

      fill.alpha = 0.35f;
      if (is_marked (self, offset + i))
        {
          add_box (self, snapshot, &fill, hex_column (self, i), joined ? 3 : 2, y);
          add_box (self, snapshot, &fill, ascii_column (self, i), 1, y);
        }
      if (offset + i == self->cursor && gtk_widget_has_focus (GTK_WIDGET (self)))
        {
          const GdkRGBA colors[4] = { color, color, color, color };
          GskRoundedRect frame;

          gsk_rounded_rect_init_from_rect (
              &frame,
              &GRAPHENE_RECT_INIT (MARGIN + (int) hex_column (self, i) * self->char_width - 2, y,
                                   2 * self->char_width + 4, self->line_height),
              3);
          gtk_snapshot_append_border (snapshot, &frame, widths, colors);
        }
    }
}

static void
draw_text (
    WireHexView *self, GtkSnapshot *snapshot, const char *text, guint column, int y, double alpha)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= (float) alpha;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (MARGIN + (int) column * self->char_width, y + 1));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_line (WireHexView *self, GtkSnapshot *snapshot, guint64 offset, int y)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autoptr (GString) ascii = g_string_new (NULL);
  g_autofree char *label =
      g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) self->offset_digits, offset);
  gsize length;
  const guint8 *bytes = get_line (self, offset, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_printf (hex, i == 8 ? " %02x " : "%02x ", bytes[i]);
      g_string_append_c (ascii, g_ascii_isprint (bytes[i]) ? (char) bytes[i] : '.');
    }
  draw_marks (self, snapshot, offset, length, y);
  draw_text (self, snapshot, label, 0, y, 0.6);
  draw_text (self, snapshot, hex->str, hex_column (self, 0), y, 1);
  draw_text (self, snapshot, ascii->str, ascii_column (self, 0), y, 1);
}

static void
wire_hex_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double top = vertical ? gtk_adjustment_get_value (vertical) : 0;
  int height = gtk_widget_get_height (widget);
  guint64 line = top > MARGIN ? (guint64) ((top - MARGIN) / self->line_height) : 0;
  guint64 n_lines = count_lines (self);

  if (!self->read)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), height));
  for (; line < n_lines; line++)
    {
      double y = MARGIN + (double) line * self->line_height - top;

      if (y >= height)
        break;
      draw_line (self, snapshot, line * self->columns, (int) y);
    }
  gtk_snapshot_pop (snapshot);
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
  measure_font (self);
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_for (self, 8);
      *natural = width_for (self, 16);
    }
  else
    {
      *minimum = 3 * self->line_height;
      *natural = (int) MIN (count_lines (self) * (guint64) self->line_height + 2 * MARGIN, 400);
    }
}

static void
wire_hex_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) width;
  (void) height;
  (void) baseline;
  configure (WIRE_HEX_VIEW (widget));
}

static void
announce_cursor (WireHexView *self)
{
  gsize length;
  const guint8 *byte = self->size ? get_line (self, self->cursor, &length) : NULL;
  g_autofree char *text = NULL;

  if (byte)
    text = g_strdup_printf (_ ("Byte %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ": 0x%02x, %u"),
                            self->cursor, self->size, *byte, *byte);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text ? text : _ ("No bytes"), -1);
}

/* Lets a line be seen, moving as little as that needs. */
void
wire_hex_view_scroll_to (WireHexView *self, guint64 offset)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double y = (double) (offset / self->columns) * self->line_height;

  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  if (vertical)
    gtk_adjustment_clamp_page (vertical, y, y + self->line_height + 2 * MARGIN);
}

static void
move_cursor (WireHexView *self, guint64 offset)
{
  if (self->size == 0)
    return;
  self->cursor = MIN (offset, self->size - 1);
  wire_hex_view_scroll_to (self, self->cursor);
  announce_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, moved_signal, 0, self->cursor);
}

static void
move_by (WireHexView *self, gint64 bytes)
{
  if (bytes < 0 && (guint64) -bytes > self->cursor)
    return;
  if (bytes > 0 && self->cursor + (guint64) bytes >= self->size)
    return;
  move_cursor (self, self->cursor + (guint64) bytes);
}

static gboolean
find_byte (WireHexView *self, double x, double y, guint64 *offset)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double top = y - MARGIN + (vertical ? gtk_adjustment_get_value (vertical) : 0);
  double column = (x - MARGIN) / self->char_width;
  guint64 line = top > 0 ? (guint64) (top / self->line_height) : 0;

  for (guint i = 0; i < self->columns; i++)
    if ((column >= hex_column (self, i) - 0.5 && column < hex_column (self, i) + 2.5)
        || (column >= ascii_column (self, i) && column < ascii_column (self, i) + 1))
      {
        *offset = line * self->columns + i;
        return *offset < self->size;
      }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  WireHexView *self = WIRE_HEX_VIEW (data);
  guint64 offset;

  (void) gesture;
  (void) n_press;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (find_byte (self, x, y, &offset))
    move_cursor (self, offset);
}

static gboolean
key_cb (
    GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  WireHexView *self = WIRE_HEX_VIEW (data);
  gint64 page = (gint64) self->columns
                * MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) / self->line_height - 1);

  (void) controller;
  (void) code;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      move_by (self, -1);
      return TRUE;
    case GDK_KEY_Right:
      move_by (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      move_by (self, -(gint64) self->columns);
      return TRUE;
    case GDK_KEY_Down:
      move_by (self, self->columns);
      return TRUE;
    case GDK_KEY_Page_Up:
      move_cursor (self, self->cursor - MIN (self->cursor, (guint64) page));
      return TRUE;
    case GDK_KEY_Page_Down:
      move_cursor (self, self->cursor + (guint64) page);
      return TRUE;
    case GDK_KEY_Home:
      move_cursor (self, 0);
      return TRUE;
    case GDK_KEY_End:
      move_cursor (self, self->size);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireHexView *self = WIRE_HEX_VIEW (widget);
  guint64 offset = self->mark_length ? self->mark : self->cursor;
  gsize length = (gsize) MIN (self->mark_length ? self->mark_length : 1, self->size - offset);
  g_autoptr (GBytes) bytes = self->read ? self->read (offset, length, self->user_data) : NULL;
  g_autofree char *hex = NULL;

  (void) name;
  (void) parameter;
  if (!bytes)
    return;
  hex = wire_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), " ");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), hex);
}

static void
set_adjustment (WireHexView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  if (g_set_object (&self->adjustments[orientation], adjustment) && adjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                              self);
  configure (self);
}

static void
wire_hex_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wire_hex_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
clear_source (WireHexView *self)
{
  if (self->destroy)
    self->destroy (self->user_data);
  self->destroy = NULL;
  self->user_data = NULL;
  self->read = NULL;
  self->size = 0;
  self->cursor = self->mark = self->mark_length = 0;
  g_clear_pointer (&self->cache, g_bytes_unref);
}

static void
wire_hex_view_dispose (GObject *object)
{
  WireHexView *self = WIRE_HEX_VIEW (object);

  clear_source (self);
  for (int i = 0; i < 2; i++)
    {
      if (self->adjustments[i])
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }
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
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "hexview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_install_action (widget_class, "hex.copy", NULL, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "hex.copy", NULL);

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
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = 16;
  self->offset_digits = 4;
  self->line_height = 16;
  self->char_width = 8;
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
  if (self->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
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

/** Marks a range, moves the cursor to its beginning, and lets it be seen. */
void
wire_hex_view_highlight (WireHexView *self, guint64 offset, guint64 length)
{
  g_return_if_fail (WIRE_IS_HEX_VIEW (self));

  self->mark = offset;
  self->mark_length = length;
  if (length > 0 && offset < self->size)
    {
      if (!is_marked (self, self->cursor))
        self->cursor = offset;
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
