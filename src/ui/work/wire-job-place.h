/* wire-job-place.h: the widget for which a job works
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wire_job_set_place (WireJob *job, GtkWidget *widget);
GtkWidget *wire_job_get_place (WireJob *job);

G_END_DECLS
