/* wire-reading-list.h: what bytes read as in every codec that can read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/text/wire-text-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WIRE_TYPE_READING_LIST (wire_reading_list_get_type ())
/** WireReadingList: what bytes read as in every codec that can read them */
G_DECLARE_FINAL_TYPE (WireReadingList, wire_reading_list, WIRE, READING_LIST, AdwBin)

void wire_reading_list_set_source (WireReadingList *list, WireTextSource *source);

G_END_DECLS
