/* wire-download-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/downloads/wire-download-store.h"

#include "ui/downloads/wire-download-examine.h"
#include "ui/hashsets/wire-hash-set-store.h"

#include <glib/gi18n.h>

/**
 * WireDownloadStore:
 *
 * The objects of a capture, and what was found out about each so far. Types are found first, then
 * digests, in one job; those who show them hear of it some ten times a second. Digests of whole
 * objects are held against the user's hash sets, and again when those change.
 *
 * Facts may be read by any thread; everything else belongs to the main thread.
 */
struct _WireDownloadStore
{
  GObject parent_instance;

  WireDownloadRecords *records;
  WireJob *job;      /* that examines, or NULL */
  WireJob *matching; /* that asks the hash sets */
  gboolean rematch;  /* they have changed since @matching was started */
  gboolean finished;
  char *problem;
};

G_DEFINE_FINAL_TYPE (WireDownloadStore, wire_download_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_JOB,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

static void
emit_changed (WireDownloadStore *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
set_job (WireDownloadStore *self, WireJob *job)
{
  if (self->job)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_set_object (&self->job, job);
  if (job)
    g_signal_connect_object (job, "notify::fraction", G_CALLBACK (emit_changed), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}

static void
take_problem (WireDownloadStore *self, WireJob *job)
{
  if (wire_job_get_state (job) != WIRE_JOB_FAILED)
    return;
  g_free (self->problem);
  self->problem = g_strdup (wire_job_get_error (job)->message);
}

static void
examined_cb (WireJob *job, GObject *owner)
{
  WireDownloadStore *self = WIRE_DOWNLOAD_STORE (owner);

  take_problem (self, job);
  if (job == self->job)
    {
      self->finished = wire_job_get_state (job) == WIRE_JOB_DONE;
      set_job (self, NULL);
    }
  emit_changed (self);
}

static void
matched_cb (WireJob *job, GObject *owner)
{
  WireDownloadStore *self = WIRE_DOWNLOAD_STORE (owner);

  take_problem (self, job);
  g_clear_object (&self->matching);
  emit_changed (self);
  if (self->rematch)
    wire_download_store_match (self);
}

static void
wire_download_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_JOB)
    g_value_set_object (value, WIRE_DOWNLOAD_STORE (object)->job);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_download_store_dispose (GObject *object)
{
  WireDownloadStore *self = WIRE_DOWNLOAD_STORE (object);

  g_clear_object (&self->job);
  g_clear_object (&self->matching);
  G_OBJECT_CLASS (wire_download_store_parent_class)->dispose (object);
}

static void
wire_download_store_finalize (GObject *object)
{
  WireDownloadStore *self = WIRE_DOWNLOAD_STORE (object);

  g_clear_pointer (&self->records, wire_download_records_unref);
  g_free (self->problem);
  G_OBJECT_CLASS (wire_download_store_parent_class)->finalize (object);
}

static void
wire_download_store_class_init (WireDownloadStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_download_store_get_property;
  object_class->dispose = wire_download_store_dispose;
  object_class->finalize = wire_download_store_finalize;

  /** WireDownloadStore:job: that examines the objects, or %NULL */
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, WIRE_TYPE_JOB,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /** WireDownloadStore::changed: more is known than before */
  changed_signal = g_signal_new ("changed", WIRE_TYPE_DOWNLOAD_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
wire_download_store_init (WireDownloadStore *self)
{
  (void) self;
}

/** Returns: (transfer full): a store that knows nothing yet */
WireDownloadStore *
wire_download_store_new (WireObjectList *list)
{
  WireDownloadStore *self = g_object_new (WIRE_TYPE_DOWNLOAD_STORE, NULL);

  self->records = wire_download_records_new (list);
  g_signal_connect_object (wire_hash_set_store_get_default (), "changed",
                           G_CALLBACK (wire_download_store_match), self, G_CONNECT_SWAPPED);
  return self;
}

/** Returns: (transfer none): whose facts they are; any thread */
WireObjectList *
wire_download_store_get_list (WireDownloadStore *self)
{
  return wire_download_records_get_list (self->records);
}

/**
 * wire_download_store_get_facts:
 * @store: a store
 * @object: one of its objects
 * @facts: (out): what is known by now; its strings live as long as @store
 *
 * Any thread.
 */
void
wire_download_store_get_facts (WireDownloadStore *self, guint32 object, WireDownloadFacts *facts)
{
  wire_download_records_get (self->records, object, facts);
}

/** Returns: (transfer full) (nullable): what files of @type end in, without the dot; any thread */
char *
wire_download_store_get_extension (WireDownloadStore *self, const char *type)
{
  return wire_download_records_get_extension (self->records, type);
}

/** Begins to examine all objects, or goes on where the job was cancelled. */
void
wire_download_store_start (WireDownloadStore *self)
{
  g_autoptr (WireJob) job = NULL;

  g_return_if_fail (WIRE_IS_DOWNLOAD_STORE (self));

  if (self->job || self->finished)
    return;
  g_clear_pointer (&self->problem, g_free);
  job = wire_download_examine_all (self->records, examined_cb, G_OBJECT (self));
  set_job (self, job);
}

/** Examines one object ahead of the others, unless that was done. */
void
wire_download_store_examine_one (WireDownloadStore *self, guint32 object)
{
  WireDownloadFacts facts;

  g_return_if_fail (WIRE_IS_DOWNLOAD_STORE (self));

  wire_download_store_get_facts (self, object, &facts);
  if (facts.stage != WIRE_DOWNLOAD_EXAMINED)
    g_object_unref (
        wire_download_examine_one (self->records, object, examined_cb, G_OBJECT (self)));
}

/** Holds all digests against the hash sets once more. */
void
wire_download_store_match (WireDownloadStore *self)
{
  g_return_if_fail (WIRE_IS_DOWNLOAD_STORE (self));

  self->rematch = self->matching != NULL;
  if (!self->matching)
    self->matching = wire_download_match_all (self->records, matched_cb, G_OBJECT (self));
}

/** Returns: (transfer none) (nullable): the job that examines */
WireJob *
wire_download_store_get_job (WireDownloadStore *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_STORE (self), NULL);
  return self->job;
}

/** Returns: whether the type of every object is known; what comes then are digests */
gboolean
wire_download_store_has_types (WireDownloadStore *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_STORE (self), FALSE);
  return wire_download_records_have_types (self->records);
}

/** Returns: whether all objects were examined */
gboolean
wire_download_store_is_finished (WireDownloadStore *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_STORE (self), FALSE);
  return self->finished;
}

/** Returns: (transfer none) (nullable): a sentence, where the capture or the sets could not be read
 */
const char *
wire_download_store_get_problem (WireDownloadStore *self)
{
  g_return_val_if_fail (WIRE_IS_DOWNLOAD_STORE (self), NULL);
  return self->problem;
}
