/* wire-files-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-page-private.h"

#include "ui/evidence/wire-evidence-columns.h"
#include "ui/lists/wire-column-memory.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-flap-memory.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-toast.h"
#include "ui/widgets/wire-wrap-layout.h"
#include "ui/work/wire-job-place.h"
#include "ui/work/wire-leaving.h"

#include <glib/gi18n.h>

/**
 * WireFilesPage:
 *
 * Evidence files: what each is by its bytes, and whether a hash set knows it. Rows come while files
 * are examined; two panels, Hashes and Types, show them with different columns, and a pane at their
 * side says everything of one. Main thread only.
 *
 * The page joins what does the work: #WireFilesRows filters, orders and selects, #WireFilesWork
 * examines, #WireFilesMatching asks the hash sets, #WireFilesObjects checks downloads.
 * wire-files-actions.c has what can be done with rows.
 */
G_DEFINE_FINAL_TYPE (WireFilesPage, wire_files_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A page that has gone says nothing more. */
static void
say (WireFilesPage *self, const char *sentence)
{
  if (self->list)
    wire_toast_show (GTK_WIDGET (self->stack), sentence);
}

/* Rows */

static gboolean
is_examining (WireFilesPage *self)
{
  return wire_files_work_get_run (self->work) != NULL;
}

static void
show_stack (WireFilesPage *self)
{
  gboolean any = wire_evidence_list_get_n_shown (self->list) > 0;
  gboolean left = wire_files_rows_get_length (self->rows) > 0;

  gtk_stack_set_visible_child_name (self->stack, any || is_examining (self) ? "files" : "empty");
  gtk_stack_set_visible_child_name (self->rows_stack, left || !any ? "rows" : "nothing-left");
}

static void
show_selected (WireFilesPage *self)
{
  g_autoptr (GArray) rows = wire_files_rows_get_selected (self->rows);
  guint64 bytes = 0;

  for (guint i = 0; i < rows->len; i++)
    bytes += wire_evidence_list_get (self->list, g_array_index (rows, guint32, i))->evidence->size;
  if (rows->len == 1)
    wire_evidence_pane_show (self->pane, self->list, g_array_index (rows, guint32, 0),
                             wire_files_objects_get_list (self->objects));
  else if (rows->len == 2)
    wire_evidence_pane_show_two (self->pane, self->list, g_array_index (rows, guint32, 0),
                                 g_array_index (rows, guint32, 1));
  else
    wire_evidence_pane_show_many (self->pane, rows->len, bytes);
  wire_files_actions_update (self);
}

static void
show_counts (WireFilesPage *self)
{
  guint32 n = wire_evidence_list_get_n_shown (self->list);
  g_autofree char *figure = wire_figure_count (n);
  g_autofree char *size = wire_figure_size (wire_evidence_list_get_bytes (self->list));
  /* Translators: how many files, and how large they are together */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s file · %s", "%s files · %s", n), figure, size);

  gtk_label_set_text (self->count, text);
  wire_files_chips_show (self->chips, self->list);
}

static gpointer
get_child (WireFilesPage *self, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_FILES_PAGE, name);
}

static void
show_columns (WireFilesPage *self)
{
  WireEvidencePanel panel =
      gtk_toggle_button_get_active (self->types_button)               ? WIRE_EVIDENCE_PANEL_TYPES
      : gtk_toggle_button_get_active (get_child (self, "lab_button")) ? WIRE_EVIDENCE_PANEL_LAB
                                                                      : WIRE_EVIDENCE_PANEL_HASHES;
  gboolean origins = FALSE;

  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list) && !origins; i++)
    origins = wire_evidence_list_get (self->list, i)->origin != NULL;
  wire_evidence_columns_show (self->column_view, panel, wire_files_digests_get_mask (self->digests),
                              origins);
}

static void
list_cb (WireFilesPage *self)
{
  show_counts (self);
  wire_files_rows_update (self->rows, is_examining (self));
}

static void
verdicts_cb (WireFilesPage *self)
{
  wire_files_rows_set_verdicts (self->rows, wire_files_chips_get_verdicts (self->chips));
  show_counts (self);
}

static void
search_cb (WireFilesPage *self)
{
  wire_files_rows_set_search (self->rows, gtk_editable_get_text (self->search_entry));
}

static void
sort_cb (WireFilesPage *self)
{
  guint sort = WIRE_EVIDENCE_SORT_NONE;
  gboolean descending = FALSE;

  wire_column_view_get_sort (self->column_view, &sort, &descending);
  wire_files_rows_set_sort (self->rows, sort, descending);
}

/* Shows all rows, whatever was searched for or chosen. */
static void
show_all_cb (WireFilesPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  wire_files_chips_let_go (self->chips);
}

static void
activate_row_cb (WireFilesPage *self, guint position)
{
  gtk_selection_model_select_item (wire_files_rows_get_model (self->rows), position, TRUE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/** Selects @row and brings it into sight, also where a filter hid it. */
void
wire_files_page_show_row (WireFilesPage *self, guint32 row)
{
  guint position = wire_files_rows_choose (self->rows, row);

  if (position == WIRE_ROW_NONE)
    {
      show_all_cb (self);
      return;
    }
  wire_column_view_scroll_to (self->column_view, position);
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

/* Work */

/* Rows that lack a digest that is wanted by now are examined again. */
static void
digests_chosen_cb (WireFilesPage *self)
{
  if (wire_files_digests_get_mask (self->digests) & ~wire_evidence_list_get_mask (self->list)
      && wire_evidence_list_get_n_shown (self->list) > 0)
    wire_files_page_rescan (self);
}

static void
digests_cb (WireFilesPage *self)
{
  wire_files_export_set_mask (self->export, wire_files_digests_get_mask (self->digests));
  show_columns (self);
}

static void
run_began_cb (WireFilesPage *self, WireEvidenceRun *run)
{
  gtk_stack_set_visible_child_name (self->stack, "files");
  wire_job_set_place (wire_evidence_run_get_job (run), GTK_WIDGET (self));
  wire_files_matching_set_examining (self->matching, TRUE);
}

static void
run_ended_cb (WireFilesPage *self)
{
  wire_files_rows_update (self->rows, FALSE);
  wire_files_matching_set_examining (self->matching, FALSE);
}

static void
checked_cb (WireFilesPage *self)
{
  g_autoptr (GArray) rows = wire_files_objects_bring_back (self->objects);

  show_columns (self);
  wire_files_rows_select (self->rows, (const guint32 *) (gpointer) rows->data, rows->len);
  wire_evidence_list_announce (self->list);
  show_all_cb (self);
}

static void
set_store (WireFilesPage *self, WireHashSetStore *store)
{
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  wire_files_work_set_store (self->work, store);
  wire_files_matching_set_store (self->matching, store);
  wire_files_objects_set_store (self->objects, store);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (say), self);
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

  g_clear_handle_id (&self->folding, g_source_remove);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->work)
    wire_files_work_cancel (self->work);
  if (self->column_view)
    wire_column_view_end (self->column_view, self);
  g_clear_object (&self->menu);
  g_clear_object (&self->export);
  g_clear_object (&self->objects);
  g_clear_object (&self->matching);
  g_clear_object (&self->work);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wire_files_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, count);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, digests);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, flap);
  gtk_widget_class_bind_template_child_full (widget_class, "lab_button", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, pane);
  gtk_widget_class_bind_template_child_full (widget_class, "progress", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, rows_stack);
  gtk_widget_class_bind_template_child_full (widget_class, "search_bar", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WireFilesPage, types_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, digests_cb);
  gtk_widget_class_bind_template_callback (widget_class, digests_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, verdicts_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_columns);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, wire_files_page_show_row);
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
  g_type_ensure (WIRE_TYPE_FILES_CHIPS);
  g_type_ensure (WIRE_TYPE_FILES_DIGESTS);
  g_type_ensure (WIRE_TYPE_FILES_PROGRESS);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/files/wire-files-page.ui");
  bind_children (widget_class);
  wire_files_actions_install (widget_class);
}

static void
make_parts (WireFilesPage *self)
{
  self->list = wire_evidence_list_new ();
  self->rows = wire_files_rows_new (self->list);
  self->work = wire_files_work_new (self->list);
  self->matching = wire_files_matching_new (self->list, GTK_WIDGET (self));
  self->objects = wire_files_objects_new (self->list);
  self->export = wire_files_export_new (GTK_WIDGET (self), self->list, self->rows);
}

static void
connect_parts (WireFilesPage *self)
{
  const struct
  {
    gpointer part;
    const char *signal;
    GCallback callback;
  } CONNECTIONS[] = {
    { self->list, "changed", G_CALLBACK (list_cb) },
    { self->rows, "changed", G_CALLBACK (show_stack) },
    { self->rows, "selection-changed", G_CALLBACK (show_selected) },
    { self->work, "run-began", G_CALLBACK (run_began_cb) },
    { self->work, "run-ended", G_CALLBACK (run_ended_cb) },
    { self->work, "said", G_CALLBACK (say) },
    { self->matching, "failed", G_CALLBACK (say) },
    { self->matching, "missing", G_CALLBACK (wire_files_page_rescan) },
    { self->objects, "checked", G_CALLBACK (checked_cb) },
    { self->objects, "said", G_CALLBACK (say) },
    { self->flap, "notify::folded", G_CALLBACK (folded_cb) },
    { self->search_entry, "search-changed", G_CALLBACK (search_cb) },
    { gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (sort_cb) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CONNECTIONS); i++)
    g_signal_connect_object (CONNECTIONS[i].part, CONNECTIONS[i].signal, CONNECTIONS[i].callback,
                             self, G_CONNECT_SWAPPED);
}

static void
wire_files_page_init (WireFilesPage *self)
{
  make_parts (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (self->count);
  gtk_search_bar_connect_entry (get_child (self, "search_bar"), self->search_entry);
  wire_files_progress_set_work (get_child (self, "progress"), self->work);
  wire_evidence_columns_add (self->column_view);
  wire_column_memory_attach (self->column_view, "files");
  gtk_column_view_set_model (self->column_view,
                             g_object_ref (wire_files_rows_get_model (self->rows)));
  connect_parts (self);
  set_store (self, wire_hash_set_store_get_default ());
  wire_files_actions_init (self, get_child (self, "row_menu"));
  sort_cb (self);
  digests_cb (self);
  show_counts (self);
  show_selected (self);
  wire_view_memory_attach (self->types_button, "active", "files-types");
  wire_view_memory_attach (get_child (self, "lab_button"), "active", "files-lab");
  wire_flap_memory_attach (self->flap, "files-details");
}

/** Lets the user say what to search for. */
void
wire_files_page_find (WireFilesPage *self)
{
  g_return_if_fail (WIRE_IS_FILES_PAGE (self));

  gtk_search_bar_set_search_mode (get_child (self, "search_bar"), TRUE);
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

  if (is_examining (self))
    wire_leaving_work_add (work, _ ("Examining files"));
}
