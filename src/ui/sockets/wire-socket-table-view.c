/* wire-socket-table-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-socket-table-view.h"

#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-column-sorter.h"
#include "ui/lists/wire-column.h"
#include "ui/lists/wire-keyed-rows.h"
#include "ui/widgets/wire-figures.h"
#include "sockets/wire-socket-table.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/**
 * WireSocketTableView:
 *
 * Reads the #WireSocketTable in a worker every second for as long as it is on the screen. Rows that
 * are this program's own say so. Main thread only.
 */
struct _WireSocketTableView
{
  AdwBin parent_instance;

  WireSocketTable *table; /* NULL before it was read */
  GCancellable *reading;
  guint timer;
  WireRowList *rows;
  GtkSingleSelection *selection;

  GtkSearchEntry *filter;
  GtkCheckButton *listening;
  GtkLabel *count;
  GtkColumnView *column_view;
};

G_DEFINE_FINAL_TYPE (WireSocketTableView, wire_socket_table_view, ADW_TYPE_BIN)

#define REFRESH_S 1

/* By what sockets are sorted. */
typedef enum
{
  SORT_NONE, /* as the system lists them */
  SORT_PROTOCOL,
  SORT_LOCAL,
  SORT_REMOTE,
  SORT_STATE,
  SORT_PID,
  SORT_PROGRAM,
} WireSocketSort;

static GType wire_socket_sort_get_type (void);

G_DEFINE_ENUM_TYPE (WireSocketSort,
                    wire_socket_sort,
                    G_DEFINE_ENUM_VALUE (SORT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SORT_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (SORT_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (SORT_REMOTE, "remote"),
                    G_DEFINE_ENUM_VALUE (SORT_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (SORT_PID, "pid"),
                    G_DEFINE_ENUM_VALUE (SORT_PROGRAM, "program"))

WIRE_DEFINE_COLUMN_SORTER (WireSocketSorter, wire_socket_sorter, wire_socket_sort_get_type ())

static const WireSocketRow *
get_row (WireRow *row, WireSocketTableView *self)
{
  guint id = wire_row_get_id (row);

  return self->table && id < wire_socket_table_get_length (self->table)
             ? wire_socket_table_get (self->table, id)
             : NULL;
}

static char *
protocol_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  return row ? g_strdup (wire_socket_protocol_to_name (row->protocol)) : NULL;
}

static char *
local_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  return row ? wire_socket_endpoint_to_string (&row->local) : NULL;
}

static char *
remote_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  return row ? wire_socket_endpoint_to_string (&row->remote) : NULL;
}

static char *
state_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  return row ? g_strdup (wire_socket_state_to_name (row->state)) : NULL;
}

static char *
pid_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  return row && row->pid ? g_strdup_printf ("%u", row->pid) : NULL;
}

static gboolean
is_own (const WireSocketRow *row)
{
  return row->pid == (guint32) getpid ();
}

static char *
program_text (WireRow *item, WireSocketTableView *self)
{
  const WireSocketRow *row = get_row (item, self);

  if (!row)
    return NULL;
  if (row->owner != WIRE_SOCKET_OWNER_SEEN)
    return g_strdup_printf ("— %s", wire_socket_owner_explain (row->owner));
  /* Translators: a socket's program, where that is Wirecase itself */
  return is_own (row) ? g_strdup_printf (_ ("%s ● this window"), row->program)
                      : g_strdup (row->program);
}

static void
fill_key (WireSocketSort sort, const WireSocketRow *row, WireRowKey *key)
{
  const WireSocketEndpoint *end = sort == SORT_LOCAL ? &row->local : &row->remote;

  switch (sort)
    {
    case SORT_PROTOCOL:
      key->number = (guint64) row->protocol;
      break;
    case SORT_LOCAL:
    case SORT_REMOTE:
      key->number = end->port;
      key->text = g_strdup (end->host);
      break;
    case SORT_STATE:
      key->text = g_strdup (wire_socket_state_to_name (row->state));
      break;
    case SORT_PID:
      key->number = row->pid;
      break;
    case SORT_PROGRAM:
      key->text = g_strdup (row->program);
      break;
    case SORT_NONE:
      break;
    }
}

/* A number is a port, whole; anything else is part of an address or of a program's name. */
static gboolean
passes (WireSocketTableView *self, const WireSocketRow *row, const char *text, guint64 port)
{
  if (gtk_check_button_get_active (self->listening) && !wire_socket_row_is_open (row))
    return FALSE;
  if (port)
    return row->local.port == port || row->remote.port == port;
  return !*text || strstr (row->local.host, text) || strstr (row->remote.host, text)
         || (row->program && strcasestr (row->program, text));
}

static GBytes *
make_order (WireSocketTableView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  guint n = wire_socket_table_get_length (self->table);
  g_autoptr (WireKeyedRows) rows = wire_keyed_rows_new ();
  gboolean descending = FALSE;
  guint sort = SORT_NONE;
  guint64 port = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL))
    port = 0;
  wire_column_view_get_sort (self->column_view, &sort, &descending);
  for (guint32 i = 0; i < n; i++)
    {
      const WireSocketRow *row = wire_socket_table_get (self->table, i);
      WireRowKey key = { 0 };

      if (!passes (self, row, text, port))
        continue;
      fill_key ((WireSocketSort) sort, row, &key);
      wire_keyed_rows_add (rows, i, &key);
    }
  wire_keyed_rows_sort (rows, descending);
  return wire_keyed_rows_list (rows);
}

static void
update (WireSocketTableView *self)
{
  g_autoptr (GBytes) order = NULL;
  g_autofree char *figure = NULL;
  g_autofree char *words = NULL;
  guint n;

  if (!self->table)
    return;
  order = make_order (self);
  n = (guint) (g_bytes_get_size (order) / sizeof (guint32));
  figure = wire_figure_count (n);
  words = g_strdup_printf (ngettext ("%s socket", "%s sockets", n), figure);
  gtk_label_set_label (self->count, words);
  wire_row_list_set_rows (self->rows, NULL, n, order);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WireSocketTable *table = wire_socket_table_read (NULL, cancellable, &error);

  (void) source;
  (void) data;
  if (table)
    g_task_return_pointer (task, table, (GDestroyNotify) wire_socket_table_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WireSocketTableView *self = WIRE_SOCKET_TABLE_VIEW (source);
  g_autoptr (GError) error = NULL;
  WireSocketTable *table = g_task_propagate_pointer (G_TASK (result), &error);

  (void) data;
  g_clear_object (&self->reading);
  if (table)
    {
      g_clear_pointer (&self->table, wire_socket_table_unref);
      self->table = table;
      update (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_label (self->count, error->message);
}

static gboolean
read_table (gpointer data)
{
  WireSocketTableView *self = data;
  g_autoptr (GTask) task = NULL;

  if (self->reading) /* a machine with very many sockets is read as often as it can be */
    return G_SOURCE_CONTINUE;
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_run_in_thread (task, read_thread);
  return G_SOURCE_CONTINUE;
}

static void
wire_socket_table_view_map (GtkWidget *widget)
{
  WireSocketTableView *self = WIRE_SOCKET_TABLE_VIEW (widget);

  GTK_WIDGET_CLASS (wire_socket_table_view_parent_class)->map (widget);
  read_table (self);
  self->timer = g_timeout_add_seconds (REFRESH_S, read_table, self);
}

static void
wire_socket_table_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WIRE_SOCKET_TABLE_VIEW (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (wire_socket_table_view_parent_class)->unmap (widget);
}

static void
wire_socket_table_view_dispose (GObject *object)
{
  WireSocketTableView *self = WIRE_SOCKET_TABLE_VIEW (object);

  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->table, wire_socket_table_unref);
  G_OBJECT_CLASS (wire_socket_table_view_parent_class)->dispose (object);
}

static void
bind_columns (GtkWidgetClass *widget_class)
{
  static const WireCellCallback CALLBACKS[] = {
    WIRE_CELL_CALLBACK (protocol_text), WIRE_CELL_CALLBACK (local_text),
    WIRE_CELL_CALLBACK (remote_text),   WIRE_CELL_CALLBACK (state_text),
    WIRE_CELL_CALLBACK (pid_text),      WIRE_CELL_CALLBACK (program_text),
  };

  g_type_ensure (wire_socket_sorter_get_type ());
  wire_cells_bind (widget_class, CALLBACKS, G_N_ELEMENTS (CALLBACKS));
}

static void
wire_socket_table_view_class_init (WireSocketTableViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_socket_table_view_dispose;
  widget_class->map = wire_socket_table_view_map;
  widget_class->unmap = wire_socket_table_view_unmap;

  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-socket-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WireSocketTableView, filter);
  gtk_widget_class_bind_template_child (widget_class, WireSocketTableView, listening);
  gtk_widget_class_bind_template_child (widget_class, WireSocketTableView, count);
  gtk_widget_class_bind_template_child (widget_class, WireSocketTableView, column_view);
  gtk_widget_class_bind_template_callback (widget_class, update);
  bind_columns (widget_class);
}

static void
wire_socket_table_view_init (WireSocketTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = wire_row_list_new ();
  wire_row_list_set_gradual (self->rows, TRUE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  wire_column_memory_attach (self->column_view, "sockets");
  wire_view_memory_attach (self->listening, "active", "sockets-listening");
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/** Shows the sockets that have @port at either end. */
void
wire_socket_table_view_show_port (WireSocketTableView *self, guint16 port)
{
  g_autofree char *text = g_strdup_printf ("%u", port);

  g_return_if_fail (WIRE_IS_SOCKET_TABLE_VIEW (self));
  gtk_editable_set_text (GTK_EDITABLE (self->filter), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}
