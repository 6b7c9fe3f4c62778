/* wire-smb2-copies.h: files that a server copies, without their bytes being sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/smb/wire-smb2-call.h"

G_BEGIN_DECLS

/**
 * WireSmb2Copies:
 *
 * A client asks for a key to a file, and with it has the server copy pieces of that file into
 * another one (MS-SMB2, section 2.2.31.1).
 *
 * Used by the loading thread.
 */
typedef struct _WireSmb2Copies WireSmb2Copies;

/** Returns: (transfer full): no keys yet */
WireSmb2Copies *wire_smb2_copies_new (void);

/** Frees @copies and its keys. */
void wire_smb2_copies_free (WireSmb2Copies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSmb2Copies, wire_smb2_copies_free)

void wire_smb2_copies_learn (WireSmb2Copies *copies, const WireSmb2Call *call, const char *path);
gboolean wire_smb2_copies_begin (WireSmb2Copies *copies,
                                 const WireSmb2Call *call,
                                 const char *to,
                                 const char **from);

G_END_DECLS
