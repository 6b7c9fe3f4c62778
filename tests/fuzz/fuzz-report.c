/* fuzz-report.c: text of evidence in a report, in each form, before strict readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-printable.h"
#include "report/wire-report-writers.h"

#include <string.h>

#define INPUT_MAX 2048

static const WireReportColumn COLUMNS[] = { { "name", "Name", FALSE, FALSE },
                                            { "code", "Code", FALSE, TRUE } };

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static WireReport *
make_report (const char *text)
{
  WireReport *report = wire_report_new (text);
  WireReportSection *section = wire_report_add_section (report, "part", "Part", COLUMNS, 2);

  wire_report_add_paragraph (section, g_strdup (text));
  wire_report_add_row (section, g_strdup (text), g_strdup (text), NULL);
  return report;
}

/* The text is as many elements as the same report with a harmless one, and hides nothing. */
static guint
count (const char *text, char c)
{
  guint n = 0;

  for (; *text; text++)
    n += *text == c;
  return n;
}

static void
check_shown (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || !wire_printable_hides (g_utf8_get_char (p)));
}

static void
check_html (const WireReport *report, const WireReport *harmless)
{
  g_autoptr (GString) html = wire_report_to_html (report);
  g_autoptr (GString) plain = wire_report_to_html (harmless);

  check_shown (html->str);
  g_assert_cmpuint (count (html->str, '<'), ==, count (plain->str, '<'));
  g_assert_cmpuint (count (html->str, '>'), ==, count (plain->str, '>'));
  g_assert_cmpuint (count (html->str, '"'), ==, count (plain->str, '"'));
}

static void
check_markdown (const WireReport *report, const WireReport *harmless)
{
  g_autoptr (GString) markdown = wire_report_to_markdown (report);
  g_autoptr (GString) plain = wire_report_to_markdown (harmless);

  check_shown (markdown->str);
  g_assert_cmpuint (count (markdown->str, '\n'), ==, count (plain->str, '\n'));
}

/* RFC 4180, read back. Returns: the cells, the ends of rows among them as NULL are left out */
static GPtrArray *
read_csv (const char *text)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  while (*text)
    {
      GString *cell = g_string_new (NULL);

      g_assert_true (*text == '"');
      for (text++; *text != '"' || text[1] == '"'; text++)
        {
          g_assert_true (*text);
          text += *text == '"';
          g_string_append_c (cell, *text);
        }
      g_ptr_array_add (cells, g_string_free (cell, FALSE));
      text++;
      g_assert_true (*text == ',' || g_str_has_prefix (text, "\r\n"));
      text += *text == ',' ? 1 : strspn (text, "\r\n");
    }
  return cells;
}

static void
check_csv (const WireReport *report, const char *text)
{
  g_autoptr (GString) csv = wire_report_to_csv (report);
  g_autoptr (GPtrArray) cells = read_csv (csv->str);

  g_assert_cmpuint (cells->len, ==, 5);
  for (guint i = 3; i < 5; i++)
    {
      const char *cell = g_ptr_array_index (cells, i);

      g_assert_false (*cell && strchr ("=+-@\t\r\n", *cell));
      g_assert_true (g_str_equal (cell, text) || (*cell == '\'' && g_str_equal (cell + 1, text)));
    }
}

/* RFC 8259: nothing below a blank in a text, and quotes come in pairs. */
static void
check_json (const WireReport *report, const WireReport *harmless)
{
  g_autoptr (GString) json = wire_report_to_json (report);
  g_autoptr (GString) plain = wire_report_to_json (harmless);
  guint quotes = 0;
  gboolean quoted = FALSE;

  check_shown (json->str);
  for (const char *p = json->str; *p; p++)
    if (quoted && *p == '\\')
      g_assert_nonnull (strchr ("\"\\/bfnrtu", *++p));
    else if (*p == '"')
      quoted = !quoted, quotes++;
    else
      g_assert_true (!quoted || (guint8) *p >= 0x20);
  g_assert_cmpuint (quotes, ==, count (plain->str, '"'));
}

/* Heads of pictures: within bounds, whatever they say. */
static void
check_picture (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (WireReportPicture) picture = wire_report_picture_new (bytes);

  if (!picture)
    return;
  g_assert_true (picture->width > 0 && picture->width <= WIRE_REPORT_PICTURE_MAX_EDGE);
  g_assert_true (picture->height > 0 && picture->height <= WIRE_REPORT_PICTURE_MAX_EDGE);
  g_assert_true (picture->bytes == bytes);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  g_autoptr (WireReport) report = NULL;
  g_autoptr (WireReport) harmless = NULL;

  if (size > INPUT_MAX)
    return 0;
  check_picture (data, size);
  raw = g_strndup ((const char *) data, size);
  text = g_utf8_make_valid (raw, -1);
  report = make_report (text);
  harmless = make_report ("harmless");
  check_html (report, harmless);
  check_markdown (report, harmless);
  check_csv (report, text);
  check_json (report, harmless);
  return 0;
}
