/* wire-scroll.h: lines of a fixed height that scroll
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Where the properties of #GtkScrollable begin; those of a class that uses #WireScroll follow. */
#define WIRE_SCROLL_PROPERTIES 5

/**
 * WireScroll:
 * @adjustments: (nullable): by #GtkOrientation
 * @policies: likewise
 * @char_width: of a character of the widget's font, in pixels
 * @line_height: of a line, likewise
 *
 * What a #GtkScrollable needs that draws lines of one height in a monospaced font. A member of the
 * widget that it belongs to. Main thread only.
 */
typedef struct
{
  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  int char_width;
  int line_height;
} WireScroll;

/** Keys that move a cursor. */
typedef enum
{
  WIRE_SCROLL_KEY_NONE,
  WIRE_SCROLL_KEY_LEFT,
  WIRE_SCROLL_KEY_RIGHT,
  WIRE_SCROLL_KEY_UP,
  WIRE_SCROLL_KEY_DOWN,
  WIRE_SCROLL_KEY_PAGE_UP,
  WIRE_SCROLL_KEY_PAGE_DOWN,
  WIRE_SCROLL_KEY_HOME,
  WIRE_SCROLL_KEY_END,
} WireScrollKey;

void wire_scroll_install (GObjectClass *klass);
gboolean wire_scroll_set_property (WireScroll *self,
                                   GtkWidget *widget,
                                   guint id,
                                   const GValue *value);
gboolean wire_scroll_get_property (const WireScroll *self, guint id, GValue *value);
void wire_scroll_clear (WireScroll *self, GtkWidget *widget);

void wire_scroll_measure (WireScroll *self, GtkWidget *widget);
void wire_scroll_configure (WireScroll *self, GtkWidget *widget, guint64 n_lines, int margin);
double wire_scroll_get_top (const WireScroll *self);
void wire_scroll_set_top (WireScroll *self, double top);
void wire_scroll_show_line (WireScroll *self, guint64 line, int margin);
int wire_scroll_get_page (const WireScroll *self, GtkWidget *widget);

WireScrollKey wire_scroll_find_key (guint key);

G_END_DECLS
