/* wire-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-config.h"

#include "ui/window/wire-application.h"

#include "ui/window/wire-about.h"
#include "ui/window/wire-job-notifier.h"
#include "ui/window/wire-link.h"
#include "ui/work/wire-leaving.h"
#include "ui/window/wire-preferences-window.h"
#include "ui/memory/wire-settings.h"
#include "ui/widgets/wire-toast.h"
#include "ui/window/wire-window.h"

#include <glib/gi18n.h>

/**
 * WireApplication:
 *
 * Makes windows: one a capture. Files from the command line, the file manager and D-Bus all come in
 * through #GApplication::open. Main thread only.
 */
struct _WireApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (WireApplication, wire_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accelerators[3];
} ACCELERATORS[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "win.open", { "<Control>o" } },
  { "window.close", { "<Control>w" } },
  { "app.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.show-page('captures')", { "<Control>1" } },
  { "win.show-page('files')", { "<Control>2" } },
  { "win.show-page('sockets')", { "<Control>3" } },
  { "win.show-page('text')", { "<Control>4" } },
  { "win.go-to-packet", { "<Control>g" } },
  { "win.find", { "<Control>f" } },
  { "win.find-next", { "<Control>d", "F3" } },
  { "win.find-previous", { "<Control><Shift>d", "<Shift>F3" } },
  { "win.search-everything", { "<Control><Shift>f" } },
  { "win.follow-stream", { "<Control><Shift>t" } },
  { "win.edit-filter", { "<Control>l" } },
  { "win.show-view('overview')", { "<Alt>1" } },
  { "win.show-view('packets')", { "<Alt>2" } },
  { "win.show-view('flows')", { "<Alt>3" } },
  { "win.show-view('http')", { "<Alt>4" } },
  { "win.show-view('downloads')", { "<Alt>5" } },
  { "win.show-view('tls')", { "<Alt>6" } },
  { "win.show-view('hosts')", { "<Alt>7" } },
  { "win.show-view('messages')", { "<Alt>8" } },
};

static void
wire_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (wire_window_new (GTK_APPLICATION (application))));
}

static void
wire_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  (void) hint;
  for (int i = 0; i < n_files; i++)
    if (!wire_link_ask (GTK_APPLICATION (application), files[i]))
      wire_window_open_in_any (GTK_APPLICATION (application), files[i]);
}

/* Returns: what --packet names, counted from 0; G_MAXUINT32 for nothing, -1 for nonsense */
static gint64
get_packet (GVariantDict *options)
{
  gint64 packet;

  if (!g_variant_dict_lookup (options, "packet", "x", &packet))
    return G_MAXUINT32;
  return packet >= 1 && packet < G_MAXUINT32 ? packet - 1 : -1;
}

/* In the first process, whichever was started. */
static int
wire_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  gint64 packet = get_packet (options);
  g_autofree const char **names = NULL;

  if (packet < 0)
    {
      g_application_command_line_printerr (line, "%s\n", _ ("--packet takes a number from 1 on."));
      return 2;
    }
  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &names) || !names[0])
    {
      g_application_activate (application);
      return 0;
    }
  for (gsize i = 0; names[i]; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, names[i]);

      if (!wire_link_ask (GTK_APPLICATION (application), file))
        wire_window_open_in_any_at (GTK_APPLICATION (application), file, (guint32) packet);
    }
  return 0;
}

/* In the process that was started: it needs no display, and no other window is asked. */
static int
wire_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  (void) application;
  if (!g_variant_dict_contains (options, "version"))
    return -1; /* goes on */
  g_print ("wirecase %s\n", WIRE_VERSION);
  return 0;
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  g_application_activate (G_APPLICATION (data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = GTK_APPLICATION (data);
  g_autoptr (GPtrArray) work = wire_leaving_work_new ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  (void) action;
  (void) parameter;
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    {
      if (WIRE_IS_WINDOW (l->data))
        wire_window_list_work (l->data, work);
      g_ptr_array_add (windows, g_object_ref (l->data));
    }
  wire_leaving_work_add_jobs (work);
  wire_leaving_ask (gtk_application_get_active_window (application), work, windows);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  wire_preferences_window_present (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

/* A GAsyncReadyCallback. A machine may have no help viewer. */
static void
help_shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  (void) data;
  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL))
    wire_toast_show (GTK_WIDGET (source),
                     _ ("The help could not be opened. It needs a help viewer, such as Yelp."));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  (void) action;
  (void) parameter;
  if (window)
    gtk_show_uri_full (window, "help:wirecase", GDK_CURRENT_TIME, NULL, help_shown_cb, NULL);
}

/* @parameter: (not nullable): the id of a page of the help */
static void
help_page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  g_autofree char *uri =
      g_strdup_printf ("help:wirecase/%s", g_variant_get_string (parameter, NULL));

  (void) action;
  if (window)
    gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, help_shown_cb, NULL);
}

/* A switch for all windows, which is remembered. */
static void
add_names (GActionMap *map)
{
  GSettings *settings = wire_settings_get_views ();
  g_autoptr (GAction) action = settings ? g_settings_create_action (settings, "names") : NULL;

  if (action)
    g_action_map_add_action (map, action);
}

static void
wire_application_startup (GApplication *application)
{
  static const GActionEntry ACTIONS[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "help", .activate = help_cb },
    { .name = "help-page", .activate = help_page_cb, .parameter_type = "s" },
    { .name = "about", .activate = wire_about_cb },
  };

  G_APPLICATION_CLASS (wire_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), ACTIONS, G_N_ELEMENTS (ACTIONS),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (ACCELERATORS); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), ACCELERATORS[i].action,
                                           ACCELERATORS[i].accelerators);
  add_names (G_ACTION_MAP (application));
  if (!wire_settings_get ())
    g_action_map_remove_action (G_ACTION_MAP (application), "preferences");
  wire_job_notifier_start (application);
  gtk_window_set_default_icon_name (WIRE_APPLICATION_ID);
}

static void
wire_application_class_init (WireApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = wire_application_startup;
  application_class->activate = wire_application_activate;
  application_class->open = wire_application_open;
  application_class->command_line = wire_application_command_line;
  application_class->handle_local_options = wire_application_handle_local_options;
}

static void
wire_application_init (WireApplication *self)
{
  static const GOptionEntry ENTRIES[] = {
    { "packet", 0, 0, G_OPTION_ARG_INT64, NULL, N_ ("Show this packet once the capture is read"),
      N_ ("N") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), ENTRIES);
}

WireApplication *
wire_application_new (void)
{
  return g_object_new (WIRE_TYPE_APPLICATION, "application-id", WIRE_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/wirecase/Wirecase", NULL);
}
