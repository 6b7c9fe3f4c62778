/* wire-nfs-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-log.h"

#include "base/wire-text-hash.h"
#include "capture/nfs/wire-nfs-file.h"
#include "capture/nfs/wire-nfs-listener.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HOSTS 65536u

/* A file, as its client has it. */
typedef struct
{
  WireNfsHandle handle;
  guint32 client;
} Key;

/* What conversations of a client came to. */
typedef struct
{
  guint64 losses;
  guint64 ends;
} Client;

struct _WireNfsLog
{
  WireListening *listening;
  WireNfsNames *names;
  GHashTable *hosts;  /* of GBytes to numbers from 1 on */
  GHashTable *files;  /* of Key to WireNfsFile */
  GPtrArray *changed; /* of WireNfsFile: those that must be settled */
  GArray *clients;    /* of Client, by number */
};

static guint
hash_host (gconstpointer host)
{
  gsize length;
  const void *bytes = g_bytes_get_data ((GBytes *) host, &length);

  return wire_bytes_hash (bytes, length);
}

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return wire_nfs_handle_hash (&key->handle) * 31 ^ key->client;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->client == right->client && wire_nfs_handle_equal (&left->handle, &right->handle);
}

static void
free_file (gpointer file)
{
  wire_nfs_file_free (file);
}

/** Returns: (transfer full): a log of nothing */
WireNfsLog *
wire_nfs_log_new (WireListening *listening)
{
  WireNfsLog *self = g_new0 (WireNfsLog, 1);

  self->listening = listening;
  self->names = wire_nfs_names_new ();
  self->hosts =
      g_hash_table_new_full (hash_host, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->files = g_hash_table_new_full (hash_key, equal_keys, g_free, free_file);
  self->changed = g_ptr_array_new ();
  self->clients = g_array_new (FALSE, TRUE, sizeof (Client));
  g_array_set_size (self->clients, 1);
  return self;
}

void
wire_nfs_log_free (WireNfsLog *self)
{
  g_ptr_array_unref (self->changed);
  g_array_unref (self->clients);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->hosts);
  wire_nfs_names_free (self->names);
  g_free (self);
}

/** Returns: (transfer none): what all listeners share */
WireListening *
wire_nfs_log_get_listening (WireNfsLog *self)
{
  return self->listening;
}

/** Returns: (transfer none): what files are called */
WireNfsNames *
wire_nfs_log_get_names (WireNfsLog *self)
{
  return self->names;
}

/** Returns: the number of the sender of @from_it; 0 where there are too many, which is reported */
guint32
wire_nfs_log_find_host (WireNfsLog *self, const WireTuple *from_it)
{
  g_autoptr (GBytes) address = g_bytes_new (from_it->src, sizeof from_it->src);
  gpointer number = g_hash_table_lookup (self->hosts, address);

  if (number)
    return GPOINTER_TO_UINT (number);
  if (g_hash_table_size (self->hosts) == MAX_HOSTS)
    {
      wire_listening_warn (self->listening,
                           _ ("Some files of NFS were left out: there are too many servers."));
      return 0;
    }
  number = GUINT_TO_POINTER (g_hash_table_size (self->hosts) + 1);
  g_array_set_size (self->clients, GPOINTER_TO_UINT (number) + 1);
  g_hash_table_insert (self->hosts, g_steal_pointer (&address), number);
  return GPOINTER_TO_UINT (number);
}

/** Returns: (transfer none) (nullable): the file, where something of it was read or written */
WireNfsFile *
wire_nfs_log_find_file (WireNfsLog *self, guint32 client, const WireNfsHandle *handle)
{
  const Key key = { *handle, client };

  return g_hash_table_lookup (self->files, &key);
}

/** Returns: (transfer none) (nullable): the file, which is made where it is not there; %NULL where
 *   there is no room, which is reported */
WireNfsFile *
wire_nfs_log_get_file (WireNfsLog *self, guint32 client, const WireNfsHandle *handle)
{
  const Key key = { *handle, client };
  WireNfsFile *file = g_hash_table_lookup (self->files, &key);

  if (file || handle->server == 0 || client == 0)
    return file;
  if (!wire_nfs_log_charge (self, 0, WIRE_NFS_FILE_COST))
    {
      wire_nfs_log_charge (self, WIRE_NFS_FILE_COST, 0);
      return NULL;
    }
  file = wire_nfs_file_new (self, client, handle);
  g_hash_table_insert (self->files, g_memdup2 (&key, sizeof key), file);
  return file;
}

/** Lists what was read and written since the last time. */
void
wire_nfs_log_settle (WireNfsLog *self)
{
  for (guint i = 0; i < self->changed->len; i++)
    wire_nfs_file_settle (g_ptr_array_index (self->changed, i));
  g_ptr_array_set_size (self->changed, 0);
}

/** As wire_channel_charge(), for what no single conversation owns. */
gboolean
wire_nfs_log_charge (WireNfsLog *self, gsize before, gsize now)
{
  if (wire_listening_charge (self->listening, &wire_nfs_listener, before, now))
    return TRUE;
  if (now > before)
    wire_listening_warn (self->listening,
                         _ ("Some files of NFS were left out: there are too many."));
  return FALSE;
}

static Client *
get_client (const WireNfsLog *self, guint32 client)
{
  return &g_array_index (self->clients, Client, client);
}

/** Notes that some messages of @client were not captured: what they did to files is not known. */
void
wire_nfs_log_note_loss (WireNfsLog *self, guint32 client)
{
  get_client (self, client)->losses++;
}

/** Returns: how many times messages of @client were missing */
guint64
wire_nfs_log_get_losses (const WireNfsLog *self, guint32 client)
{
  return get_client (self, client)->losses;
}

/** Notes that @client ended a connection in order: all that it wrote came by then. */
void
wire_nfs_log_note_end (WireNfsLog *self, guint32 client)
{
  get_client (self, client)->ends++;
}

/** Returns: how often that was */
guint64
wire_nfs_log_get_ends (const WireNfsLog *self, guint32 client)
{
  return get_client (self, client)->ends;
}

/** Notes that @file has to be listed, once. The file remembers that it was noted. */
void
wire_nfs_log_note_change (WireNfsLog *self, WireNfsFile *file)
{
  g_ptr_array_add (self->changed, file);
}
