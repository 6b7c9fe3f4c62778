/* wire-sockets-page.h: TCP at work: a server, a client, what lies between them and what the system
 * sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_SOCKETS_PAGE (wire_sockets_page_get_type ())
/** WireSocketsPage: TCP at work: a server, a client, what lies between them and what the system
 * sees */
G_DECLARE_FINAL_TYPE (WireSocketsPage, wire_sockets_page, WIRE, SOCKETS_PAGE, AdwBin)

void wire_sockets_page_set_message (WireSocketsPage *page, GBytes *bytes);
void wire_sockets_page_list_work (WireSocketsPage *page, GPtrArray *work);

G_END_DECLS
