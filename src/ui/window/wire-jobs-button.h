/* wire-jobs-button.h: the work that runs, in a popover of the header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_JOBS_BUTTON (wire_jobs_button_get_type ())
/** WireJobsButton: the work that runs, in a popover of the header */
G_DECLARE_FINAL_TYPE (WireJobsButton, wire_jobs_button, WIRE, JOBS_BUTTON, GtkWidget)

guint wire_jobs_button_count (WireJobsButton *button);

G_END_DECLS
