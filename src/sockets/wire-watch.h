/* wire-watch.h: waiting for many sockets through one source of the main context
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What sockets bring waits for what a window has to draw (GDK_PRIORITY_REDRAW), however much it
 * is: a flood that is always ready would otherwise be all that its main context ever does. */
#define WIRE_WATCH_PRIORITY G_PRIORITY_DEFAULT_IDLE

/**
 * WireWatch:
 *
 * One descriptor that is waited for. Belongs to the thread whose main context was the default one
 * when it was made.
 */
typedef struct _WireWatch WireWatch;

/**
 * WireWatchFunc:
 * @readable: it may be read from, or it failed; only where that was wanted
 * @writable: it may be written to, or it failed; only where that was wanted
 * @user_data: what wire_watch_new() was given
 *
 * May change or free any watch, its own too.
 */
typedef void (*WireWatchFunc) (gboolean readable, gboolean writable, gpointer user_data);

WireWatch *wire_watch_new (int fd, WireWatchFunc func, gpointer user_data);
void wire_watch_want (WireWatch *watch, gboolean readable, gboolean writable);
void wire_watch_free (WireWatch *watch);

G_END_DECLS
