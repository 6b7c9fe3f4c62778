/* wire-files-actions.c: what can be done with rows, and the menu that offers it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/widgets/wire-figures.h"
#include "ui/files/wire-files-page-private.h"
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
  wire_row_selection_clear (self->selection);
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
  remove_rows (self, wire_files_rows_get_selected (self));
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  (void) name;
  (void) parameter;
  wire_files_work_cancel (self);
  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    if (!wire_evidence_list_get (self->list, i)->removed)
      g_array_append_val (rows, i);
  remove_rows (self, rows);
}

static void
rescan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_work_rescan (WIRE_FILES_PAGE (widget));
}

static void
add_bad_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_sets_add_selected (WIRE_FILES_PAGE (widget));
}

static void
hash_sets_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_sets_present (WIRE_FILES_PAGE (widget), NULL);
}

static void
verify_digest_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_verify_digest (WIRE_FILES_PAGE (widget));
}

static void
add_signature_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  (void) parameter;
  wire_files_signature_ask (WIRE_FILES_PAGE (widget));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_files_export_copy (WIRE_FILES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) name;
  wire_files_export_save (WIRE_FILES_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Returns: (nullable): the one row that is selected */
static const WireEvidenceRow *
get_only (WireFilesPage *self)
{
  g_autoptr (GArray) selected = wire_files_rows_get_selected (self);

  return selected->len == 1
             ? wire_evidence_list_get (self->list, g_array_index (selected, guint32, 0))
             : NULL;
}

static void
open_in_text_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const WireEvidenceRow *row = get_only (WIRE_FILES_PAGE (widget));
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
  const WireEvidenceRow *row = get_only (WIRE_FILES_PAGE (widget));

  (void) name;
  (void) parameter;
  if (row && row->origin)
    gtk_widget_activate_action (widget, "win.show-object", "u", row->origin->object);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  (void) parameter;
  wire_files_page_open (WIRE_FILES_PAGE (widget), g_str_equal (name, "files.open-folder"));
}

static void
popup_at (WireFilesPage *self, const GdkRectangle *at)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Opened from the keyboard, the menu points at the row that has the focus. */
static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WireFilesPage *self = WIRE_FILES_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  (void) name;
  (void) parameter;
  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->column_view))
      || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  popup_at (self, &(GdkRectangle){ (int) bounds.origin.x + 24, (int) bounds.origin.y, 1,
                                   (int) bounds.size.height });
}

/* A click into the selection is for all of it, one elsewhere for that row. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WireFilesPage *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  guint position = wire_column_view_pick (self->column_view, x, y);
  double own_x, own_y;

  (void) n_press;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->column_view), GTK_WIDGET (self), x, y, &own_x,
                                    &own_y);
  popup_at (self, &(GdkRectangle){ (int) own_x, (int) own_y, 1, 1 });
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
    { "files.add-signature", NULL, add_signature_cb },
    { "files.copy", "s", copy_cb },
    { "files.save", "s", save_cb },
    { "files.open-in-text", NULL, open_in_text_cb },
    { "files.show-origin", NULL, show_origin_cb },
    { "files.menu", NULL, menu_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter,
                                     ACTIONS[i].activate);
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
wire_files_actions_init (WireFilesPage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), GTK_EVENT_CONTROLLER (click));
  add_shortcut (keys, "Delete", "files.remove");
  add_copy_shortcut (keys);
  add_shortcut (keys, "Menu|<Shift>F10", "files.menu");
  gtk_widget_add_controller (GTK_WIDGET (self->column_view), keys);

  self->popover = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

/** Enables what can be done with what is there and what is selected. */
void
wire_files_actions_update (WireFilesPage *self)
{
  g_autoptr (GArray) selected = wire_files_rows_get_selected (self);
  gboolean any = wire_evidence_list_get_n_shown (self->list) > 0;
  const WireEvidenceRow *only = get_only (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.show-origin", only && only->origin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.open-in-text",
                                 only && !only->evidence->error);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_SELECTION); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_SELECTION[i], selected->len > 0);
  for (gsize i = 0; i < G_N_ELEMENTS (NEEDS_ROWS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), NEEDS_ROWS[i], any);
}
