/* wire-digest-setting.h: the digests that are computed of files unless others are chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

WireDigestMask wire_digest_setting_get (void);
void wire_digest_setting_set (WireDigestMask mask);

G_END_DECLS
