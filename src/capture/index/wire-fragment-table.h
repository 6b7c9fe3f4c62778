/* wire-fragment-table.h: which flow the later fragments of a datagram belong to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/index/wire-flow-table.h"

G_BEGIN_DECLS

/**
 * WireFragmentSettled:
 * @packet: a later fragment that came before the first one of its datagram
 * @flow: the first fragment's flow, or %WIRE_FLOW_NONE where it never came
 * @tuple: of @packet, without ports
 * @user_data: what wire_fragment_table_new() was given
 */
typedef void (*WireFragmentSettled) (guint32 packet,
                                     guint32 flow,
                                     const WireTuple *tuple,
                                     gpointer user_data);

/**
 * WireFragmentTable:
 *
 * Only the first fragment of a datagram has ports. This table remembers the flows of first
 * fragments by what RFC 791 (section 3.2) and RFC 8200 (section 4.5) say fragments are put together
 * by, and lets fragments that come before their first one wait for it.
 *
 * Its size is fixed: datagrams whose fragments are far apart, or a flood of fragments, cost no more
 * memory; their later fragments are counted without ports. Used by one thread.
 */
typedef struct _WireFragmentTable WireFragmentTable;

WireFragmentTable *wire_fragment_table_new (WireFragmentSettled settled, gpointer user_data);

/** Frees @table and what it owns. */
void wire_fragment_table_free (WireFragmentTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireFragmentTable, wire_fragment_table_free)

void wire_fragment_table_add_first (WireFragmentTable *table,
                                    const WireTuple *tuple,
                                    guint32 id,
                                    guint32 flow);
guint32 wire_fragment_table_add_later (WireFragmentTable *table,
                                       const WireTuple *tuple,
                                       guint32 id,
                                       guint32 packet);
void wire_fragment_table_give_up (WireFragmentTable *table);

G_END_DECLS
