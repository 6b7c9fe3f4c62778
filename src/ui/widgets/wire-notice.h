/* wire-notice.h: a sentence above a view, which stays until it is hidden
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_NOTICE (wire_notice_get_type ())
/** WireNotice: a sentence above a view, which stays until it is hidden */
G_DECLARE_FINAL_TYPE (WireNotice, wire_notice, WIRE, NOTICE, AdwBin)

void wire_notice_say (WireNotice *notice, const char *text);
void wire_notice_set_muted (WireNotice *notice, gboolean muted);
void wire_notice_offer (
    WireNotice *notice, const char *text, const char *button, const char *action, GVariant *target);

G_END_DECLS
