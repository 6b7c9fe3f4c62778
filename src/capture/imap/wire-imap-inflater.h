/* wire-imap-inflater.h: what COMPRESS=DEFLATE packs (RFC 4978)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-channel.h"

G_BEGIN_DECLS

/** Memory of one inflater. */
#define WIRE_IMAP_INFLATER_COST (48u * 1024)

/**
 * WireImapInflater:
 *
 * Unpacks one side, and hands on what comes out. What follows a gap cannot be unpacked, nor what
 * is more than a thousand times as long as what was sent.
 */
typedef struct _WireImapInflater WireImapInflater;

WireImapInflater *wire_imap_inflater_new (void);

/** Frees @inflater and what it owns. */
void wire_imap_inflater_free (WireImapInflater *inflater);

void wire_imap_inflater_add (WireImapInflater *inflater,
                             WireChannel *inside,
                             guint side,
                             const WireStreamPiece *piece);

G_END_DECLS
