/* wire-search-view.h: looks for something in everything that a capture holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

#define WIRE_TYPE_SEARCH_VIEW (wire_search_view_get_type ())
/** WireSearchView: looks for something in everything that a capture holds */
G_DECLARE_FINAL_TYPE (WireSearchView, wire_search_view, WIRE, SEARCH_VIEW, AdwBin)

void wire_search_view_set_session (WireSearchView *view, WireCaptureSession *session);
void wire_search_view_edit (WireSearchView *view);

G_END_DECLS
