/* wire-syn-table.h: the first segments of connections, by who sent them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"
#include "capture/frame/wire-frame.h"
#include "capture/index/wire-packet-index.h"

G_BEGIN_DECLS

/**
 * WireSynTable:
 *
 * Each kind of SYN that an address sent, which suggests an operating system. Bounded: what one host
 * sends differs little.
 */
typedef struct _WireSynTable WireSynTable;

WireSynTable *wire_syn_table_new (void);
void wire_syn_table_free (WireSynTable *self);

void wire_syn_table_add (WireSynTable *self,
                         guint32 packet,
                         const WirePacketRecord *record,
                         const WireFrame *frame);
void wire_syn_table_add_systems (const WireSynTable *self, WireFactLog *log);

G_END_DECLS
