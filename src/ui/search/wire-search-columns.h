/* wire-search-columns.h: what is in the rows of a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "ui/lists/wire-column.h"
#include "ui/search/wire-found-list.h"

G_BEGIN_DECLS

/**
 * WireSearchSort:
 * @WIRE_SEARCH_SORT_NONE: as they were found
 * @WIRE_SEARCH_SORT_PACKET: by packet
 * @WIRE_SEARCH_SORT_PLACE: by kind of place, then by its number
 * @WIRE_SEARCH_SORT_OFFSET: by offset in the place
 * @WIRE_SEARCH_SORT_FORM: by what they are written in
 */
typedef enum
{
  WIRE_SEARCH_SORT_NONE,
  WIRE_SEARCH_SORT_PACKET,
  WIRE_SEARCH_SORT_PLACE,
  WIRE_SEARCH_SORT_OFFSET,
  WIRE_SEARCH_SORT_FORM,
} WireSearchSort;

/**
 * WireSearchListing:
 * @capture: (nullable): that is searched
 * @objects: (nullable): its transfers
 * @found: (nullable): what was found
 *
 * What cells need to know besides their row's number, which is that of a hit.
 */
typedef struct
{
  WireCapture *capture;
  WireObjectList *objects;
  WireFoundList *found;
} WireSearchListing;

void wire_search_columns_bind (GtkWidgetClass *widget_class);
GBytes *wire_search_columns_order (const WireFoundList *found,
                                   WireSearchSort key,
                                   gboolean descending);

G_END_DECLS
