/* wire-http-tree.h: which page led to which request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/wire-capture-streams.h"

G_BEGIN_DECLS

/** No request led to this one, as far as the capture tells. */
#define WIRE_HTTP_TREE_ROOT G_MAXUINT32

/**
 * WireHttpTreeReason:
 * @WIRE_HTTP_TREE_NONE: nothing led to it
 * @WIRE_HTTP_TREE_REFERER: its Referer names its parent
 * @WIRE_HTTP_TREE_REDIRECT: its parent's Location sent the client here
 */
typedef enum
{
  WIRE_HTTP_TREE_NONE,
  WIRE_HTTP_TREE_REFERER,
  WIRE_HTTP_TREE_REDIRECT,
} WireHttpTreeReason;

/**
 * WireHttpTreeNode:
 * @exchange: a request's
 * @parent: position of its parent in the tree, before its own, or %WIRE_HTTP_TREE_ROOT
 * @depth: ancestors that it has
 * @n_below: nodes below it; they follow it at once
 * @reason: why it is below its parent
 */
typedef struct
{
  guint32 exchange;
  guint32 parent;
  guint32 depth;
  guint32 n_below;
  WireHttpTreeReason reason;
} WireHttpTreeNode;

GArray *wire_http_tree_new (WireCapture *capture, GCancellable *cancellable, GError **error);

char *wire_http_make_url (const WireHttpMessage *request, const WireTuple *tuple);

G_END_DECLS
