/* wire-hash-set-dialog.h: asking for a hash set, one that there is or a new one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/hashsets/wire-hash-set-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WireHashSetChoice:
 * @set: that was chosen, or 0 for a new one
 * @name: of a new one
 * @kind: of a new one
 */
typedef struct
{
  gint64 set;
  const char *name;
  WireHashSetKind kind;
} WireHashSetChoice;

/**
 * WireHashSetChosen:
 * @choice: valid during the call
 * @data: what wire_hash_set_dialog_choose() was given
 */
typedef void (*WireHashSetChosen) (const WireHashSetChoice *choice, gpointer data);

void wire_hash_set_dialog_choose (GtkWindow *parent,
                                  WireHashSetStore *store,
                                  const char *heading,
                                  const char *body,
                                  const char *accept,
                                  const WireHashSetChoice *proposed,
                                  WireHashSetChosen chosen,
                                  gpointer data,
                                  GDestroyNotify destroy);
void wire_hash_set_dialog_name (GtkWindow *parent,
                                WireHashSetStore *store,
                                const char *heading,
                                const char *accept,
                                const WireHashSetChoice *proposed,
                                gboolean with_kind,
                                WireHashSetChosen chosen,
                                gpointer data,
                                GDestroyNotify destroy);

G_END_DECLS
