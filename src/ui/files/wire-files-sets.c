/* wire-files-sets.c: rows put into hash sets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-sets.h"

#include "ui/evidence/wire-evidence-words.h"
#include "ui/hashsets/wire-hash-set-dialog.h"
#include "ui/hashsets/wire-hash-set-undo.h"
#include "ui/widgets/wire-figures.h"
#include "ui/widgets/wire-toast.h"

#include <glib/gi18n.h>

/* Rows that the user is asked about. */
typedef struct
{
  GtkWidget *page;
  WireHashSetStore *store;
  WireEvidenceList *list;
  GArray *rows;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->page);
  g_object_unref (request->store);
  g_object_unref (request->list);
  g_array_unref (request->rows);
  g_free (request);
}

/* Which digest of a row goes into a set: the one that everybody computes, where there is it. */
static gboolean
choose_digest (const WireEvidence *evidence, WireDigestAlgorithm *algorithm)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (evidence->mask & WIRE_DIGEST_BIT (i))
      {
        *algorithm = i;
        return TRUE;
      }
  return FALSE;
}

/* The name that is recorded is the one that the row has today. */
static void
add_row (WireHashSetTask *task, const WireEvidenceRow *row)
{
  g_autofree char *name = wire_evidence_row_get_name (row);
  WireDigestAlgorithm algorithm;

  if ((row->origin && row->origin->incomplete) || !choose_digest (row->evidence, &algorithm))
    return;
  wire_hash_set_task_add (task, algorithm, wire_evidence_get_digest (row->evidence, algorithm),
                          name);
}

static void
added_cb (const WireHashSetTask *task, const GError *error, GObject *owner)
{
  g_autofree char *outcome = wire_hash_set_task_describe (task);

  if (!gtk_widget_get_root (GTK_WIDGET (owner)))
    return;
  if (error)
    wire_toast_show (GTK_WIDGET (owner), error->message);
  else
    wire_hash_set_undo_offer (GTK_WIDGET (owner), wire_hash_set_store_get_default (), task,
                              outcome);
}

static void
chosen_cb (const WireHashSetChoice *choice, gpointer data)
{
  const Request *request = data;
  const GArray *rows = request->rows;
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_ADD);
  g_autoptr (WireJob) job = NULL;

  task->set = choice->set;
  task->name = g_strdup (choice->name);
  task->kind = choice->kind;
  for (guint i = 0; i < rows->len; i++)
    add_row (task, wire_evidence_list_get (request->list, g_array_index (rows, guint32, i)));
  job = wire_hash_set_task_start (task, request->store, added_cb, G_OBJECT (request->page));
}

/* The set of bad files that was made first is the one that is most often meant. */
static const WireHashSet *
find_bad_set (WireHashSetStore *store)
{
  GPtrArray *sets = wire_hash_set_store_get_sets (store);
  const WireHashSet *found = NULL;

  for (guint i = 0; i < sets->len; i++)
    {
      const WireHashSet *set = g_ptr_array_index (sets, i);

      if (set->kind == WIRE_HASH_SET_BAD && (!found || set->id < found->id))
        found = set;
    }
  return found;
}

/**
 * wire_files_sets_add:
 * @page: where it is asked, and said what came of it
 * @rows: (transfer full) (element-type guint32): numbers of rows of @list
 *
 * Asks to which hash set of @store these rows are to be added, and adds them.
 */
void
wire_files_sets_add (GtkWidget *page, WireHashSetStore *store, WireEvidenceList *list, GArray *rows)
{
  const WireHashSet *bad = find_bad_set (store);
  WireHashSetChoice proposed = { bad ? bad->id : 0, _ ("Known bad"), WIRE_HASH_SET_BAD };
  g_autofree char *figure = wire_figure_count (rows->len);
  g_autofree char *body = g_strdup_printf (
      ngettext ("The digest of %s file is recorded, with its name.",
                "The digests of %s files are recorded, with their names.", rows->len),
      figure);
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (page), g_object_ref (store), g_object_ref (list), rows };
  wire_hash_set_dialog_choose (GTK_WINDOW (gtk_widget_get_root (page)), store,
                               _ ("Add to Known Bad"), body, _ ("_Add"), &proposed, chosen_cb,
                               request, request_free);
}
