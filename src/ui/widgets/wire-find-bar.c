/* wire-find-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-find-bar.h"

#include "base/wire-hex.h"
#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>

/**
 * WireFindBar:
 *
 * An entry for text or bytes, buttons for the next and the previous match, and a label that says
 * how the search goes. The bar does not search. It emits #WireFindBar::find, its owner starts a job
 * and gives it to wire_find_bar_begin(), and calls wire_find_bar_end() when the job has ended. Main
 * thread only.
 */
struct _WireFindBar
{
  AdwBin parent_instance;

  WireJob *job; /* that searches, or NULL */

  GtkSearchBar *bar;
  GtkEditable *entry;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (WireFindBar, wire_find_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ENTRY_NAME,
  PROP_SEARCH_MODE_ENABLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint find_signal;

static void
opened_cb (WireFindBar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE_ENABLED]);
}

static void
next_cb (WireFindBar *self)
{
  wire_find_bar_find (self, FALSE);
}

static void
previous_cb (WireFindBar *self)
{
  wire_find_bar_find (self, TRUE);
}

static void
progress_cb (WireFindBar *self)
{
  g_autofree char *text = NULL;

  if (!self->job || wire_job_get_fraction (self->job) < 0)
    return;
  text = g_strdup_printf (_ ("Searching… %.0f %%"), wire_job_get_fraction (self->job) * 100);
  gtk_label_set_label (self->status, text);
}

static void
wire_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireFindBar *self = WIRE_FIND_BAR (object);

  if (id == PROP_SEARCH_MODE_ENABLED)
    g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->bar));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_find_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireFindBar *self = WIRE_FIND_BAR (object);

  if (id == PROP_SEARCH_MODE_ENABLED)
    gtk_search_bar_set_search_mode (self->bar, g_value_get_boolean (value));
  else if (id == PROP_ENTRY_NAME)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_value_get_string (value), -1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_find_bar_dispose (GObject *object)
{
  wire_find_bar_stop (WIRE_FIND_BAR (object));
  G_OBJECT_CLASS (wire_find_bar_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /** WireFindBar:entry-name: what a screen reader calls the entry, translated */
  properties[PROP_ENTRY_NAME] = g_param_spec_string ("entry-name", NULL, NULL, NULL,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /** WireFindBar:search-mode-enabled: whether the bar is open */
  properties[PROP_SEARCH_MODE_ENABLED] =
      g_param_spec_boolean ("search-mode-enabled", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wire_find_bar_class_init (WireFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = wire_find_bar_get_property;
  G_OBJECT_CLASS (klass)->set_property = wire_find_bar_set_property;
  G_OBJECT_CLASS (klass)->dispose = wire_find_bar_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  /** WireFindBar::find: the user wants a match. With the bytes (#GBytes, not empty), whether they
   * are text, of which either case matches, and whether to look backwards */
  find_signal = g_signal_new ("find", WIRE_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 3, G_TYPE_BYTES, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/widgets/wire-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, WireFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, WireFindBar, status);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
wire_find_bar_init (WireFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
  wire_announce_changes (self->status);
}

/** Shows the bar, and puts the focus into its entry. */
void
wire_find_bar_open (WireFindBar *self)
{
  g_return_if_fail (WIRE_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/** Hides the bar. */
void
wire_find_bar_close (WireFindBar *self)
{
  g_return_if_fail (WIRE_IS_FIND_BAR (self));
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

/** Asks for the next match of what was typed, or for the one before where @backwards; opens the bar
 * where it is closed, or nothing was typed. */
void
wire_find_bar_find (WireFindBar *self, gboolean backwards)
{
  g_autoptr (GBytes) needle = NULL;
  const char *text;
  gboolean is_text;

  g_return_if_fail (WIRE_IS_FIND_BAR (self));

  text = gtk_editable_get_text (self->entry);
  if (!gtk_search_bar_get_search_mode (self->bar) || !*text)
    {
      wire_find_bar_open (self);
      return;
    }
  needle = wire_hex_parse_needle (text, &is_text);
  if (needle)
    g_signal_emit (self, find_signal, 0, needle, is_text, backwards);
  else
    wire_find_bar_say (self, _ ("Not hexadecimal: write bytes like 0x47 49 46"));
}

/** Says @text next to the entry. */
void
wire_find_bar_say (WireFindBar *self, const char *text)
{
  g_return_if_fail (WIRE_IS_FIND_BAR (self));
  gtk_label_set_label (self->status, text);
}

/**
 * wire_find_bar_begin:
 * @job: (transfer none): a search that was started for #WireFindBar::find
 *
 * Says how far @job is. The search before it is cancelled, if it still runs.
 */
void
wire_find_bar_begin (WireFindBar *self, WireJob *job)
{
  g_return_if_fail (WIRE_IS_FIND_BAR (self));

  wire_find_bar_stop (self);
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * wire_find_bar_end:
 * @job: a search that has ended
 * @found: whether it found something
 *
 * Says why @job failed, or that nothing was found.
 *
 * Returns: whether to show what @job found; not where another search has begun since
 */
gboolean
wire_find_bar_end (WireFindBar *self, WireJob *job, gboolean found)
{
  gboolean failed = wire_job_get_state (job) == WIRE_JOB_FAILED;

  g_return_val_if_fail (WIRE_IS_FIND_BAR (self), FALSE);

  if (job != self->job)
    return FALSE;
  g_clear_object (&self->job);
  if (failed)
    wire_find_bar_say (self, wire_job_get_error (job)->message);
  else
    wire_find_bar_say (self, found ? "" : _ ("Not found"));
  return found && !failed;
}

/** Cancels the search that runs, if one does. */
void
wire_find_bar_stop (WireFindBar *self)
{
  g_return_if_fail (WIRE_IS_FIND_BAR (self));

  if (self->job)
    wire_job_cancel (self->job);
  g_clear_object (&self->job);
}

/** Returns: whether a search runs */
gboolean
wire_find_bar_is_searching (WireFindBar *self)
{
  g_return_val_if_fail (WIRE_IS_FIND_BAR (self), FALSE);
  return self->job != NULL;
}
