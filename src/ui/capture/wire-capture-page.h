/* wire-capture-page.h: the Captures page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

#define WIRE_TYPE_CAPTURE_PAGE (wire_capture_page_get_type ())
/** WireCapturePage: the Captures page */
G_DECLARE_FINAL_TYPE (WireCapturePage, wire_capture_page, WIRE, CAPTURE_PAGE, AdwBin)

gboolean wire_capture_page_is_empty (WireCapturePage *page);
void wire_capture_page_open (WireCapturePage *page, GFile *file);
/** Shows packet @packet, counted from 0, as soon as the capture is read that was opened last. */
void wire_capture_page_show_when_read (WireCapturePage *page, guint32 packet);
char *wire_capture_page_get_title (WireCapturePage *page);
/** Does what the action `win.ACTION` of the window means on this page; @parameter is its own. */
void wire_capture_page_activate (WireCapturePage *page, const char *action, GVariant *parameter);
/** Reads the capture again with the keys in @paths, up to a %NULL, and remembers these; without any
 * says that a capture has to be opened first. */
void wire_capture_page_add_keys (WireCapturePage *page, const char *const *paths);
WireObjectList *wire_capture_page_get_objects (WireCapturePage *page);
void wire_capture_page_list_work (WireCapturePage *page, GPtrArray *work);

G_END_DECLS
