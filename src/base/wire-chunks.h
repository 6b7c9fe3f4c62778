/* wire-chunks.h: large tables, of which most lies in a file where they are very large
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireChunks:
 * @chunks: (array length=n): all of one size; they never move
 * @n: of @chunks
 * @allocated: of @chunks
 * @first_filed: chunks from this one on are in the file …
 * @end_filed: … up to this one, which is not
 * @size: of a chunk, in bytes
 * @memory: what chunks may take that are not in the file, in bytes
 * @file: descriptor, or -1
 * @block: of chunks in the file, the part that was looked at last
 * @blocks: parts that were looked at since the system was last told that it may have them back
 *
 * Memory that grows chunk by chunk, for records by number. The first chunks are in memory. Where
 * they take @memory, what follows lies in a temporary file without a name, which is mapped: the
 * system keeps of it what it has room for. A table of five million records so takes no more memory
 * than one of one million; it takes more time.
 *
 * The blocks of the file are allocated before they are mapped, so that a full disk is noticed while
 * the answer may still be to take memory instead.
 *
 * Threads: one thread adds. Others may look meanwhile under a lock that it holds while it adds.
 */
typedef struct
{
  gpointer *chunks;
  guint n;
  guint allocated;
  guint first_filed;
  guint end_filed;
  gsize size;
  gsize memory;
  int file;
  gsize block;
  guint blocks;
} WireChunks;

WireChunks *wire_chunks_new (gsize size, gsize memory);

/** Frees @chunks and what it owns. */
void wire_chunks_free (WireChunks *chunks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireChunks, wire_chunks_free)

void wire_chunks_add (WireChunks *chunks);
void wire_chunks_look (WireChunks *chunks, gconstpointer place);

/**
 * wire_chunks_get:
 * @chunks: some chunks
 * @chunk: the number of one of them
 * @offset: of what is looked for in it, in bytes
 *
 * Returns: (transfer none): the bytes at @offset
 */
static inline gpointer
wire_chunks_get (WireChunks *chunks, guint chunk, gsize offset)
{
  char *place = (char *) chunks->chunks[chunk] + offset;

  if (G_UNLIKELY (chunk >= chunks->first_filed))
    wire_chunks_look (chunks, place);
  return place;
}

G_END_DECLS
