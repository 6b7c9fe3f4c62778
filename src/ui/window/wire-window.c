/* wire-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-window.h"

#include "ui/widgets/wire-control-name.h"
#include "ui/session/wire-key-intake.h"
#include "ui/widgets/wire-file-drop.h"
#include "ui/window/wire-jobs-button.h"
#include "ui/work/wire-leaving.h"
#include "ui/window/wire-recent-menu.h"
#include "ui/memory/wire-settings.h"
#include "ui/window/wire-window-case.h"
#include "ui/window/wire-window-cases.h"

#include <glib/gi18n.h>

/**
 * WireWindow:
 *
 * A header, the pages, and what belongs to the window as a whole: opening by dialog, by recent file
 * and by drop. A window holds one capture; opening a second makes a second window. Main thread
 * only.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE (WireWindow,
                               wire_window,
                               ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (WIRE_TYPE_FILTER_SOURCE,
                                                      wire_window_case_filter_source_init))

/* From this width on the header has room for the name of the file, in pixels. */
#define WIDE 1000

/* The arrow of a split button has a tooltip but, in libadwaita 1.2, no name for screen readers. */
static void
name_menu_buttons (GtkWidget *widget, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_MENU_BUTTON (child))
        wire_control_set_name (child, label);
      name_menu_buttons (child, label);
    }
}

static void
update_recent (WireWindow *self)
{
  g_autoptr (GMenuModel) menu = wire_recent_menu_new ();

  adw_split_button_set_menu_model (self->open_button, menu);
}

static char **
list_paths (GSList *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GSList *l = files; l; l = l->next)
    if (g_file_peek_path (l->data))
      g_strv_builder_add (builder, g_file_peek_path (l->data));
  return g_strv_builder_end (builder);
}

static void
drop_on_files (WireWindow *self, GSList *files)
{
  g_auto (GStrv) paths = list_paths (files);

  wire_files_page_drop (self->files, (const char *const *) paths);
}

/* A WireKeyIntakeDone: captures first, that the keys may be theirs. */
static void
sorted_cb (const char *const *keys,
           const char *const *others,
           const GError *problem,
           GObject *owner)
{
  WireWindow *self = WIRE_WINDOW (owner);

  (void) problem;
  for (; *others; others++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (*others);

      wire_window_open_beside (self, file);
    }
  if (*keys)
    wire_capture_page_add_keys (self->captures, keys);
}

static void
drop_on_captures (WireWindow *self, GSList *files)
{
  g_auto (GStrv) paths = list_paths (files);

  for (GSList *l = files; l; l = l->next)
    if (!g_file_peek_path (l->data)) /* which only the capture page can read */
      wire_window_open_beside (self, l->data);
  if (*paths)
    wire_key_intake_sort ((const char *const *) paths, sorted_cb, G_OBJECT (self));
}

static void
dropped_cb (GSList *files, gpointer data)
{
  WireWindow *self = WIRE_WINDOW (data);

  if (wire_window_is_at (self, self->files))
    drop_on_files (self, files);
  else if (wire_window_is_at (self, self->text))
    wire_text_page_open_file (self->text, files->data);
  else
    drop_on_captures (self, files);
}

/* A narrow window has the name in place of the tabs. */
static void
update_file_name (WireWindow *self)
{
  g_autofree char *name = wire_capture_page_get_title (self->captures);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height); /* GTK 4.8 wants both */
  gtk_label_set_text (self->file_name, name ? name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_name), name);
  gtk_widget_set_visible (GTK_WIDGET (self->file_name),
                          name && (width >= WIDE || gtk_window_is_maximized (GTK_WINDOW (self))));
}

static void
title_cb (WireWindow *self)
{
  g_autofree char *name = wire_capture_page_get_title (self->captures);
  g_autofree char *title = name ? g_strdup_printf ("%s — Wirecase", name) : g_strdup ("Wirecase");

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_view_switcher_title_set_title (self->switcher_title, name ? name : "Wirecase");
  update_file_name (self);
}

static gboolean
is_last (WireWindow *self)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (self))); l;
       l = l->next)
    n += WIRE_IS_WINDOW (l->data);
  return n == 1;
}

/* The program ends with its last window, and with the program whatever it does. */
static gboolean
wire_window_close_request (GtkWindow *window)
{
  WireWindow *self = WIRE_WINDOW (window);
  g_autoptr (GPtrArray) work = wire_leaving_work_new ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  wire_window_list_work (self, work);
  if (is_last (self))
    wire_leaving_work_add_jobs (work);
  if (work->len == 0)
    return GTK_WINDOW_CLASS (wire_window_parent_class)->close_request (window);
  g_ptr_array_add (windows, g_object_ref (window));
  wire_leaving_ask (window, work, windows);
  return TRUE;
}

static void
wire_window_dispose (GObject *object)
{
  wire_window_forget_case (WIRE_WINDOW (object));
  G_OBJECT_CLASS (wire_window_parent_class)->dispose (object);
}

static void
wire_window_class_init (WireWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wire_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wire_window_close_request;

  g_type_ensure (WIRE_TYPE_CAPTURE_PAGE);
  g_type_ensure (WIRE_TYPE_FILES_PAGE);
  g_type_ensure (WIRE_TYPE_JOBS_BUTTON);
  g_type_ensure (WIRE_TYPE_SOCKETS_PAGE);
  g_type_ensure (WIRE_TYPE_TEXT_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/window/wire-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WireWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, file_name);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, captures);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, files);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, sockets);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, text);
  gtk_widget_class_bind_template_child (widget_class, WireWindow, content);
  wire_window_install_actions (widget_class);
  wire_window_install_case_actions (widget_class);
}

/* Before it is mapped, GTK 4.8 would forget that a window is to be maximized, and keep that. */
static void
restore_maximized (WireWindow *self)
{
  GSettings *settings = wire_settings_get ();

  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_SET);
}

/* A new window is as large as the last one was, and is where its user left off. */
static void
restore (WireWindow *self)
{
  wire_settings_bind ("window-width", self, "default-width");
  wire_settings_bind ("window-height", self, "default-height");
  if (wire_settings_get ())
    g_signal_connect_after (self, "map", G_CALLBACK (restore_maximized), NULL);
  wire_settings_bind ("page", self->stack, "visible-child-name");
}

static void
wire_window_init (WireWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (self->content, "drop-area");
  wire_file_drop_accept (self->content, dropped_cb, self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (update_recent),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->captures, "notify::title", G_CALLBACK (title_cb), self);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (update_file_name), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (update_file_name), NULL);
  name_menu_buttons (GTK_WIDGET (self->open_button), _ ("Recent captures"));
  update_recent (self);
  restore (self);
}

/** Returns: (transfer none): an empty window; GTK holds it */
WireWindow *
wire_window_new (GtkApplication *application)
{
  return g_object_new (WIRE_TYPE_WINDOW, "application", application, NULL);
}

/** Opens @file in this window, which must be empty. */
void
wire_window_open (WireWindow *self, GFile *file)
{
  g_return_if_fail (WIRE_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->captures));
  wire_capture_page_open (self->captures, file);
}

/* @file in this window where it is empty, else in another */
void
wire_window_open_beside (WireWindow *self, GFile *file)
{
  if (wire_window_open_case (gtk_window_get_application (GTK_WINDOW (self)), file))
    return;
  if (wire_capture_page_is_empty (self->captures))
    wire_window_open (self, file);
  else
    {
      WireWindow *other = wire_window_new (gtk_window_get_application (GTK_WINDOW (self)));

      gtk_window_present (GTK_WINDOW (other));
      wire_window_open (other, file);
    }
}

/* Whether @page is the one that is seen */
gboolean
wire_window_is_at (WireWindow *self, gpointer page)
{
  return adw_view_stack_get_visible_child (self->stack) == page;
}

/** Returns: (transfer none): the page that is seen */
GtkWidget *
wire_window_get_page (WireWindow *self)
{
  g_return_val_if_fail (WIRE_IS_WINDOW (self), NULL);
  return adw_view_stack_get_visible_child (self->stack);
}

/** Adds to @work what closing the window would end. */
void
wire_window_list_work (WireWindow *self, GPtrArray *work)
{
  g_return_if_fail (WIRE_IS_WINDOW (self));

  wire_capture_page_list_work (self->captures, work);
  wire_files_page_list_work (self->files, work);
  wire_sockets_page_list_work (self->sockets, work);
}

/** Opens @file in an empty window of @application, or in a new one, and brings it to the front.
 * Returns: (transfer none) (nullable): that window; %NULL where @file is a case */
WireWindow *
wire_window_open_in_any (GtkApplication *application, GFile *file)
{
  return wire_window_open_in_any_at (application, file, G_MAXUINT32);
}

/** As wire_window_open_in_any(), and shows packet @packet, counted from 0, as soon as the capture
 * is read; %G_MAXUINT32 is none. */
WireWindow *
wire_window_open_in_any_at (GtkApplication *application, GFile *file, guint32 packet)
{
  WireWindow *window = NULL;

  if (wire_window_open_case (application, file))
    return NULL;

  for (GList *l = gtk_application_get_windows (application); l && !window; l = l->next)
    if (WIRE_IS_WINDOW (l->data) && wire_capture_page_is_empty (WIRE_WINDOW (l->data)->captures))
      window = l->data;
  if (!window)
    window = wire_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  wire_window_open (window, file);
  if (packet != G_MAXUINT32)
    wire_capture_page_show_when_read (window->captures, packet);
  return window;
}
