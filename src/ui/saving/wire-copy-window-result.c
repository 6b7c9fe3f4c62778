/* wire-copy-window-result.c: what was written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/saving/wire-copy-window-private.h"

#include "base/wire-printable.h"
#include "ui/widgets/wire-announcement.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Files that are listed; the folder has all. */
#define MAX_LISTED 200u

static GtkWidget *
find_child (WireCopyWindow *self, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_COPY_WINDOW, name));
}

static void
add_row (WireCopyWindow *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (GTK_LIST_BOX (find_child (self, "results")), row);
}

static char *
tell_packets (guint64 n)
{
  return g_strdup_printf (ngettext ("%" PRIu64 " packet", "%" PRIu64 " packets", n), n);
}

static void
list_parts (WireCopyWindow *self, GArray *parts)
{
  g_autofree char *more = NULL;

  for (guint i = 0; i < MIN (parts->len, MAX_LISTED); i++)
    {
      const WireSplitPart *part = &g_array_index (parts, WireSplitPart, i);
      g_autofree char *name = wire_printable_name (part->name);
      g_autofree char *packets = tell_packets (part->packets);

      add_row (self, name, packets);
    }
  if (parts->len <= MAX_LISTED)
    return;
  more = g_strdup_printf (ngettext ("%u more file is in the folder.",
                                    "%u more files are in the folder.", parts->len - MAX_LISTED),
                          parts->len - MAX_LISTED);
  add_row (self, more, NULL);
}

static void
list_counts (WireCopyWindow *self, const WireCopyRun *run)
{
  const WireAnonymiserCounts *counts = &run->counts;
  g_autofree char *packets = tell_packets (counts->packets);
  g_autofree char *damaged = tell_packets (counts->damaged);
  g_autofree char *unknown = tell_packets (counts->unknown);

  add_row (self, _ ("Have other addresses now"), packets);
  if (counts->damaged > 0)
    add_row (self, _ ("Were cut before a header that is not whole"), damaged);
  if (counts->unknown > 0)
    add_row (self,
             run->cut ? _ ("Were cut before a header whose names are not known")
                      : _ ("May still name somebody: a header of them is not known"),
             unknown);
}

static char *
tell_done (const WireCopyRun *run)
{
  g_autofree char *base = g_path_get_basename (run->path);
  g_autofree char *name = wire_printable_name (base);

  if (run->kind == WIRE_COPY_SPLIT)
    return g_strdup_printf (
        ngettext ("%u file was written.", "%u files were written.", run->parts->len),
        run->parts->len);
  return g_strdup_printf (_ ("“%s” was written."), name);
}

/** Shows what came of @run, which is done. */
void
wire_copy_window_show_result (WireCopyWindow *self, const WireCopyRun *run)
{
  g_autofree char *sentence = tell_done (run);
  gboolean parts = run->kind == WIRE_COPY_SPLIT;

  gtk_label_set_text (GTK_LABEL (find_child (self, "sentence")), sentence);
  if (parts)
    list_parts (self, run->parts);
  if (run->kind == WIRE_COPY_ANONYMISE)
    list_counts (self, run);
  for (guint i = 0; i < run->warnings->len; i++)
    add_row (self, run->warnings->pdata[i], NULL);
  gtk_widget_set_visible (find_child (self, "results"),
                          parts || run->kind == WIRE_COPY_ANONYMISE || run->warnings->len > 0);
  gtk_button_set_label (GTK_BUTTON (find_child (self, "open")),
                        parts ? _ ("Open _Folder") : _ ("_Open"));
  self->written = parts ? g_path_get_dirname (run->path) : g_strdup (run->path);
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_set_visible (GTK_WIDGET (self->write), FALSE);
  gtk_widget_grab_focus (find_child (self, "open"));
  wire_announce (GTK_WIDGET (self), sentence);
}

static void
open_cb (WireCopyWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (self->written, NULL, NULL);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (!uri)
    return;
  if (self->kind == WIRE_COPY_SPLIT)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
  else if (parent)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-capture", "s", uri);
  gtk_window_close (GTK_WINDOW (self));
}

/** Lets the template call what opens. */
void
wire_copy_window_bind_result (GtkWidgetClass *widget_class)
{
  static const char *const CHILDREN[] = { "sentence", "results", "open" };

  for (gsize i = 0; i < G_N_ELEMENTS (CHILDREN); i++)
    gtk_widget_class_bind_template_child_full (widget_class, CHILDREN[i], FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}
