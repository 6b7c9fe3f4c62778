/* wire-download-columns.h: what the table of downloads says of an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/lists/wire-column.h"
#include "ui/downloads/wire-download-store.h"
#include "capture/objects/wire-object-choice.h"

G_BEGIN_DECLS

void wire_download_columns_add (GtkColumnView *view, const WireObjectChoice *choice);

G_END_DECLS
