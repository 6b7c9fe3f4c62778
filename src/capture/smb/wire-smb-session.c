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

/** Returns: (transfer full): @session */
WireSmbSession *
wire_smb_session_ref (WireSmbSession *session)
{
  session->references++;
  return session;
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

/** Lets go of @session. With the last reference, what is open is finished as what was not closed.
 */
void
wire_smb_session_unref (WireSmbSession *session)
{
  if (--session->references > 0)
    return;
  for (guint i = 0; i < session->names->len; i++)
    wire_smb_log_remove_session (session->log, g_ptr_array_index (session->names, i), session);
  finish_files (session);
  g_ptr_array_unref (session->names);
  g_hash_table_unref (session->trees);
  g_hash_table_unref (session->files);
  wire_smb_cipher_free (session->cipher);
  g_free (session);
}

/** Has @session found by @name. */
void
wire_smb_session_add_name (WireSmbSession *session, GBytes *name)
{
  wire_smb_log_add_session (session->log, name, session);
  g_ptr_array_add (session->names, g_bytes_ref (name));
}

/** Returns: its number */
guint64
wire_smb_session_get_id (const WireSmbSession *session)
{
  return session->id;
}

/** Notes that @user, or somebody whose name is not known, is signed in. */
void
wire_smb_session_sign_in (WireSmbSession *session, const char *user)
{
  WireTransferLog *transfers = wire_smb_log_get_transfers (session->log);

  session->signed_in = TRUE;
  if (user)
    session->user = wire_transfer_log_keep (transfers, user, strlen (user));
}

/** Whether the server accepted a user. */
gboolean
wire_smb_session_is_signed_in (const WireSmbSession *session)
{
  return session->signed_in;
}

/** Returns: (transfer none) (nullable): who is signed in; kept by the transfers */
const char *
wire_smb_session_get_user (const WireSmbSession *session)
{
  return session->user;
}

/* Trees */

/** Notes that tree @id is the share at @path. */
void
wire_smb_session_set_tree (WireSmbSession *session, guint32 id, const char *path, gboolean pipes)
{
  WireSmbTree *tree;

  if (g_hash_table_size (session->trees) >= MAX_TREES)
    return;
  tree = g_new0 (WireSmbTree, 1);
  tree->path = g_strdup (path);
  tree->pipes = pipes;
  g_hash_table_replace (session->trees, GUINT_TO_POINTER (id), tree);
}

/** Returns: (transfer none) (nullable): tree @id */
const WireSmbTree *
wire_smb_session_get_tree (const WireSmbSession *session, guint32 id)
{
  return g_hash_table_lookup (session->trees, GUINT_TO_POINTER (id));
}

/** Notes that tree @id is connected no longer. */
void
wire_smb_session_remove_tree (WireSmbSession *session, guint32 id)
{
  g_hash_table_remove (session->trees, GUINT_TO_POINTER (id));
}

/**
 * wire_smb_session_make_path:
 * @session: a session
 * @tree: that @name was looked up in
 * @name: as the client says it
 * @dfs: it begins with the server and the share (MS-SMB2, section 2.2.13)
 *
 * Returns: (transfer full): `\\server\share\name`, as far as that is known
 */
char *
wire_smb_session_make_path (const WireSmbSession *session,
                            guint32 tree,
                            const char *name,
                            gboolean dfs)
{
  const WireSmbTree *share = wire_smb_session_get_tree (session, tree);

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
 * @session: a session
 * @id: %WIRE_SMB_FILE_ID bytes
 * @moment: when it was opened, or heard of
 *
 * Returns: (transfer none) (nullable): the file with @id, of which nothing is known where it is
 * new; %NULL where too much is open
 */
WireSmbFile *
wire_smb_session_get_file (WireSmbSession *session, const guint8 *id, const WireSmbMoment *moment)
{
  WireSmbFile *file = g_hash_table_lookup (session->files, id);

  if (file)
    return file;
  file = wire_smb_file_new (session->log, session->user, moment, session->losses);
  if (file)
    g_hash_table_insert (session->files, g_memdup2 (id, WIRE_SMB_FILE_ID), file);
  return file;
}

/** Returns: (transfer none) (nullable): the file with @id, where it is known */
WireSmbFile *
wire_smb_session_find_file (const WireSmbSession *session, const guint8 *id)
{
  return g_hash_table_lookup (session->files, id);
}

/** The file with @id was closed: what was read and written of it is a transfer. */
void
wire_smb_session_close_file (WireSmbSession *session, const guint8 *id)
{
  WireSmbFile *file = g_hash_table_lookup (session->files, id);

  if (!file)
    return;
  wire_smb_file_finish (file, TRUE, session->losses);
  g_hash_table_remove (session->files, id);
}

/** Notes that messages of @session may be missing in the capture. */
void
wire_smb_session_lose (WireSmbSession *session)
{
  session->losses++;
}

/** Returns: (transfer none): how it is encrypted */
WireSmbCipher *
wire_smb_session_get_cipher (WireSmbSession *session)
{
  return session->cipher;
}

/** Returns: (transfer none): what its messages so far hash to */
WireSmbPreauth *
wire_smb_session_get_preauth (WireSmbSession *session)
{
  return &session->preauth;
}
