/* wire-files-sets.c: hash sets as the Files page uses them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-match.h"
#include "ui/evidence/wire-evidence-words.h"
#include "ui/widgets/wire-figures.h"
#include "ui/files/wire-files-page-private.h"
#include "ui/hashsets/wire-hash-set-dialog.h"
#include "ui/hashsets/wire-hash-set-window.h"
#include "ui/hashsets/wire-hash-set-work.h"
#include "ui/work/wire-job-place.h"

#include <glib/gi18n.h>

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

  wire_files_page_notify (WIRE_FILES_PAGE (owner), error ? error->message : outcome);
}

static void
chosen_cb (const WireHashSetChoice *choice, gpointer data)
{
  WireFilesPage *self = WIRE_FILES_PAGE (data);
  g_autoptr (GArray) rows = wire_files_rows_get_selected (self);
  WireHashSetTask *task = wire_hash_set_task_new (WIRE_HASH_SET_ADD);
  g_autoptr (WireJob) job = NULL;

  task->set = choice->set;
  task->name = g_strdup (choice->name);
  task->kind = choice->kind;
  for (guint i = 0; i < rows->len; i++)
    add_row (task, wire_evidence_list_get (self->list, g_array_index (rows, guint32, i)));
  job = wire_hash_set_task_start (task, self->store, added_cb, G_OBJECT (self));
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

/** Asks to which hash set the selected rows are to be added. */
void
wire_files_sets_add_selected (WireFilesPage *self)
{
  g_autoptr (GArray) rows = wire_files_rows_get_selected (self);
  const WireHashSet *bad = find_bad_set (self->store);
  WireHashSetChoice proposed = { bad ? bad->id : 0, _ ("Known bad"), WIRE_HASH_SET_BAD };
  g_autofree char *figure = wire_figure_count (rows->len);
  g_autofree char *body = g_strdup_printf (
      ngettext ("The digest of %s file is recorded, with its name.",
                "The digests of %s files are recorded, with their names.", rows->len),
      figure);

  wire_hash_set_dialog_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->store,
                               _ ("Add to Known Bad"), body, _ ("_Add"), &proposed, chosen_cb,
                               g_object_ref (self), g_object_unref);
}

/** Shows the hash sets; @import (nullable) is a list to be asked about. */
void
wire_files_sets_present (WireFilesPage *self, const char *import)
{
  wire_hash_set_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->store,
                                import);
}

/* Digests that a set has and the rows have not are worth a second look at the files. */
static void
matched_cb (WireJob *job, WireDigestMask missing, GObject *owner)
{
  WireFilesPage *self = WIRE_FILES_PAGE (owner);

  if (job != self->matching)
    return;
  g_clear_object (&self->matching);
  if (wire_job_get_state (job) == WIRE_JOB_FAILED && wire_job_get_error (job))
    wire_files_page_notify (self, wire_job_get_error (job)->message);
  else if (missing && wire_job_get_state (job) == WIRE_JOB_DONE && !self->run)
    wire_files_work_rescan (self);
}

/** Holds all rows against the sets again. */
void
wire_files_sets_match (WireFilesPage *self)
{
  if (self->matching)
    wire_job_cancel (self->matching);
  g_clear_object (&self->matching);
  self->sets_changed = self->run != NULL; /* what arrives may have been matched before */
  if (wire_evidence_list_get_length (self->list) > 0)
    {
      self->matching =
          wire_evidence_match_start (self->list, self->store, matched_cb, G_OBJECT (self));
      wire_job_set_place (self->matching, GTK_WIDGET (self));
    }
}
