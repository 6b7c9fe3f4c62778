/* wire-smb-unpack-private.h: what the ways to unpack share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-cursor.h"

G_BEGIN_DECLS

/*
 * WireSmbUnpacked:
 * @bytes: of @size
 * @length: that are there
 */
typedef struct
{
  guint8 *bytes;
  gsize size;
  gsize length;
} WireSmbUnpacked;

/* Returns: whether there was room for @byte */
static inline gboolean
wire_smb_unpacked_add (WireSmbUnpacked *self, guint8 byte)
{
  if (self->length == self->size)
    return FALSE;
  self->bytes[self->length++] = byte;
  return TRUE;
}

/* Repeats @length bytes from @back bytes ago; what is added is among what is repeated where they
 * overlap. Returns: whether they are there, and there was room for them */
static inline gboolean
wire_smb_unpacked_repeat (WireSmbUnpacked *self, gsize back, gsize length)
{
  if (back == 0 || back > self->length || length > self->size - self->length)
    return FALSE;
  for (; length > 0; length--, self->length++)
    self->bytes[self->length] = self->bytes[self->length - back];
  return TRUE;
}

gboolean wire_smb_unpack_lznt1 (WireCursor *in, WireSmbUnpacked *out);
gboolean wire_smb_unpack_lz77 (WireCursor *in, WireSmbUnpacked *out);
gboolean wire_smb_unpack_huffman (WireCursor *in, WireSmbUnpacked *out);

G_END_DECLS
