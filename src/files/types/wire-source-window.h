/* wire-source-window.h: bounds-checked reading of a source of any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

/** Bytes that can be looked at at once. */
#define WIRE_SOURCE_WINDOW_SIZE 65536u

/**
 * WireSourceWindow:
 * @source: what is read; not owned
 * @position: the next byte to read
 * @budget: bytes that may still be fetched; reading fails where it is used up
 * @failed: set by the first read past the end, and never cleared
 *
 * What #WireCursor is for memory: a position in bytes that nobody vouches for, of which only a
 * window is held. One thread.
 */
typedef struct
{
  const WireTypeSource *source;
  guint64 position;
  guint64 budget;
  gboolean failed;
  guint64 start; /* of the window */
  gsize length;
  guint8 *bytes;
} WireSourceWindow;

WireSourceWindow wire_source_window_new (const WireTypeSource *source, guint64 budget);

/** Frees what @window owns, but not @window itself. */
void wire_source_window_clear (WireSourceWindow *window);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireSourceWindow, wire_source_window_clear)

const guint8 *wire_source_window_peek (WireSourceWindow *window, gsize length);
const guint8 *wire_source_window_rest (WireSourceWindow *window, gsize *length);

/** Moves on by @length bytes without reading them. */
void wire_source_window_skip (WireSourceWindow *window, guint64 length);

/** Reads the next byte. Returns: it, or 0 where the window has failed */
guint8 wire_source_window_u8 (WireSourceWindow *window);

/** Reads the next two bytes, in network order. Returns: the number, or 0 where the window has
 * failed */
guint16 wire_source_window_be16 (WireSourceWindow *window);

/** Reads the next four bytes, in network order. Returns: the number, or 0 where the window has
 * failed */
guint32 wire_source_window_be32 (WireSourceWindow *window);

G_END_DECLS
