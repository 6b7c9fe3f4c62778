/* wire-csv-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-csv-cell.h"

#include <string.h>

/* Spreadsheets for Chinese and Japanese take the wide forms of = + - @ for the narrow ones. */
static gboolean
begins_wide_sign (const char *text)
{
  static const char *const SIGNS[] = { "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                       "\xef\xbc\xa0" };

  for (gsize i = 0; i < G_N_ELEMENTS (SIGNS); i++)
    if (g_str_has_prefix (text, SIGNS[i]))
      return TRUE;
  return FALSE;
}

/* A spreadsheet takes a cell that begins with one of these for a formula, and runs it. */
static gboolean
may_be_formula (const char *text)
{
  return *text != '\0' && (strchr ("=+-@\t\r\n", *text) || begins_wide_sign (text));
}

/**
 * wire_csv_append_quoted_cell:
 * @out: gets the cell
 * @text: any text
 *
 * Appends text in quotation marks (RFC 4180). What a spreadsheet would take for a formula gets an
 * apostrophe in front, which says that it is text.
 */
void
wire_csv_append_quoted_cell (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  if (may_be_formula (text))
    g_string_append_c (out, '\'');
  for (; *text; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/** Appends text as wire_csv_append_quoted_cell() does, but without quotation marks where it needs
 * none. */
void
wire_csv_append_cell (GString *out, const char *text)
{
  if (may_be_formula (text) || text[strcspn (text, ",\"\r\n;\t")] != '\0' || *text == ' ')
    wire_csv_append_quoted_cell (out, text);
  else
    g_string_append (out, text);
}
