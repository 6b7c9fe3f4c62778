/* test-files-objects.c SOURCE-ROOT: downloads on the Files page have their bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/ui/widgets/widget-fixture.h"
#include "ui/files/wire-files-page.h"
#include "ui/lists/wire-row-list.h"
#include "ui/widgets/wire-hex-view.h"

#include <string.h>

static const char *root;

typedef struct
{
  WireCaptureSession *session;
  GtkWidget *window;
  WireFilesPage *page;
} Fixture;

static WireObjectList *
wait_for_objects (Fixture *self)
{
  while (wire_capture_session_get_job (self->session)
         || wire_capture_session_get_busy (self->session)
         || !wire_capture_session_get_objects (self->session))
    g_main_context_iteration (NULL, TRUE);
  return wire_capture_session_get_objects (self->session);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (root, "data", "samples", "sample.pcap", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  (void) data;
  widget_fixture_forget ();
  wire_capture_want_streams (capture);
  self->session = wire_capture_session_new (capture);
  wire_capture_session_load (self->session);
  self->page = g_object_new (WIRE_TYPE_FILES_PAGE, NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  wire_files_page_check_objects (self->page, wait_for_objects (self), NULL, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (self->session), (gpointer *) &self->session);
  g_object_unref (self->session);
  while (self->session || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static GtkSelectionModel *
get_model (Fixture *self)
{
  return gtk_column_view_get_model (
      GTK_COLUMN_VIEW (widget_fixture_find (GTK_WIDGET (self->page), GTK_TYPE_COLUMN_VIEW, 0)));
}

static WireHexView *
get_hex (Fixture *self)
{
  return WIRE_HEX_VIEW (widget_fixture_find (GTK_WIDGET (self->page), WIRE_TYPE_HEX_VIEW, 0));
}

static const WireEvidenceRow *
get_row (Fixture *self, guint position)
{
  g_autoptr (WireRow) row = g_list_model_get_item (G_LIST_MODEL (get_model (self)), position);

  return wire_evidence_list_get (wire_files_page_get_list (self->page), wire_row_get_id (row));
}

static void
wait_for_rows (Fixture *self, guint n)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (get_model (self))) < n)
    g_main_context_iteration (NULL, TRUE);
  widget_fixture_draw (self->window);
}

/* The bytes of the signature that is marked, as hex digits. */
static char *
copy_signature (Fixture *self)
{
  guint64 offset;
  g_autofree char *copied = NULL;
  g_auto (GStrv) bytes = NULL;

  while (wire_hex_view_get_marked (get_hex (self), &offset) == 0)
    g_main_context_iteration (NULL, TRUE);
  widget_fixture_draw (self->window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_hex (self)), "hex.copy", NULL));
  copied = widget_fixture_paste (GTK_WIDGET (get_hex (self)));
  bytes = g_strsplit (copied, " ", -1);
  return g_strjoinv ("", bytes);
}

/* A signature is marked in bytes that came out of packets. */
static void
test_bytes (Fixture *self, gconstpointer data)
{
  guint32 n = wire_object_list_get_length (wait_for_objects (self));
  guint checked = 0;

  (void) data;
  wait_for_rows (self, n);
  for (guint i = 0; i < n; i++)
    {
      const WireEvidenceRow *row = get_row (self, i);
      g_autofree char *copied = NULL;

      gtk_selection_model_select_item (get_model (self), i, TRUE);
      widget_fixture_draw (self->window);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_hex (self)))
                     == (row->evidence->size > 0 && !row->evidence->error));
      if (!row->evidence->type || !row->evidence->type->signature)
        continue;
      copied = copy_signature (self);
      g_assert_cmpstr (copied, ==, row->evidence->type->signature);
      checked++;
    }
  g_assert_cmpuint (checked, >, 5);
}

/* What is asked for last is shown, and a window may go while bytes are read. */
static void
test_hurry (Fixture *self, gconstpointer data)
{
  guint32 n = wire_object_list_get_length (wait_for_objects (self));

  (void) data;
  wait_for_rows (self, n);
  for (guint i = 0; i < n; i++)
    gtk_selection_model_select_item (get_model (self), i, TRUE);
  gtk_selection_model_unselect_all (get_model (self));
  widget_fixture_draw (self->window);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_hex (self))));
  gtk_selection_model_select_item (get_model (self), 0, TRUE);
}

int
main (int argc, char **argv)
{
  widget_fixture_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  root = argv[1];
  g_test_add ("/files-objects/bytes", Fixture, NULL, set_up, test_bytes, tear_down);
  g_test_add ("/files-objects/hurry", Fixture, NULL, set_up, test_hurry, tear_down);
  return g_test_run ();
}
