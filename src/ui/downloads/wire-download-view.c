/* wire-download-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/widgets/wire-info-button.h"
#include "ui/widgets/wire-announcement.h"
#include "ui/downloads/wire-finding-chips.h"
#include "ui/downloads/wire-transfer-chips.h"
#include "ui/memory/wire-flap-memory.h"
#include "ui/hashsets/wire-hash-set-store.h"
#include "ui/memory/wire-pane-memory.h"
#include "ui/lists/wire-tab-stop.h"
#include "ui/memory/wire-view-memory.h"
#include "ui/widgets/wire-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * WireDownloadView:
 *
 * The objects of a capture whose packet the filters let through: GIFs, JPEGs, pictures or all, as a
 * grid of thumbnails or as a table, with a pane for the one that is selected. Which are selected
 * survives filters, kinds and sorting. Main thread only.
 *
 * Objects are examined from when the view is first seen. The view joins its parts:
 * #WireDownloadRows has rows and selection, #WireDownloadSaver saves, wire-download-actions.c has
 * what can be done.
 */
G_DEFINE_FINAL_TYPE (WireDownloadView, wire_download_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_COUNT,
  PROP_CHOICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/** Returns: (transfer none): the child of the template that has this id */
gpointer
wire_download_view_get_child (WireDownloadView *self, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), WIRE_TYPE_DOWNLOAD_VIEW, id);
}

/* Rows */

static void
ordered_cb (WireDownloadView *self)
{
  g_autofree char *found = wire_download_rows_describe (self->rows);
  guint count = wire_download_rows_count (self->rows);

  gtk_label_set_text (wire_download_view_get_child (self, "found"), found);
  if (self->count != count)
    {
      self->count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
  wire_download_lists_show_ways (self);
  wire_download_lists_select_wanted (self);
  wire_download_lists_show_page (self);
  wire_download_actions_update (self);
}

static void
view_cb (WireDownloadView *self)
{
  wire_download_rows_set_view (self->rows, wire_capture_session_get_view (self->session));
}

/* What is found out */

static void
update_progress (WireDownloadView *self)
{
  WireJob *job = self->store ? wire_download_store_get_job (self->store) : NULL;
  const char *problem = self->store ? wire_download_store_get_problem (self->store) : NULL;
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self));
  GtkProgressBar *progress = wire_download_view_get_child (self, "progress");

  gtk_widget_set_visible (wire_download_view_get_child (self, "progress_box"), job != NULL);
  gtk_widget_set_visible (wire_download_view_get_child (self, "go_on"),
                          self->store && !job && seen
                              && !wire_download_store_is_finished (self->store));
  gtk_widget_set_visible (wire_download_view_get_child (self, "problem_box"), problem != NULL);
  gtk_label_set_text (wire_download_view_get_child (self, "problem"), problem ? problem : "");
  if (!job)
    return;
  gtk_progress_bar_set_fraction (progress, CLAMP (wire_job_get_fraction (job), 0, 1));
  gtk_progress_bar_set_text (progress, wire_job_get_message (job));
}

static void
facts_cb (WireDownloadView *self)
{
  update_progress (self);
  wire_download_pane_update (self->pane);
  wire_download_actions_update (self);
  wire_download_rows_update (self->rows);
}

static void
examine_if_seen (WireDownloadView *self)
{
  if (self->store && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      wire_download_store_start (self->store);
      wire_hash_set_store_refresh (wire_hash_set_store_get_default ());
    }
  update_progress (self);
}

static void
drop_store (WireDownloadView *self)
{
  if (!self->store)
    return;
  if (wire_download_store_get_job (self->store))
    wire_job_cancel (wire_download_store_get_job (self->store));
  g_signal_handlers_disconnect_by_data (self->store, self);
  wire_thumbnails_stop (self->thumbnails);
  gtk_widget_set_visible (GTK_WIDGET (self->bytes), FALSE);
  wire_download_saver_forget (self->saver);
  wire_download_rows_set_store (self->rows, NULL);
  wire_download_pane_show_many (self->pane, 0);
  g_clear_object (&self->store);
  g_clear_object (&self->thumbnails);
}

static void
objects_cb (WireDownloadView *self)
{
  WireObjectList *list = self->session ? wire_capture_session_get_objects (self->session) : NULL;

  drop_store (self);
  if (list)
    {
      wire_download_lists_reset (self, FALSE);
      self->store = wire_download_store_new (list);
      self->thumbnails = wire_thumbnails_new (list);
      g_signal_connect_object (self->store, "changed", G_CALLBACK (facts_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->store, "notify::job", G_CALLBACK (update_progress), self,
                               G_CONNECT_SWAPPED);
    }
  wire_download_rows_set_store (self->rows, self->store);
  wire_download_lists_show_page (self);
  examine_if_seen (self);
  wire_download_actions_update (self);
}

/* Controls */

static void
set_choice (WireDownloadView *self, const char *name)
{
  WireObjectChoice choice;

  if (name && wire_object_choice_from_key (name, &choice))
    gtk_toggle_button_set_active (self->choices[choice], TRUE);
}

static void
choice_toggled_cb (WireDownloadView *self, GtkToggleButton *button)
{
  for (guint i = 0; i < WIRE_N_OBJECT_CHOICES; i++)
    if (button == self->choices[i] && gtk_toggle_button_get_active (button))
      {
        self->choice = (WireObjectChoice) i;
        wire_download_rows_set_choice (self->rows, self->choice);
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
      }
}

static void
activate_cb (WireDownloadView *self, guint position)
{
  gtk_selection_model_select_item (
      GTK_SELECTION_MODEL (wire_download_rows_get_selection (self->rows)), position, TRUE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
clear_filters_cb (WireDownloadView *self)
{
  g_autoptr (WireFilter) empty = wire_filter_new ();

  wire_capture_session_set_filter (self->session, empty);
}

static void
list_cb (WireDownloadView *self)
{
  if (self->session)
    wire_capture_session_list_objects (self->session);
}

static void
show_all_cb (WireDownloadView *self)
{
  gtk_toggle_button_set_active (self->choices[WIRE_OBJECT_ALL], TRUE);
  wire_finding_chips_reset (wire_download_view_get_child (self, "findings"));
}

static void
stop_cb (WireDownloadView *self)
{
  WireJob *job = self->store ? wire_download_store_get_job (self->store) : NULL;

  if (job)
    wire_job_cancel (job);
}

static void
go_on_cb (WireDownloadView *self)
{
  wire_download_store_start (self->store);
}

/* The widget */

static void
wire_download_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wire_download_view_parent_class)->map (widget);
  examine_if_seen (WIRE_DOWNLOAD_VIEW (widget));
}

static void
wire_download_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (object);

  if (id == PROP_SESSION)
    g_value_set_object (value, self->session);
  else if (id == PROP_COUNT)
    g_value_set_uint (value, self->count);
  else if (id == PROP_CHOICE)
    g_value_set_string (value, wire_object_choice_to_key (self->choice));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_download_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    wire_download_view_set_session (WIRE_DOWNLOAD_VIEW (object), g_value_get_object (value));
  else if (id == PROP_CHOICE)
    set_choice (WIRE_DOWNLOAD_VIEW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_download_view_dispose (GObject *object)
{
  WireDownloadView *self = WIRE_DOWNLOAD_VIEW (object);

  if (self->rows)
    wire_download_view_set_session (self, NULL);
  g_clear_handle_id (&self->scrolling, g_source_remove);
  g_clear_object (&self->menu);
  if (self->grid)
    gtk_grid_view_set_model (self->grid, NULL);
  if (self->table)
    wire_column_view_end (self->table, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->saver);
  G_OBJECT_CLASS (wire_download_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    WireObjectChoice choice;
  } CHOICES[] = {
    { "choose_gif", WIRE_OBJECT_GIF },
    { "choose_jpeg", WIRE_OBJECT_JPEG },
    { "choose_image", WIRE_OBJECT_IMAGE },
    { "choose_all", WIRE_OBJECT_ALL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, CHOICES[i].name, FALSE,
        G_STRUCT_OFFSET (WireDownloadView, choices)
            + (gssize) (CHOICES[i].choice * sizeof (GtkToggleButton *)));
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, as_table);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, bytes);
  gtk_widget_class_bind_template_child_full (widget_class, "chips", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "findings", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, flap);
  gtk_widget_class_bind_template_child_full (widget_class, "found", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "go_on", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, grid);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, pane);
  gtk_widget_class_bind_template_child_full (widget_class, "paned", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "problem", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "problem_box", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "progress", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "progress_box", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "filter_terms", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, stack);
  gtk_widget_class_bind_template_child (widget_class, WireDownloadView, table);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  wire_download_columns_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, wire_download_lists_toggle);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
wire_download_view_class_init (WireDownloadViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wire_download_view_get_property;
  object_class->set_property = wire_download_view_set_property;
  object_class->dispose = wire_download_view_dispose;
  widget_class->map = wire_download_view_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WIRE_TYPE_CAPTURE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /** WireDownloadView:count: downloads of any kind that the filters let through */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /** WireDownloadView:choice: `gif`, `jpeg`, `image` or `all` */
  properties[PROP_CHOICE] =
      g_param_spec_string ("choice", NULL, NULL, "image",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WIRE_TYPE_DOWNLOAD_BYTES);
  g_type_ensure (WIRE_TYPE_DOWNLOAD_PANE);
  g_type_ensure (WIRE_TYPE_WRAP_LAYOUT);
  g_type_ensure (WIRE_TYPE_TAB_STOP);
  g_type_ensure (WIRE_TYPE_TRANSFER_CHIPS);
  g_type_ensure (WIRE_TYPE_FINDING_CHIPS);
  g_type_ensure (WIRE_TYPE_INFO_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/wirecase/Wirecase/ui/downloads/wire-download-view.ui");
  bind_children (widget_class);
  wire_download_actions_install (widget_class);
}

static void
wire_download_view_init (WireDownloadView *self)
{
  self->choice = WIRE_OBJECT_IMAGE;
  self->wanted = WIRE_ROW_NONE;
  self->rows = wire_download_rows_new ();
  self->saver = wire_download_saver_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  wire_announce_changes (wire_download_view_get_child (self, "problem"));
  g_signal_connect_object (self->rows, "ordered", G_CALLBACK (ordered_cb), self, G_CONNECT_SWAPPED);

  wire_download_lists_init (self);
  wire_download_actions_init (self);
  wire_pane_memory_attach (wire_download_view_get_child (self, "paned"), "downloads-pane");
  wire_view_memory_attach (self->as_table, "active", "downloads-table");
  wire_view_memory_attach (self, "choice", "downloads-choice");
  wire_flap_memory_attach (self->flap, "downloads-details");
}

/** @session: (nullable): whose objects to show, once they are listed */
void
wire_download_view_set_session (WireDownloadView *self, WireCaptureSession *session)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_object (session, "notify::view", G_CALLBACK (view_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::listing",
                               G_CALLBACK (wire_download_lists_show_page), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::objects", G_CALLBACK (objects_cb), self,
                               G_CONNECT_SWAPPED);
    }
  wire_download_rows_set_view (self->rows,
                               session ? wire_capture_session_get_view (session) : NULL);
  objects_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/** Selects object number @object, as soon as it is listed, and shows what is known of it. */
void
wire_download_view_show_object (WireDownloadView *self, guint32 object)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_VIEW (self));

  self->wanted = object;
  if (wire_download_rows_find (self->rows, object) != WIRE_ROW_NONE)
    wire_download_lists_select_wanted (self);
  else /* which says where the filters hide it */
    {
      wire_view_memory_pause ();
      show_all_cb (self);
      wire_view_memory_resume ();
      wire_download_lists_reset (self, TRUE);
    }
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/** Returns: downloads of any kind that the filters let through */
guint
wire_download_view_get_count (WireDownloadView *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_VIEW (self), 0);
  return self->count;
}

/** Returns: the object that alone is selected, or %WIRE_ROW_NONE */
guint32
wire_download_view_get_selected (WireDownloadView *self)
{
  return self->store ? wire_row_selection_get_only (wire_download_rows_get_selection (self->rows))
                     : WIRE_ROW_NONE;
}

/** Says @sentence where the window says such things. */
void
wire_download_view_notify (WireDownloadView *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.notify", "s", sentence);
}
