/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-csv-cell.h"

static const struct
{
  const char *text;
  const char *cell;
  const char *quoted;
} CELLS[] = {
  { "", "", "\"\"" },
  { "plain", "plain", "\"plain\"" },
  { "a,b", "\"a,b\"", "\"a,b\"" },
  { "a\"b", "\"a\"\"b\"", "\"a\"\"b\"" },
  { "=1+1", "\"'=1+1\"", "\"'=1+1\"" },
  { "+1", "\"'+1\"", "\"'+1\"" },
  { "-1", "\"'-1\"", "\"'-1\"" },
  { "@SUM(A1)", "\"'@SUM(A1)\"", "\"'@SUM(A1)\"" },
  { "\t=1", "\"'\t=1\"", "\"'\t=1\"" },
  { "\r=1", "\"'\r=1\"", "\"'\r=1\"" },
  { "\n=1", "\"'\n=1\"", "\"'\n=1\"" },
  { "\xef\xbc\x9d"
    "1",
    "\"'\xef\xbc\x9d"
    "1\"",
    "\"'\xef\xbc\x9d"
    "1\"" },
  { "\xef\xbc\xa1", "\xef\xbc\xa1", "\"\xef\xbc\xa1\"" }, /* a wide A is a letter */
};

static void
test_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CELLS); i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      g_autoptr (GString) quoted = g_string_new (NULL);

      wire_csv_append_cell (cell, CELLS[i].text);
      wire_csv_append_quoted_cell (quoted, CELLS[i].text);
      g_assert_cmpstr (cell->str, ==, CELLS[i].cell);
      g_assert_cmpstr (quoted->str, ==, CELLS[i].quoted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-cell/cells", test_cells);
  return g_test_run ();
}
