/* wire-type-refine.h: what the bytes after a signature make of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type-finding.h"

G_BEGIN_DECLS

void wire_type_refine (const WireSignatureTable *signatures,
                       const WireTypeSource *source,
                       const guint8 *head,
                       gsize length,
                       WireTypeFinding *finding);
gboolean wire_type_find_elsewhere (const WireTypeSource *source,
                                   const guint8 *head,
                                   gsize length,
                                   gboolean is_text,
                                   WireContainerKind *kind);

/** Tells media by what is in the container. Returns: whether it is of a known kind */
gboolean wire_media_recognise (const guint8 *head, gsize length, WireContainerKind *kind);

G_END_DECLS
