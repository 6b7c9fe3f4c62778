/* wire-text-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/text/wire-text-opening.h"

#include "base/wire-printable.h"
#include "ui/text/wire-text-source.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget;
  WireTextOpened opened;
  char *name;
  char bytes[WIRE_TEXT_SOURCE_MAX + 1];
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->widget);
  g_free (opening->name);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
tell_unread (Opening *opening, const GError *error)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("%s could not be read: %s"), opening->name, error->message);

  gtk_widget_activate_action (opening->widget, "win.notify", "s", sentence);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &length, &error))
    {
      tell_unread (opening, error);
      return;
    }
  bytes = g_bytes_new (opening->bytes, length);
  opening->opened (opening->widget, opening->name, bytes);
}

static void
opened_cb (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (file), result, &error);

  if (!stream)
    {
      tell_unread (opening, error);
      return;
    }
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), opening->bytes, sizeof opening->bytes,
                                 G_PRIORITY_DEFAULT, NULL, read_cb, opening);
  g_steal_pointer (&opening);
}

/**
 * wire_text_opening_start:
 * @file: any file
 * @widget: kept alive until the end; a notice at its window says what went wrong
 * @opened: called on the main thread, unless something did
 *
 * Reads how @file begins, without waiting.
 */
void
wire_text_opening_start (GFile *file, GtkWidget *widget, WireTextOpened opened)
{
  g_autofree char *name = g_file_get_basename (file);
  Opening *opening = g_new0 (Opening, 1);

  opening->widget = g_object_ref (widget);
  opening->opened = opened;
  opening->name = wire_printable_name (name);
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, opened_cb, opening);
}
