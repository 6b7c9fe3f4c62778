/* wire-object-join.h: an entity put together from parts of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"
#include "capture/objects/wire-object-range.h"

G_BEGIN_DECLS

/**
 * WireObjectPart:
 * @exchange: whose request or response brought it
 * @range: which part it said that it is
 */
typedef struct
{
  guint32 exchange;
  WireObjectRange range;
} WireObjectPart;

/**
 * WireObjectSlice:
 * @body: (transfer full): where its bytes are
 * @range: which part it said that it is
 */
typedef struct
{
  WireBody *body;
  WireObjectRange range;
} WireObjectSlice;

void wire_object_join_slices (WireCapture *capture,
                              const GArray *slices,
                              WireBody *body,
                              gboolean *differ);
void wire_object_join (WireCapture *capture,
                       WireHttpKind kind,
                       const WireObjectPart *parts,
                       guint n,
                       WireBody *body,
                       gboolean *differ);

G_END_DECLS
