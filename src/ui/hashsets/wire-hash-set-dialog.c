/* wire-hash-set-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *dialog;
  AdwComboRow *sets; /* those that there are, then a new one */
  gboolean with_sets;
  gboolean with_kind;
  char *allowed; /* taken, but by the set that is being named */
  AdwEntryRow *name;
  AdwComboRow *kinds;
  GArray *ids;       /* of gint64: of @sets */
  GHashTable *names; /* that are taken */

  WireHashSetChosen chosen;
  gpointer data;
  GDestroyNotify destroy;
} Request;

/* The kinds in the order of WireHashSetKind. */
static const char *const KINDS[] = { N_ ("Known bad"), N_ ("Known good"), N_ ("Notable"), NULL };

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->destroy)
    request->destroy (request->data);
  g_free (request->allowed);
  g_array_unref (request->ids);
  g_hash_table_unref (request->names);
  g_free (request);
}

static gint64
get_set (Request *request)
{
  guint at = adw_combo_row_get_selected (request->sets);

  return request->with_sets && at < request->ids->len ? g_array_index (request->ids, gint64, at)
                                                      : 0;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Request *request = data;
  WireHashSetChoice choice = { .set = get_set (request) };
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (request->name))));

  (void) dialog;
  if (!g_str_equal (response, "accept"))
    return;
  choice.name = name;
  choice.kind = (WireHashSetKind) adw_combo_row_get_selected (request->kinds);
  request->chosen (&choice, request->data);
}

/* A new set needs a name of its own. */
static void
update (Request *request)
{
  gboolean is_new = get_set (request) == 0;
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (request->name))));
  gboolean taken = is_new && g_hash_table_contains (request->names, name)
                   && g_strcmp0 (name, request->allowed) != 0;

  gtk_widget_set_visible (GTK_WIDGET (request->sets), request->with_sets && request->ids->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (request->name), is_new);
  gtk_widget_set_visible (GTK_WIDGET (request->kinds), is_new && request->with_kind);
  if (taken)
    gtk_widget_add_css_class (GTK_WIDGET (request->name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (request->name), "error");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (request->name),
                                 taken ? _ ("Name: there is such a set") : _ ("Name"));
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (request->dialog), "accept",
                                           !is_new || (*name && !taken));
}

static AdwComboRow *
combo_new (const char *title, const char *const *strings)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (strings);
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  return row;
}

static void
add_sets (Request *request, WireHashSetStore *store, const WireHashSetChoice *proposed)
{
  GPtrArray *sets = wire_hash_set_store_get_sets (store);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = sets->len;

  for (guint i = 0; i < sets->len; i++)
    {
      const WireHashSet *set = g_ptr_array_index (sets, i);

      g_array_append_val (request->ids, set->id);
      g_hash_table_add (request->names, g_strdup (set->name));
      g_ptr_array_add (names, set->name);
      if (set->id == proposed->set
          || (selected == sets->len && g_strcmp0 (set->name, proposed->name) == 0))
        selected = i;
    }
  g_ptr_array_add (names, (char *) _ ("A new set"));
  g_ptr_array_add (names, NULL);
  request->sets = combo_new (_ ("Hash set"), (const char *const *) names->pdata);
  adw_combo_row_set_selected (request->sets, selected);
}

static const char *const *
get_kinds (void)
{
  static const char *kinds[G_N_ELEMENTS (KINDS)];

  for (guint i = 0; KINDS[i]; i++)
    kinds[i] = _ (KINDS[i]);
  return kinds;
}

static GtkWidget *
make_rows (Request *request, WireHashSetStore *store, const WireHashSetChoice *proposed)
{
  GtkWidget *list = gtk_list_box_new ();

  add_sets (request, store, proposed);
  request->name = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_activates_default (request->name, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (request->name), proposed->name ? proposed->name : "");
  request->kinds = combo_new (_ ("Being in it means"), get_kinds ());
  adw_combo_row_set_selected (request->kinds, proposed->kind);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (request->sets));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (request->name));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (request->kinds));
  g_signal_connect_swapped (request->sets, "notify::selected", G_CALLBACK (update), request);
  g_signal_connect_swapped (request->name, "changed", G_CALLBACK (update), request);
  return list;
}

static void
present (Request *request,
         GtkWindow *parent,
         WireHashSetStore *store,
         const char *heading,
         const char *body,
         const char *accept,
         const WireHashSetChoice *proposed)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  request->dialog = GTK_WIDGET (dialog);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  request->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, make_rows (request, store, proposed));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), request);
  g_object_set_data_full (G_OBJECT (dialog), "wire-request", request, request_free);
  update (request);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * wire_hash_set_dialog_choose:
 * @parent: what the dialog is over
 * @store: whose sets are offered
 * @heading: what is to happen
 * @body: the same in a sentence
 * @accept: the button that does it
 * @proposed: what is chosen at first: a set by number or name, or the name and kind of a new one
 * @chosen: called where the user accepts
 * @data: for @chosen
 * @destroy: (nullable): frees @data with the dialog
 */
void
wire_hash_set_dialog_choose (GtkWindow *parent,
                             WireHashSetStore *store,
                             const char *heading,
                             const char *body,
                             const char *accept,
                             const WireHashSetChoice *proposed,
                             WireHashSetChosen chosen,
                             gpointer data,
                             GDestroyNotify destroy)
{
  Request *request = g_new0 (Request, 1);

  request->with_sets = TRUE;
  request->with_kind = TRUE;
  request->chosen = chosen;
  request->data = data;
  request->destroy = destroy;
  present (request, parent, store, heading, body, accept, proposed);
}

/** As wire_hash_set_dialog_choose(), for the name of a set and, where @with_kind, its kind. */
void
wire_hash_set_dialog_name (GtkWindow *parent,
                           WireHashSetStore *store,
                           const char *heading,
                           const char *accept,
                           const WireHashSetChoice *proposed,
                           gboolean with_kind,
                           WireHashSetChosen chosen,
                           gpointer data,
                           GDestroyNotify destroy)
{
  Request *request = g_new0 (Request, 1);

  request->with_kind = with_kind;
  request->allowed = g_strdup (proposed->name);
  request->chosen = chosen;
  request->data = data;
  request->destroy = destroy;
  present (request, parent, store, heading, NULL, accept, proposed);
}
