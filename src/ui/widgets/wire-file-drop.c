/* wire-file-drop.c
 *
 * GtkDropTarget takes files through the portal where there is one, and that refuses folders
 * (xdg-desktop-portal before 1.19). Outside a sandbox their URIs are all that is needed, and file
 * managers offer those as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-file-drop.h"

/* Longest list of URIs that is taken: some hundred thousand files. */
#define MAX_BYTES (16 * 1024 * 1024)

typedef struct
{
  GdkDrop *drop;
  GtkWidget *widget; /* held until the files are here */
  WireFilesDropped dropped;
  gpointer user_data;
} Request;

static void
request_finish (Request *request, GSList *files)
{
  gdk_drop_finish (request->drop, files ? GDK_ACTION_COPY : 0);
  if (files)
    request->dropped (files, request->user_data);
  g_object_unref (request->drop);
  g_object_unref (request->widget);
  g_free (request);
}

static void
value_read_cb (GObject *drop, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (drop), result, &error);
  g_autoptr (GSList) files = value ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (error)
    g_info ("Nothing was dropped: %s", error->message);
  request_finish (data, files);
}

/* RFC 2483, section 5: a URI a line. */
static GSList *
parse_uris (GOutputStream *memory)
{
  g_autoptr (GBytes) bytes =
      g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_autofree char *list = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) uris = g_uri_list_extract_uris (list);
  GSList *files = NULL;

  for (char **uri = uris; *uri; uri++)
    files = g_slist_prepend (files, g_file_new_for_uri (*uri));
  return g_slist_reverse (files);
}

static void
uris_copied_cb (GObject *memory, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *files = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (memory), result, &error) < 0)
    g_info ("Nothing was dropped: %s", error->message);
  else if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) <= MAX_BYTES)
    files = parse_uris (G_OUTPUT_STREAM (memory));
  request_finish (data, files);
  g_slist_free_full (files, g_object_unref);
}

static void
uris_read_cb (GObject *drop, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_drop_read_finish (GDK_DROP (drop), result, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (!stream)
    {
      g_info ("Nothing was dropped: %s", error->message);
      request_finish (data, NULL);
      return;
    }
  g_output_stream_splice_async (
      memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, uris_copied_cb, data);
}

static void
accepted_free (gpointer data, GClosure *closure)
{
  (void) closure;
  g_free (data);
}

static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static gboolean
drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer data)
{
  const Request *accepted = data;
  Request *request = g_new (Request, 1);
  const char *uris[] = { "text/uri-list", NULL };

  (void) target;
  (void) x;
  (void) y;
  gtk_widget_unset_state_flags (accepted->widget, GTK_STATE_FLAG_DROP_ACTIVE); /* GTK 4.8 forgets */
  *request = *accepted;
  request->drop = g_object_ref (drop);
  g_object_ref (request->widget);
  if (!is_sandboxed ()
      && gdk_content_formats_contain_mime_type (gdk_drop_get_formats (drop), uris[0]))
    gdk_drop_read_async (drop, uris, G_PRIORITY_DEFAULT, NULL, uris_read_cb, request);
  else
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, value_read_cb,
                               request);
  return TRUE;
}

/**
 * wire_file_drop_accept:
 * @widget: takes files and folders from now on
 * @dropped: called for each drop
 * @user_data: for @dropped; has to live as long as @widget
 */
void
wire_file_drop_accept (GtkWidget *widget, WireFilesDropped dropped, gpointer user_data)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTargetAsync *target;
  Request *accepted = g_new0 (Request, 1);

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_mime_type (builder, "text/uri-list");
  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder),
                                      GDK_ACTION_COPY);
  *accepted = (Request){ .widget = widget, .dropped = dropped, .user_data = user_data };
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), accepted, accepted_free, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
