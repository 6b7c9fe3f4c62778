/* wire-job-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/wire-job-notifier.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-figures.h"
#include "base/wire-job-list.h"
#include "ui/window/wire-window.h"
#include "ui/work/wire-job-place.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A user who waits for less has not turned to something else. */
#define LONG_US (10 * G_USEC_PER_SEC)

#define NS_PER_SECOND G_GINT64_CONSTANT (1000000000)

/* One that the desktop shows; its key is the notification's id. */
typedef struct
{
  GWeakRef place; /* GtkWidget */
} Told;

static GHashTable *told; /* of char *, Told */
static guint n_told;

static void
told_free (gpointer data)
{
  g_weak_ref_clear (&((Told *) data)->place);
  g_free (data);
}

static gboolean
is_looked_at (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return TRUE;
    }
  return FALSE;
}

/* Fractions of a second are of no interest any more. */
static char *
name_span (gint64 microseconds)
{
  gint64 seconds = microseconds / G_USEC_PER_SEC;

  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  return wire_figure_span (seconds * NS_PER_SECOND);
}

/** Returns: (transfer full): what a notification about @self, which has ended, is headed */
char *
wire_job_notifier_make_title (WireJob *self)
{
  if (wire_job_get_error (self))
    /* Translators: what was not done, as “Examining files” */
    return g_strdup_printf (_ ("Not done: %s"), wire_job_get_title (self));
  return g_strdup (wire_job_get_title (self));
}

static char *
make_body (WireJob *job, gint64 took)
{
  const GError *error = wire_job_get_error (job);
  g_autofree char *span = name_span (took);

  return error ? g_strdup (error->message) : g_strdup_printf (_ ("Done after %s."), span);
}

/* Who looks at the window sees that it is done. */
static void
announce (WireJob *job, gint64 took)
{
  g_autoptr (GtkWidget) widget = wire_job_get_place (job);
  g_autofree char *title = wire_job_notifier_make_title (job);
  g_autofree char *body = make_body (job, took);
  g_autofree char *sentence = g_strconcat (title, ". ", body, NULL);

  if (widget)
    wire_announce (widget, sentence);
}

static void
notify (GApplication *application, WireJob *job, gint64 took)
{
  g_autofree char *title = wire_job_notifier_make_title (job);
  g_autoptr (GNotification) notification = g_notification_new (title);
  const GError *error = wire_job_get_error (job);
  g_autofree char *body = make_body (job, took);
  g_autofree char *id = g_strdup_printf ("job-%u", ++n_told);
  g_autoptr (GtkWidget) widget = wire_job_get_place (job);
  Told *entry = g_new0 (Told, 1);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, error ? G_NOTIFICATION_PRIORITY_HIGH
                                                   : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.show-work", "s", id);
  g_application_send_notification (application, id, notification);
  g_weak_ref_init (&entry->place, widget);
  g_hash_table_insert (told, g_steal_pointer (&id), entry);
}

/* The user who cancelled it knows. */
static void
state_cb (GApplication *application, GParamSpec *pspec, WireJob *job)
{
  WireJobState state = wire_job_get_state (job);
  gint64 took = g_get_monotonic_time () - wire_job_get_started (job);

  (void) pspec;
  if ((state != WIRE_JOB_DONE && state != WIRE_JOB_FAILED) || took < LONG_US)
    return;
  if (is_looked_at ())
    announce (job, took);
  else
    notify (application, job, took);
}

/* Work is for the page on which it was begun, where nobody says it better. */
static GtkWidget *
guess_place (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  return WIRE_IS_WINDOW (window) ? wire_window_get_page (WIRE_WINDOW (window))
                                 : GTK_WIDGET (window);
}

static void
running_cb (
    GApplication *application, guint position, guint removed, guint added, GListModel *running)
{
  GtkWidget *place = guess_place (GTK_APPLICATION (application));

  (void) removed;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (WireJob) job = g_list_model_get_item (running, i);

      if (place)
        wire_job_set_place (job, place);
      g_signal_connect_object (job, "notify::state", G_CALLBACK (state_cb), application,
                               G_CONNECT_SWAPPED);
    }
}

/* Turns whatever hides @widget. */
static void
show (GtkWidget *widget)
{
  GtkRoot *window = gtk_widget_get_root (widget);
  GtkWidget *parent;

  for (; (parent = gtk_widget_get_parent (widget)); widget = parent)
    if (ADW_IS_VIEW_STACK (parent))
      adw_view_stack_set_visible_child (ADW_VIEW_STACK (parent), widget);
    else if (GTK_IS_STACK (parent))
      gtk_stack_set_visible_child (GTK_STACK (parent), widget);
  if (GTK_IS_WINDOW (window))
    gtk_window_present (GTK_WINDOW (window));
}

static void
show_work_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  Told *entry = g_hash_table_lookup (told, g_variant_get_string (parameter, NULL));
  g_autoptr (GtkWidget) widget = entry ? g_weak_ref_get (&entry->place) : NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  (void) action;
  if (widget && gtk_widget_get_root (widget))
    show (widget);
  else if (window)
    gtk_window_present (window);
  else
    g_application_activate (G_APPLICATION (application));
}

static gboolean
belongs_to (const Told *entry, GtkWindow *window)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get ((GWeakRef *) &entry->place);
  GtkRoot *root = widget ? gtk_widget_get_root (widget) : NULL;

  for (; window; window = gtk_window_get_transient_for (window))
    if (!root || GTK_ROOT (window) == root)
      return TRUE;
  return FALSE;
}

/* What somebody looks at needs no telling. */
static void
active_cb (GtkWindow *window, GParamSpec *pspec, GApplication *application)
{
  GHashTableIter iter;
  gpointer id;
  gpointer entry;

  (void) pspec;
  if (!gtk_window_is_active (window))
    return;
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &id, &entry))
    if (belongs_to (entry, window))
      {
        g_application_withdraw_notification (application, id);
        g_hash_table_iter_remove (&iter);
      }
}

static void
window_added_cb (GApplication *application, GtkWindow *window)
{
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), application, 0);
}

/** From now on the desktop hears of every long job that ends while no window of @application, a
 * #GtkApplication, is active; a click on what it says shows where the job was begun. Main thread
 * only. */
void
wire_job_notifier_start (GApplication *application)
{
  static const GActionEntry ACTIONS[] = {
    { .name = "show-work", .activate = show_work_cb, .parameter_type = "s" },
  };

  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, told_free);
  g_action_map_add_action_entries (G_ACTION_MAP (application), ACTIONS, G_N_ELEMENTS (ACTIONS),
                                   application);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_signal_connect_object (wire_job_list_get_running (), "items-changed", G_CALLBACK (running_cb),
                           application, G_CONNECT_SWAPPED);
}
