/* wire-type-finding.h: what a file's bytes are, whatever its name claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-container.h"

G_BEGIN_DECLS

/**
 * WireTypeFinding:
 * @signature: (nullable) (transfer none): what it was recognised by
 * @kind: where a container's content tells more than its signature; its mime is %NULL otherwise
 * @outer: (nullable): the container that it is, whatever is in it
 * @mime: (nullable): the type
 * @words: the same for people
 * @grounds: how sure that is
 * @is_text: the bytes are text, whatever else they are
 */
typedef struct
{
  const WireSignature *signature;
  WireContainerKind kind;
  const char *outer;
  char *mime;
  char *words;
  WireTypeGrounds grounds;
  gboolean is_text;
} WireTypeFinding;

/** Frees what @finding owns, but not @finding itself. */
void wire_type_finding_clear (WireTypeFinding *finding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireTypeFinding, wire_type_finding_clear)

void wire_type_find (const WireSignatureTable *signatures,
                     const WireTypeSource *source,
                     const guint8 *head,
                     gsize length,
                     WireTypeFinding *finding);

G_END_DECLS
