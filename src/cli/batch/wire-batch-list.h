/* wire-batch-list.h: which captures a batch is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireBatchList:
 * @paths: (element-type filename): of the captures, in the order of their names or of the list
 * @bytes: of them all, as their folders say
 */
typedef struct
{
  GPtrArray *paths;
  guint64 bytes;
} WireBatchList;

gboolean wire_batch_list_read (WireBatchList *list, const char *from, GError **error);

/** Frees what @list owns, but not @list itself. */
void wire_batch_list_clear (WireBatchList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireBatchList, wire_batch_list_clear)

G_END_DECLS
