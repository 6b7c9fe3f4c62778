/* wire-capture-place.h: a place of a capture that somebody else knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/capture/wire-capture-page.h"

G_BEGIN_DECLS

/**
 * WireCapturePlace:
 * @kind: of #WireCaseNote
 * @place: likewise
 * @packet: by which the place is found, from 1; 0 for none
 * @digest: SHA-256 of that packet; empty where it is not known
 */
typedef struct
{
  char *kind;
  char *place;
  guint32 packet;
  char *digest;
} WireCapturePlace;

/** Frees @place and what it owns. */
void wire_capture_place_free (WireCapturePlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireCapturePlace, wire_capture_place_free)

/** Returns: (transfer full) (nullable): SHA-256 of the bytes of @packet, counted from 0, as they
 * were captured, in hexadecimal */
char *wire_capture_place_digest (WireCapture *capture, guint32 packet);

/** Returns: (transfer none) (nullable): the capture that is open */
WireCapture *wire_capture_page_get_capture (WireCapturePage *page);

/** Goes to @place (transfer full) as soon as the capture is read; not where its packet is another
 * one, which is said. */
void wire_capture_page_show_place (WireCapturePage *page, WireCapturePlace *place);

G_END_DECLS
