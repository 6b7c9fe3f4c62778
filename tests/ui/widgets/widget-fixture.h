/* widget-fixture.h: a widget over a session, in a window on a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tests/ui/session/session-fixture.h"

/**
 * WidgetFixture:
 * @session: see #SessionFixture
 * @window: shows @widget
 * @widget: of the type that the test was added with, bound to the session
 * @asked_for_packets: how often it emitted `show-packets`
 */
typedef struct
{
  SessionFixture session;
  GtkWidget *window;
  GtkWidget *widget;
  guint asked_for_packets;
} WidgetFixture;

void widget_fixture_init (int *argc, char ***argv);
void widget_fixture_add (const char *name,
                         GType type,
                         void (*test) (WidgetFixture *, gconstpointer));
void widget_fixture_forget (void);
void widget_fixture_settle (WidgetFixture *fixture);

void widget_fixture_draw (GtkWidget *widget);
char *widget_fixture_paste (GtkWidget *widget);
GtkWidget *widget_fixture_find (GtkWidget *root, GType type, guint index);
guint widget_fixture_filters (WidgetFixture *fixture);
