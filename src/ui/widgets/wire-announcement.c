/* wire-announcement.c
 *
 * GTK has gtk_accessible_announce() since 4.14. Before, nothing that it sends over AT-SPI has a
 * screen reader speak of a widget that has not the focus; a new description of the one that has it
 * does (Orca, onDescriptionChanged), so what is to be said is its description until the focus
 * leaves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-announcement.h"

/* What a label says for less is not read out: a sentence that changes with every key or every
 * message would be one long stammer. And where a menu was used, the focus is back by then. */
#define SETTLED_MS 250

#define DESCRIPTION_KEY "wire-description"
#define PENDING_KEY "wire-announcement"

static void
set_description (GtkWidget *widget, const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description ? description : "", -1);
}

/**
 * wire_describe:
 * @widget: whose description is not fixed
 * @description: what a screen reader adds to the name of @widget
 *
 * Sets the accessible description in such a way that an announcement can put it back. While
 * @widget has the focus, the new one is read out. Main thread only.
 */
void
wire_describe (GtkWidget *widget, const char *description)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data_full (G_OBJECT (widget), DESCRIPTION_KEY, g_strdup (description), g_free);
  set_description (widget, description);
}

#if GTK_CHECK_VERSION(4, 14, 0)

/* GTK's version is pinned to the floor's, where there are no such calls. Where no accessibility bus
 * runs, GTK falls back on a context for tests, which cannot announce: GTK 4.18 crashes on it. */
static void
say (GtkRoot *root, const char *sentence)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_autoptr (GObject) context = G_OBJECT (gtk_accessible_get_at_context (GTK_ACCESSIBLE (root)));

  if (context && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext"))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

static void
disconnect (GtkRoot *root, GtkWidget *carrier)
{
  g_signal_handlers_disconnect_matched (root, G_SIGNAL_MATCH_DETAIL | G_SIGNAL_MATCH_DATA, 0,
                                        g_quark_from_static_string ("focus-widget"), NULL, NULL,
                                        carrier);
}

/* GTK gives a widget with a tooltip that as its description. */
static void
put_back_cb (GtkWidget *carrier, GParamSpec *pspec, GtkRoot *root)
{
  const char *own = g_object_get_data (G_OBJECT (carrier), DESCRIPTION_KEY);

  (void) pspec;
  disconnect (root, carrier);
  set_description (carrier, own ? own : gtk_widget_get_tooltip_text (carrier));
}

/* An entry hides the text inside that really has the focus. */
static GtkWidget *
get_focus (GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  GtkWidget *parent = focus ? gtk_widget_get_parent (focus) : NULL;

  return GTK_IS_TEXT (focus) && GTK_IS_EDITABLE (parent) ? parent : focus;
}

static void
say (GtkRoot *root, const char *sentence)
{
  GtkWidget *focus = get_focus (root);

  /* Before a key was pressed, a screen reader follows the window. */
  set_description (GTK_WIDGET (root), sentence);
  set_description (GTK_WIDGET (root), NULL);
  if (!focus)
    return;
  disconnect (root, focus);
  set_description (focus, sentence);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (put_back_cb), focus,
                           G_CONNECT_SWAPPED);
}

#endif

static void
say_in (GtkWidget *widget, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root && *sentence)
    say (root, sentence);
}

typedef struct
{
  GWeakRef widget;
  char *sentence;
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  g_weak_ref_clear (&announcement->widget);
  g_free (announcement->sentence);
  g_free (announcement);
}

static gboolean
settled_cb (gpointer data)
{
  Announcement *announcement = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&announcement->widget);

  if (widget)
    say_in (widget, announcement->sentence);
  return G_SOURCE_REMOVE;
}

/**
 * wire_announce:
 * @widget: in the window that @sentence is about
 * @sentence: plain text, not markup
 *
 * Has a screen reader say @sentence, wherever the focus is. For what shows itself unasked or away
 * from the focus. Main thread only.
 */
void
wire_announce (GtkWidget *widget, const char *sentence)
{
  Announcement *announcement;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (sentence);

  announcement = g_new0 (Announcement, 1);
  g_weak_ref_init (&announcement->widget, widget);
  announcement->sentence = g_strdup (sentence);
  g_timeout_add_full (G_PRIORITY_DEFAULT, SETTLED_MS, settled_cb, announcement, announcement_free);
}

static gboolean
stood_cb (gpointer data)
{
  GtkWidget *label = data;

  g_object_set_data (G_OBJECT (label), PENDING_KEY, NULL);
  if (gtk_widget_get_mapped (label))
    say_in (label, gtk_label_get_text (GTK_LABEL (label)));
  return G_SOURCE_REMOVE;
}

static void
forget_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
changed_cb (GtkWidget *label)
{
  GSource *source = g_timeout_source_new (SETTLED_MS);

  g_source_set_callback (source, stood_cb, label, NULL);
  g_source_attach (source, NULL);
  g_object_set_data_full (G_OBJECT (label), PENDING_KEY, source, forget_source);
}

/**
 * wire_announce_changes:
 * @label: that tells of what happens
 *
 * Has a screen reader say what @label says whenever that is something new, and @label can be seen.
 * Main thread only.
 */
void
wire_announce_changes (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect (label, "notify::label", G_CALLBACK (changed_cb), NULL);
}
