/* wire-undecoded-table.h: how many packets of a capture are not decoded, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/decode/wire-undecoded.h"

G_BEGIN_DECLS

/** Kinds that are distinguished: a capture made to have one of each reason costs no more. */
#define WIRE_UNDECODED_KINDS 64u

/** Number of what is counted together, as there are too many kinds. */
#define WIRE_UNDECODED_OTHERS G_MAXUINT32

/**
 * WireUndecoded:
 * @reason: a #WireUndecodedReason
 * @number: says more of it, or %WIRE_UNDECODED_OTHERS
 * @packets: how many
 */
typedef struct
{
  WireUndecodedReason reason;
  guint32 number;
  guint64 packets;
} WireUndecoded;

/**
 * WireUndecodedTable:
 * @n: used entries of @kinds
 * @kinds: in order of first appearance
 *
 * A plain value; zeroed is empty. Used by one thread, or under a lock.
 */
typedef struct
{
  guint n;
  WireUndecoded kinds[WIRE_UNDECODED_KINDS + WIRE_N_UNDECODED];
} WireUndecodedTable;

void wire_undecoded_table_add (WireUndecodedTable *table,
                               WireUndecodedReason reason,
                               guint32 number,
                               guint64 packets);
void wire_undecoded_table_sort (WireUndecodedTable *table);
char *wire_undecoded_table_tell (const WireUndecodedTable *table);

const char *wire_undecoded_get_key (WireUndecodedReason reason);
char *wire_undecoded_get_name (const WireUndecoded *undecoded);

G_END_DECLS
