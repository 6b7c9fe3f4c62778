/* wire-figures.h: counts, sizes, spans of time and shares as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_figure_count (guint64 count);
char *wire_figure_size (guint64 bytes);
char *wire_figure_share (guint64 part, guint64 whole);
char *wire_figure_span (gint64 nanoseconds);
char *wire_figure_clock (gint64 time, gint64 precision);
char *wire_figure_date (gint64 time);

gint64 wire_axis_step (gint64 span, guint max_steps);
gint64 wire_axis_time_step (gint64 span, guint max_steps);
char *wire_axis_time_label (gint64 offset, gint64 step);

G_END_DECLS
