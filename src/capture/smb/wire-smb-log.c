/* wire-smb-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb-log.h"

#include "base/wire-text-hash.h"
#include "capture/reassembly/wire-scattered.h"
#include "capture/smb/wire-smb-listener.h"

#include <glib/gi18n.h>
#include <string.h>

/* Gaps of 4 GiB that all files together may have: each takes 16 bytes. */
#define MAX_HOLES (1024u * 1024)

/* What the name of a transfer takes in the table, about. */
#define PATH_COST 64u

struct _WireSmbLog
{
  WireListening *listening;
  GHashTable *sessions; /* name to WireSmbSession, which connections own */
  GHashTable *paths;    /* to the last WireTransfer of each */
  WireSmbKeyLog *keys;
  guint64 holes;
  guint64 unpacked; /* bytes */
  gboolean lacks_keys;
};

static guint
hash_name (gconstpointer name)
{
  gsize length;
  const void *bytes = g_bytes_get_data ((GBytes *) name, &length);

  return wire_bytes_hash (bytes, length);
}

static void
add_keys (WireSmbLog *self)
{
  const char *const *paths = wire_listening_get_key_files (self->listening);

  for (guint i = 0; paths && paths[i]; i++)
    wire_smb_key_log_add_file (self->keys, paths[i]);
}

/** Returns: (transfer full): a log with the keys that @listening was given */
WireSmbLog *
wire_smb_log_new (WireListening *listening)
{
  WireSmbLog *self = g_new0 (WireSmbLog, 1);

  self->listening = listening;
  self->sessions =
      g_hash_table_new_full (hash_name, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->paths = g_hash_table_new (wire_text_hash, g_str_equal);
  self->keys = wire_smb_key_log_new ();
  add_keys (self);
  return self;
}

void
wire_smb_log_free (WireSmbLog *self)
{
  g_hash_table_unref (self->sessions);
  g_hash_table_unref (self->paths);
  wire_smb_key_log_free (self->keys);
  g_free (self);
}

/** Returns: (transfer none): what all listeners share */
WireListening *
wire_smb_log_get_listening (WireSmbLog *self)
{
  return self->listening;
}

/** Returns: (transfer none): where files are listed */
WireTransferLog *
wire_smb_log_get_transfers (WireSmbLog *self)
{
  return wire_listening_get_transfers (self->listening);
}

/** Returns: (transfer none): keys of sessions */
WireSmbKeyLog *
wire_smb_log_get_keys (WireSmbLog *self)
{
  return self->keys;
}

/** As wire_channel_charge(), for what no single connection owns. */
gboolean
wire_smb_log_charge (WireSmbLog *self, gsize before, gsize now)
{
  if (wire_listening_charge (self->listening, &wire_smb_listener, before, now))
    return TRUE;
  if (now > before)
    wire_listening_warn (self->listening,
                         _ ("Some files of SMB were left out: too many were open at once."));
  return FALSE;
}

/** Notes that a server sent bytes of a file, and what asked for them was not captured. */
void
wire_smb_log_lose_answer (WireSmbLog *self)
{
  wire_listening_warn (
      self->listening,
      _ ("Some bytes that SMB servers sent belong to no known file: what asked for "
         "them was not captured."));
}

/** Notes that a session is encrypted whose keys were not given. */
void
wire_smb_log_lack_keys (WireSmbLog *self)
{
  self->lacks_keys = TRUE;
}

/** Whether there is such a session. */
gboolean
wire_smb_log_lacks_keys (const WireSmbLog *self)
{
  return self->lacks_keys;
}

/** Returns: whether @size bytes more may be unpacked: few bytes may become many */
gboolean
wire_smb_log_charge_unpacked (WireSmbLog *self, gsize size)
{
  if (self->unpacked > WIRE_DERIVED_MAX - size)
    return FALSE;
  self->unpacked += size;
  return TRUE;
}

/** Returns: whether a file with @size bytes of holes may be laid out */
gboolean
wire_smb_log_charge_hole (WireSmbLog *self, guint64 size)
{
  guint64 n = MIN (size, WIRE_SCATTERED_MAX_SIZE) >> 32;

  if (n > MAX_HOLES - self->holes)
    return FALSE;
  self->holes += n;
  return TRUE;
}

/** Notes that @session, which must be removed before it is freed, goes by @name. One that went by
 * the same name before is found no longer. */
void
wire_smb_log_add_session (WireSmbLog *self, GBytes *name, WireSmbSession *session)
{
  g_hash_table_replace (self->sessions, g_bytes_ref (name), session);
}

/** Returns: (transfer none) (nullable): the session that goes by @name */
WireSmbSession *
wire_smb_log_find_session (WireSmbLog *self, GBytes *name)
{
  return g_hash_table_lookup (self->sessions, name);
}

/** Notes that @name no longer is a name of @session. */
void
wire_smb_log_remove_session (WireSmbLog *self, GBytes *name, WireSmbSession *session)
{
  if (g_hash_table_lookup (self->sessions, name) == session)
    g_hash_table_remove (self->sessions, name);
}

/** Notes @transfer, so that what happens to the file later is said of it. */
void
wire_smb_log_note_transfer (WireSmbLog *self, WireTransfer *transfer)
{
  if (!transfer->path || !wire_smb_log_charge (self, 0, PATH_COST))
    return;
  g_hash_table_replace (self->paths, (gpointer) transfer->path, transfer);
}

static void
add_note (WireSmbLog *self, WireTransfer *transfer, const char *sentence)
{
  g_autofree char *note =
      transfer->note ? g_strconcat (transfer->note, " ", sentence, NULL) : g_strdup (sentence);

  transfer->note = wire_transfer_log_keep (wire_smb_log_get_transfers (self), note, strlen (note));
}

/** Notes that the file at @from is at @to from now on. */
void
wire_smb_log_note_rename (WireSmbLog *self, const char *from, const char *to)
{
  WireTransfer *transfer = g_hash_table_lookup (self->paths, from);
  g_autofree char *sentence = g_strdup_printf ("It was renamed to “%s”.", to);

  if (!transfer)
    return;
  g_hash_table_remove (self->paths, from);
  add_note (self, transfer, sentence);
}

/** Notes that the file at @path was deleted. */
void
wire_smb_log_note_delete (WireSmbLog *self, const char *path)
{
  WireTransfer *transfer = g_hash_table_lookup (self->paths, path);

  if (!transfer)
    return;
  g_hash_table_remove (self->paths, path);
  add_note (self, transfer, "It was deleted.");
}
