/* wire-file-hash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/digests/wire-file-hash.h"

#include "base/wire-file-open.h"
#include "base/wire-io.h"
#include "files/digests/wire-hash-ring.h"
#include "base/wire-printable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Below this a file is hashed where it was read: starting threads (about 50 µs each) would cost
 * more than they save. */
#define RING_THRESHOLD (4 * 1024 * 1024)

static void
keep_head (WireFileHash *hash, const guint8 *bytes, gsize length)
{
  hash->head_size = MIN (length, WIRE_FILE_HEAD_SIZE);
  memcpy (hash->head, bytes, hash->head_size);
}

/* A file that fits one piece: hashed in this thread, in the thread's own buffer. */
static gboolean
hash_small (int fd, gsize size, WireDigestMask mask, WireFileHash *hash)
{
  static GPrivate buffer_key = G_PRIVATE_INIT (g_free);
  guint8 *buffer = g_private_get (&buffer_key);

  if (!buffer)
    {
      buffer = g_malloc (RING_THRESHOLD);
      g_private_set (&buffer_key, buffer);
    }

  /* check_unchanged() tells whether more has come: a read() that only finds the end is spared. */
  gssize n = wire_io_read_full (fd, buffer, size > 0 ? size : RING_THRESHOLD);
  if (n < 0)
    return FALSE;
  hash->size = (guint64) n;
  keep_head (hash, buffer, (gsize) n);
  wire_digests_of_bytes (mask, buffer, (gsize) n, &hash->digests);
  return TRUE;
}

static gboolean
hash_large (int fd,
            const char *path,
            WireDigestMask mask,
            WireHashGate *gate,
            WireFileHash *hash,
            GError **error)
{
  g_autoptr (WireHashRing) ring = wire_hash_ring_new (mask);
  gssize n;

  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  do
    {
      guint8 *piece = wire_hash_ring_begin (ring);

      n = wire_io_read_full (fd, piece, WIRE_HASH_RING_PIECE);
      if (n < 0)
        {
          wire_file_set_errno_error (error, path, errno);
          return FALSE;
        }
      if (hash->size == 0)
        keep_head (hash, piece, (gsize) n);
      hash->size += (guint64) n;
      wire_hash_ring_push (ring, (gsize) n);
      if (!wire_hash_gate_pass (gate, (gsize) n, error))
        return FALSE;
    }
  while (n == WIRE_HASH_RING_PIECE);
  wire_hash_ring_finish (ring, &hash->digests);
  return TRUE;
}

static gint64
modified_ns (const struct stat *info)
{
  return (gint64) info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
}

/* Files of the kernel are made while they are read: size and time say nothing of what they hold. */
static gboolean
is_made_when_read (int fd)
{
  static const guint32 KINDS[] = { PROC_SUPER_MAGIC, SYSFS_MAGIC,        DEBUGFS_MAGIC,
                                   TRACEFS_MAGIC,    CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC,
                                   SECURITYFS_MAGIC };
  struct statfs info;

  if (fstatfs (fd, &info) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if ((guint32) info.f_type == KINDS[i])
      return TRUE;
  return FALSE;
}

static gboolean
check_unchanged (int fd, const char *path, const struct stat *before, guint64 size, GError **error)
{
  g_autofree char *name = NULL;
  struct stat after;

  if (fstat (fd, &after) != 0)
    {
      wire_file_set_errno_error (error, path, errno);
      return FALSE;
    }
  if (modified_ns (before) == modified_ns (&after) && (guint64) after.st_size == size)
    return TRUE;
  if (is_made_when_read (fd))
    return TRUE;

  name = wire_printable_name (path);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("“%s” changed while it was read, so a digest of it would be wrong."), name);
  return FALSE;
}

/**
 * wire_file_hash:
 * @path: a regular file
 * @mask: digests to compute; none is allowed, and reads just the file
 * @gate: (nullable): counts bytes, pauses, cancels
 * @hash: (out caller-allocates): filled
 * @error: %G_IO_ERROR_WRONG_ETAG where the file changed meanwhile; otherwise as the system says,
 *   naming the file
 *
 * Reads a file once. A large one is hashed by as many threads as there are algorithms while this
 * one reads. Blocks; any thread.
 *
 * Returns: whether @hash is true of the file
 */
gboolean
wire_file_hash (
    const char *path, WireDigestMask mask, WireHashGate *gate, WireFileHash *hash, GError **error)
{
  struct stat info;
  int fd = wire_file_open_regular (path, &info, error);
  gboolean done;

  if (fd < 0)
    return FALSE;

  hash->digests.mask = 0;
  hash->size = 0;
  hash->head_size = 0;
  hash->modified = modified_ns (&info);
  if (info.st_size < RING_THRESHOLD && (info.st_size > 0 || !is_made_when_read (fd)))
    {
      done = hash_small (fd, (gsize) info.st_size, mask, hash);
      if (!done)
        wire_file_set_errno_error (error, path, errno);
      done = done && wire_hash_gate_pass (gate, hash->size, error);
    }
  else
    done = hash_large (fd, path, mask, gate, hash, error);
  done = done && check_unchanged (fd, path, &info, hash->size, error);
  close (fd);
  return done;
}
