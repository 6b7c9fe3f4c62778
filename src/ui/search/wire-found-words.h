/* wire-found-words.h: where a hit is, and what is around it, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object.h"
#include "ui/search/wire-found-list.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * WireFoundContext:
 * @text: what is before the match, the match, and what follows, in one line
 * @start: of the match in @text, in bytes
 * @end: of the match
 *
 * A hit and what is around it, fit to be shown.
 */
typedef struct
{
  char *text;
  guint start;
  guint end;
} WireFoundContext;

/** Frees what @context holds. */
void wire_found_context_clear (WireFoundContext *context);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFoundContext, wire_found_context_clear)

void wire_found_get_context (const WireFound *found, guint before, WireFoundContext *context);
PangoAttrList *wire_found_context_mark (const WireFoundContext *context);
char *wire_found_describe_place (const WireFound *found,
                                 WireCapture *capture,
                                 const WireObjectList *objects);

G_END_DECLS
