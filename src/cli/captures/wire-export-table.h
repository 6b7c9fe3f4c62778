/* wire-export-table.h: the tables of a capture, by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/choice/wire-cli-capture.h"

G_BEGIN_DECLS

/**
 * WireExportTable:
 * @name: as it is typed
 * @run: the command whose answers with --json are its rows
 * @option: (nullable): that the command gets as well
 * @streams: the command takes --keys
 * @columns: (nullable-terminated): of CSV, in an order that does not change; new ones come last
 */
typedef struct
{
  const char *name;
  gboolean (*run) (const WireCommand *command, GStrv arguments, GError **error);
  const char *option;
  gboolean streams;
  const char *const *columns;
} WireExportTable;

const WireExportTable *wire_export_table_find (const char *name, GError **error);
gboolean wire_export_table_print (const WireExportTable *table,
                                  const char *path,
                                  const char *const *keys,
                                  const WireCliFilter *filter,
                                  gboolean csv,
                                  GError **error);

G_END_DECLS
