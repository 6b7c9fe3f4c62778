/* wire-body.h: where the bytes of a message are, in the capture file or among derived bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The offset of an extent that is a gap. */
#define WIRE_EXTENT_GAP G_MAXUINT64

/** Set in the offset of an extent that is not in the capture file but among the derived bytes of
 * the capture (see #WireDerived). No file is as long. */
#define WIRE_EXTENT_DERIVED ((guint64) 1 << 63)

/**
 * WireExtent:
 * @offset: of its first byte in the capture file; with %WIRE_EXTENT_DERIVED, among derived bytes;
 * or %WIRE_EXTENT_GAP
 * @length: in bytes
 * @packet: that brought it, or that showed the gap
 */
typedef struct
{
  guint64 offset;
  guint32 length;
  guint32 packet;
} WireExtent;

G_STATIC_ASSERT (sizeof (WireExtent) == 16);

/**
 * WireBody:
 * @extents: in order
 * @n: of @extents
 * @allocated: of @extents
 * @size: bytes, those of gaps included
 * @missing: of them in gaps
 * @gaps: how many
 *
 * Bytes of a stream as a list of places, so that no byte of them is kept in memory.
 * Zeroed is empty.
 */
typedef struct
{
  WireExtent *extents;
  guint32 n;
  guint32 allocated;
  guint64 size;
  guint64 missing;
  guint32 gaps;
} WireBody;

/** Frees what @body owns, but not @body itself. */
void wire_body_clear (WireBody *body);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireBody, wire_body_clear)

void wire_body_add (WireBody *body, guint64 offset, guint32 length, guint32 packet);
void wire_body_add_gap (WireBody *body, guint64 length, guint32 packet);
void wire_body_fill_gap (WireBody *body, guint64 to, guint32 packet);
void wire_body_truncate (WireBody *body, guint64 size);
void wire_body_trim (WireBody *body);
void wire_body_measure (WireBody *body);
void wire_body_copy (const WireBody *body, WireBody *copy);
void wire_body_slice (const WireBody *body, guint64 from, guint64 length, WireBody *slice);

G_END_DECLS
