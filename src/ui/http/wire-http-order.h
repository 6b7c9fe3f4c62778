/* wire-http-order.h: which requests are shown, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/exchanges/wire-http-tree.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/** By what requests are sorted. */
typedef enum
{
  WIRE_HTTP_SORT_NONE, /* order of packets */
  WIRE_HTTP_SORT_TIME,
  WIRE_HTTP_SORT_CLIENT,
  WIRE_HTTP_SORT_SERVER,
  WIRE_HTTP_SORT_METHOD,
  WIRE_HTTP_SORT_HOST,
  WIRE_HTTP_SORT_URI,
  WIRE_HTTP_SORT_REFERER,
  WIRE_HTTP_SORT_STATUS,
  WIRE_HTTP_SORT_TYPE,
  WIRE_HTTP_SORT_SIZE,
  WIRE_HTTP_SORT_WAIT,
  WIRE_HTTP_SORT_VERSION,
  WIRE_HTTP_SORT_STREAM_ID,
  WIRE_HTTP_SORT_DECRYPTED,
} WireHttpSort;

#define WIRE_TYPE_HTTP_SORT (wire_http_sort_get_type ())
GType wire_http_sort_get_type (void);

/**
 * WireHttpQuestion:
 * @view: whose requests; its filter has to let their packet through
 * @search: (nullable): has to be in the method, the URI, the host or a header line, in either
 * case
 * @key: by what to sort
 * @descending: largest first
 * @tree: below each other instead; @key does not matter
 */
typedef struct
{
  WireView *view;
  const char *search;
  WireHttpSort key;
  gboolean descending;
  gboolean tree;
} WireHttpQuestion;

/**
 * WireHttpOrder:
 * @rows: numbers of exchanges as guint32, in order
 * @nodes: (nullable) (element-type WireHttpTreeNode): of the same exchanges, in the same order
 * @n_all: requests that the filter lets through, whatever was searched for
 */
typedef struct
{
  GBytes *rows;
  GArray *nodes;
  guint32 n_all;
} WireHttpOrder;

/**
 * WireHttpOrdered:
 * @job: how it ended
 * @order: (nullable): valid during the call; %NULL where the job was cancelled
 * @owner: what wire_http_order_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireHttpOrdered) (WireJob *job, const WireHttpOrder *order, GObject *owner);

WireJob *wire_http_order_start (const WireHttpQuestion *question,
                                WireHttpOrdered ordered,
                                GObject *owner);

gint64 wire_http_get_wait (const WireHttpExchange *exchange);

G_END_DECLS
