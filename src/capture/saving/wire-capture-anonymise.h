/* wire-capture-anonymise.h: packets of a capture in a file that names nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/anonymising/wire-anonymiser.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

gboolean wire_capture_anonymise (
    WireView *view, const char *path, WireAnonymiser *anonymiser, WireJob *job, GError **error);

G_END_DECLS
