/* wire-settings.h: what the program remembers from one time to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *wire_settings_get (void);
GSettings *wire_settings_get_views (void);
void wire_settings_bind (const char *key, gpointer object, const char *property);
void wire_settings_bind_choice (const char *key, gpointer list);
void wire_settings_follow (const char *key, gpointer object, const char *property);

G_END_DECLS
