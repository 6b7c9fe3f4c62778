/* wire-files-objects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/files/wire-files-objects.h"

#include "ui/widgets/wire-figures.h"

#include <glib/gi18n.h>

/**
 * WireFilesObjects:
 *
 * Gives downloads rows among the files. Emits #WireFilesObjects::checked when those that were asked
 * for last have theirs, and #WireFilesObjects::said with a sentence for the user. Main thread only.
 */
struct _WireFilesObjects
{
  GObject parent_instance;

  WireEvidenceList *list;
  WireHashSetStore *store;
  WireObjectList *objects; /* of the window's capture, once some were checked */
  GArray *checked;         /* of guint32: those that were asked for last */
};

G_DEFINE_FINAL_TYPE (WireFilesObjects, wire_files_objects, G_TYPE_OBJECT)

static guint checked_signal, said_signal;

static void
wire_files_objects_finalize (GObject *object)
{
  WireFilesObjects *self = WIRE_FILES_OBJECTS (object);

  g_clear_pointer (&self->objects, wire_object_list_unref);
  g_clear_object (&self->store);
  g_object_unref (self->list);
  g_array_unref (self->checked);
  G_OBJECT_CLASS (wire_files_objects_parent_class)->finalize (object);
}

static void
wire_files_objects_class_init (WireFilesObjectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_files_objects_finalize;

  checked_signal = g_signal_new ("checked", WIRE_TYPE_FILES_OBJECTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  said_signal = g_signal_new ("said", WIRE_TYPE_FILES_OBJECTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_files_objects_init (WireFilesObjects *self)
{
  self->checked = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/** Returns: (transfer full): what gives downloads rows of @list */
WireFilesObjects *
wire_files_objects_new (WireEvidenceList *list)
{
  WireFilesObjects *self = g_object_new (WIRE_TYPE_FILES_OBJECTS, NULL);

  self->list = g_object_ref (list);
  return self;
}

/** Later checks match against the sets of @store. */
void
wire_files_objects_set_store (WireFilesObjects *self, WireHashSetStore *store)
{
  g_return_if_fail (WIRE_IS_FILES_OBJECTS (self));
  g_set_object (&self->store, store);
}

static void
say_failure (WireFilesObjects *self, WireJob *job)
{
  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    g_signal_emit (self, said_signal, 0, wire_job_get_error (job)->message);
}

static void
checked_cb (WireJob *job, GObject *owner)
{
  WireFilesObjects *self = WIRE_FILES_OBJECTS (owner);
  g_autofree char *figure = wire_figure_count (self->checked->len);
  g_autofree char *said = g_strdup_printf (
      ngettext ("%s download was checked.", "%s downloads were checked.", self->checked->len),
      figure);

  g_signal_emit (self, checked_signal, 0);
  if (wire_job_get_state (job) == WIRE_JOB_DONE && self->checked->len > 0)
    g_signal_emit (self, said_signal, 0, said);
  say_failure (self, job);
}

static void
rescanned_cb (WireJob *job, GObject *owner)
{
  say_failure (WIRE_FILES_OBJECTS (owner), job);
}

/* The list of what to examine is copied by the job. */
static void
start (WireFilesObjects *self, GArray *wanted, WireDigestMask mask, WireEvidenceObjectsDone done)
{
  g_autoptr (WireJob) job = wire_evidence_objects_start (self->list, self->store, self->objects,
                                                         (const guint32 *) (gpointer) wanted->data,
                                                         wanted->len, mask, done, G_OBJECT (self));

  (void) job;
}

/**
 * wire_files_objects_check:
 * @objects: of the window's capture
 * @wanted: (array length=n): numbers of some; none for all
 * @mask: digests to compute
 *
 * Gives each a row.
 */
void
wire_files_objects_check (WireFilesObjects *self,
                          WireObjectList *objects,
                          const guint32 *wanted,
                          gsize n,
                          WireDigestMask mask)
{
  g_return_if_fail (WIRE_IS_FILES_OBJECTS (self));
  wire_object_list_ref (objects);
  g_clear_pointer (&self->objects, wire_object_list_unref);
  self->objects = objects;
  g_array_set_size (self->checked, 0);
  if (n > 0)
    g_array_append_vals (self->checked, wanted, (guint) n);
  else
    for (guint32 i = 0; i < wire_object_list_get_length (objects); i++)
      g_array_append_val (self->checked, i);
  start (self, self->checked, mask, checked_cb);
}

/** Examines every download that has a row again: other digests are wanted. */
void
wire_files_objects_rescan (WireFilesObjects *self, WireDigestMask mask)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_if_fail (WIRE_IS_FILES_OBJECTS (self));
  for (guint32 i = 0; i < wire_evidence_list_get_length (self->list); i++)
    {
      const WireEvidenceRow *row = wire_evidence_list_get (self->list, i);

      if (!row->removed && row->origin)
        g_array_append_val (wanted, row->origin->object);
    }
  if (wanted->len > 0)
    start (self, wanted, mask, rescanned_cb);
}

/** The capture is read again: takes its downloads out. */
void
wire_files_objects_forget (WireFilesObjects *self)
{
  guint n;

  g_return_if_fail (WIRE_IS_FILES_OBJECTS (self));
  g_clear_pointer (&self->objects, wire_object_list_unref);
  g_array_set_size (self->checked, 0);
  n = wire_evidence_list_forget_objects (self->list);
  wire_evidence_list_announce (self->list);
  if (n > 0)
    g_signal_emit (self, said_signal, 0,
                   _ ("The downloads were taken off this page: the capture is read again. Check "
                      "them once more when it is."));
}

/** Returns: (transfer none) (nullable): those that were checked last are from it */
WireObjectList *
wire_files_objects_get_list (WireFilesObjects *self)
{
  g_return_val_if_fail (WIRE_IS_FILES_OBJECTS (self), NULL);
  return self->objects;
}

/** Brings back what was taken out of those that were asked for last. Returns: (transfer full)
 *    (element-type guint32): their rows */
GArray *
wire_files_objects_bring_back (WireFilesObjects *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (WIRE_IS_FILES_OBJECTS (self), rows);
  for (guint i = 0; i < self->checked->len; i++)
    {
      guint32 row =
          wire_evidence_list_find_object (self->list, g_array_index (self->checked, guint32, i));

      if (row == WIRE_EVIDENCE_NONE)
        continue;
      wire_evidence_list_set_removed (self->list, row, FALSE);
      g_array_append_val (rows, row);
    }
  return rows;
}
