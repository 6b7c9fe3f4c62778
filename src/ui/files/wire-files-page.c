/* wire-files-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-page-private.h"

#include "ui/widgets/wire-announcement.h"
#include "ui/hashsets/wire-digest-setting.h"
#include "ui/widgets/wire-file-dialog.h"
#include "ui/memory/wire-flap-memory.h"
#include "ui/work/wire-leaving.h"
#include "ui/memory/wire-settings.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/widgets/wire-toast.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireFilesPage:
 *
 * Evidence files: what each is by its bytes, and whether a hash set knows it. Rows come while files
 * are examined; two panels, Hashes and Types, show them with different columns, and a pane at their
 * side tells everything of one. Main thread only.
 *
 * Here: the page as a whole. wire-files-rows.c has filter, order and selection, wire-files-work.c
 * what runs, wire-files-actions.c what can be done with rows.
 */
G_DEFINE_FINAL_TYPE (WireFilesPage, wire_files_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/** Says @sentence in passing. */
void
wire_files_page_notify (WireFilesPage *self, const char *sentence)
{
  wire_toast_show (GTK_WIDGET (self->toasts), sentence);
}

static void
panel_cb (WireFilesPage *self)
{
  self->panel = gtk_toggle_button_get_active (self->hashes_button) ? WIRE_EVIDENCE_PANEL_HASHES
                                                                   : WIRE_EVIDENCE_PANEL_TYPES;
  wire_files_rows_show_columns (self);
}

static void
pause_cb (WireFilesPage *self)
{
  gboolean paused = gtk_toggle_button_get_active (self->pause_button);

  gtk_button_set_label (GTK_BUTTON (self->pause_button), paused ? _ ("_Go On") : _ ("_Pause"));
  wire_files_work_pause (self, paused);
}

static void
activate_row_cb (WireFilesPage *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static gboolean
follow_fold_cb (gpointer data)
{
  WireFilesPage *self = data;

  self->folding = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->count), !adw_flap_get_folded (self->flap));
  return G_SOURCE_REMOVE;
}

/* The flap folds while widgets are being given their places: nothing may change before that ends.
 */
static void
folded_cb (WireFilesPage *self)
{
  if (!self->folding)
    self->folding = g_idle_add (follow_fold_cb, self);
}

/* The algorithms to compute */

static void
algorithm_cb (GtkCheckButton *button, WireFilesPage *self)
{
  guint algorithm = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wire-algorithm"));

  if (gtk_check_button_get_active (button))
    self->mask |= WIRE_DIGEST_BIT (algorithm);
  else
    self->mask &= ~WIRE_DIGEST_BIT (algorithm);
  wire_files_rows_show_columns (self);
  self->remembering = TRUE;
  wire_digest_setting_set (self->mask);
  self->remembering = FALSE;
}

/* Rows that lack a digest that is wanted by now are examined again. */
static void
algorithms_closed_cb (WireFilesPage *self)
{
  if (self->mask & ~wire_evidence_list_get_mask (self->list)
      && wire_evidence_list_get_n_shown (self->list) > 0)
    wire_files_work_rescan (self);
}

/* Chosen in the preferences, or in another window. */
static void
digests_set_cb (WireFilesPage *self)
{
  if (self->remembering)
    return;
  self->mask = wire_digest_setting_get ();
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    gtk_check_button_set_active (self->algorithm_checks[i],
                                 (self->mask & WIRE_DIGEST_BIT (i)) != 0);
  algorithms_closed_cb (self);
}

static void
add_algorithms (WireFilesPage *self)
{
  GtkWidget *grid = gtk_grid_new ();
  const int rows = (WIRE_N_DIGESTS + 1) / 2;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (wire_digest_get_info (i)->name);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), self->mask & WIRE_DIGEST_BIT (i));
      g_object_set_data (G_OBJECT (button), "wire-algorithm", GUINT_TO_POINTER (i));
      g_signal_connect (button, "toggled", G_CALLBACK (algorithm_cb), self);
      self->algorithm_checks[i] = GTK_CHECK_BUTTON (button);
      gtk_grid_attach (GTK_GRID (grid), button, (int) i / rows, (int) i % rows, 1, 1);
    }
  gtk_box_append (self->algorithms, grid);
  if (wire_settings_get ())
    g_signal_connect_object (wire_settings_get (), "changed::digests", G_CALLBACK (digests_set_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
set_store (WireFilesPage *self, WireHashSetStore *store)
{
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (wire_files_sets_match), self);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (wire_files_page_notify), self);
  wire_hash_set_store_refresh (store);
}

static void
wire_files_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, WIRE_FILES_PAGE (object)->store);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_files_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireFilesPage *self = WIRE_FILES_PAGE (object);

  if (id == PROP_STORE)
    set_store (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_files_page_dispose (GObject *object)
{
  WireFilesPage *self = WIRE_FILES_PAGE (object);

  if (self->matching)
    wire_job_cancel (self->matching);
  g_clear_object (&self->matching);
  g_clear_handle_id (&self->folding, g_source_remove);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  wire_files_work_dispose (self);
  wire_files_rows_dispose (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&self->objects, wire_object_list_unref);
  g_clear_pointer (&self->checked, g_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wire_files_page_parent_class)->dispose (object);
}

static void
wire_files_page_class_init (WireFilesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_files_page_get_property;
  object_class->set_property = wire_files_page_set_property;
  object_class->dispose = wire_files_page_dispose;

  /** WireFilesPage:store: the hash sets to match against; the user's own unless another is set */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, WIRE_TYPE_HASH_SET_STORE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_EVIDENCE_PANE);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/files/wire-files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, algorithms);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, chip_box);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, count);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, hashes_button);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, types_button);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, pane);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, progress);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, row_menu);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, rows_stack);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, toasts);
  gtk_widget_class_bind_template_callback (widget_class, activate_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, algorithms_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wire_files_rows_choose);
  gtk_widget_class_bind_template_callback (widget_class, wire_files_rows_show_all);
  gtk_widget_class_bind_template_callback (widget_class, panel_cb);
  gtk_widget_class_bind_template_callback (widget_class, pause_cb);
  gtk_widget_class_bind_template_callback (widget_class, wire_files_work_cancel);
  wire_files_actions_install (widget_class);
}

static void
wire_files_page_init (WireFilesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->count);
  self->list = wire_evidence_list_new ();
  self->mask = wire_digest_setting_get ();
  self->checked = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_queue_init (&self->waiting);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (wire_files_rows_update), self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_swapped (self->flap, "notify::folded", G_CALLBACK (folded_cb), self);
  set_store (self, wire_hash_set_store_get_default ());
  add_algorithms (self);
  wire_files_actions_init (self);
  wire_files_rows_init (self);
  wire_files_rows_show_selected (self);
  wire_view_memory_attach (self->types_button, "active", "files-types");
  wire_flap_memory_attach (self->flap, "files-details");
}

/** Examines files and folders, whatever they are; folders are entered. */
void
wire_files_page_add (WireFilesPage *self, const char *const *paths)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));

  wire_files_work_add (self, paths);
}

static void
opened_cb (GListModel *files, gpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  wire_files_page_add (WIRE_FILES_PAGE (data), (const char *const *) paths->pdata);
}

/** Asks for files, or for a folder. */
void
wire_files_page_open (WireFilesPage *self, gboolean folder)
{
  GtkWindow *window;

  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  if (folder)
    wire_file_dialog_open_folders (window, _ ("Open Folder"), opened_cb, self);
  else
    wire_file_dialog_open_files (window, _ ("Open Files"), opened_cb, self);
}

/** Lets the user say what to search for. */
void
wire_files_page_find (WireFilesPage *self)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/** Returns: (transfer none): the rows */
WireEvidenceList *
wire_files_page_get_list (WireFilesPage *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_PAGE (self), NULL);
  return self->list;
}

/** Adds to @work what closing the window would end. */
void
wire_files_page_list_work (WireFilesPage *self, GPtrArray *work)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));

  if (self->run)
    wire_leaving_work_add (work, _ ("Examining files"));
}
