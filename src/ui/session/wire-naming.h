/* wire-naming.h: names next to addresses, from the capture alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/session/wire-host-search.h"

G_BEGIN_DECLS

/** The key of the switch, in the schema of views. */
#define WIRE_NAMING_KEY "names"

gboolean wire_naming_is_wanted (void);
void wire_naming_set_search (WireCapture *capture, WireHostSearch *search);
char *wire_naming_tell (
    WireCapture *capture, char *text, const WireHostAddress *address, gint64 from, gint64 to);
char *wire_naming_tell_end (
    WireCapture *capture, char *text, const WireTuple *tuple, gboolean destination, gint64 time);

G_END_DECLS
