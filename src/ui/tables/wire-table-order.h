/* wire-table-order.h: which rows of a table are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "ui/tables/wire-table-kind.h"

G_BEGIN_DECLS

/**
 * WireTableQuestion:
 * @kind: of the table
 * @source: whose rows
 * @view: (nullable): its filter has to let them through
 * @search: (nullable): has to occur in what is said of a row, in either case
 * @sorted: whether they are sorted by @column
 * @column: its number
 * @descending: largest first
 */
typedef struct
{
  const WireTableKind *kind;
  GObject *source;
  WireView *view;
  const char *search;
  gboolean sorted;
  guint column;
  gboolean descending;
} WireTableQuestion;

/**
 * WireTableOrder:
 * @rows: numbers of rows as guint32, in order
 * @n_all: rows that the filter lets through, whatever was searched for
 */
typedef struct
{
  GBytes *rows;
  guint32 n_all;
} WireTableOrder;

/**
 * WireTableOrdered:
 * @job: how it ended
 * @order: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_table_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireTableOrdered) (WireJob *job, const WireTableOrder *order, GObject *owner);

WireJob *wire_table_order_start (const WireTableQuestion *question,
                                 WireTableOrdered ordered,
                                 GObject *owner);

G_END_DECLS
