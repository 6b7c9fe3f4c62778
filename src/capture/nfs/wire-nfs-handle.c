/* wire-nfs-handle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/nfs/wire-nfs-handle.h"

#include "base/wire-text-hash.h"

#include <string.h>

/** A GHashFunc of a #WireNfsHandle. */
guint
wire_nfs_handle_hash (gconstpointer handle)
{
  const WireNfsHandle *self = handle;

  return wire_bytes_hash (self->bytes, self->length) ^ self->server;
}

/** A GEqualFunc of a #WireNfsHandle. */
gboolean
wire_nfs_handle_equal (gconstpointer a, gconstpointer b)
{
  const WireNfsHandle *left = a;
  const WireNfsHandle *right = b;

  return left->server == right->server && left->length == right->length
         && memcmp (left->bytes, right->bytes, left->length) == 0;
}
