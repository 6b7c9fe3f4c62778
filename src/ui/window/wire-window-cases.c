/* wire-window-cases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-window-cases.h"

#include "base/wire-file-open.h"
#include "capture/reading/wire-capture-magic.h"
#include "capture/reading/wire-inflater.h"
#include "ui/capture/wire-capture-place.h"
#include "ui/widgets/wire-message-dialog.h"
#include "ui/window/wire-window-private.h"

#include <glib/gi18n.h>
#include <unistd.h>

static WireCapturePlace *
make_place (const WireCaseNote *note)
{
  WireCapturePlace *place = g_new0 (WireCapturePlace, 1);

  place->kind = g_strdup (note->kind);
  place->place = g_strdup (note->place);
  place->packet = note->packet;
  place->digest = g_strdup (note->digest);
  return place;
}

/* Returns: (nullable): the window that has the file of that digest as it is in the case */
static WireWindow *
find_window (GtkApplication *application, WireCaseStore *store, const char *sha256)
{
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (WIRE_IS_WINDOW (l->data) && WIRE_WINDOW (l->data)->kept == store
        && g_strcmp0 (WIRE_WINDOW (l->data)->kept_sha256, sha256) == 0)
      return l->data;
  return NULL;
}

/* Returns: (nullable): a window that has, or is reading, the capture at @path */
static WireWindow *
open_capture (GtkApplication *application,
              WireCaseStore *store,
              const char *path,
              const char *sha256)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  WireWindow *window = wire_window_open_in_any (application, file);

  if (!window)
    return NULL;
  g_set_object (&window->kept, store);
  g_free (window->kept_sha256);
  window->kept_sha256 = g_strdup (sha256);
  wire_case_store_log (store, "opened", path, sha256);
  return window;
}

/* By its first bytes; of a packed file it is only likely. */
static gboolean
is_capture (const char *path)
{
  struct stat info;
  guint8 head[64];
  int fd = wire_file_open_regular (path, &info, NULL);
  gssize n = fd >= 0 ? read (fd, head, sizeof head) : -1;

  if (fd >= 0)
    close (fd);
  return n > 0
         && (wire_capture_magic_find (head, (gsize) n)
             || wire_packing_recognise (head, (gsize) n) != WIRE_PACKING_NONE);
}

/* What is no capture is looked at on the Files page. */
static void
show_file (GtkApplication *application, WireCaseStore *store, const char *path)
{
  const char *const paths[] = { path, NULL };
  WireWindow *window = wire_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  g_set_object (&window->kept, store);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.check-files", "^aay", paths);
}

/* Handler of WireCaseWindow::go. */
static void
go_cb (WireCaseWindow *window,
       const char *path,
       const char *sha256,
       const WireCaseNote *note,
       gpointer data)
{
  GtkApplication *application = GTK_APPLICATION (data);
  WireCaseStore *store = wire_case_window_get_store (window);
  WireCapturePlace *place = note && !g_str_equal (note->kind, "file") ? make_place (note) : NULL;
  WireWindow *shown = find_window (application, store, sha256);

  if (!shown && !place && !is_capture (path))
    {
      show_file (application, store, path);
      return;
    }
  if (!shown)
    shown = open_capture (application, store, path, sha256);
  else
    gtk_window_present (GTK_WINDOW (shown));
  if (place)
    {
      adw_view_stack_set_visible_child (shown->stack, GTK_WIDGET (shown->captures));
      wire_capture_page_show_place (shown->captures, place);
    }
}

/** Brings the window of @store to the front, or makes one. */
void
wire_window_present_case (GtkApplication *application, WireCaseStore *store)
{
  WireCaseWindow *window = NULL;

  for (GList *l = gtk_application_get_windows (application); l && !window; l = l->next)
    if (WIRE_IS_CASE_WINDOW (l->data) && wire_case_window_get_store (l->data) == store)
      window = l->data;
  if (!window)
    {
      window = wire_case_window_new (application, store);
      g_signal_connect_object (window, "go", G_CALLBACK (go_cb), application, 0);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/** Opens @file where it is a case, or is called one. Returns: whether it is */
gboolean
wire_window_open_case (GtkApplication *application, GFile *file)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (WireCaseStore) store = NULL;

  if (!path || !(g_str_has_suffix (path, ".wirecase") || wire_case_recognise (path)))
    return FALSE;
  store = wire_case_store_open (path, &error);
  if (store)
    wire_window_present_case (application, store);
  else
    wire_message_dialog_show (gtk_application_get_active_window (application),
                              _ ("The Case Could Not Be Opened"), error->message);
  return TRUE;
}
