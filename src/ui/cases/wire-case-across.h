/* wire-case-across.h: all captures of a case as one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/cases/wire-case-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_ACROSS (wire_case_across_get_type ())
/** WireCaseAcross: all captures of a case as one */
G_DECLARE_FINAL_TYPE (WireCaseAcross, wire_case_across, WIRE, CASE_ACROSS, AdwBin)

void wire_case_across_set_store (WireCaseAcross *across, WireCaseStore *store);
void wire_case_across_stop (WireCaseAcross *across);

G_END_DECLS
