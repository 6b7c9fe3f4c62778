/* wire-case-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/cases/wire-case-store.h"

#include "cases/wire-case-means.h"

#include "base/wire-printable.h"

#include <string.h>

/**
 * WireCaseStore:
 *
 * One for each case of the program, however many windows show it. What is changed here is on the
 * disk when the call returns; what other programs change is seen within a second. Main thread
 * only: the statements are short.
 */
struct _WireCaseStore
{
  GObject parent_instance;

  WireCase *opened;
  char *path; /* canonical */
  gint64 version;
  guint watch;
  GPtrArray *evidence;
  GPtrArray *notes;
  GPtrArray *deeds;
};

G_DEFINE_FINAL_TYPE (WireCaseStore, wire_case_store, G_TYPE_OBJECT)

/* Milliseconds between looks at whether another program has changed the case. */
#define INTERVAL 700

static guint changed_signal;
static guint failed_signal;

/* By canonical path; not held. */
static GHashTable *stores;

static gboolean
fail (WireCaseStore *self, GError *error)
{
  g_signal_emit (self, failed_signal, 0, error->message);
  g_error_free (error);
  return FALSE;
}

static void
replace (GPtrArray **list, GPtrArray *with)
{
  g_clear_pointer (list, g_ptr_array_unref);
  *list = with;
}

static gboolean
read_all (WireCaseStore *self, GError **error)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (self->opened, error);
  g_autoptr (GPtrArray) notes = evidence ? wire_case_list_notes (self->opened, error) : NULL;
  g_autoptr (GPtrArray) deeds = notes ? wire_case_list_deeds (self->opened, error) : NULL;

  if (!deeds)
    return FALSE;
  self->version = wire_case_get_version (self->opened);
  replace (&self->evidence, g_steal_pointer (&evidence));
  replace (&self->notes, g_steal_pointer (&notes));
  replace (&self->deeds, g_steal_pointer (&deeds));
  return TRUE;
}

/** Reads the case again, and says so: it was changed through another connection. */
void
wire_case_store_refresh (WireCaseStore *self)
{
  GError *error = NULL;

  g_return_if_fail (WIRE_IS_CASE_STORE (self));

  if (read_all (self, &error))
    g_signal_emit (self, changed_signal, 0);
  else
    fail (self, error);
}

static gboolean
watch_cb (gpointer data)
{
  WireCaseStore *self = data;
  gint64 version = wire_case_get_version (self->opened);

  if (version != 0 && version != self->version)
    wire_case_store_refresh (self);
  return G_SOURCE_CONTINUE;
}

static void
wire_case_store_finalize (GObject *object)
{
  WireCaseStore *self = WIRE_CASE_STORE (object);

  if (self->path && stores)
    g_hash_table_remove (stores, self->path);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->opened, wire_case_free);
  replace (&self->evidence, NULL);
  replace (&self->notes, NULL);
  replace (&self->deeds, NULL);
  g_free (self->path);
  G_OBJECT_CLASS (wire_case_store_parent_class)->finalize (object);
}

static void
wire_case_store_class_init (WireCaseStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_case_store_finalize;

  /** WireCaseStore::changed: what the case has is another now */
  changed_signal = g_signal_new ("changed", WIRE_TYPE_CASE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  /**
   * WireCaseStore::failed:
   * @store: the store
   * @sentence: why something was not kept or read
   */
  failed_signal = g_signal_new ("failed", WIRE_TYPE_CASE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wire_case_store_init (WireCaseStore *self)
{
  (void) self;
}

static WireCaseStore *
begin (char *path, WireCase *opened, GError **error)
{
  g_autoptr (WireCaseStore) self = g_object_new (WIRE_TYPE_CASE_STORE, NULL);

  self->opened = opened;
  if (!read_all (self, error))
    {
      g_free (path);
      return NULL;
    }
  if (!stores)
    stores = g_hash_table_new (g_str_hash, g_str_equal);
  self->path = path;
  g_hash_table_insert (stores, self->path, self);
  self->watch = g_timeout_add (INTERVAL, watch_cb, self);
  return g_steal_pointer (&self);
}

/**
 * wire_case_store_open:
 * @path: of a case
 * @error: set where %NULL is returned
 *
 * Returns: (transfer full) (nullable): the case, which other windows may have open
 */
WireCaseStore *
wire_case_store_open (const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  WireCaseStore *known = stores ? g_hash_table_lookup (stores, canonical) : NULL;
  WireCase *opened;

  if (known)
    return g_object_ref (known);
  opened = wire_case_open (canonical, error);
  return opened ? begin (g_steal_pointer (&canonical), opened, error) : NULL;
}

/** As wire_case_store_open(), of a case that is made; where there is one at @path, that one. */
WireCaseStore *
wire_case_store_make (const char *path, GError **error)
{
  g_autoptr (WireCase) made = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return wire_case_store_open (path, error);
  made = wire_case_create (path, error);
  if (!made || !wire_case_log (made, "made", "", NULL, error))
    return NULL;
  return wire_case_store_open (path, error);
}

/** Returns: (transfer none): of the file */
const char *
wire_case_store_get_path (WireCaseStore *self)
{
  return self->path;
}

/** Returns: (transfer full): what people call the case */
char *
wire_case_store_get_name (WireCaseStore *self)
{
  g_autofree char *base = g_path_get_basename (self->path);
  gsize length = strlen (base);

  if (g_str_has_suffix (base, ".wirecase") && length > strlen (".wirecase"))
    base[length - strlen (".wirecase")] = '\0';
  return wire_printable_name (base);
}

/** Returns: (transfer none) (element-type WireCaseEvidence): until the next change */
GPtrArray *
wire_case_store_get_evidence (WireCaseStore *self)
{
  return self->evidence;
}

/** Returns: (transfer none) (element-type WireCaseNote): until the next change */
GPtrArray *
wire_case_store_get_notes (WireCaseStore *self)
{
  return self->notes;
}

/** Returns: (transfer none) (element-type WireCaseDeed): until the next change */
GPtrArray *
wire_case_store_get_deeds (WireCaseStore *self)
{
  return self->deeds;
}

/** Returns: (transfer none) (nullable): the first file of that digest, until the next change */
const WireCaseEvidence *
wire_case_store_find_evidence (WireCaseStore *self, const char *sha256)
{
  for (guint i = 0; sha256 && i < self->evidence->len; i++)
    {
      const WireCaseEvidence *evidence = g_ptr_array_index (self->evidence, i);

      if (g_str_equal (evidence->sha256, sha256))
        return evidence;
    }
  return NULL;
}

/** Returns: (transfer none) (nullable): note @id, until the next change */
const WireCaseNote *
wire_case_store_find_note (WireCaseStore *self, gint64 id)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (self->notes, i);

      if (note->id == id)
        return note;
    }
  return NULL;
}

/* Tells what became of a change. */
static gboolean
end (WireCaseStore *self, gboolean kept, GError *error)
{
  if (!kept)
    return fail (self, error);
  wire_case_store_refresh (self);
  return TRUE;
}

/** Adds @note, which gets its number. Returns: whether it was kept; why not is said */
gboolean
wire_case_store_add_note (WireCaseStore *self, WireCaseNote *note)
{
  GError *error = NULL;
  gboolean kept = wire_case_add_note (self->opened, note, &error);

  return end (self, kept, error);
}

/** Gives the note of @note's number what can be changed of it. Returns: whether it was kept */
gboolean
wire_case_store_edit_note (WireCaseStore *self, const WireCaseNote *note)
{
  GError *error = NULL;
  gboolean kept = wire_case_edit_note (self->opened, note, &error);

  return end (self, kept, error);
}

/** Takes note @id out, or brings it back. Returns: whether that was kept */
gboolean
wire_case_store_remove_note (WireCaseStore *self, gint64 id, gboolean removed)
{
  GError *error = NULL;
  gboolean kept = wire_case_remove_note (self->opened, id, removed, &error);

  return end (self, kept, error);
}

/** Keeps by how much the clock of a capture was wrong; see wire_case_set_clock(). */
void
wire_case_store_set_clock (WireCaseStore *self, const WireCaseEvidence *evidence, gint64 clock)
{
  GError *error = NULL;
  gboolean kept = wire_case_set_clock (self->opened, evidence, clock, &error);

  end (self, kept, error);
}

/** Keeps a filter with a name; see wire_case_save_filter(). */
void
wire_case_store_save_filter (WireCaseStore *self, const char *name, const char *expression)
{
  GError *error = NULL;
  gboolean kept = wire_case_save_filter (self->opened, name, expression, &error);

  end (self, kept, error);
}

/** Returns: (transfer full) (nullable) (element-type WireCaseFilter): the filters with names, as
 * they are now; %NULL where they could not be read, which is said */
GPtrArray *
wire_case_store_list_filters (WireCaseStore *self)
{
  GError *error = NULL;
  GPtrArray *filters = wire_case_list_filters (self->opened, &error);

  if (!filters)
    fail (self, error);
  return filters;
}

/** Notes that something was done; see wire_case_log(). */
void
wire_case_store_log (WireCaseStore *self,
                     const char *action,
                     const char *subject,
                     const char *digest)
{
  GError *error = NULL;
  gboolean kept = wire_case_log (self->opened, action, subject, digest, &error);

  end (self, kept, error);
}
