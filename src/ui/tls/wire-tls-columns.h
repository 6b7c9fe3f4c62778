/* wire-tls-columns.h: what is in the rows of the TLS view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/tls/wire-tls-order.h"

G_BEGIN_DECLS

/**
 * WireTlsListing:
 * @capture: whose connections
 * @start: time of its first packet
 *
 * What cells need to know besides their row's number, which is that of a connection.
 */
typedef struct
{
  WireCapture *capture;
  gint64 start;
} WireTlsListing;

void wire_tls_columns_bind (GtkWidgetClass *widget_class);

G_END_DECLS
