/* wire-type-detector.h: the tables that tell types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-mime.h"
#include "files/types/wire-signature.h"

G_BEGIN_DECLS

/**
 * WireTypeDetector:
 *
 * The signature table with the user's own, the tables of shared-mime-info and what servers usually
 * say. Counted references; immutable, so that any number of threads may ask it at once, each with a
 * libmagic handle of its own.
 */
typedef struct _WireTypeDetector WireTypeDetector;

WireTypeDetector *wire_type_detector_new (GError **error);
WireTypeDetector *wire_type_detector_get_shared (GError **error);
WireTypeDetector *wire_type_detector_ref (WireTypeDetector *detector);
void wire_type_detector_unref (WireTypeDetector *detector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireTypeDetector, wire_type_detector_unref)

const WireMime *wire_type_detector_get_mime (const WireTypeDetector *detector);
const WireSignatureTable *wire_type_detector_get_signatures (const WireTypeDetector *detector);

G_END_DECLS
