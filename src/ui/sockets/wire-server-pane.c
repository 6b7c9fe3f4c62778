/* wire-server-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-server-pane.h"

#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/sockets/wire-connection-list.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-figures.h"
#include "base/wire-hex.h"
#include "sockets/wire-listening.h"
#include "sockets/wire-own-addresses.h"
#include "sockets/wire-port.h"
#include "ui/memory/wire-settings.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/sockets/wire-server-reach.h"
#include "ui/sockets/wire-transcript-view.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/**
 * WireServerPane:
 *
 * A #WireServer with its settings, its clients and its transcript. Main thread only.
 */
struct _WireServerPane
{
  AdwBin parent_instance;

  WireServer *server;
  GCancellable *starting;
  char *host;         /* that it was last tried to listen at, as the user calls it */
  GList *addresses;   /* … and as it was looked up */
  GString *listening; /* endpoints that it listens at, for the status */
  guint16 next;       /* a port that was free when the one asked for was not */

  GtkLabel *status;
  GtkButton *sockets_button;
  GtkButton *start_button;
  GtkComboBoxText *address;
  GtkSpinButton *port;
  GtkAdjustment *buffer_range;
  GtkAdjustment *buffer_power;
  GtkDropDown *reply_kind;
  GtkEntry *reply;
  GtkRevealer *problem;
  GtkLabel *problem_label;
  GtkButton *next_port;
  GtkRevealer *clients_revealer;
  GtkLabel *clients_label;
  GtkListView *clients;
  WireTranscriptView *transcript;
};

G_DEFINE_FINAL_TYPE (WireServerPane, wire_server_pane, ADW_TYPE_BIN)

/* In the order of the drop-down. */
enum
{
  REPLY_TEXT,
  REPLY_HEX,
  REPLY_ECHO,
  REPLY_NONE,
};

static void
show_problem (WireServerPane *self, const char *sentence)
{
  g_autofree char *label = g_strdup_printf (_ ("_Use Port %u"), self->next);

  gtk_label_set_label (self->problem_label, sentence ? sentence : "");
  gtk_button_set_label (self->next_port, label);
  gtk_button_set_use_underline (self->next_port, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->next_port), self->next != 0);
  gtk_revealer_set_reveal_child (self->problem, sentence != NULL);
}

static void
show_state (WireServerPane *self)
{
  gboolean listening = wire_server_is_listening (self->server);
  gboolean starting = self->starting != NULL;
  /* Translators: addresses that the server listens at */
  g_autofree char *status =
      listening ? g_strdup_printf (_ ("● Listening on %s"), self->listening->str)
                : g_strdup (starting ? _ ("◌ Looking up the address…") : _ ("○ Not listening"));

  gtk_label_set_label (self->status, status);
  gtk_button_set_label (self->start_button, listening || starting ? _ ("_Stop") : _ ("_Start"));
  if (listening || starting)
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->start_button), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->sockets_button), listening);
  gtk_widget_set_sensitive (GTK_WIDGET (self->address), !listening && !starting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->port), !listening && !starting);
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireServerPane) self = WIRE_SERVER_PANE (data);
  g_autofree char *sentence = wire_port_explain_taken_finish (result);

  (void) source;
  if (self->server && sentence && self->next != 0 && !wire_server_is_listening (self->server))
    show_problem (self, sentence);
}

static void
start (WireServerPane *self, guint16 port)
{
  g_autoptr (GError) error = NULL;

  self->next = 0;
  g_string_truncate (self->listening, 0);
  if (wire_server_start (self->server, self->host, self->addresses, port, &error))
    {
      g_autofree char *warning =
          wire_server_reach_explain (self->server, self->host, self->listening->str);

      show_problem (self, warning);
    }
  else
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        {
          self->next = wire_listening_find_free_port (self->addresses, port);
          /* The sentence without who has it is there at once. */
          wire_port_explain_taken_async (self->addresses, self->host, port, explained_cb,
                                         g_object_ref (self));
        }
      show_problem (self, error->message);
    }
  show_state (self);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireServerPane) self = WIRE_SERVER_PANE (data);
  g_autoptr (GError) error = NULL;
  GList *addresses = wire_listening_list_addresses_finish (result, &error);

  (void) source;
  if (!self->server) /* the window went meanwhile */
    {
      g_resolver_free_addresses (addresses);
      return;
    }
  g_clear_object (&self->starting);
  if (addresses)
    {
      g_resolver_free_addresses (self->addresses);
      self->addresses = addresses;
      start (self, (guint16) gtk_spin_button_get_value_as_int (self->port));
      return;
    }
  self->next = 0;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  show_state (self);
}

static void
start_cb (WireServerPane *self)
{
  if (self->starting)
    {
      g_cancellable_cancel (self->starting);
      return;
    }
  if (wire_server_is_listening (self->server))
    {
      wire_server_stop (self->server);
      return;
    }
  self->starting = g_cancellable_new ();
  g_free (self->host);
  self->host = g_strstrip (gtk_combo_box_text_get_active_text (self->address));
  wire_listening_list_addresses_async (self->host, self->starting, resolved_cb,
                                       g_object_ref (self));
  show_problem (self, NULL);
  show_state (self);
}

static void
next_port_cb (WireServerPane *self)
{
  gtk_spin_button_set_value (self->port, self->next);
  start_cb (self);
}

static void
show_sockets_cb (WireServerPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sockets.show-port", "q",
                              wire_server_get_port (self->server));
}

static void
note_listening (WireServerPane *self, const WireSocketEvent *event)
{
  g_autofree char *where = wire_socket_endpoint_to_string (&event->local);

  g_string_append_printf (self->listening, "%s%s", self->listening->len ? ", " : "", where);
}

static void
event_cb (WireServerPane *self, WireConnection *connection, WireSocketEvent *event)
{
  (void) connection;
  if (event->kind == WIRE_SOCKET_LISTENING)
    note_listening (self, event);
  else if (event->kind == WIRE_SOCKET_STOPPED)
    {
      show_state (self);
      show_problem (self, NULL);
    }
  wire_transcript_view_add (self->transcript, event);
}

static void
clients_cb (WireServerPane *self)
{
  guint n = g_list_model_get_n_items (wire_server_get_connections (self->server));
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("%s client", "%s clients", n), figure);

  gtk_label_set_label (self->clients_label, words);
  gtk_revealer_set_reveal_child (self->clients_revealer, n > 0);
}

/* The slider goes in powers of two, as ten and ten thousand are to be found on the same inch. */
static void
buffer_cb (WireServerPane *self)
{
  double bytes = gtk_adjustment_get_value (self->buffer_range);

  if (self->server)
    wire_server_set_receive_buffer (self->server, (guint) bytes);
  if (fabs (exp2 (gtk_adjustment_get_value (self->buffer_power)) - bytes) >= 1)
    gtk_adjustment_set_value (self->buffer_power, log2 (bytes));
}

static void
power_cb (WireServerPane *self)
{
  double bytes = round (exp2 (gtk_adjustment_get_value (self->buffer_power)));

  if (fabs (log2 (gtk_adjustment_get_value (self->buffer_range))
            - gtk_adjustment_get_value (self->buffer_power))
      > 0.001)
    gtk_adjustment_set_value (self->buffer_range, bytes);
}

static void
reply_cb (WireServerPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->reply));
  guint kind = gtk_drop_down_get_selected (self->reply_kind);
  g_autoptr (GBytes) bytes = NULL;

  if (!self->server)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->reply), kind == REPLY_TEXT || kind == REPLY_HEX);
  gtk_widget_remove_css_class (GTK_WIDGET (self->reply), "error");
  if (kind == REPLY_TEXT)
    bytes = g_bytes_new (text, strlen (text));
  else if (kind == REPLY_HEX && !(bytes = wire_hex_decode (text, NULL)))
    gtk_widget_add_css_class (GTK_WIDGET (self->reply), "error");
  wire_server_set_reply (self->server,
                         kind == REPLY_ECHO ? WIRE_REPLY_ECHO
                         : bytes            ? WIRE_REPLY_BYTES
                                            : WIRE_REPLY_NONE,
                         bytes);
}

static void
wire_server_pane_dispose (GObject *object)
{
  WireServerPane *self = WIRE_SERVER_PANE (object);

  if (self->starting)
    g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  if (self->server)
    {
      g_signal_handlers_disconnect_by_data (self->server, self);
      g_signal_handlers_disconnect_by_data (wire_server_get_connections (self->server), self);
      wire_server_stop (self->server);
    }
  g_clear_object (&self->server);
  g_resolver_free_addresses (g_steal_pointer (&self->addresses));
  G_OBJECT_CLASS (wire_server_pane_parent_class)->dispose (object);
}

static void
wire_server_pane_finalize (GObject *object)
{
  WireServerPane *self = WIRE_SERVER_PANE (object);

  g_string_free (self->listening, TRUE);
  g_free (self->host);
  G_OBJECT_CLASS (wire_server_pane_parent_class)->finalize (object);
}

static void
wire_server_pane_class_init (WireServerPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wire_server_pane_dispose;
  object_class->finalize = wire_server_pane_finalize;

  g_type_ensure (WIRE_TYPE_TRANSCRIPT_VIEW);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-server-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, status);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, sockets_button);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, start_button);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, address);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, port);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, buffer_range);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, buffer_power);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, reply_kind);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, reply);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, problem);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, problem_label);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, next_port);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, clients_revealer);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, clients_label);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, clients);
  gtk_widget_class_bind_template_child (widget_class, WireServerPane, transcript);
  gtk_widget_class_bind_template_callback (widget_class, buffer_cb);
  gtk_widget_class_bind_template_callback (widget_class, power_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_sockets_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_port_cb);
}

static void
offer_addresses (WireServerPane *self)
{
  g_auto (GStrv) own = wire_own_addresses_list ();

  for (guint i = 0; own[i]; i++)
    gtk_combo_box_text_append_text (self->address, own[i]);
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->address), 0);
}

static void
wire_server_pane_init (WireServerPane *self)
{
  self->listening = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->status);
  wire_announce_changes (self->problem_label);
  self->server = wire_server_new ();
  g_signal_connect_swapped (self->server, "event", G_CALLBACK (event_cb), self);
  g_signal_connect_swapped (wire_server_get_connections (self->server), "items-changed",
                            G_CALLBACK (clients_cb), self);
  wire_control_set_name (GTK_WIDGET (self->address), _ ("Address to listen at"));
  wire_control_set_name (GTK_WIDGET (self->reply_kind), _ ("Reply"));
  wire_connection_list_set_up (self->clients, wire_server_get_connections (self->server));
  offer_addresses (self);
  wire_settings_bind ("server-port", self->port, "value");
  wire_settings_bind ("receive-buffer", self->buffer_range, "value");
  wire_settings_bind ("server-address", gtk_combo_box_get_child (GTK_COMBO_BOX (self->address)),
                      "text");
  wire_settings_bind_choice ("reply-kind", self->reply_kind);
  wire_settings_bind ("reply", self->reply, "text");
  buffer_cb (self);
  reply_cb (self);
  show_state (self);
}

/** Returns: (transfer none) */
WireServer *
wire_server_pane_get_server (WireServerPane *self)
{
  g_return_val_if_fail (WIRE_IS_SERVER_PANE (self), NULL);
  return self->server;
}
