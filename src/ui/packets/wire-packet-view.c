/* wire-packet-view.c: the list and the two panes below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/packets/wire-packet-view-private.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-column.h"
#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-figures.h"
#include "ui/memory/wire-pane-memory.h"
#include "capture/decode/wire-protocol.h"
#include "capture/wire-capture-tls.h"
#include "capture/wire-capture-whole.h"
#include "ui/memory/wire-settings.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/**
 * WirePacketView:
 *
 * A list of packets; the selected one layer by layer and byte by byte, the two panes pointing at
 * each other. Which packet is selected survives every change of the filter. Main thread only.
 *
 * Here: the list and the panes. wire-packet-view-actions.c has menus and copying,
 * wire-packet-view-search.c finding.
 */
G_DEFINE_FINAL_TYPE (WirePacketView, wire_packet_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_TIME_DISPLAY,
  PROP_SAVE_KEYS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const TIME_DISPLAYS[] = {
  [WIRE_TIME_RELATIVE] = "relative",
  [WIRE_TIME_DELTA] = "delta",
  [WIRE_TIME_UTC] = "utc",
  [WIRE_TIME_LOCAL] = "local",
};

/* Below this the panes are one over the other, in pixels. */
#define SIDE_BY_SIDE_WIDTH 860

static void
show_packet (WirePacketView *self, guint packet)
{
  g_autoptr (GError) error = NULL;
  WireFields *fields;
  WireFrame frame;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (packet != WIRE_ROW_NONE)
    self->bytes =
        wire_capture_read_frame (wire_view_get_capture (self->view), packet, &frame, &error);
  fields = self->bytes ? wire_frame_describe (&frame) : NULL;
  if (fields)
    wire_capture_describe_whole (wire_view_get_capture (self->view), packet, fields);
  if (fields)
    wire_capture_describe_decrypted (wire_view_get_capture (self->view), packet, fields);
  wire_field_tree_take_fields (self->tree, fields);
  wire_field_tree_set_frame (self->tree, self->bytes, &frame);
  wire_hex_view_set_bytes (self->hex, self->bytes);
  wire_packet_view_show_comments (self, packet);
  wire_packet_view_show_decrypted (self, self->bytes ? wire_view_get_capture (self->view) : NULL,
                                   packet);
}

static void
selection_cb (WirePacketView *self)
{
  guint packet = wire_single_selection_get_id (self->selection);

  if (packet != WIRE_ROW_NONE)
    self->wanted = packet;
  show_packet (self, packet);
  wire_packet_view_update_actions (self);
}

static void
field_selected_cb (WirePacketView *self)
{
  const WireField *field = wire_field_tree_get_selected (self->tree);

  wire_hex_view_highlight (self->hex, field ? field->offset : 0, field ? field->length : 0);
}

static void
byte_moved_cb (WirePacketView *self, guint64 offset)
{
  const WireField *field;

  wire_field_tree_select_byte (self->tree, (guint32) offset);
  field = wire_field_tree_get_selected (self->tree);
  wire_hex_view_highlight (self->hex, field ? field->offset : 0, field ? field->length : 0);
}

static void
clear_filters_cb (WirePacketView *self)
{
  g_autoptr (WireFilter) none = wire_filter_new ();

  if (self->session) /* a toast may outlive it */
    wire_capture_session_set_filter (self->session, none);
}

static GBytes *
make_order (WireView *view, guint n)
{
  guint32 *packets = g_new (guint32, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    packets[i] = wire_view_get_packet (view, i);
  return g_bytes_new_take (packets, n * sizeof *packets);
}

/* Puts the rows of the view in place. A capture that loads unfiltered only gains rows at its end,
 * so that what is on the screen stays as it is. */
static void
replace_rows (WirePacketView *self, guint n)
{
  WireCapture *capture = wire_view_get_capture (self->view);
  gboolean grows = wire_filter_get_length (wire_view_get_filter (self->view)) == 0;
  g_autoptr (GBytes) order = NULL;

  if (grows && self->grows)
    {
      wire_row_list_grow (self->rows, n);
      return;
    }
  order = grows ? NULL : make_order (self->view, n);
  self->grows = grows;
  wire_row_list_set_rows (self->rows, G_OBJECT (capture), n, order);
  if (self->wanted != WIRE_ROW_NONE)
    wire_row_list_announce_all (self->rows);
  if (!wire_single_selection_select_id (self->selection, self->wanted))
    gtk_single_selection_set_selected (self->selection, n > 0 ? 0 : GTK_INVALID_LIST_POSITION);
  wire_column_view_scroll_to (self->column_view,
                              gtk_single_selection_get_selected (self->selection));
}

/* A list that nobody sees waits until somebody does: its cells would be filled ten times a second
 * while a capture loads. */
static void
view_cb (WirePacketView *self)
{
  WireView *view = self->session ? wire_capture_session_get_view (self->session) : NULL;
  guint n = view ? wire_view_get_n_packets (view) : 0;

  self->stale = view && !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!view || self->stale)
    return;
  g_set_object (&self->view, view);
  replace_rows (self, n);
  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "packets");
  else if (wire_filter_get_length (wire_view_get_filter (view)))
    gtk_stack_set_visible_child_name (self->stack, "nothing-left");
  else
    gtk_stack_set_visible_child_name (self->stack, "no-packets");
}

static void
add_columns (WirePacketView *self)
{
  const struct
  {
    const char *title;
    int width;
    WireColumnFlags flags;
    WireColumnText text;
  } COLUMNS[] = {
    { _ ("No."), 6, WIRE_COLUMN_NUMBER, wire_packet_rows_number },
    { _ ("Time"), 12, WIRE_COLUMN_NUMBER, wire_packet_rows_time },
    { _ ("Source"), 15, WIRE_COLUMN_MONOSPACE, wire_packet_rows_source },
    { _ ("Destination"), 15, WIRE_COLUMN_MONOSPACE, wire_packet_rows_destination },
    { _ ("Protocol"), 8, WIRE_COLUMN_PLAIN, wire_packet_rows_protocol },
    { _ ("Length"), 7, WIRE_COLUMN_NUMBER, wire_packet_rows_length },
    { _ ("What It Says"), 24, WIRE_COLUMN_EXPAND, wire_packet_rows_info },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = wire_column_new (
          COLUMNS[i].title, COLUMNS[i].width, COLUMNS[i].flags, COLUMNS[i].text, self->cells);

      if (COLUMNS[i].text == wire_packet_rows_time)
        gtk_column_view_column_set_header_menu (
            column, G_MENU_MODEL (gtk_widget_get_template_child (
                        GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "time_menu")));
      gtk_column_view_append_column (self->column_view, column);
    }
}

/** Fills every cell again. */
void
wire_packet_view_show_again (WirePacketView *self)
{
  self->grows = FALSE;
  if (self->view)
    view_cb (self);
}

static void
set_time_display (WirePacketView *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (TIME_DISPLAYS); i++)
    if (g_strcmp0 (name, TIME_DISPLAYS[i]) == 0)
      {
        self->time_display = i;
        wire_packet_rows_set_time_display (self->cells, i);
        wire_packet_view_show_again (self);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME_DISPLAY]);
      }
}

/* GTK 4.8 has no breakpoints: the surface tells its width. */
static void
width_cb (WirePacketView *self, GParamSpec *pspec, GdkSurface *surface)
{
  gboolean narrow = gdk_surface_get_width (surface) < SIDE_BY_SIDE_WIDTH;

  (void) pspec;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (GTK_BOX (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "details"))),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
wire_packet_view_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (wire_packet_view_parent_class)->realize (widget);
  surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (surface, "notify::width", G_CALLBACK (width_cb), widget,
                           G_CONNECT_SWAPPED);
  width_cb (WIRE_PACKET_VIEW (widget), NULL, surface);
}

static void
wire_packet_view_map (GtkWidget *widget)
{
  WirePacketView *self = WIRE_PACKET_VIEW (widget);

  GTK_WIDGET_CLASS (wire_packet_view_parent_class)->map (widget);
  if (self->stale)
    view_cb (self);
}

static void
wire_packet_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WirePacketView *self = WIRE_PACKET_VIEW (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else if (id == PROP_TIME_DISPLAY)
    g_value_set_string (value, TIME_DISPLAYS[self->time_display]);
  else if (id == PROP_SAVE_KEYS)
    g_value_set_boolean (value, self->save_keys);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_packet_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WirePacketView *self = WIRE_PACKET_VIEW (object);

  if (id == PROP_SESSION)
    wire_packet_view_set_session (self, g_value_get_object (value));
  else if (id == PROP_TIME_DISPLAY)
    set_time_display (self, g_value_get_string (value));
  else if (id == PROP_SAVE_KEYS)
    self->save_keys = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_packet_view_dispose (GObject *object)
{
  WirePacketView *self = WIRE_PACKET_VIEW (object);

  wire_packet_view_set_session (self, NULL);
  if (self->find_bar)
    wire_find_bar_stop (self->find_bar);
  g_clear_object (&self->menu);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->column_view)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (wire_packet_view_parent_class)->dispose (object);
}

static void
wire_packet_view_finalize (GObject *object)
{
  WirePacketView *self = WIRE_PACKET_VIEW (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->cells, wire_packet_rows_free);
  G_OBJECT_CLASS (wire_packet_view_parent_class)->finalize (object);
}

static void
wire_packet_view_class_init (WirePacketViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_packet_view_get_property;
  object_class->set_property = wire_packet_view_set_property;
  object_class->dispose = wire_packet_view_dispose;
  object_class->finalize = wire_packet_view_finalize;
  widget_class->realize = wire_packet_view_realize;
  widget_class->map = wire_packet_view_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** WirePacketView:time-display: how the time column counts, as the time menu has it */
  properties[PROP_TIME_DISPLAY] =
      g_param_spec_string ("time-display", NULL, NULL, "relative",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** WirePacketView:save-keys: whether keys of TLS that packets need are saved with them */
  properties[PROP_SAVE_KEYS] = g_param_spec_boolean ("save-keys", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_COMMENT_BAR);
  g_type_ensure (WIRE_TYPE_FIELD_TREE);
  g_type_ensure (WIRE_TYPE_FIND_BAR);
  g_type_ensure (WIRE_TYPE_HEX_VIEW);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/packets/wire-packet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WirePacketView, stack);
  gtk_widget_class_bind_template_child (widget_class, WirePacketView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, WirePacketView, column_view);
  gtk_widget_class_bind_template_child_full (widget_class, "paned", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "details", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WirePacketView, tree);
  gtk_widget_class_bind_template_child (widget_class, WirePacketView, hex);
  wire_packet_view_bind_decrypted (widget_class);
  wire_packet_view_bind_comments (widget_class);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_terms", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "packet_menu", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "stream_section", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "time_menu", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, byte_moved_cb);
  wire_packet_view_bind_search (widget_class);
  wire_packet_view_install_actions (widget_class);
}

static void
wire_packet_view_init (WirePacketView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = WIRE_ROW_NONE;
  self->cells = wire_packet_rows_new ();
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  add_columns (self);
  wire_column_memory_attach (self->column_view, "packets");
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selection_cb),
                            self);
  wire_packet_view_init_menu (self);
  wire_pane_memory_attach (
      GTK_PANED (gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_PACKET_VIEW, "paned")),
      "packets-pane");
  wire_settings_follow ("time-display", self, "time-display");
}

/** Shows the packets of @session, or nothing for %NULL. */
void
wire_packet_view_set_session (WirePacketView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_PACKET_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_object (&self->view);
  wire_packet_rows_forget (self->cells);
  self->wanted = WIRE_ROW_NONE;
  self->grows = FALSE;
  wire_row_list_set_rows (self->rows, NULL, 0, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  if (!session)
    return;
  g_signal_connect_object (session, "notify::view", G_CALLBACK (view_cb), self, G_CONNECT_SWAPPED);
  view_cb (self);
}

/* Without the filters it is there, and selected. */
static void
say_hidden (WirePacketView *self, guint32 packet)
{
  g_autofree char *number = wire_figure_count ((guint64) packet + 1);
  g_autofree char *title = g_strdup_printf (_ ("The filters hide packet %s."), number);
  AdwToast *toast = wire_toast_offer (GTK_WIDGET (self), title, _ ("_Clear Filters"));

  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clear_filters_cb), self,
                           G_CONNECT_SWAPPED);
}

/** Selects packet @packet, counted from 0, and lets it be seen; where a filter hides it, says so.
 */
void
wire_packet_view_go_to (WirePacketView *self, guint32 packet)
{
  g_return_if_fail (WIRE_IS_PACKET_VIEW (self));

  self->wanted = packet;
  wire_row_list_announce_all (self->rows);
  if (wire_single_selection_select_id (self->selection, packet))
    wire_column_view_scroll_to (self->column_view,
                                gtk_single_selection_get_selected (self->selection));
  else
    say_hidden (self, packet);
}
