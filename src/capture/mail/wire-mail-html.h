/* wire-mail-html.h: what HTML says, as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *wire_mail_html_to_text (const char *html, gsize length);

G_END_DECLS
