/* wire-transfer-kind.h: what kinds of files people look for among transfers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The kinds, by the bytes alone. */
typedef enum
{
  WIRE_TRANSFER_PICTURE,
  WIRE_TRANSFER_DOCUMENT,
  WIRE_TRANSFER_ARCHIVE,
  WIRE_TRANSFER_PROGRAM,
  WIRE_TRANSFER_SCRIPT,
  WIRE_TRANSFER_OTHER, /* any other, and bytes that no signature fits */
  WIRE_N_TRANSFER_KINDS,
} WireTransferKind;

WireTransferKind wire_transfer_kind_of_type (const char *type);
const char *wire_transfer_kind_get_word (WireTransferKind kind);

G_END_DECLS
