/* wire-job-notifier.h: tells the desktop when long work has ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_job_notifier_start (GApplication *application);
char *wire_job_notifier_make_title (WireJob *job);

G_END_DECLS
