/* wire-secret-bytes.c
 *
 * A key log has up to some hundred megabytes, which the pool of libgcrypt is not made for: it is
 * searched from its beginning for each block. Pages of their own are locked instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-secret-bytes.h"

#include "base/wire-secret.h"

#include <string.h>
#include <sys/mman.h>

/* Pages of their own that there may be at a time: the system allows a program some 65,000, and a
 * file may be made of small key logs. */
#define MAX_MAPPED 4096

typedef struct
{
  gpointer at;
  gsize length;
  gboolean mapped;
} Copy;

static int n_mapped; /* atomic */

/* Whether the pages are locked depends on what the system allows a user. */
static gpointer
map (gsize length)
{
  gpointer at = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (at == MAP_FAILED)
    return NULL;
  mlock (at, length);
  madvise (at, length, MADV_DONTDUMP);
  return at;
}

static gpointer
try_to_map (gsize length)
{
  gpointer at = NULL;

  if (g_atomic_int_add (&n_mapped, 1) < MAX_MAPPED)
    at = map (length);
  if (!at)
    g_atomic_int_add (&n_mapped, -1);
  return at;
}

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  wire_secret_wipe (copy->at, copy->length);
  if (copy->mapped)
    {
      munmap (copy->at, copy->length);
      g_atomic_int_add (&n_mapped, -1);
    }
  else
    g_free (copy->at);
  g_free (copy);
}

/**
 * wire_secret_bytes_new:
 * @bytes: a key log
 * @length: of @bytes
 *
 * Copies @bytes to pages that are not written to a core file, nor to a swap file as far as the
 * system lets programs lock memory. Of more than 4096 copies at a time, the rest are in ordinary
 * memory. Each is overwritten when it is freed. Any thread.
 *
 * Returns: (transfer full): the copy
 */
GBytes *
wire_secret_bytes_new (gconstpointer bytes, gsize length)
{
  Copy *copy;

  if (length == 0)
    return g_bytes_new_static ("", 0);
  copy = g_new0 (Copy, 1);
  copy->length = length;
  copy->at = try_to_map (length);
  copy->mapped = copy->at != NULL;
  if (!copy->at)
    copy->at = g_malloc (length);
  memcpy (copy->at, bytes, length);
  return g_bytes_new_with_free_func (copy->at, length, free_copy, copy);
}
