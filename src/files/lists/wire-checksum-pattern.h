/* wire-checksum-pattern.h: digests in a pattern of STIX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-line.h"

G_BEGIN_DECLS

void wire_checksum_pattern_read (const char *text, WireChecksumLine *line);

G_END_DECLS
