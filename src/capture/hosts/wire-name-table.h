/* wire-name-table.h: the names of addresses, by time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/facts/wire-fact-log.h"

G_BEGIN_DECLS

/** A name that somebody looked up or asked for may be used this long after it should end, in
 * nanoseconds: a connection is made a little later. */
#define WIRE_NAME_GRACE (60 * G_GINT64_CONSTANT (1000000000))

/** Names of one address that are given at once. */
#define WIRE_NAME_MAX_TOLD 8u

/**
 * WireNameTable:
 *
 * Which names an address had when. Borrows the facts. Immutable; any thread.
 */
typedef struct _WireNameTable WireNameTable;

WireNameTable *wire_name_table_new (const WireFactLog *log);

/** Frees @table and what it owns. */
void wire_name_table_free (WireNameTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNameTable, wire_name_table_free)

guint wire_name_table_find (const WireNameTable *table,
                            const WireHostAddress *address,
                            gint64 from,
                            gint64 to,
                            const WireNameFact *names[WIRE_NAME_MAX_TOLD]);

G_END_DECLS
