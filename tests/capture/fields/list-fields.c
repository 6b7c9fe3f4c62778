/* list-fields: prints the table of docs/fields.md
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/fields/table/wire-field-table.h"

#include <stdio.h>

static const char *
title_of (const WireFieldInfo *info)
{
  if (info->title)
    return info->title;
  return info->describer ? info->describer : "";
}

int
main (void)
{
  printf ("| field | type | what it is |\n| --- | --- | --- |\n");
  for (guint i = 0; i < wire_field_table_get_length (); i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);
      g_autofree char *bits = info->type == WIRE_FIELD_UNSIGNED || info->type == WIRE_FIELD_SIGNED
                                  ? g_strdup_printf (", %u bits", info->bits)
                                  : g_strdup ("");

      printf ("| `%s` | %s%s | %s |\n", info->name, wire_field_type_name (info->type), bits,
              title_of (info));
    }
  return 0;
}
