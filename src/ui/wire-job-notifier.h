/* wire-job-notifier.h: tells the desktop when long work has ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void wire_job_notifier_start (GApplication *application);

G_END_DECLS
