/* wire-files-actions.c: what can be done with rows, and the menu that offers it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-page-private.h"
#include "ui/files/wire-files-yara.h"
#include "ui/files/wire-files-sets.h"
#include "ui/files/wire-files-signature.h"
#include "ui/files/wire-files-audit.h"
#include "ui/files/wire-files-verify.h"
#include "ui/hashsets/wire-hash-set-window.h"
#include "ui/lists/wire-note-items.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

static const char *const NEEDS_SELECTION[] = { "files.remove", "files.add-bad", "files.copy" };
static const char *const NEEDS_ROWS[] = { "files.clear", "files.rescan", "files.save",
                                          "files.verify-digest" };

/* Rows that were taken out together come back together. */
static void
undo_cb (WireFilesPage *self, AdwToast *toast)
{
  GArray *rows = g_object_get_data (G_OBJECT (toast), "wire-rows");

  for (guint i = 0; i < rows->len; i++)
    wire_evidence_list_set_removed (self->list, g_array_index (rows, guint32, i), FALSE);
  wire_evidence_list_announce (self->list);
}

/* Takes @rows, which it owns from now on, out of the list. */
static void
remove_rows (WireFilesPage *self, GArray *rows)
{
  g_autofree char *figure = wire_figure_count (rows->len);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%s row removed", "%s rows removed", rows->len), figure);
  AdwToast *toast = wire_toast_offer (GTK_WIDGET (self), title, _ ("_Undo"));

  for (guint i = 0; i < rows->len; i++)
    wire_evidence_list_set_removed (self->list, g_array_index (rows, guint32, i), TRUE);
  wire_files_rows_select (self->rows, NULL, 0);
  g_object_set_data_full (G_OBJECT (toast), "wire-rows", rows, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  wire_evidence_list_announce (self->list);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);

  (void) name;
  (void) parameter;
  remove_rows (self, wire_files_rows_get_selected (self->rows));
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  (void) name;
  (void) parameter;
  wire_files_work_cancel (self->work);
  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    if (!wire_evidence_list_get (self->list, i)->removed)
      g_array_append_val (rows, i);
  remove_rows (self, rows);
}

/** Examines every file and download that has a row again. */
void
wire_files_page_rescan (WireFilesPage *self)
{
  WireDigestMask mask = wire_files_digests_get_mask (self->digests);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (self->list, i);

      if (!row->removed && !row->origin)
        g_ptr_array_add (paths, row->evidence->path);
    }
  g_ptr_array_add (paths, NULL);
  wire_files_work_add (self->work, (const char *const *) paths->pdata, mask);
  wire_files_objects_rescan (self->objects, mask);
}

static void
rescan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_page_rescan (WIRE_FILES_PAGE (widget));
}

static void
add_bad_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);

  (void) name;
  (void) parameter;
  wire_files_sets_add (widget, self->store, self->list, wire_files_rows_get_selected (self->rows));
}

static void
hash_sets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_hash_set_window_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                                WIRE_FILES_PAGE (widget)->store, NULL);
}

static void
verify_digest_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_verify_ask (widget, WIRE_FILES_PAGE (widget)->list);
}

static void
audit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);

  (void) name;
  (void) parameter;
  wire_files_audit_ask (widget, self->work, wire_files_digests_get_mask (self->digests));
}

static void
add_signature_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_signature_ask (widget);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_files_export_copy (WIRE_FILES_PAGE (widget)->export, g_variant_get_string (parameter, NULL));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_files_export_save (WIRE_FILES_PAGE (widget)->export, g_variant_get_string (parameter, NULL));
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireEvidenceRow *row = wire_files_rows_get_only (WIRE_FILES_PAGE (widget)->rows);
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  (void) name;
  (void) parameter;
  if (!row)
    return;
  if (row->origin)
    {
      gtk_widget_activate_action (widget, "win.open-object-in-text", "u", row->origin->object);
      return;
    }
  file = g_file_new_for_path (row->evidence->path);
  uri = g_file_get_uri (file);
  gtk_widget_activate_action (widget, "win.open-file-in-text", "s", uri);
}

/* Leads back to where one download came from. */
static void
show_origin_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireEvidenceRow *row = wire_files_rows_get_only (WIRE_FILES_PAGE (widget)->rows);

  (void) name;
  (void) parameter;
  if (row && row->origin)
    gtk_widget_activate_action (widget, "win.show-object", "u", row->origin->object);
}

/* On a file by what it holds; on a transfer by its place in the capture. */
static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireEvidenceRow *row = wire_files_rows_get_only (WIRE_FILES_PAGE (widget)->rows);
  gboolean bookmark = g_str_has_suffix (name, ".bookmark");

  (void) parameter;
  if (row && row->origin)
    gtk_widget_activate_action (widget, "win.add-object-note", "(bu)", bookmark,
                                row->origin->object);
  else if (row)
    gtk_widget_activate_action (widget, "win.add-file-note", "(b^ay)", bookmark,
                                row->evidence->path);
}

/* On the selected files, or where fewer than two are selected on all that are seen. */
static void
yara_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);
  g_autoptr (GArray) rows = wire_files_rows_get_selected (self->rows);

  (void) name;
  (void) parameter;
  if (rows->len < 2)
    {
      g_array_unref (rows);
      rows = wire_files_rows_get_shown (self->rows);
    }
  wire_files_yara_open (GTK_WINDOW (gtk_widget_get_root (widget)), self->list, rows);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) parameter;
  wire_files_page_open (WIRE_FILES_PAGE (widget), g_str_equal (name, "files.open-folder"));
}

static void
show_row_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_files_page_show_row (WIRE_FILES_PAGE (widget), g_variant_get_uint32 (parameter));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_row_menu_popup (WIRE_FILES_PAGE (widget)->menu);
}

void
wire_files_actions_install (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } ACTIONS[] = {
    { "files.open", NULL, open_cb },
    { "files.open-folder", NULL, open_cb },
    { "files.remove", NULL, remove_cb },
    { "files.clear", NULL, clear_cb },
    { "files.rescan", NULL, rescan_cb },
    { "files.add-bad", NULL, add_bad_cb },
    { "files.hash-sets", NULL, hash_sets_cb },
    { "files.verify-digest", NULL, verify_digest_cb },
    { "files.audit", NULL, audit_cb },
    { "files.yara", NULL, yara_cb },
    { "files.add-signature", NULL, add_signature_cb },
    { "files.copy", "s", copy_cb },
    { "files.save", "s", save_cb },
    { "files.open-in-text", NULL, open_in_text_cb },
    { "files.show-origin", NULL, show_origin_cb },
    { "files.show-row", "u", show_row_cb },
    { "files.menu", NULL, menu_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter,
                                     ACTIONS[i].activate);
  wire_note_items_install (widget_class, "files", note_cb);
}

/* Only in the list: in the search entry these keys are the text's. */
static void
add_shortcut (GtkEventController *controller, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_named_action_new (action)));
}

/* Copied by the key, rows are checksum lines. */
static void
add_copy_shortcut (GtkEventController *controller)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>c"),
                                            gtk_named_action_new ("files.copy"));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_string ("sums"));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

void
wire_files_actions_init (WireFilesPage *self, GMenuModel *menu)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_shortcut (keys, "Delete", "files.remove");
  add_copy_shortcut (keys);
  add_shortcut (keys, "Menu|<Shift>F10", "files.menu");
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), keys);
  self->menu = wire_row_menu_new (GTK_WIDGET (self), menu);
  wire_row_menu_add_list (self->menu, GTK_WIDGET (self->column_view));
}

/** Enables what can be done with what is there and what is selected. */
void
wire_files_actions_update (WireFilesPage *self)
{
  g_autoptr (GArray) selected = wire_files_rows_get_selected (self->rows);
  gboolean any = wire_evidence_list_get_n_shown (self->list) > 0;
  const WireEvidenceRow *only = wire_files_rows_get_only (self->rows);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.show-origin", only && only->origin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.open-in-text",
                                 only && !only->evidence->error);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_SELECTION); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_SELECTION[i], selected->len > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_ROWS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_ROWS[i], any);
}
