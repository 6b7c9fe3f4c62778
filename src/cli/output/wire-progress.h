/* wire-progress.h: a bar on standard error while a job runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

gboolean wire_progress_run (gboolean show, WireJobFunc func, gpointer data, GError **error);

G_END_DECLS
