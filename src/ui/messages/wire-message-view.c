/* wire-message-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/messages/wire-message-view.h"

#include "ui/messages/wire-message-kind.h"
#include "ui/messages/wire-message-read.h"
#include "ui/messages/wire-message-save.h"
#include "ui/tables/wire-table-view.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/**
 * WireMessageView:
 *
 * The mails that the filters let through, whichever protocol carried them. The selected one is
 * read in a worker and shown as text: nothing of it is rendered, and nothing is fetched. Main
 * thread only.
 */
struct _WireMessageView
{
  AdwBin parent_instance;

  WireCaptureSession *session;
  WireMessageRows *rows;
  WireJob *listing; /* of @rows */
  WireJob *reading; /* of the selected mail */
  guint saving;     /* the mail that a file is asked for */

  WireTableView *table;
};

G_DEFINE_FINAL_TYPE (WireMessageView, wire_message_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COUNT,
  PROP_HAS_MAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
drop_job (WireJob **job)
{
  if (*job)
    wire_job_cancel (*job);
  g_clear_object (job);
}

static void
set_rows (WireMessageView *self, WireMessageRows *rows)
{
  drop_job (&self->reading);
  g_set_object (&self->rows, rows);
  wire_table_view_set_source (self->table, (GObject *) rows);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MAIL]);
}

static void
listed_cb (WireJob *job, WireMessageRows *rows, GObject *owner)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (owner);

  if (job != self->listing)
    return;
  g_clear_object (&self->listing);
  if (rows)
    set_rows (self, rows);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_table_view_wait (self->table, _ ("Mails Could Not Be Examined"),
                          _ ("The capture cannot be read any more, or the list of types is not "
                             "there."),
                          FALSE);
  else
    wire_table_view_wait (self->table, _ ("Mails Were Not Examined"), _ ("That was cancelled."),
                          FALSE);
}

static void
list_mails (WireMessageView *self)
{
  WireObjectList *objects = self->session ? wire_capture_session_get_objects (self->session) : NULL;

  drop_job (&self->listing);
  if (!objects)
    {
      set_rows (self, NULL);
      return;
    }
  wire_table_view_wait (self->table, _ ("Examining Mails"), "", TRUE);
  self->listing = wire_message_rows_start (objects, listed_cb, G_OBJECT (self));
}

static void
read_cb (WireJob *job, guint row, WireMailReading *reading, GObject *owner)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (owner);

  if (job != self->reading)
    return;
  g_clear_object (&self->reading);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_toast_show (GTK_WIDGET (self), wire_job_get_error (job)->message);
  if (!reading || !self->rows || row != wire_table_view_get_selected (self->table))
    return;
  wire_message_rows_take_reading (self->rows, row, reading);
  wire_table_view_refresh (self->table);
}

static void
selected_cb (WireMessageView *self)
{
  static const char *const ACTIONS[] = { "message.save", "message.show-transfer",
                                         "message.open-in-text" };
  guint row = wire_table_view_get_selected (self->table);
  gboolean selected = row != WIRE_ROW_NONE && self->rows;

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTIONS[i], selected);
  drop_job (&self->reading);
  if (selected && !wire_message_rows_get_reading (self->rows, row))
    self->reading = wire_message_read_start (self->rows, row, read_cb, G_OBJECT (self));
}

static void
count_cb (WireMessageView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/* Returns: the number of the selected mail among the objects, or %WIRE_OBJECT_NONE */
static guint32
get_object (WireMessageView *self)
{
  guint row = wire_table_view_get_selected (self->table);
  guint n;

  if (row == WIRE_ROW_NONE || !self->rows)
    return WIRE_OBJECT_NONE;
  return *wire_messages_get (wire_message_rows_get_messages (self->rows), row, &n);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (data);

  if (self->rows && self->saving != WIRE_OBJECT_NONE)
    wire_message_save (wire_message_rows_get_list (self->rows), self->saving, file,
                       GTK_WIDGET (self));
  self->saving = WIRE_OBJECT_NONE;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (widget);
  g_autofree char *proposed = NULL;

  (void) name;
  (void) parameter;
  self->saving = get_object (self);
  if (self->saving == WIRE_OBJECT_NONE)
    return;
  proposed = wire_message_save_propose (
      wire_object_list_get (wire_message_rows_get_list (self->rows), self->saving));
  wire_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Mail"), proposed,
                         chosen_cb, self);
}

/* In Transfers, or in Text. */
static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint32 object = get_object (WIRE_MESSAGE_VIEW (widget));

  (void) parameter;
  if (object != WIRE_OBJECT_NONE)
    gtk_widget_activate_action (widget,
                                g_str_equal (name, "message.show-transfer")
                                    ? "capture.show-object"
                                    : "win.open-object-in-text",
                                "u", object);
}

static void
wire_message_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (object);

  if (id == PROP_COUNT)
    g_value_set_uint (value, wire_message_view_get_count (self));
  else if (id == PROP_HAS_MAIL)
    g_value_set_boolean (value, wire_message_view_has_mail (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_message_view_dispose (GObject *object)
{
  WireMessageView *self = WIRE_MESSAGE_VIEW (object);

  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  drop_job (&self->listing);
  drop_job (&self->reading);
  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  self->table = NULL;
  G_OBJECT_CLASS (wire_message_view_parent_class)->dispose (object);
}

static void
wire_message_view_class_init (WireMessageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wire_message_view_get_property;
  object_class->dispose = wire_message_view_dispose;

  /** WireMessageView:count: mails that the filters let through */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /** WireMessageView:has-mail: whether the capture has mails, as far as is known */
  properties[PROP_HAS_MAIL] = g_param_spec_boolean ("has-mail", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "message.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "message.show-transfer", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "message.open-in-text", NULL, show_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "message.save",
                                       NULL);
}

static void
wire_message_view_init (WireMessageView *self)
{
  self->saving = WIRE_OBJECT_NONE;
  self->table = WIRE_TABLE_VIEW (wire_table_view_new (&wire_message_kind));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));
  g_signal_connect_swapped (self->table, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->table, "notify::count", G_CALLBACK (count_cb), self);
  g_signal_connect_swapped (self->table, "again", G_CALLBACK (list_mails), self);
  selected_cb (self);
}

/** @session: (nullable): whose mails to show */
void
wire_message_view_set_session (WireMessageView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_MESSAGE_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  wire_table_view_set_session (self->table, session);
  if (session)
    g_signal_connect_object (session, "notify::objects", G_CALLBACK (list_mails), self,
                             G_CONNECT_SWAPPED);
  list_mails (self);
}

/** Returns: how many mails the filters let through */
guint
wire_message_view_get_count (WireMessageView *self)
{
  g_return_val_if_fail (WIRE_IS_MESSAGE_VIEW (self), 0);
  return self->table ? wire_table_view_get_count (self->table) : 0;
}

/** Returns: whether the capture has mails, as far as is known */
gboolean
wire_message_view_has_mail (WireMessageView *self)
{
  g_return_val_if_fail (WIRE_IS_MESSAGE_VIEW (self), FALSE);
  return self->rows && wire_messages_get_length (wire_message_rows_get_messages (self->rows)) > 0;
}
