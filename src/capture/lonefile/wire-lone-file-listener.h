/* wire-lone-file-listener.h: connections that carry a file and nothing else, in the table of
 * listeners
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/reassembly/wire-listening.h"

G_BEGIN_DECLS

/** A connection on which one side sends a file of a known type from its first byte on, and the
 * other says nothing: such as a data connection of FTP whose control connection was not captured.
 * Which protocol that was is not said. It should be the last row of the table. */
extern const WireListener wire_lone_file_listener;

G_END_DECLS
