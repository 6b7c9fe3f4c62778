/* wire-nfs-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-answer.h"

#include "capture/nfs/wire-nfs-xdr.h"

/* ftype3 (RFC 1813, section 2.3.5). */
#define TYPE_FILE 1u
#define TYPE_FOLDER 2u

#define UNSTABLE 0u

/* fattr3 (RFC 1813, section 2.3.5). */
static void
read_facts (WireCursor *cursor, WireNfsFacts *facts)
{
  guint32 type = wire_cursor_be32 (cursor);

  wire_cursor_skip (cursor, 16); /* mode, links, user, group */
  facts->size = wire_cursor_be64 (cursor);
  wire_cursor_skip (cursor, 40); /* used, device, file system, number, last access */
  facts->changed = wire_cursor_be64 (cursor);
  wire_cursor_skip (cursor, 8);
  facts->file = type == TYPE_FILE;
  facts->folder = type == TYPE_FOLDER;
  facts->known = !cursor->failed;
}

/* post_op_attr */
static void
read_facts_if_any (WireCursor *cursor, WireNfsFacts *facts)
{
  if (wire_cursor_be32 (cursor))
    read_facts (cursor, facts);
}

/* wcc_data: before and after. */
static void
read_change (WireCursor *cursor, WireNfsFacts *facts)
{
  if (wire_cursor_be32 (cursor))
    wire_cursor_skip (cursor, 24);
  read_facts_if_any (cursor, facts);
}

static void
read_read (WireCursor *cursor, WireNfsAnswer *answer)
{
  guint32 length;

  read_facts_if_any (cursor, &answer->facts);
  answer->count = wire_cursor_be32 (cursor);
  answer->ends = wire_cursor_be32 (cursor) != 0;
  length = wire_cursor_be32 (cursor);
  answer->count = MIN (answer->count, length);
  answer->data = cursor->position;
}

static void
read_made (WireCursor *cursor, WireNfsAnswer *answer)
{
  if (wire_cursor_be32 (cursor))
    wire_nfs_read_handle (cursor, &answer->handle);
  read_facts_if_any (cursor, &answer->facts);
}

static void
read_results (WireCursor *cursor, WireNfsProcedure procedure, WireNfsAnswer *answer)
{
  WireNfsFacts folder = { 0 };

  switch (procedure)
    {
    case WIRE_NFS_GETATTR:
      read_facts (cursor, &answer->facts);
      break;
    case WIRE_NFS_LOOKUP:
      wire_nfs_read_handle (cursor, &answer->handle);
      read_facts_if_any (cursor, &answer->facts);
      break;
    case WIRE_NFS_READ:
      read_read (cursor, answer);
      break;
    case WIRE_NFS_WRITE:
      read_change (cursor, &answer->facts);
      answer->count = wire_cursor_be32 (cursor);
      answer->stable = wire_cursor_be32 (cursor) != UNSTABLE;
      break;
    case WIRE_NFS_CREATE:
    case WIRE_NFS_MKDIR:
    case WIRE_NFS_SYMLINK:
      read_made (cursor, answer);
      break;
    case WIRE_NFS_SETATTR:
    case WIRE_NFS_COMMIT:
      read_change (cursor, &answer->facts);
      break;
    case WIRE_NFS_READDIRPLUS:
      read_facts_if_any (cursor, &folder);
      wire_cursor_skip (cursor, 8);
      answer->entries = cursor->position;
      break;
    case WIRE_NFS_MOUNT:
      wire_nfs_read_handle (cursor, &answer->handle);
      break;
    default:
      break;
    }
}

/**
 * wire_nfs_answer_parse:
 * @bytes: of the message; of a large READ, its beginning will do
 * @length: of @bytes
 * @at: where the results begin
 * @procedure: what it answers
 * @answer: (out): what it says
 *
 * Returns: whether all that was looked for is there
 */
gboolean
wire_nfs_answer_parse (
    const guint8 *bytes, gsize length, gsize at, WireNfsProcedure procedure, WireNfsAnswer *answer)
{
  WireCursor cursor = wire_cursor_new (bytes, length);

  *answer = (WireNfsAnswer){ 0 };
  wire_cursor_skip (&cursor, at);
  answer->status = wire_cursor_be32 (&cursor);
  if (answer->status == 0)
    read_results (&cursor, procedure, answer);
  return !cursor.failed;
}

/**
 * wire_nfs_entry_read:
 * @cursor: (inout): where the entries of READDIRPLUS go on
 * @name: (out) (transfer full): of what is in the folder
 * @handle: (out): likewise; its length is 0 where the server does not tell
 *
 * Returns: whether there was one more
 */
gboolean
wire_nfs_entry_read (WireCursor *cursor, char **name, WireNfsHandle *handle)
{
  WireNfsFacts facts = { 0 };

  *name = NULL;
  *handle = (WireNfsHandle){ 0 };
  if (!wire_cursor_be32 (cursor))
    return FALSE;
  wire_cursor_skip (cursor, 8); /* its number */
  *name = wire_nfs_read_name (cursor);
  wire_cursor_skip (cursor, 8); /* where the list goes on */
  read_facts_if_any (cursor, &facts);
  if (wire_cursor_be32 (cursor))
    wire_nfs_read_handle (cursor, handle);
  return *name != NULL && !cursor->failed;
}
