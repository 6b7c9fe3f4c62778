/* wire-files-objects.c: downloads of the window's capture, checked as files are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/evidence/wire-evidence-objects.h"
#include "ui/widgets/wire-figures.h"
#include "ui/files/wire-files-page-private.h"

#include <glib/gi18n.h>

static void
select_objects (WireFilesPage *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < self->checked->len; i++)
    {
      guint32 row =
          wire_evidence_list_find_object (self->list, g_array_index (self->checked, guint32, i));

      if (row == WIRE_EVIDENCE_NONE)
        continue;
      wire_evidence_list_set_removed (self->list, row, FALSE);
      g_array_append_val (rows, row);
    }
  wire_row_selection_select_ids (self->selection, (const guint32 *) (gpointer) rows->data,
                                 rows->len);
  wire_evidence_list_announce (self->list);
  wire_files_rows_show_all (self);
}

static void
checked_cb (WireJob *job, GObject *owner)
{
  WireFilesPage *self = WIRE_FILES_PAGE (owner);
  g_autofree char *figure = wire_figure_count (self->checked->len);
  g_autofree char *said = g_strdup_printf (
      ngettext ("%s download was checked.", "%s downloads were checked.", self->checked->len),
      figure);

  wire_files_rows_show_columns (self);
  select_objects (self);
  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    wire_files_page_notify (self, said);
  else if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_files_page_notify (self, wire_job_get_error (job)->message);
}

static void
rescanned_cb (WireJob *job, GObject *owner)
{
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    wire_files_page_notify (WIRE_FILES_PAGE (owner), wire_job_get_error (job)->message);
}

/** Examines every download that has a row again: other digests are wanted. */
void
wire_files_objects_rescan (WireFilesPage *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WireJob) job = NULL;

  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (self->list, i);

      if (!row->removed && row->origin)
        g_array_append_val (wanted, row->origin->object);
    }
  if (wanted->len > 0)
    job = wire_evidence_objects_start (self->list, self->store, self->objects,
                                       (const guint32 *) (gpointer) wanted->data, wanted->len,
                                       self->mask, rescanned_cb, G_OBJECT (self));
}

/**
 * wire_files_page_check_objects:
 * @objects: of the window's capture
 * @wanted: (array length=n): numbers of some; none for all
 *
 * Gives each a row, and selects those.
 */
void
wire_files_page_check_objects (WireFilesPage *self,
                               WireObjectList *objects,
                               const guint32 *wanted,
                               gsize n)
{
  g_autoptr (WireJob) job = NULL;

  g_return_if_fail (WIRE_IS_FILES_PAGE (self));
  wire_object_list_ref (objects);
  g_clear_pointer (&self->objects, wire_object_list_unref);
  self->objects = objects;
  g_array_set_size (self->checked, 0);
  if (n > 0)
    g_array_append_vals (self->checked, wanted, (guint) n);
  else
    for (guint32 i = 0; i < wire_object_list_get_length (objects); i++)
      g_array_append_val (self->checked, i);
  job = wire_evidence_objects_start (self->list, self->store, objects,
                                     (const guint32 *) (gpointer) self->checked->data,
                                     self->checked->len, self->mask, checked_cb, G_OBJECT (self));
}
