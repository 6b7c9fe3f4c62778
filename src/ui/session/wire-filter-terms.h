/* wire-filter-terms.h: menus that filter by what was pointed at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/fields/wire-field-term.h"
#include "ui/session/wire-capture-session.h"

G_BEGIN_DECLS

void wire_filter_terms_clear (GMenu *menu);
void wire_filter_terms_add (GMenu *menu, char *term);
void wire_filter_terms_add_text (GMenu *menu, const char *field, const char *text);
void wire_filter_terms_add_part (GMenu *menu, const char *field, const char *text);
void wire_filter_terms_add_address (GMenu *menu,
                                    const char *side,
                                    guint8 family,
                                    const guint8 *address);
void wire_filter_terms_add_tuple (GMenu *menu, const WireTuple *tuple);
void wire_filter_terms_set_only (GMenu *menu, const char *term);

gboolean wire_filter_terms_apply (WireCaptureSession *session, const char *how, const char *term);

G_END_DECLS
