/* wire-file-hash.h: digests of a file, read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireHashGate:
 *
 * What a run of hashing shares with those who watch it: bytes done, a pause, a cancellation. All
 * calls from any thread.
 */
typedef struct _WireHashGate WireHashGate;

/** Returns: (transfer full): a gate that is open and has counted nothing */
WireHashGate *wire_hash_gate_new (GCancellable *cancellable);

/** Frees @gate and what it owns. */
void wire_hash_gate_free (WireHashGate *gate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashGate, wire_hash_gate_free)

/** Closes or opens the gate. Any thread. */
void wire_hash_gate_set_paused (WireHashGate *gate, gboolean paused);

/** Returns: the bytes that passed so far. Any thread. */
guint64 wire_hash_gate_get_bytes (WireHashGate *gate);

/** Counts @bytes, and waits while the gate is closed. Any thread. Returns: %FALSE where the run
 * was cancelled */
gboolean wire_hash_gate_pass (WireHashGate *gate, gsize bytes, GError **error);

/** The first bytes of a file that come back with its digests, so that its type needs no second
 * read. libmagic looks no further for nearly all of its types; tar's is at 257, ISO 9660's at
 * 32769. */
#define WIRE_FILE_HEAD_SIZE 4096

/**
 * WireFileHash:
 * @digests: of the whole content
 * @size: bytes read
 * @modified: modification time, nanoseconds since 1970
 * @head: the first bytes
 * @head_size: how many of them there are
 */
typedef struct
{
  WireDigests digests;
  guint64 size;
  gint64 modified;
  guint8 head[WIRE_FILE_HEAD_SIZE];
  gsize head_size;
} WireFileHash;

gboolean wire_file_hash (
    const char *path, WireDigestMask mask, WireHashGate *gate, WireFileHash *hash, GError **error);

G_END_DECLS
