/* wire-search-page.h: what can be looked for everywhere: text, indicators, rules of YARA
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/search/wire-indicator-view.h"
#include "ui/search/wire-search-view.h"
#include "ui/search/wire-yara-view.h"

G_BEGIN_DECLS

#define WIRE_TYPE_SEARCH_PAGE (wire_search_page_get_type ())
/** WireSearchPage: what can be looked for everywhere: text, indicators, rules of YARA */
G_DECLARE_FINAL_TYPE (WireSearchPage, wire_search_page, WIRE, SEARCH_PAGE, AdwBin)

void wire_search_page_set_session (WireSearchPage *page, WireCaptureSession *session);
void wire_search_page_edit (WireSearchPage *page);

G_END_DECLS
