/* wire-pieces-words.h: how a connection was cut, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sockets/wire-pieces.h"

G_BEGIN_DECLS

char *wire_pieces_describe (WirePieces *pieces);

G_END_DECLS
