/* wire-hash-set-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/hashsets/wire-hash-set-store.h"

#include "ui/memory/wire-settings.h"

#include <glib/gi18n.h>

/**
 * WireHashSetStore:
 *
 * A database of hash sets for the main thread, which never waits for it: every change is a job, and
 * what the sets are is known from the end of the last one. #WireHashSetStore::changed is emitted
 * when sets, or digests in them, are others than before, and #WireHashSetStore::failed, with a
 * sentence, when nobody can say what they are.
 *
 * Threads: the main thread's, but for wire_hash_set_store_open().
 */
struct _WireHashSetStore
{
  GObject parent_instance;

  GPtrArray *sets; /* as the last job found them */
  gint64 revision;

  GMutex lock;
  char *path;                 /* under lock where a worker asks, as it is written by this thread */
  WireHashDatabase *database; /* under lock; NULL until somebody needs it */
  GPtrArray *left;            /* databases that jobs may still use; they stay open */
};

G_DEFINE_FINAL_TYPE (WireHashSetStore, wire_hash_set_store, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;
static guint failed_signal;

typedef struct
{
  WireHashSetStore *store;
  WireHashSetWork work;
  gpointer data;
  GDestroyNotify destroy;
  WireHashDatabase *database;
  GPtrArray *sets; /* written by the worker before it returns, read after */
  gint64 revision;

  WireJobEnded ended;
  gpointer user_data;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  if (change->destroy)
    change->destroy (change->data);
  g_clear_pointer (&change->sets, g_ptr_array_unref);
  g_free (change);
}

static void
wire_hash_set_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PATH)
    g_value_set_string (value, WIRE_HASH_SET_STORE (object)->path);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_hash_set_store_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WireHashSetStore *self = WIRE_HASH_SET_STORE (object);

  if (id == PROP_PATH)
    self->path = g_value_get_string (value) ? g_value_dup_string (value)
                                            : wire_hash_database_get_default_path ();
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wire_hash_set_store_finalize (GObject *object)
{
  WireHashSetStore *self = WIRE_HASH_SET_STORE (object);

  g_clear_pointer (&self->database, wire_hash_database_close);
  g_ptr_array_unref (self->left);
  g_ptr_array_unref (self->sets);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wire_hash_set_store_parent_class)->finalize (object);
}

static void
wire_hash_set_store_class_init (WireHashSetStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wire_hash_set_store_get_property;
  object_class->set_property = wire_hash_set_store_set_property;
  object_class->finalize = wire_hash_set_store_finalize;

  /** WireHashSetStore:path: of the database; the user's own where none is given */
  properties[PROP_PATH] =
      g_param_spec_string ("path", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", WIRE_TYPE_HASH_SET_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  failed_signal = g_signal_new ("failed", WIRE_TYPE_HASH_SET_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_hash_set_store_init (WireHashSetStore *self)
{
  g_mutex_init (&self->lock);
  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_set_free);
  self->left = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_database_close);
  self->revision = -1;
}

/** @path: (nullable): of the database; %NULL for the user's own */
WireHashSetStore *
wire_hash_set_store_new (const char *path)
{
  return g_object_new (WIRE_TYPE_HASH_SET_STORE, "path", path, NULL);
}

/** Returns: (transfer none): the one over the user's own sets, which is where the
 * settings say */
WireHashSetStore *
wire_hash_set_store_get_default (void)
{
  static WireHashSetStore *store;
  GSettings *settings = wire_settings_get ();
  g_autofree char *path = settings ? g_settings_get_string (settings, "hash-sets") : NULL;

  if (!store)
    store = wire_hash_set_store_new (path && *path ? path : NULL);
  return store;
}

/**
 * wire_hash_set_store_open:
 *
 * Opens the database where it is not open yet. For workers, which hold the store: blocks.
 *
 * Returns: (transfer none) (nullable): the database, which is open as long as the store lives
 */
WireHashDatabase *
wire_hash_set_store_open (WireHashSetStore *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->database)
    self->database = wire_hash_database_open (self->path, error);
  return self->database;
}

/** Returns: (transfer none) (element-type WireHashSet): the sets, until the next change */
GPtrArray *
wire_hash_set_store_get_sets (WireHashSetStore *self)
{
  g_return_val_if_fail (WIRE_IS_HASH_SET_STORE (self), NULL);
  return self->sets;
}

/** Returns: (transfer none) (nullable): the set with that number */
const WireHashSet *
wire_hash_set_store_find (WireHashSetStore *self, gint64 id)
{
  g_return_val_if_fail (WIRE_IS_HASH_SET_STORE (self), NULL);
  for (guint i = 0; i < self->sets->len; i++)
    if (((const WireHashSet *) g_ptr_array_index (self->sets, i))->id == id)
      return g_ptr_array_index (self->sets, i);
  return NULL;
}

static gboolean
change_work (WireJob *job, gpointer data, GError **error)
{
  Change *change = data;
  WireHashDatabase *database = wire_hash_set_store_open (change->store, error);
  gboolean done;

  if (!database)
    return FALSE;
  change->database = database;
  done = !change->work || change->work (database, job, change->data, error);
  change->sets = wire_hash_database_list (database, done ? error : NULL);
  change->revision =
      wire_hash_database_get_revision (database, done && change->sets ? error : NULL);
  return done && change->sets && change->revision >= 0;
}

static void
take_sets (WireHashSetStore *self, GPtrArray *sets, gint64 revision)
{
  self->revision = revision;
  g_ptr_array_unref (self->sets);
  self->sets = g_ptr_array_ref (sets);
  g_signal_emit (self, changed_signal, 0);
}

/* What a job found out of a database that was left meanwhile is of no interest. */
static void
changed_cb (WireJob *job, gpointer data)
{
  Change *change = data;
  g_autoptr (WireHashSetStore) self = change->store;

  if (change->sets && change->database == self->database && change->revision != self->revision)
    take_sets (self, change->sets, change->revision);
  if (change->ended)
    change->ended (job, change->user_data);
}

/**
 * wire_hash_set_store_change:
 * @title: of the job
 * @work: (nullable): what to do in a worker; %NULL only looks what sets there are
 * @data: for @work
 * @destroy: (nullable): frees @data
 * @ended: (nullable): called after #WireHashSetStore::changed
 * @user_data: for @ended
 *
 * Returns: (transfer full): the running job, which holds the store
 */
WireJob *
wire_hash_set_store_change (WireHashSetStore *self,
                            const char *title,
                            WireHashSetWork work,
                            gpointer data,
                            GDestroyNotify destroy,
                            WireJobEnded ended,
                            gpointer user_data)
{
  WireJob *job = wire_job_new (title);
  Change *change = g_new0 (Change, 1);

  change->store = g_object_ref (self);
  change->work = work;
  change->data = data;
  change->destroy = destroy;
  change->ended = ended;
  change->user_data = user_data;
  wire_job_start (job, change_work, change, change_free, changed_cb, change);
  return job;
}

static void
refreshed_cb (WireJob *job, gpointer data)
{
  g_autoptr (WireHashSetStore) self = data;

  if (wire_job_get_state (job) == WIRE_JOB_FAILED)
    g_signal_emit (self, failed_signal, 0, wire_job_get_error (job)->message);
}

/** Looks what sets there are: another program may have changed them. */
void
wire_hash_set_store_refresh (WireHashSetStore *self)
{
  g_autoptr (WireJob) job = wire_hash_set_store_change (
      self, _ ("Looking for hash sets"), NULL, NULL, NULL, refreshed_cb, g_object_ref (self));

  (void) job;
}

/* Moving */

typedef struct
{
  WireHashSetStore *store;
  char *path;
  WireHashDatabase *database; /* written by the worker before it returns, read after */
  GPtrArray *sets;
  gint64 revision;

  WireJobEnded ended;
  gpointer user_data;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_clear_pointer (&move->database, wire_hash_database_close);
  g_clear_pointer (&move->sets, g_ptr_array_unref);
  g_free (move->path);
  g_free (move);
}

/* Where nothing can be taken along, because it cannot be opened, a new place is what helps. */
static gboolean
move_work (WireJob *job, gpointer data, GError **error)
{
  Move *move = data;
  WireHashDatabase *old = wire_hash_set_store_open (move->store, NULL);

  if (old && !g_file_test (move->path, G_FILE_TEST_EXISTS)
      && !wire_hash_database_copy (old, move->path, job, error))
    return FALSE;
  move->database = wire_hash_database_open (move->path, error);
  if (!move->database)
    return FALSE;
  move->sets = wire_hash_database_list (move->database, error);
  move->revision = wire_hash_database_get_revision (move->database, move->sets ? error : NULL);
  return move->sets && move->revision >= 0;
}

static void
moved_cb (WireJob *job, gpointer data)
{
  Move *move = data;
  g_autoptr (WireHashSetStore) self = move->store;

  if (wire_job_get_state (job) == WIRE_JOB_DONE)
    {
      g_mutex_lock (&self->lock);
      if (self->database)
        g_ptr_array_add (self->left, self->database);
      self->database = g_steal_pointer (&move->database);
      g_free (self->path);
      self->path = g_steal_pointer (&move->path);
      g_mutex_unlock (&self->lock);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
      take_sets (self, move->sets, move->revision);
    }
  move->ended (job, move->user_data);
}

/**
 * wire_hash_set_store_move:
 * @path: of the database that is used from then on
 * @ended: called at the end
 * @user_data: for @ended
 *
 * Where there is none at @path, the sets are copied there; the old database stays as it is. Where
 * this fails nothing has changed.
 *
 * Returns: (transfer full): the running job, which holds the store
 */
WireJob *
wire_hash_set_store_move (WireHashSetStore *self,
                          const char *path,
                          WireJobEnded ended,
                          gpointer user_data)
{
  WireJob *job = wire_job_new (_ ("Moving the hash sets"));
  Move *move = g_new0 (Move, 1);

  move->store = g_object_ref (self);
  move->path = g_strdup (path);
  move->ended = ended;
  move->user_data = user_data;
  wire_job_start (job, move_work, move, move_free, moved_cb, move);
  return job;
}
