/* wire-object-listing.h: lists what was transferred in a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "capture/objects/wire-object.h"

G_BEGIN_DECLS

/**
 * WireObjectListed:
 * @job: how it ended
 * @objects: (transfer full) (nullable): the list; %NULL where @job was cancelled
 * @owner: what wire_object_listing_start() was given
 *
 * Called once on the main thread.
 */
typedef void (*WireObjectListed) (WireJob *job, WireObjectList *objects, GObject *owner);

WireJob *wire_object_listing_start (WireCapture *capture, WireObjectListed listed, GObject *owner);

G_END_DECLS
