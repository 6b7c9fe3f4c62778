/* wire-client-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sockets/wire-client-pane.h"

#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/text/wire-codec-button.h"
#include "ui/widgets/wire-control-name.h"
#include "ui/widgets/wire-file-dialog.h"
#include "base/wire-hex.h"
#include "ui/memory/wire-settings.h"
#include "text/wire-text.h"
#include "ui/sockets/wire-transcript-view.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * WireClientPane:
 *
 * A #WireClient with what it is to send, and its transcript. Main thread only.
 */
struct _WireClientPane
{
  AdwBin parent_instance;

  WireClient *client;
  GCancellable *upload; /* of the file that is on its way */

  GtkLabel *status;
  GtkButton *connect_button;
  GtkEntry *host;
  GtkSpinButton *port;
  GtkSpinButton *timeout;
  GtkEntry *message;
  gulong inserted; /* handler of what is typed into it */
  GtkButton *send_button;
  GtkButton *file_button;
  GtkDropDown *notation;
  WireCodecButton *codec;
  GtkDropDown *line_end;
  GtkCheckButton *as_i_type;
  GtkRevealer *problem;
  GtkLabel *problem_label;
  WireTranscriptView *transcript;
};

G_DEFINE_FINAL_TYPE (WireClientPane, wire_client_pane, ADW_TYPE_BIN)

/* How a message becomes bytes, in the order of the drop-down. */
enum
{
  NOTATION_TEXT,
  NOTATION_HEX,
};

/* Bytes of a message that somebody else proposes: an entry is one line that is laid out whole. */
#define MESSAGE_MAX 4096u

static const char *const LINE_ENDS[] = { "", "\n", "\r\n" };

static void
show_problem (WireClientPane *self, const char *sentence)
{
  gtk_label_set_label (self->problem_label, sentence ? sentence : "");
  gtk_revealer_set_reveal_child (self->problem, sentence != NULL);
}

static gboolean
is_hex (WireClientPane *self)
{
  return gtk_drop_down_get_selected (self->notation) == NOTATION_HEX;
}

/* Returns: (transfer full) (nullable): @text as bytes, in the notation that is chosen */
static GBytes *
encode (WireClientPane *self, const char *text, GError **error)
{
  g_autoptr (WireText) encoded = NULL;
  GBytes *decoded;
  gsize bad;

  if (!is_hex (self))
    {
      encoded = wire_text_encode (text, strlen (text), wire_codec_button_get_codec (self->codec),
                                  WIRE_TEXT_STRICT, error);
      return encoded ? g_bytes_ref (encoded->bytes) : NULL;
    }
  decoded = wire_hex_decode (text, &bad);
  if (!decoded)
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
        _ ("This is not hexadecimal from character %u on: write two digits for each byte."),
        (guint) g_utf8_strlen (text, (gssize) bad) + 1);
  return decoded;
}

static void
send_text (WireClientPane *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = encode (self, text, &error);

  if (bytes && wire_client_send (self->client, bytes, &error))
    show_problem (self, NULL);
  else
    show_problem (self, error->message);
}

static void
send_cb (WireClientPane *self)
{
  const char *end = LINE_ENDS[gtk_drop_down_get_selected (self->line_end)];
  const char *message = gtk_editable_get_text (GTK_EDITABLE (self->message));
  g_autofree char *text = g_strconcat (message, is_hex (self) ? "" : end, NULL);

  if (*text)
    send_text (self, text);
}

/* As one types, Enter is a key like any other: it sends what ends a line. */
static void
enter_cb (WireClientPane *self)
{
  if (wire_client_get_state (self->client) != WIRE_CLIENT_CONNECTED)
    return;
  if (is_hex (self) || !gtk_check_button_get_active (self->as_i_type))
    {
      send_cb (self);
      gtk_editable_select_region (GTK_EDITABLE (self->message), 0, -1);
      return;
    }
  send_text (self, gtk_drop_down_get_selected (self->line_end) == 1 ? "\n" : "\r\n");
  gtk_editable_set_text (GTK_EDITABLE (self->message), "");
}

static void
inserted_cb (WireClientPane *self, const char *text, int length)
{
  g_autofree char *typed = g_strndup (text, (gsize) (length < 0 ? (int) strlen (text) : length));

  if (gtk_check_button_get_active (self->as_i_type) && !is_hex (self)
      && wire_client_get_state (self->client) == WIRE_CLIENT_CONNECTED)
    send_text (self, typed);
}

static void
message_cb (WireClientPane *self)
{
  g_autoptr (GBytes) bytes =
      encode (self, gtk_editable_get_text (GTK_EDITABLE (self->message)), NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->codec), !is_hex (self));
  gtk_widget_set_visible (GTK_WIDGET (self->line_end), !is_hex (self));
  if (bytes)
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WireClientPane) self = data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->upload);
  if (!self->client) /* the window went meanwhile */
    return;
  if (!wire_client_send_file_finish (WIRE_CLIENT (source), result, NULL, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  gtk_widget_set_sensitive (GTK_WIDGET (self->file_button),
                            wire_client_get_state (self->client) == WIRE_CLIENT_CONNECTED);
}

static void
file_chosen_cb (GFile *file, gpointer data)
{
  WireClientPane *self = WIRE_CLIENT_PANE (data);

  g_set_object (&self->upload, g_cancellable_new ());
  g_object_unref (self->upload);
  gtk_widget_set_sensitive (GTK_WIDGET (self->file_button), FALSE); /* one at a time */
  wire_client_send_file (self->client, file, self->upload, uploaded_cb, g_object_ref (self));
}

static void
file_cb (WireClientPane *self)
{
  wire_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Send a File"),
                         NULL, file_chosen_cb, self);
}

static void
connect_cb (WireClientPane *self)
{
  g_autofree char *host = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->host)));

  if (wire_client_get_state (self->client) != WIRE_CLIENT_IDLE)
    {
      wire_client_disconnect (self->client);
      return;
    }
  show_problem (self, NULL);
  g_strstrip (host);
  if (*host)
    wire_client_connect (self->client, host,
                         (guint16) gtk_spin_button_get_value_as_int (self->port),
                         (guint) gtk_spin_button_get_value_as_int (self->timeout));
  else
    show_problem (self, _ ("Enter the host to connect to, such as 127.0.0.1."));
}

/* The local port is named, as it is easily taken for the server's. */
static char *
describe_state (WireClientPane *self)
{
  WireConnection *connection = wire_client_get_connection (self->client);
  g_autofree char *peer = NULL;

  if (wire_client_get_state (self->client) == WIRE_CLIENT_CONNECTING)
    return g_strdup (_ ("◌ Connecting…"));
  if (!connection)
    return g_strdup (_ ("○ Not connected"));
  peer = wire_socket_endpoint_to_string (wire_connection_get_peer (connection));
  return g_strdup_printf (_ ("● Connected to %s; own port %u"), peer,
                          wire_connection_get_local (connection)->port);
}

static void
state_cb (WireClientPane *self)
{
  WireClientState state = wire_client_get_state (self->client);
  g_autofree char *words = describe_state (self);
  gboolean connected = state == WIRE_CLIENT_CONNECTED;

  gtk_label_set_label (self->status, words);
  gtk_button_set_label (self->connect_button, state == WIRE_CLIENT_IDLE ? _ ("_Connect")
                                              : state == WIRE_CLIENT_CONNECTING
                                                  ? _ ("_Cancel")
                                                  : _ ("_Disconnect"));
  if (state == WIRE_CLIENT_IDLE)
    gtk_widget_add_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
  gtk_widget_set_sensitive (GTK_WIDGET (self->host), state == WIRE_CLIENT_IDLE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->port), state == WIRE_CLIENT_IDLE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button), connected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->file_button), connected && !self->upload);
  if (connected)
    gtk_widget_grab_focus (GTK_WIDGET (self->message));
}

static void
event_cb (WireClientPane *self, WireSocketEvent *event)
{
  if (event->kind == WIRE_SOCKET_ERROR)
    show_problem (self, event->message);
  wire_transcript_view_add (self->transcript, event);
}

static void
wire_client_pane_dispose (GObject *object)
{
  WireClientPane *self = WIRE_CLIENT_PANE (object);

  if (self->upload)
    g_cancellable_cancel (self->upload);
  g_clear_object (&self->upload);
  if (self->client)
    {
      g_signal_handlers_disconnect_by_data (self->client, self);
      wire_client_disconnect (self->client);
    }
  g_clear_object (&self->client);
  G_OBJECT_CLASS (wire_client_pane_parent_class)->dispose (object);
}

static void
wire_client_pane_class_init (WireClientPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_client_pane_dispose;

  g_type_ensure (WIRE_TYPE_CODEC_BUTTON);
  g_type_ensure (WIRE_TYPE_TRANSCRIPT_VIEW);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/sockets/wire-client-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, status);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, connect_button);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, host);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, port);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, timeout);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, message);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, send_button);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, file_button);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, notation);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, codec);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, line_end);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, as_i_type);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, problem);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, problem_label);
  gtk_widget_class_bind_template_child (widget_class, WireClientPane, transcript);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
wire_client_pane_init (WireClientPane *self)
{
  self->client = wire_client_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->status);
  wire_announce_changes (self->problem_label);
  wire_control_set_name (GTK_WIDGET (self->notation), _ ("How the message becomes bytes"));
  wire_control_set_name (GTK_WIDGET (self->line_end), _ ("What ends a message"));
  g_signal_connect_swapped (self->client, "event", G_CALLBACK (event_cb), self);
  g_signal_connect_swapped (self->client, "notify::state", G_CALLBACK (state_cb), self);
  self->inserted =
      g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->message)),
                                "insert-text", G_CALLBACK (inserted_cb), self);
  wire_settings_bind ("client-host", self->host, "text");
  wire_settings_bind ("client-port", self->port, "value");
  wire_settings_bind ("client-timeout", self->timeout, "value");
  wire_view_memory_attach (self->codec, "codec", "message-codec");
  wire_view_memory_attach (self->line_end, "selected", "message-line-end");
  wire_view_memory_attach (self->notation, "selected", "message-notation");
}

/** Returns: (transfer none) */
WireClient *
wire_client_pane_get_client (WireClientPane *self)
{
  g_return_val_if_fail (WIRE_IS_CLIENT_PANE (self), NULL);
  return self->client;
}

/** Proposes @port, as a server began to listen there; not while the client is at work. */
void
wire_client_pane_set_port (WireClientPane *self, guint16 port)
{
  g_return_if_fail (WIRE_IS_CLIENT_PANE (self));

  if (wire_client_get_state (self->client) == WIRE_CLIENT_IDLE)
    gtk_spin_button_set_value (self->port, port);
}

/** Makes @bytes the message: as text where they are UTF-8 of one line, as hex otherwise. Nobody
 * types them: they are not sent before the user says so. */
void
wire_client_pane_set_message (WireClientPane *self, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gboolean text = g_utf8_validate (data, (gssize) length, NULL) && !memchr (data, '\n', length)
                  && !memchr (data, '\r', length);
  g_autofree char *shown = NULL;
  GtkEditable *entry;

  g_return_if_fail (WIRE_IS_CLIENT_PANE (self));

  entry = gtk_editable_get_delegate (GTK_EDITABLE (self->message));
  if (length > MESSAGE_MAX)
    {
      show_problem (self, _ ("This is too long for a message: save it, and send the file."));
      return;
    }
  shown = text ? g_strndup (data, length) : wire_hex_encode ((const guint8 *) data, length, " ");
  show_problem (self, NULL);
  wire_view_memory_pause ();
  wire_codec_button_set_codec (self->codec, "UTF-8");
  gtk_drop_down_set_selected (self->line_end, 0);
  gtk_drop_down_set_selected (self->notation, text ? NOTATION_TEXT : NOTATION_HEX);
  wire_view_memory_resume ();
  g_signal_handler_block (entry, self->inserted);
  gtk_editable_set_text (GTK_EDITABLE (self->message), shown);
  g_signal_handler_unblock (entry, self->inserted);
  gtk_widget_grab_focus (GTK_WIDGET (self->message));
}
