/* wire-tls-order.h: which TLS connections are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** By what connections are sorted. */
typedef enum
{
  WIRE_TLS_SORT_NONE, /* as they were found */
  WIRE_TLS_SORT_TIME,
  WIRE_TLS_SORT_CLIENT,
  WIRE_TLS_SORT_SERVER,
  WIRE_TLS_SORT_NAME,
  WIRE_TLS_SORT_VERSION,
  WIRE_TLS_SORT_SUITE,
  WIRE_TLS_SORT_ALPN,
  WIRE_TLS_SORT_READABLE,
  WIRE_TLS_SORT_BYTES,
  WIRE_TLS_SORT_JA4,
  WIRE_TLS_SORT_JA3,
  WIRE_TLS_SORT_JA3S,
} WireTlsSort;

#define WIRE_TYPE_TLS_SORT (wire_tls_sort_get_type ())
GType wire_tls_sort_get_type (void);

/**
 * WireTlsQuestion:
 * @view: whose connections; its filter has to let their first packet through
 * @search: (nullable): has to be in what is said of the connection, in either case
 * @key: by what to sort
 * @descending: largest first
 */
typedef struct
{
  WireView *view;
  const char *search;
  WireTlsSort key;
  gboolean descending;
} WireTlsQuestion;

/**
 * WireTlsOrder:
 * @rows: numbers of connections as guint32, in order
 * @n_all: connections that the filter lets through, whatever was searched for
 * @n_readable: of them, those that can be read to the end
 * @n_in_part: of them, those that can be read in part
 */
typedef struct
{
  GBytes *rows;
  guint32 n_all;
  guint32 n_readable;
  guint32 n_in_part;
} WireTlsOrder;

/**
 * WireTlsOrdered:
 * @job: how it ended
 * @order: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_tls_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireTlsOrdered) (WireJob *job, const WireTlsOrder *order, GObject *owner);

WireJob *wire_tls_order_start (const WireTlsQuestion *question,
                               WireTlsOrdered ordered,
                               GObject *owner);

G_END_DECLS
