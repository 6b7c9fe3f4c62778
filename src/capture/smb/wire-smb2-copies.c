/* wire-smb2-copies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/smb/wire-smb2-copies.h"

#include "base/wire-text-hash.h"

/* Of the key to a file (MS-SMB2, section 2.2.32.3). */
#define KEY 24u

/* Keys that are remembered; a client asks for one where it is about to copy. */
#define MAX_KEYS 1024u

/* Where an IOCTL says where its bytes are (MS-SMB2, sections 2.2.31 and 2.2.32). */
#define REQUEST_PLACE 24u
#define ANSWER_PLACE 32u

struct _WireSmb2Copies
{
  GHashTable *paths; /* key to the path of its file */
  char *from;        /* of the copy that was begun last */
  char *to;          /* likewise */
};

/* Keys come from outside. */
static guint
hash_key (gconstpointer key)
{
  return wire_bytes_hash (key, KEY);
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KEY) == 0;
}

WireSmb2Copies *
wire_smb2_copies_new (void)
{
  WireSmb2Copies *self = g_new0 (WireSmb2Copies, 1);

  self->paths = g_hash_table_new_full (hash_key, keys_are_equal, g_free, g_free);
  return self;
}

void
wire_smb2_copies_free (WireSmb2Copies *self)
{
  g_hash_table_unref (self->paths);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/* Returns: (nullable): the key in the message @raw (nullable), whose place is said at @place */
static const guint8 *
find_key (GBytes *raw, gsize place)
{
  gsize length = 0;
  const guint8 *bytes = raw ? g_bytes_get_data (raw, &length) : NULL;
  WireCursor cursor = wire_cursor_new (bytes, length);
  guint32 offset;

  wire_cursor_skip (&cursor, WIRE_SMB2_HEADER + place);
  offset = wire_cursor_le32 (&cursor);
  if (cursor.failed || offset < WIRE_SMB2_HEADER)
    return NULL;
  cursor = wire_cursor_new (bytes, length);
  wire_cursor_skip (&cursor, offset);
  return wire_cursor_take (&cursor, KEY);
}

/** Notes that the server gave a key to the file at @path (nullable) in @call. */
void
wire_smb2_copies_learn (WireSmb2Copies *self, const WireSmb2Call *call, const char *path)
{
  const guint8 *key = find_key (call->answer->raw, ANSWER_PLACE);

  if (!key || !path)
    return;
  if (g_hash_table_size (self->paths) >= MAX_KEYS)
    g_hash_table_remove_all (self->paths);
  g_hash_table_replace (self->paths, g_memdup2 (key, KEY), g_strdup (path));
}

/**
 * wire_smb2_copies_begin:
 * @self: knows keys
 * @call: that had the server copy
 * @to: into this file
 * @from: (out) (nullable): the file that the bytes are of, where that is known; @self owns it
 *
 * Returns: whether this is another copy than the one that was begun last: a long file is copied in
 *   several pieces
 */
gboolean
wire_smb2_copies_begin (WireSmb2Copies *self,
                        const WireSmb2Call *call,
                        const char *to,
                        const char **from)
{
  const guint8 *key = find_key (call->request->raw, REQUEST_PLACE);
  const char *found = key ? g_hash_table_lookup (self->paths, key) : NULL;
  gboolean other = g_strcmp0 (self->to, to) != 0 || g_strcmp0 (self->from, found) != 0;

  if (other)
    {
      g_free (self->from);
      g_free (self->to);
      self->from = g_strdup (found);
      self->to = g_strdup (to);
    }
  *from = self->from;
  return other;
}
