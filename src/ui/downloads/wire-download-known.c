/* wire-download-known.c: making a download known as bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-view-private.h"

#include "ui/hashsets/wire-hash-set-store.h"

#include <glib/gi18n.h>

typedef struct
{
  char *set;
  char *name;
  WireDownloadHash hash;
  guint next; /* of its two digests, while they are added */
  GObject *owner;
} Request;

/* Where a dialog keeps what it asks about. */
#define REQUEST_KEY "wire-request"

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->set);
  g_free (request->name);
  g_free (request);
}

/* A WireKnownDigestSource. */
static int
next_digest (WireKnownDigest *digest, gpointer data, GError **error)
{
  Request *request = data;

  (void) error;
  digest->name = request->name;
  digest->algorithm = request->next == 0 ? WIRE_DIGEST_MD5 : WIRE_DIGEST_SHA256;
  digest->digest = request->next == 0 ? request->hash.md5 : request->hash.sha256;
  return request->next++ < 2;
}

/* A WireHashSetWork. */
static gboolean
add_work (WireHashDatabase *database, WireJob *job, gpointer data, GError **error)
{
  Request *request = data;
  const WireHashSetWish wish = { request->set, WIRE_HASH_SET_BAD, TRUE, _ ("Downloads") };
  WireHashImportCount count;
  gint64 set;

  (void) job;
  return wire_hash_database_add_to (database, &wish, next_digest, request, &set, &count, error);
}

static void
added_cb (WireJob *job, gpointer data)
{
  Request *request = data;
  g_autoptr (WireDownloadView) self = WIRE_DOWNLOAD_VIEW (request->owner);
  g_autofree char *sentence = NULL;

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    sentence = g_strdup_printf (_ ("%s was added to “%s”."), request->name, request->set);
  else
    sentence = g_strdup (wire_job_get_error (job)->message);
  wire_download_view_notify (self, sentence);
}

static void
start_adding (WireDownloadView *self, const Request *asked, const char *set, const char *name)
{
  Request *request = g_new0 (Request, 1);

  *request = *asked;
  request->set = g_strdup (set);
  request->name = g_strdup (name);
  request->owner = g_object_ref (G_OBJECT (self));
  g_object_unref (wire_hash_set_store_change (wire_hash_set_store_get_default (),
                                              _ ("Adding to the hash sets"), add_work, request,
                                              request_free, added_cb, request));
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
  const Request *asked = g_object_get_data (G_OBJECT (dialog), REQUEST_KEY);
  g_autofree char *set = g_strstrip (g_strdup (gtk_editable_get_text (get_row (dialog, 0))));

  if (g_str_equal (response, "add") && *set)
    start_adding (self, asked, set, gtk_editable_get_text (get_row (dialog, 1)));
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
  Request *request = g_new0 (Request, 1);
  AdwMessageDialog *dialog;
  WireDownloadFacts facts;

  wire_download_store_get_facts (self->store, object, &facts);
  request->hash = facts.content;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      window, _ ("Add to Known Bad"),
      _ ("From now on, everything with the same MD5 or SHA-256 is marked, here and in Files.")));
  g_object_set_data_full (G_OBJECT (dialog), REQUEST_KEY, request, request_free);
  adw_message_dialog_set_extra_child (dialog, make_rows (name));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "add");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
