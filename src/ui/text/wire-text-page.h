/* wire-text-page.h: the Text page: characters and bytes in step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_TEXT_PAGE (wire_text_page_get_type ())
/** WireTextPage: the Text page: characters and bytes in step */
G_DECLARE_FINAL_TYPE (WireTextPage, wire_text_page, WIRE, TEXT_PAGE, AdwBin)

/** Shows @bytes, called @name, decoded. */
void wire_text_page_show_bytes (WireTextPage *page, const char *name, GBytes *bytes);
void wire_text_page_open_file (WireTextPage *page, GFile *file);
void wire_text_page_open (WireTextPage *page);
void wire_text_page_edit (WireTextPage *page);

G_END_DECLS
