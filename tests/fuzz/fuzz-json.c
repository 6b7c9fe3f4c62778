/* fuzz-json.c: strings of JSON, by a reader as strict as RFC 8259, section 7
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-json.h"
#include "base/wire-printable.h"

#include <string.h>

#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Four hexadecimal digits. */
static gunichar
read_unit (const char *text)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_assert_true (g_ascii_isxdigit (text[i]));
      unit = unit << 4 | (gunichar) g_ascii_xdigit_value (text[i]);
    }
  return unit;
}

/* Returns: where the escape after the backslash at @text ends */
static const char *
read_escape (const char *text, GString *out)
{
  static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
  const char *found = text[1] ? strchr (FROM, text[1]) : NULL;
  gunichar unit;

  if (found)
    {
      g_string_append_c (out, TO[found - FROM]);
      return text + 2;
    }
  g_assert_cmpint (text[1], ==, 'u');
  unit = read_unit (text + 2);
  g_assert_true (unit != 0 && (unit < 0xdc00 || unit > 0xdfff));
  text += 6;
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      gunichar low;

      g_assert_true (text[0] == '\\' && text[1] == 'u');
      low = read_unit (text + 2);
      g_assert_true (low >= 0xdc00 && low <= 0xdfff);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      text += 6;
    }
  g_string_append_unichar (out, unit);
  return text;
}

/* Returns: (transfer full): what the string @json says */
static char *
read_string (const char *json)
{
  GString *out = g_string_new (NULL);

  g_assert_true (g_utf8_validate (json, -1, NULL));
  g_assert_cmpint (*json++, ==, '"');
  while (*json != '"')
    {
      g_assert_cmpint ((guchar) *json, >=, ' ');
      if (*json == '\\')
        json = read_escape (json, out);
      else
        g_string_append_c (out, *json++);
    }
  g_assert_cmpint (json[1], ==, '\0');
  return g_string_free (out, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", MIN (size, INPUT_MAX));
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *wanted =
      g_utf8_validate (text, -1, NULL) ? g_strdup (text) : wire_printable_name (text);
  g_autofree char *read = NULL;

  wire_json_append_string (json, text);
  read = read_string (json->str);
  g_assert_cmpstr (read, ==, wanted);
  return 0;
}
