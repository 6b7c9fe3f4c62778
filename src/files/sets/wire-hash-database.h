/* wire-hash-database.h: sets of known digests, kept in SQLite
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"
#include "base/wire-job.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What being in a set says of a file. Stored: the numbers stay. */
typedef enum
{
  WIRE_HASH_SET_BAD = 0,
  WIRE_HASH_SET_GOOD = 1,
  WIRE_HASH_SET_NOTABLE = 2,
} WireHashSetKind;

/**
 * WireHashSet:
 * @id: of the set in its database
 * @name: unique in the database
 * @kind: a #WireHashSetKind
 * @source: (nullable): where its digests came from, in the user's or the importer's words
 * @created: seconds since 1970
 * @count: digests in it
 * @mask: algorithms of its digests
 */
typedef struct
{
  gint64 id;
  char *name;
  WireHashSetKind kind;
  char *source;
  gint64 created;
  gint64 count;
  WireDigestMask mask;
} WireHashSet;

/** Frees @set and what it owns. */
void wire_hash_set_free (WireHashSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashSet, wire_hash_set_free)

const char *wire_hash_set_kind_to_key (WireHashSetKind kind);

/** Reads a kind as the command line writes it. Returns: whether @key is one */
gboolean wire_hash_set_kind_from_key (const char *key, WireHashSetKind *kind);

/**
 * WireHashMatch:
 * @set: name of the set
 * @kind: what that says
 * @name: (nullable): file name recorded with the digest
 * @algorithm: of the digest that matched
 */
typedef struct
{
  char *set;
  WireHashSetKind kind;
  char *name;
  WireDigestAlgorithm algorithm;
} WireHashMatch;

/** Frees @match and what it owns. */
void wire_hash_match_free (WireHashMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashMatch, wire_hash_match_free)

/** Why the database could not do what was asked. */
typedef enum
{
  WIRE_HASH_DATABASE_ERROR_OPEN,       /* the file is no database of ours, or cannot be opened */
  WIRE_HASH_DATABASE_ERROR_NO_SET,     /* there is no set of that name */
  WIRE_HASH_DATABASE_ERROR_NAME_USED,  /* there is one already */
  WIRE_HASH_DATABASE_ERROR_OTHER_KIND, /* there is one, but what being in it says is not that */
  WIRE_HASH_DATABASE_ERROR_STORAGE,    /* disk full, another program's lock, damage */
} WireHashDatabaseError;

#define WIRE_HASH_DATABASE_ERROR (wire_hash_database_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_hash_database_error_quark (void);

/**
 * WireHashDatabase:
 *
 * One SQLite file of hash sets. Each set is a table of its own, filled in the order of its digests:
 * ten million stay under 40 bytes each, and dropping a set drops a table. Every change is one
 * transaction, so that a crash leaves the old set; several processes may have the file open.
 *
 * A removed set is hidden and can be brought back until wire_hash_database_purge().
 *
 * Threads: an object may be used by any thread; calls are serialised by its lock.
 */
typedef struct _WireHashDatabase WireHashDatabase;

/** Returns: (transfer full): where hash sets are kept unless the user chose another place */
char *wire_hash_database_get_default_path (void);

/** Opens a database, or makes a new one. Blocks. Returns: (transfer full): the database */
WireHashDatabase *wire_hash_database_open (const char *path, GError **error);

/** Writes a copy to @path. Blocks: call it in a worker. Any thread. */
gboolean wire_hash_database_copy (WireHashDatabase *database,
                                  const char *path,
                                  WireJob *job,
                                  GError **error);

/** Closes the database. Calls that run in other threads must have ended. */
void wire_hash_database_close (WireHashDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashDatabase, wire_hash_database_close)

GPtrArray *wire_hash_database_list (WireHashDatabase *database, GError **error);
WireHashSet *wire_hash_database_find_set (WireHashDatabase *database,
                                          const char *name,
                                          GError **error);
gint64 wire_hash_database_create_set (WireHashDatabase *database,
                                      const char *name,
                                      WireHashSetKind kind,
                                      const char *source,
                                      GError **error);

/** Gives a set another name. Any thread. Returns: %FALSE with
 * %WIRE_HASH_DATABASE_ERROR_NAME_USED where it is taken */
gboolean wire_hash_database_rename_set (WireHashDatabase *database,
                                        gint64 set,
                                        const char *name,
                                        GError **error);

/** Says otherwise what a set says about its files. Any thread. */
gboolean wire_hash_database_set_kind (WireHashDatabase *database,
                                      gint64 set,
                                      WireHashSetKind kind,
                                      GError **error);

gboolean wire_hash_database_remove_set (WireHashDatabase *database, gint64 set, GError **error);
gboolean wire_hash_database_restore_set (WireHashDatabase *database, gint64 set, GError **error);
gboolean wire_hash_database_purge (WireHashDatabase *database, GError **error);

/**
 * WireKnownDigest:
 * @algorithm: of the digest
 * @digest: its bytes, as many as the algorithm has
 * @name: (nullable): UTF-8 file name
 */
typedef struct
{
  WireDigestAlgorithm algorithm;
  const guint8 *digest;
  const char *name;
} WireKnownDigest;

/**
 * WireKnownDigestSource:
 * @digest: filled with the next digest; what it points at stays valid until the next call
 * @data: the caller's
 * @error: set where the list could not be read on
 *
 * Returns: 1 where @digest was filled, 0 at the end, -1 on error
 */
typedef int (*WireKnownDigestSource) (WireKnownDigest *digest, gpointer data, GError **error);

/** What an import did; a digest that the set had already counts as a duplicate. */
typedef struct
{
  gint64 added;
  gint64 duplicates;
} WireHashImportCount;

/**
 * WireHashSetWish:
 * @name: of the set
 * @kind: what being in it says, where it is made
 * @insists: a set that is there must be of that kind too
 * @source: (nullable): where its digests come from, where it is made
 */
typedef struct
{
  const char *name;
  WireHashSetKind kind;
  gboolean insists;
  const char *source;
} WireHashSetWish;

/** Finds or makes the set that @wish names and adds the digests that @source gives, in one
 * transaction: a failure leaves everything as it was. Blocks. Any thread. */
gboolean wire_hash_database_add_to (WireHashDatabase *database,
                                    const WireHashSetWish *wish,
                                    WireKnownDigestSource source,
                                    gpointer data,
                                    gint64 *set,
                                    WireHashImportCount *count,
                                    GError **error);

/** Adds the digests that @source gives to a set, in one transaction. Blocks. Any thread. */
gboolean wire_hash_database_add (WireHashDatabase *database,
                                 gint64 set,
                                 WireKnownDigestSource source,
                                 gpointer data,
                                 WireHashImportCount *count,
                                 GError **error);

/** Removes one digest from a set. Any thread. */
gboolean wire_hash_database_remove_digest (WireHashDatabase *database,
                                           gint64 set,
                                           WireDigestAlgorithm algorithm,
                                           const guint8 *digest,
                                           GError **error);

/** Removes the digests that @source gives from a set, in one transaction. Blocks. Any thread. */
gboolean wire_hash_database_remove_digests (WireHashDatabase *database,
                                            gint64 set,
                                            WireKnownDigestSource source,
                                            gpointer data,
                                            gint64 *n,
                                            GError **error);

/** Says whether a set has a digest. Any thread. */
gboolean wire_hash_database_has (WireHashDatabase *database,
                                 gint64 set,
                                 const WireKnownDigest *digest,
                                 gboolean *has,
                                 GError **error);

/** Takes a digest of a set. Returns: whether to go on */
typedef gboolean (*WireKnownDigestFunc) (const WireKnownDigest *digest, gpointer data);

/** Calls @func with every digest of a set. Blocks. Any thread. */
gboolean wire_hash_database_foreach (WireHashDatabase *database,
                                     gint64 set,
                                     WireKnownDigestFunc func,
                                     gpointer data,
                                     GError **error);

/** Tells which kinds of digests the sets hold. Any thread. Returns: %FALSE where the database
 * could not say */
gboolean wire_hash_database_get_mask (WireHashDatabase *database,
                                      WireDigestMask *mask,
                                      GError **error);

/** Adds to @matches what all sets say of one digest. Any thread. An answer that SQLite could
 * not give is an error. */
gboolean wire_hash_database_lookup (WireHashDatabase *database,
                                    WireDigestAlgorithm algorithm,
                                    const guint8 *digest,
                                    GPtrArray *matches,
                                    GError **error);

/** Adds to @matches what all sets say of one content. Any thread. An answer that SQLite could
 * not give is an error. */
gboolean wire_hash_database_match (WireHashDatabase *database,
                                   const WireDigests *digests,
                                   GPtrArray *matches,
                                   GError **error);

gint64 wire_hash_database_get_revision (WireHashDatabase *database, GError **error);

G_END_DECLS
