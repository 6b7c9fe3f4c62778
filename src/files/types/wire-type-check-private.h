/* wire-type-check-private.h: bounded reading of a file's beginning, for its checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* The beginning of a file; reading past it gives zeros. */
typedef struct
{
  const guint8 *bytes;
  gsize length;
  guint64 size; /* of the file */
} WireTypeHead;

static inline guint
u8 (const WireTypeHead *head, gsize at)
{
  return at < head->length ? head->bytes[at] : 0;
}

static inline guint
le16 (const WireTypeHead *head, gsize at)
{
  return u8 (head, at) | u8 (head, at + 1) << 8;
}

static inline guint
be16 (const WireTypeHead *head, gsize at)
{
  return u8 (head, at) << 8 | u8 (head, at + 1);
}

static inline guint32
le32 (const WireTypeHead *head, gsize at)
{
  return le16 (head, at) | (guint32) le16 (head, at + 2) << 16;
}

static inline gboolean
has (const WireTypeHead *head, gsize at, const char *bytes, gsize length)
{
  return at <= head->length && head->length - at >= length
         && memcmp (head->bytes + at, bytes, length) == 0;
}

gboolean wire_type_check_mpeg_sound (const WireTypeHead *head);
gboolean wire_type_check_aac (const WireTypeHead *head);
gboolean wire_type_check_ac3 (const WireTypeHead *head);
gboolean wire_type_check_transport (const WireTypeHead *head);

G_END_DECLS
