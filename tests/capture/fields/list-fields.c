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

/* Those that Wireshark has as well, or those that it has not. */
static void
print_table (gboolean own)
{
  printf ("| field | type | what it is |\n| --- | --- | --- |\n");
  for (guint i = 0; i < wire_field_table_get_length (); i++)
    {
      const WireFieldInfo *info = wire_field_table_get (i);

      if ((info->source == WIRE_FIELD_CLAIMED) != own)
        continue;

      g_autofree char *bits = info->type == WIRE_FIELD_UNSIGNED || info->type == WIRE_FIELD_SIGNED
                                  ? g_strdup_printf (", %u bits", info->bits)
                                  : g_strdup ("");

      printf ("| `%s` | %s%s | %s |\n", info->name, wire_field_type_name (info->type), bits,
              title_of (info));
    }
}

int
main (void)
{
  print_table (FALSE);
  printf (
      "\n## Fields that only Wirecase has\n\n"
      "They say of a packet what is known of the transfers that it helps to bring, from the "
      "request to the end of the answer,\nand of its TLS connection. The words of "
      "`wirecase.verdict` are those of `triage`; hash sets are the user’s own.\n"
      "`wirecase.readable` is `yes`, `in part` or `no`. The digests are those of the content and, "
      "where it was packed on the way,\nof the body as it was sent.\n\n");
  print_table (TRUE);
  return 0;
}
