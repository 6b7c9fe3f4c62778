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
wire_smb_log_free (WireSmbLog *log)
{
  g_hash_table_unref (log->sessions);
  g_hash_table_unref (log->paths);
  wire_smb_key_log_free (log->keys);
  g_free (log);
}

/** Returns: (transfer none): what all listeners share */
WireListening *
wire_smb_log_get_listening (WireSmbLog *log)
{
  return log->listening;
}

/** Returns: (transfer none): where files are listed */
WireTransferLog *
wire_smb_log_get_transfers (WireSmbLog *log)
{
  return wire_listening_get_transfers (log->listening);
}

/** Returns: (transfer none): keys of sessions */
WireSmbKeyLog *
wire_smb_log_get_keys (WireSmbLog *log)
{
  return log->keys;
}

/** As wire_channel_charge(), for what no single connection owns. */
gboolean
wire_smb_log_charge (WireSmbLog *log, gsize before, gsize now)
{
  if (wire_listening_charge (log->listening, &wire_smb_listener, before, now))
    return TRUE;
  if (now > before)
    wire_listening_warn (log->listening,
                         _ ("Some files of SMB were left out: too many were open at once."));
  return FALSE;
}

/** Notes that a server sent bytes of a file, and what asked for them was not captured. */
void
wire_smb_log_lose_answer (WireSmbLog *log)
{
  wire_listening_warn (
      log->listening, _ ("Some bytes that SMB servers sent belong to no known file: what asked for "
                         "them was not captured."));
}

/** Notes that a session is encrypted whose keys were not given. */
void
wire_smb_log_lack_keys (WireSmbLog *log)
{
  log->lacks_keys = TRUE;
}

/** Whether there is such a session. */
gboolean
wire_smb_log_lacks_keys (const WireSmbLog *log)
{
  return log->lacks_keys;
}

/** Returns: whether @size bytes more may be unpacked: few bytes may become many */
gboolean
wire_smb_log_charge_unpacked (WireSmbLog *log, gsize size)
{
  if (log->unpacked > WIRE_DERIVED_MAX - size)
    return FALSE;
  log->unpacked += size;
  return TRUE;
}

/** Returns: whether a file with @size bytes of holes may be laid out */
gboolean
wire_smb_log_charge_hole (WireSmbLog *log, guint64 size)
{
  guint64 n = MIN (size, WIRE_SCATTERED_MAX_SIZE) >> 32;

  if (n > MAX_HOLES - log->holes)
    return FALSE;
  log->holes += n;
  return TRUE;
}

/** Notes that @session, which must be removed before it is freed, goes by @name. One that went by
 * the same name before is found no longer. */
void
wire_smb_log_add_session (WireSmbLog *log, GBytes *name, WireSmbSession *session)
{
  g_hash_table_replace (log->sessions, g_bytes_ref (name), session);
}

/** Returns: (transfer none) (nullable): the session that goes by @name */
WireSmbSession *
wire_smb_log_find_session (WireSmbLog *log, GBytes *name)
{
  return g_hash_table_lookup (log->sessions, name);
}

/** Notes that @name no longer is a name of @session. */
void
wire_smb_log_remove_session (WireSmbLog *log, GBytes *name, WireSmbSession *session)
{
  if (g_hash_table_lookup (log->sessions, name) == session)
    g_hash_table_remove (log->sessions, name);
}

/** Notes @transfer, so that what happens to the file later is said of it. */
void
wire_smb_log_note_transfer (WireSmbLog *log, WireTransfer *transfer)
{
  if (!transfer->path || !wire_smb_log_charge (log, 0, PATH_COST))
    return;
  g_hash_table_replace (log->paths, (gpointer) transfer->path, transfer);
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
wire_smb_log_note_rename (WireSmbLog *log, const char *from, const char *to)
{
  WireTransfer *transfer = g_hash_table_lookup (log->paths, from);
  g_autofree char *sentence = g_strdup_printf ("It was renamed to “%s”.", to);

  if (!transfer)
    return;
  g_hash_table_remove (log->paths, from);
  add_note (log, transfer, sentence);
}

/** Notes that the file at @path was deleted. */
void
wire_smb_log_note_delete (WireSmbLog *log, const char *path)
{
  WireTransfer *transfer = g_hash_table_lookup (log->paths, path);

  if (!transfer)
    return;
  g_hash_table_remove (log->paths, path);
  add_note (log, transfer, "It was deleted.");
}
