/* wire-socket-error.h: why no connection came about, in a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *wire_socket_error_explain_connect (const GError *error, const char *host, guint16 port);
char *wire_socket_error_explain_listen (const GError *error, const char *host, guint16 port);

G_END_DECLS
