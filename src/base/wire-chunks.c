/* wire-chunks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-chunks.h"

#include "base/wire-pages.h"
#include "base/wire-spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* What Linux maps of a file at once when a byte of it is read: 64 KiB, if it has them. */
#define BLOCK_SHIFT 16

/* Blocks that may be looked at before they are given back: 4 MiB. */
#define MAX_BLOCKS 64u

/**
 * wire_chunks_new:
 * @size: of a chunk, in bytes, a multiple of 64 KiB
 * @memory: bytes that chunks may take that are not in a file
 *
 * Returns: (transfer full): no chunks so far
 */
WireChunks *
wire_chunks_new (gsize size, gsize memory)
{
  WireChunks *self = g_new (WireChunks, 1);

  *self = (WireChunks){ .first_filed = G_MAXUINT, .size = size, .memory = memory, .file = -1 };
  return self;
}

void
wire_chunks_free (WireChunks *self)
{
  for (guint i = 0; i < self->n; i++)
    wire_pages_free (self->chunks[i], self->size);
  if (self->file >= 0)
    close (self->file);
  g_free (self->chunks);
  g_free (self);
}

/* Returns: (nullable): the next chunk of the file; %NULL where there is no room for it */
static gpointer
map_next (WireChunks *self)
{
  const off_t offset = (off_t) ((self->n - MIN (self->first_filed, self->n)) * self->size);
  gpointer chunk;

  if (self->file < 0)
    self->file = wire_spool_open ("", NULL);
  if (self->file < 0 || posix_fallocate (self->file, offset, (off_t) self->size) != 0)
    return NULL;
  chunk = mmap (NULL, self->size, PROT_READ | PROT_WRITE, MAP_SHARED, self->file, offset);
  return chunk == MAP_FAILED ? NULL : chunk;
}

/**
 * wire_chunks_add:
 * @self: some chunks
 *
 * Adds one, zeroed. It is in memory where it may be, or where there is no room for it in the file.
 */
void
wire_chunks_add (WireChunks *self)
{
  gpointer chunk = NULL;

  if (self->n == self->allocated)
    {
      self->allocated = MAX (16, self->allocated * 2);
      self->chunks = g_renew (gpointer, self->chunks, self->allocated);
    }
  if ((self->n + 1) * self->size > self->memory)
    chunk = map_next (self);
  if (chunk)
    {
      self->first_filed = MIN (self->first_filed, self->n);
      self->end_filed = self->n + 1;
    }
  else if ((self->n + 1) * self->size > self->memory)
    self->memory = G_MAXSIZE; /* the file has no room: it is not tried again */
  self->chunks[self->n++] = chunk ? chunk : wire_pages_new (self->size);
}

/* Only the mapping is dropped. What was written is the file's. */
static void
give_back (WireChunks *self)
{
  for (guint i = self->first_filed; i < self->end_filed; i++)
    madvise (self->chunks[i], self->size, MADV_DONTNEED);
}

/** Notes that @place, which is in the file, is looked at. Places that were looked at before may be
 * given back to the system, which brings them again when they are wanted. */
void
wire_chunks_look (WireChunks *self, gconstpointer place)
{
  const gsize block = GPOINTER_TO_SIZE (place) >> BLOCK_SHIFT;

  if (__atomic_exchange_n (&self->block, block, __ATOMIC_RELAXED) == block
      || __atomic_add_fetch (&self->blocks, 1, __ATOMIC_RELAXED) < MAX_BLOCKS)
    return;
  __atomic_store_n (&self->blocks, 0, __ATOMIC_RELAXED);
  give_back (self);
}
