/* wire-window-actions.c: what menus, shortcuts and pages ask of the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-application.h"
#include "ui/downloads/wire-download-text.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/widgets/wire-toast.h"
#include "ui/window/wire-sample.h"
#include "ui/window/wire-window-private.h"

#include <glib/gi18n.h>

static void
chosen_cb (GFile *file, gpointer data)
{
  wire_window_open_beside (WIRE_WINDOW (data), file);
}

static void
open_capture (WireWindow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Captures and Cases"));
  for (const char *const *p =
           (const char *const[]){ "*.pcap", "*.pcapng", "*.cap", "*.dmp", "*.pcap.gz",
                                  "*.pcapng.gz", "*.pcap.zst", "*.pcapng.zst", "*.wirecase", NULL };
       *p; p++)
    gtk_file_filter_add_pattern (filter, *p);
  wire_file_dialog_open (GTK_WINDOW (self), _ ("Open Capture"), filter, chosen_cb, self);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  (void) name;
  (void) parameter;
  if (wire_window_is_at (self, self->files))
    wire_files_page_open (self->files, FALSE);
  else if (wire_window_is_at (self, self->text))
    wire_text_page_open (self->text);
  else
    open_capture (self);
}

static void
open_sample_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autoptr (GFile) sample = wire_sample_find ();

  (void) name;
  (void) parameter;
  if (sample)
    wire_window_open_beside (self, sample);
  else
    wire_toast_show (GTK_WIDGET (self->toasts), _ ("The sample capture is not installed."));
}

static void
open_capture_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  (void) name;
  wire_window_open_beside (WIRE_WINDOW (widget), file);
}

static void
page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->captures));
  wire_capture_page_activate (self->captures, name + strlen ("win."), parameter);
}

static void
show_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  (void) name;
  adw_view_stack_set_visible_child_name (self->stack, g_variant_get_string (parameter, NULL));
  if (wire_window_is_at (self, self->text)) /* who goes there by a key is about to type */
    wire_text_page_edit (self->text);
}

/* Downloads become rows of Files; each leads back by win.show-object. */
static void
check_objects_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  WireObjectList *objects = wire_capture_page_get_objects (self->captures);
  gsize n;
  const guint32 *wanted = g_variant_get_fixed_array (parameter, &n, sizeof (guint32));

  (void) name;
  if (!objects)
    return;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->files));
  wire_files_page_check_objects (self->files, objects, wanted, n);
}

static void
check_files_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);

  (void) name;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->files));
  wire_files_page_add (self->files, paths);
}

/* The capture is read again, and numbers of its downloads mean others. */
static void
forget_objects_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_page_forget_objects (WIRE_WINDOW (widget)->files);
}

static void
show_object_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  (void) name;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->captures));
  gtk_widget_activate_action_variant (GTK_WIDGET (self->captures), "capture.show-object",
                                      parameter);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);

  if (wire_window_is_at (self, self->files))
    wire_files_page_find (self->files);
  else
    page_action_cb (widget, name, parameter);
}

static void
notify_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_toast_show (GTK_WIDGET (WIRE_WINDOW (widget)->toasts),
                   g_variant_get_string (parameter, NULL));
}

static void
send_bytes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (parameter);

  (void) name;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->sockets));
  wire_sockets_page_set_message (self->sockets, bytes);
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  const char *source;
  g_autoptr (GVariant) content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  (void) name;
  g_variant_get (parameter, "(&s@ay)", &source, &content);
  bytes = g_variant_get_data_as_bytes (content);
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->text));
  wire_text_page_show_bytes (self->text, source, bytes);
}

/* A download of the window's capture, read from that. */
static void
open_object_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireObjectList *objects = wire_capture_page_get_objects (WIRE_WINDOW (widget)->captures);

  (void) name;
  if (objects)
    wire_download_text_open (objects, g_variant_get_uint32 (parameter), widget);
}

static void
open_file_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireWindow *self = WIRE_WINDOW (widget);
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  (void) name;
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->text));
  wire_text_page_open_file (self->text, file);
}

/* The names and parameters are in docs/architecture.md. */
void
wire_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } ACTIONS[] = {
    { "win.open", NULL, open_cb },
    { "win.open-sample", NULL, open_sample_cb },
    { "win.open-capture", "s", open_capture_cb },
    { "win.go-to-packet", NULL, page_action_cb },
    { "win.find", NULL, find_cb },
    { "win.check-objects", "au", check_objects_cb },
    { "win.check-files", "aay", check_files_cb },
    { "win.show-object", "u", show_object_cb },
    { "win.notify", "s", notify_cb },
    { "win.show-page", "s", show_page_cb },
    { "win.find-next", NULL, page_action_cb },
    { "win.find-previous", NULL, page_action_cb },
    { "win.follow-stream", NULL, page_action_cb },
    { "win.edit-filter", NULL, page_action_cb },
    { "win.search-everything", NULL, page_action_cb },
    { "win.save-packets", NULL, page_action_cb },
    { "win.export-logs", NULL, page_action_cb },
    { "win.split", NULL, page_action_cb },
    { "win.merge", NULL, page_action_cb },
    { "win.anonymise", NULL, page_action_cb },
    { "win.choose-keys", NULL, page_action_cb },
    { "win.read-keys-again", NULL, page_action_cb },
    { "win.forget-keys", NULL, page_action_cb },
    { "win.forget-objects", NULL, forget_objects_cb },
    { "win.show-view", "s", page_action_cb },
    { "win.send-bytes", "ay", send_bytes_cb },
    { "win.open-in-text", "(say)", open_in_text_cb },
    { "win.open-object-in-text", "u", open_object_in_text_cb },
    { "win.open-file-in-text", "s", open_file_in_text_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter,
                                     ACTIONS[i].activate);
}
