/* wire-http-columns.h: what is in the rows of the HTTP view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/http/wire-http-order.h"

G_BEGIN_DECLS

/**
 * WireHttpListing:
 * @capture: whose requests
 * @start: time of its first packet
 * @nodes: (nullable): where requests are in the tree, by their exchange's number
 * @collapsed: exchanges whose branches are folded in
 *
 * What cells need to know besides their row's number, which is that of an exchange.
 */
typedef struct
{
  WireCapture *capture;
  gint64 start;
  GHashTable *nodes;
  GHashTable *collapsed;
} WireHttpListing;

void wire_http_columns_bind (GtkWidgetClass *widget_class);

char *wire_http_describe_status (const WireHttpExchange *exchange);
char *wire_http_describe_version (const WireHttpExchange *exchange);
char *wire_http_describe_size (const WireHttpMessage *message);

G_END_DECLS
