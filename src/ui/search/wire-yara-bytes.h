/* wire-yara-bytes.h: bytes that a rule matched, with its strings marked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/search/wire-yara-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_YARA_BYTES (wire_yara_bytes_get_type ())
/** WireYaraBytes: bytes that a rule matched, with its strings marked */
G_DECLARE_FINAL_TYPE (WireYaraBytes, wire_yara_bytes, WIRE, YARA_BYTES, AdwBin)

void wire_yara_bytes_show (WireYaraBytes *bytes, WireYaraRows *rows, guint row);
void wire_yara_bytes_go_to (WireYaraBytes *bytes, guint64 offset, guint64 length);

G_END_DECLS
