/* wire-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-link.h"

#include "base/wire-printable.h"
#include "ui/window/wire-window.h"

#include <glib/gi18n.h>

/* What a link asks for, until the user has answered. */
typedef struct
{
  GtkApplication *application;
  char *path;
  guint32 packet;
} Link;

static void
free_link (gpointer data, GClosure *closure)
{
  Link *link = data;

  (void) closure;
  g_object_unref (link->application);
  g_free (link->path);
  g_free (link);
}

/* Returns: the packet that the query names, counted from 0, or G_MAXUINT32 */
static guint32
read_packet (const char *query)
{
  g_autoptr (GHashTable) parameters =
      query ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *text = parameters ? g_hash_table_lookup (parameters, "packet") : NULL;
  guint64 number;

  if (!text || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32 - 1, &number, NULL))
    return G_MAXUINT32;
  return (guint32) (number - 1);
}

/**
 * wire_link_parse:
 * @uri: `wirecase:///absolute/path?packet=N`; packets count from 1
 * @path: (out) (transfer full): of the capture
 * @packet: (out): counted from 0, or %G_MAXUINT32 where none is named
 *
 * Returns: whether @uri is such a link to a file of this machine
 */
gboolean
wire_link_parse (const char *uri, char **path, guint32 *packet)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED_QUERY, NULL);
  const char *host = parsed ? g_uri_get_host (parsed) : NULL;

  if (!parsed || !g_str_equal (g_uri_get_scheme (parsed), "wirecase") || (host && *host)
      || !g_path_is_absolute (g_uri_get_path (parsed)))
    return FALSE;
  *path = g_strdup (g_uri_get_path (parsed));
  *packet = read_packet (g_uri_get_query (parsed));
  return TRUE;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Link *link = data;
  g_autoptr (GFile) file = g_file_new_for_path (link->path);

  (void) dialog;
  if (g_str_equal (response, "open"))
    wire_window_open_in_any_at (link->application, file, link->packet);
}

static GtkWindow *
get_window (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (!window)
    window = GTK_WINDOW (wire_window_new (application));
  gtk_window_present (window);
  return window;
}

/**
 * wire_link_ask:
 * @application: the application
 * @file: what it was asked to open
 *
 * A link may be anybody's: the user is asked before the file that it names is read.
 *
 * Returns: whether @file is a link; others are left alone
 */
gboolean
wire_link_ask (GtkApplication *application, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  guint32 packet;
  GtkWidget *dialog;
  Link *link;

  if (!wire_link_parse (uri, &path, &packet))
    return FALSE;
  name = wire_printable_name (path);
  dialog = adw_message_dialog_new (get_window (application), _ ("Open a Capture?"), NULL);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("A link asks Wirecase to open “%s”."), name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "open",
                                    _ ("_Open"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  link = g_new0 (Link, 1);
  link->application = g_object_ref (application);
  link->path = g_steal_pointer (&path);
  link->packet = packet;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), link, free_link, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
