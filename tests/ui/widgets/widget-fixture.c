/* widget-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/widget-fixture.h"

#include "ui/memory/wire-settings.h"
#include "ui/wirecase-resources.h"

void
widget_fixture_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_resources_register (wirecase_get_resource ());
}

static void
forget_views (void)
{
  GSettings *views = wire_settings_get_views ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (views, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i]; i++)
    g_settings_reset (views, keys[i]);
}

static gboolean
drawn_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (void) widget;
  (void) clock;
  return --*(guint *) data > 0;
}

/** Runs until all that changed in the window of @widget has been laid out and drawn: a frame each,
 * and the one that tells. */
void
widget_fixture_draw (GtkWidget *widget)
{
  guint frames = 3;

  gtk_widget_add_tick_callback (widget, drawn_cb, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

/** Lets go of how the test before left columns and views. */
void
widget_fixture_forget (void)
{
  if (!wire_settings_get ())
    return;
  g_settings_reset (wire_settings_get (), "columns");
  forget_views ();
}

static gboolean
leave_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/** Lets the session come to rest, and the widgets after it: jobs that it started, and a frame. */
void
widget_fixture_settle (WidgetFixture *fixture)
{
  session_fixture_settle (&fixture->session);
  for (guint i = 0; i < 5; i++)
    {
      gboolean left = FALSE;

      g_timeout_add (20, leave_cb, &left);
      while (!left)
        g_main_context_iteration (NULL, TRUE);
      session_fixture_settle (&fixture->session);
    }
}

static void
show_packets_cb (WidgetFixture *fixture)
{
  fixture->asked_for_packets++;
}

static void
set_up (WidgetFixture *fixture, gconstpointer data)
{
  GType type = (GType) data;

  widget_fixture_forget ();
  session_fixture_set_up (&fixture->session, NULL);
  fixture->window = gtk_window_new ();
  fixture->widget = g_object_new (type, "session", fixture->session.session, NULL);
  if (g_signal_lookup ("show-packets", type))
    g_signal_connect_swapped (fixture->widget, "show-packets", G_CALLBACK (show_packets_cb),
                              fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->widget);
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *) &fixture->widget);
  gtk_window_present (GTK_WINDOW (fixture->window));
  widget_fixture_settle (fixture);
}

/* The widget goes with its window, and lets go of the session. */
static void
tear_down (WidgetFixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_fixture_settle (fixture);
  g_assert_null (fixture->widget);
  session_fixture_tear_down (&fixture->session, data);
}

void
widget_fixture_add (const char *name, GType type, void (*test) (WidgetFixture *, gconstpointer))
{
  g_test_add (name, WidgetFixture, (gconstpointer) type, set_up, test, tear_down);
}

typedef struct
{
  char *text;
  gboolean done;
} Paste;

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;

  paste->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  paste->done = TRUE;
}

/** Returns: (transfer full) (nullable): the text on the clipboard of the display */
char *
widget_fixture_paste (GtkWidget *widget)
{
  Paste paste = { NULL, FALSE };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, &paste);
  while (!paste.done)
    g_main_context_iteration (NULL, TRUE);
  return paste.text;
}

static GtkWidget *
find (GtkWidget *root, GType type, guint *index)
{
  GtkWidget *child, *found;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (*index)-- == 0)
    return root;
  for (child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if ((found = find (child, type, index)))
      return found;
  return NULL;
}

/** Returns: the widget of @type that stands at @index of all of them in @root, or NULL */
GtkWidget *
widget_fixture_find (GtkWidget *root, GType type, guint index)
{
  return find (root, type, &index);
}

/** Returns: how many filters are in force */
guint
widget_fixture_filters (WidgetFixture *fixture)
{
  return wire_filter_get_length (wire_capture_session_get_filter (fixture->session.session));
}
