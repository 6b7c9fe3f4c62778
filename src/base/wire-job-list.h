/* wire-job-list.h: all the work that runs just now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

GListModel *wire_job_list_get_running (void);

void wire_job_list_add (WireJob *job);
void wire_job_list_remove (WireJob *job);

G_END_DECLS
