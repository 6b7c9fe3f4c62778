/* wire-hash-set-work.h: hash sets made, filled, changed and exported in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/hashsets/wire-hash-set-store.h"

G_BEGIN_DECLS

/** What is done with a set. */
typedef enum
{
  WIRE_HASH_SET_CREATE, /* an empty one */
  WIRE_HASH_SET_ADD,    /* entries into it; it is made where it is missing */
  WIRE_HASH_SET_UNDO,   /* what adding did: its entries go, and it where it was made for them */
  WIRE_HASH_SET_IMPORT, /* a list at @path into it; it is made where it is missing */
  WIRE_HASH_SET_EXPORT, /* it to a checksum list at @path */
  WIRE_HASH_SET_RENAME, /* to @name */
  WIRE_HASH_SET_JUDGE,  /* to be of @kind */
  WIRE_HASH_SET_REMOVE, /* so that it can be restored */
  WIRE_HASH_SET_RESTORE,
} WireHashSetAction;

/**
 * WireHashSetTask:
 * @action: what to do
 * @set: with which; 0: the one named @name, or a new one
 * @name: (nullable): of the set
 * @kind: of a set that is made, or is to be judged
 * @path: (nullable): what to import, or where to export to
 * @digests: what to add
 * @source: (nullable): where its digests come from, where a set is made; translated, static
 * @made: the set was made for @digests
 * @count: what adding did
 * @skipped: lines of an imported list that say nothing
 * @bad: (nullable) (element-type utf8): the first of them, with why
 */
typedef struct
{
  WireHashSetAction action;
  gint64 set;
  char *name;
  WireHashSetKind kind;
  char *path;
  GArray *digests;
  GPtrArray *names;
  const char *source;
  gboolean made;

  WireHashImportCount count;
  guint64 skipped;
  GPtrArray *bad;
  guint next;
} WireHashSetTask;

WireHashSetTask *wire_hash_set_task_new (WireHashSetAction action);
void wire_hash_set_task_add (WireHashSetTask *task,
                             WireDigestAlgorithm algorithm,
                             const guint8 *digest,
                             const char *name);

void wire_hash_set_task_free (WireHashSetTask *task);
WireHashSetTask *wire_hash_set_task_reverse (const WireHashSetTask *task);

/**
 * WireHashSetDone:
 * @task: what was done; valid during the call
 * @error: (nullable): why it was not
 * @owner: what wire_hash_set_task_start() was given
 *
 * Called once on the main thread, after #WireHashSetStore::changed.
 */
typedef void (*WireHashSetDone) (const WireHashSetTask *task, const GError *error, GObject *owner);

WireJob *wire_hash_set_task_start (WireHashSetTask *task,
                                   WireHashSetStore *store,
                                   WireHashSetDone done,
                                   GObject *owner);
char *wire_hash_set_task_describe (const WireHashSetTask *task);

G_END_DECLS
