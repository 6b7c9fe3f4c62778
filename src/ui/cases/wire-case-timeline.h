/* wire-case-timeline.h: when the captures of a case were made, and what was in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_TIMELINE (wire_case_timeline_get_type ())
/** WireCaseTimeline: when the captures of a case were made, and what was in them */
G_DECLARE_FINAL_TYPE (WireCaseTimeline, wire_case_timeline, WIRE, CASE_TIMELINE, GtkWidget)

gboolean wire_case_timeline_set_evidence (WireCaseTimeline *timeline, GPtrArray *evidence);
void wire_case_timeline_set_marks (WireCaseTimeline *timeline, GPtrArray *rows, GArray *marks);

G_END_DECLS
