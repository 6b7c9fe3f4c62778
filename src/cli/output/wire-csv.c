/* wire-csv.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/output/wire-csv.h"

#include "base/wire-csv-cell.h"
#include "cli/output/wire-json-writer.h"

/** Appends the first line: the names of the columns. */
void
wire_csv_append_header (GString *out, const char *const *columns)
{
  for (gsize i = 0; columns[i]; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", columns[i]);
  g_string_append (out, "\r\n");
}

/* Numbers and truth values are never text; a list or an object is one text of JSON. */
static void
append_value (GString *out, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (!node || JSON_NODE_HOLDS_NULL (node))
    return;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      wire_csv_append_cell (out, json_node_get_string (node));
      return;
    }
  text = wire_json_write (node);
  if (JSON_NODE_HOLDS_VALUE (node))
    g_string_append (out, text);
  else
    wire_csv_append_cell (out, text);
}

/** Appends a row: a cell for each of @columns, empty where @row has no such key. */
void
wire_csv_append_row (GString *out, const char *const *columns, JsonObject *row)
{
  for (gsize i = 0; columns[i]; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_value (out, json_object_get_member (row, columns[i]));
    }
  g_string_append (out, "\r\n");
}
