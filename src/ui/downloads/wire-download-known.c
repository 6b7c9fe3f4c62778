/* wire-download-known.c: making a download known as bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/hashsets/wire-hash-set-undo.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/* Where a dialog keeps the hash that it asks about. */
#define HASH_KEY "wire-hash"

static void
added_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  WireHashSetStore *store = wire_hash_set_store_get_default ();
  g_autofree char *sentence = NULL;

  if (!gtk_widget_get_root (GTK_WIDGET (owner))) /* the window was closed meanwhile */
    return;
  if (error)
    {
      wire_toast_show (GTK_WIDGET (owner), error->message);
      return;
    }
  sentence = g_strdup_printf (_ ("%s was added to “%s”."),
                              (const char *) g_ptr_array_index (task->names, 0), task->name);
  wire_hash_set_undo_offer (GTK_WIDGET (owner), store, task, sentence);
}

static void
start_adding (WireDownloadView *self,
              const WireDownloadHash *hash,
              const char *set,
              const char *name)
{
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_ADD);

  task->name = g_strdup (set);
  task->kind = WIRE_HASH_SET_BAD;
  task->source = _ ("Downloads");
  wire_hash_set_task_add (task, WIRE_DIGEST_MD5, hash->md5, name);
  wire_hash_set_task_add (task, WIRE_DIGEST_SHA256, hash->sha256, name);
  g_object_unref (wire_hash_set_task_start (task, wire_hash_set_store_get_default (), added_cb,
                                            G_OBJECT (self)));
}

static GtkEditable *
get_row (AdwMessageDialog *dialog, guint index)
{
  GtkWidget *list = adw_message_dialog_get_extra_child (dialog);

  return GTK_EDITABLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) index));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WireDownloadView *self)
{
  const WireDownloadHash *hash = g_object_get_data (G_OBJECT (dialog), HASH_KEY);
  g_autofree char *set = g_strstrip (g_strdup (gtk_editable_get_text (get_row (dialog, 0))));

  if (g_str_equal (response, "add") && *set)
    start_adding (self, hash, set, gtk_editable_get_text (get_row (dialog, 1)));
}

static GtkWidget *
make_rows (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *set_row = adw_entry_row_new ();
  GtkWidget *name_row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (set_row), _ ("Hash set"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name_row), _ ("Name to record"));
  gtk_editable_set_text (GTK_EDITABLE (set_row), _ ("Known bad"));
  gtk_editable_set_text (GTK_EDITABLE (name_row), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (set_row), TRUE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (name_row), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), set_row);
  gtk_list_box_append (GTK_LIST_BOX (list), name_row);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

/** Asks for a hash set and a name, and adds the digests of @object, which is whole, to the set. */
void
wire_download_known_ask (WireDownloadView *self, guint32 object)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  WireObjectList *list = wire_download_store_get_list (self->store);
  g_autofree char *name = wire_download_make_name (wire_object_list_get (list, object));
  AdwMessageDialog *dialog;
  WireDownloadFacts facts;

  wire_download_store_get_facts (self->store, object, &facts);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      window, _ ("Add to Known Bad"),
      _ ("From now on, everything with the same MD5 or SHA-256 is marked, here and in Files.")));
  g_object_set_data_full (G_OBJECT (dialog), HASH_KEY,
                          g_memdup2 (&facts.content, sizeof facts.content), g_free);
  adw_message_dialog_set_extra_child (dialog, make_rows (name));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "add");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
