/* wire-smb-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-session.h"

#include "base/wire-text-hash.h"

#include <string.h>

/* Shares of one session; a server has few. */
#define MAX_TREES 4096u

struct _WireSmbSession
{
  guint references;
  WireSmbLog *log;
  guint64 id;
  GPtrArray *names; /* of GBytes; in the log */
  const char *user; /* kept by the transfers */
  gboolean signed_in;
  GHashTable *trees; /* id to WireSmbTree */
  GHashTable *files; /* id to WireSmbFile */
  guint64 losses;    /* times that messages may have been missing */
  WireSmbPreauth preauth;
  WireSmbCipher *cipher;
};

static guint
hash_file_id (gconstpointer id)
{
  return wire_bytes_hash (id, WIRE_SMB_FILE_ID);
}

static gboolean
are_equal_file_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, WIRE_SMB_FILE_ID) == 0;
}

static void
free_tree (gpointer data)
{
  WireSmbTree *tree = data;

  g_free (tree->path);
  g_free (tree);
}

static void
free_file (gpointer file)
{
  wire_smb_file_free (file);
}

/** Returns: (transfer full): session @id of a server, of which nothing is known */
WireSmbSession *
wire_smb_session_new (WireSmbLog *log, guint64 id)
{
  WireSmbSession *self = g_new0 (WireSmbSession, 1);

  self->references = 1;
  self->log = log;
  self->id = id;
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->trees = g_hash_table_new_full (NULL, NULL, NULL, free_tree);
  self->files = g_hash_table_new_full (hash_file_id, are_equal_file_ids, g_free, free_file);
  self->cipher = wire_smb_cipher_new (wire_smb_key_log_find (wire_smb_log_get_keys (log), id));
  return self;
}

/** Returns: (transfer full): @self */
WireSmbSession *
wire_smb_session_ref (WireSmbSession *self)
{
  self->references++;
  return self;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  guint32 left = wire_smb_file_get_packet (*(WireSmbFile *const *) a);
  guint32 right = wire_smb_file_get_packet (*(WireSmbFile *const *) b);

  return (left > right) - (left < right);
}

/* In the order in which they were opened, whatever their ids. */
static void
finish_files (WireSmbSession *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    g_ptr_array_add (files, file);
  g_ptr_array_sort (files, compare_files);
  for (guint i = 0; i < files->len; i++)
    wire_smb_file_finish (g_ptr_array_index (files, i), FALSE, self->losses);
}

/** Lets go of @self. With the last reference, what is open is finished as what was not closed.
 */
void
wire_smb_session_unref (WireSmbSession *self)
{
  if (--self->references > 0)
    return;
  for (guint i = 0; i < self->names->len; i++)
    wire_smb_log_remove_session (self->log, g_ptr_array_index (self->names, i), self);
  finish_files (self);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->trees);
  g_hash_table_unref (self->files);
  wire_smb_cipher_free (self->cipher);
  g_free (self);
}

/** Has @self found by @name. */
void
wire_smb_session_add_name (WireSmbSession *self, GBytes *name)
{
  wire_smb_log_add_session (self->log, name, self);
  g_ptr_array_add (self->names, g_bytes_ref (name));
}

/** Returns: its number */
guint64
wire_smb_session_get_id (const WireSmbSession *self)
{
  return self->id;
}

/** Notes that @user, or somebody whose name is not known, is signed in. */
void
wire_smb_session_sign_in (WireSmbSession *self, const char *user)
{
  WireTransferLog *transfers = wire_smb_log_get_transfers (self->log);

  self->signed_in = TRUE;
  if (user)
    self->user = wire_transfer_log_keep (transfers, user, strlen (user));
}

/** Whether the server accepted a user. */
gboolean
wire_smb_session_is_signed_in (const WireSmbSession *self)
{
  return self->signed_in;
}

/** Returns: (transfer none) (nullable): who is signed in; kept by the transfers */
const char *
wire_smb_session_get_user (const WireSmbSession *self)
{
  return self->user;
}

/* Trees */

/** Notes that tree @id is the share at @path. */
void
wire_smb_session_set_tree (WireSmbSession *self, guint32 id, const char *path, gboolean pipes)
{
  WireSmbTree *tree;

  if (g_hash_table_size (self->trees) >= MAX_TREES)
    return;
  tree = g_new0 (WireSmbTree, 1);
  tree->path = g_strdup (path);
  tree->pipes = pipes;
  g_hash_table_replace (self->trees, GUINT_TO_POINTER (id), tree);
}

/** Returns: (transfer none) (nullable): tree @id */
const WireSmbTree *
wire_smb_session_get_tree (const WireSmbSession *self, guint32 id)
{
  return g_hash_table_lookup (self->trees, GUINT_TO_POINTER (id));
}

/** Notes that tree @id is connected no longer. */
void
wire_smb_session_remove_tree (WireSmbSession *self, guint32 id)
{
  g_hash_table_remove (self->trees, GUINT_TO_POINTER (id));
}

/**
 * wire_smb_session_make_path:
 * @self: a session
 * @tree: that @name was looked up in
 * @name: as the client says it
 * @dfs: it begins with the server and the share (MS-SMB2, section 2.2.13)
 *
 * Returns: (transfer full): `\\server\share\name`, as far as that is known
 */
char *
wire_smb_session_make_path (const WireSmbSession *self,
                            guint32 tree,
                            const char *name,
                            gboolean dfs)
{
  const WireSmbTree *share = wire_smb_session_get_tree (self, tree);

  while (*name == '\\')
    name++;
  if (dfs && *name)
    return g_strconcat ("\\\\", name, NULL);
  if (!share || !share->path)
    return g_strdup (name);
  return g_strconcat (share->path, *name ? "\\" : "", name, NULL);
}

/* Files */

/**
 * wire_smb_session_get_file:
 * @self: a session
 * @id: %WIRE_SMB_FILE_ID bytes
 * @moment: when it was opened, or heard of
 *
 * Returns: (transfer none) (nullable): the file with @id, of which nothing is known where it is
 * new; %NULL where too much is open
 */
WireSmbFile *
wire_smb_session_get_file (WireSmbSession *self, const guint8 *id, const WireSmbMoment *moment)
{
  WireSmbFile *file = g_hash_table_lookup (self->files, id);

  if (file)
    return file;
  file = wire_smb_file_new (self->log, self->user, moment, self->losses);
  if (file)
    g_hash_table_insert (self->files, g_memdup2 (id, WIRE_SMB_FILE_ID), file);
  return file;
}

/** Returns: (transfer none) (nullable): the file with @id, where it is known */
WireSmbFile *
wire_smb_session_find_file (const WireSmbSession *self, const guint8 *id)
{
  return g_hash_table_lookup (self->files, id);
}

/** The file with @id was closed: what was read and written of it is a transfer. */
void
wire_smb_session_close_file (WireSmbSession *self, const guint8 *id)
{
  WireSmbFile *file = g_hash_table_lookup (self->files, id);

  if (!file)
    return;
  wire_smb_file_finish (file, TRUE, self->losses);
  g_hash_table_remove (self->files, id);
}

/** Notes that messages of @self may be missing in the capture. */
void
wire_smb_session_lose (WireSmbSession *self)
{
  self->losses++;
}

/** Returns: (transfer none): how it is encrypted */
WireSmbCipher *
wire_smb_session_get_cipher (WireSmbSession *self)
{
  return self->cipher;
}

/** Returns: (transfer none): what its messages so far hash to */
WireSmbPreauth *
wire_smb_session_get_preauth (WireSmbSession *self)
{
  return &self->preauth;
}
