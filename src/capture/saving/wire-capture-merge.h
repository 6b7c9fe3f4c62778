/* wire-capture-merge.h: several captures in one file, in the order of time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

gboolean wire_capture_merge (WireView *const *views,
                             guint n,
                             const char *path,
                             gboolean secrets,
                             WireJob *job,
                             GError **error);

G_END_DECLS
