/* wire-download-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-text.h"

#include "ui/downloads/wire-download-facts.h"
#include "base/wire-job.h"
#include "capture/objects/wire-object-content.h"
#include "ui/text/wire-text-source.h"
#include "ui/work/wire-owned-job.h"

#include <glib/gi18n.h>

typedef struct
{
  WireObjectList *list;
  guint32 object;
  GBytes *content; /* written by the worker before it returns, read after */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  wire_object_list_unref (reading->list);
  g_clear_pointer (&reading->content, g_bytes_unref);
  g_free (reading);
}

/* One byte more than the page looks at, so that it sees that there is more. */
static gboolean
read_work (WireJob *job, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->content =
      wire_object_read_content (reading->list, reading->object, WIRE_TEXT_SOURCE_MAX + 1,
                                wire_job_get_cancellable (job), error);
  return reading->content != NULL;
}

static void
read_cb (WireJob *job, gpointer data, GObject *owner)
{
  Reading *reading = data;
  GtkWidget *widget = GTK_WIDGET (owner);
  g_autofree char *name =
      wire_download_make_name (wire_object_list_get (reading->list, reading->object));

  if (reading->content)
    gtk_widget_activate_action (
        widget, "win.open-in-text", "(s@ay)", name,
        g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, reading->content, TRUE));
  else if (wire_job_get_error (job))
    gtk_widget_activate_action (widget, "win.notify", "s", wire_job_get_error (job)->message);
}

/**
 * wire_download_text_open:
 * @list: a list
 * @object: one of its objects, with a body
 * @widget: in the window whose Text page is to show it
 *
 * Reads how the object begins, decoded, in a job, and then opens it in Text.
 */
void
wire_download_text_open (WireObjectList *list, guint32 object, GtkWidget *widget)
{
  g_autoptr (WireJob) job = NULL;
  Reading *reading = g_new0 (Reading, 1);

  reading->list = wire_object_list_ref (list);
  reading->object = object;
  job = wire_owned_job_start (_ ("Reading a download"), read_work, reading, reading_free, read_cb,
                              G_OBJECT (widget));
}
