/* wire-files-digests.h: which digests are computed of files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

#define WIRE_TYPE_FILES_DIGESTS (wire_files_digests_get_type ())
/** WireFilesDigests: which digests are computed of files */
G_DECLARE_FINAL_TYPE (WireFilesDigests, wire_files_digests, WIRE, FILES_DIGESTS, AdwBin)

WireDigestMask wire_files_digests_get_mask (WireFilesDigests *self);

G_END_DECLS
