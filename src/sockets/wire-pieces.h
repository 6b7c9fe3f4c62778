/* wire-pieces.h: where one direction of a connection was cut, on both sides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Cuts that are remembered on each side: the picture shows the last ones. */
#define WIRE_PIECES_MAX 4096u

/** Bytes of a piece that are remembered, to be shown. */
#define WIRE_PIECE_HEAD 64u

/**
 * WirePieceSide:
 * @WIRE_PIECES_SENT: one piece a send
 * @WIRE_PIECES_RECEIVED: one piece a recv
 */
typedef enum
{
  WIRE_PIECES_SENT,
  WIRE_PIECES_RECEIVED,
} WirePieceSide;

/**
 * WirePiece:
 * @offset: of its first byte in the byte stream, from 0
 * @length: in bytes, at least 1
 * @head: (transfer none): its first bytes, to be shown in its box
 * @head_length: of @head
 * @repeats: how many times over it is the received piece that came before it, or 0
 */
typedef struct
{
  guint64 offset;
  guint64 length;
  guint8 head[WIRE_PIECE_HEAD];
  guint8 head_length;
  guint repeats;
} WirePiece;

/**
 * WirePieceGlue:
 * @pieces: received pieces that hold bytes of more than one send
 * @first: number of the first of them, from 1, among all that were received
 * @sends: how many sends have bytes in that one
 */
typedef struct
{
  guint pieces;
  guint64 first;
  guint sends;
} WirePieceGlue;

/**
 * WirePieces:
 *
 * What TCP keeps is the order of bytes, not where they were cut: this holds, for one direction of
 * one connection, how the sender cut the byte stream and how the receiver got it. Bounded. Emits
 * #WirePieces::changed. Belongs to one thread.
 */
#define WIRE_TYPE_PIECES (wire_pieces_get_type ())
G_DECLARE_FINAL_TYPE (WirePieces, wire_pieces, WIRE, PIECES, GObject)

WirePieces *wire_pieces_new (void);
void wire_pieces_add (WirePieces *pieces, WirePieceSide side, GBytes *bytes);

/** Frees what @pieces owns, but not @pieces itself. */
void wire_pieces_clear (WirePieces *pieces);

guint wire_pieces_get_length (WirePieces *pieces, WirePieceSide side);
const WirePiece *wire_pieces_get (WirePieces *pieces, WirePieceSide side, guint piece);
guint64 wire_pieces_get_total (WirePieces *pieces, WirePieceSide side);
guint64 wire_pieces_get_count (WirePieces *pieces, WirePieceSide side);
gboolean wire_pieces_find_glued (WirePieces *pieces, WirePieceGlue *glue);

G_END_DECLS
