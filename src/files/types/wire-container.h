/* wire-container.h: what is in a ZIP archive or an OLE document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

/**
 * WireContainerKind:
 * @mime: what the content makes of the container
 * @extensions: between commas, the usual one first
 * @words: for people
 */
typedef struct
{
  const char *mime;
  const char *extensions;
  const char *words;
} WireContainerKind;

/** Tells a ZIP container by its members. Returns: whether it is of a known kind */
gboolean wire_zip_recognise (const WireTypeSource *source,
                             WireContainerKind *kind,
                             char **mimetype);

/** Tells an OLE container by its root's class and streams. Returns: whether it is of a known
 * kind */
gboolean wire_ole_recognise (const WireTypeSource *source, WireContainerKind *kind);

G_END_DECLS
