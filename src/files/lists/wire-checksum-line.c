/* wire-checksum-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line.h"

#include "base/wire-hex.h"

/* What a digest of so many bytes is taken for where nothing else tells. CRC32 is not guessed: eight
 * hexadecimal digits are too often something else. */
static const WireDigestAlgorithm BY_SIZE[] = {
  WIRE_DIGEST_MD5,    WIRE_DIGEST_SHA1,   WIRE_DIGEST_SHA224,
  WIRE_DIGEST_SHA256, WIRE_DIGEST_SHA384, WIRE_DIGEST_SHA512,
};

/* One more than a digit's value, 0 for what is none: lists have hundreds of millions of them. */
static const guint8 HEX_DIGITS[256] = {
  ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
  ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

void
wire_checksum_line_clear (WireChecksumLine *line)
{
  g_clear_pointer (&line->name, g_free);
}

static gboolean
parse_digits (const char *text, gsize length, guint8 *digest)
{
  if (length % 2 || length > 2 * WIRE_DIGEST_MAX_SIZE)
    return FALSE;
  for (gsize i = 0; i < length; i += 2)
    {
      int high = HEX_DIGITS[(guint8) text[i]] - 1;
      int low = HEX_DIGITS[(guint8) text[i + 1]] - 1;

      if (high < 0 || low < 0)
        return FALSE;
      digest[i / 2] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * wire_digest_parse_hex:
 * @text: hexadecimal digits and nothing else, upper or lower case
 * @length: in bytes
 * @algorithm: (out): by the length
 * @digest: (out): the bytes
 *
 * Returns: whether @text is a digest
 */
gboolean
wire_digest_parse_hex (const char *text,
                       gsize length,
                       WireDigestAlgorithm *algorithm,
                       guint8 digest[WIRE_DIGEST_MAX_SIZE])
{
  for (gsize i = 0; i < G_N_ELEMENTS (BY_SIZE); i++)
    if (length == 2 * wire_digest_get_info (BY_SIZE[i])->size)
      {
        *algorithm = BY_SIZE[i];
        return parse_digits (text, length, digest);
      }
  return FALSE;
}

/* coreutils writes a backslash before a line whose name holds `\`, LF or CR, and \\, \n, \r inside.
 */
static char *
unescape_name (const char *text, gsize length)
{
  GString *name = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\\' || i + 1 == length)
        g_string_append_c (name, text[i]);
      else
        {
          char next = text[++i];
          g_string_append_c (name, (char) (next == 'n' ? '\n' : next == 'r' ? '\r' : next));
        }
    }
  return g_string_free (name, FALSE);
}

static char *
take_name (const char *text, gsize length, gboolean escaped)
{
  return escaped ? unescape_name (text, length) : g_strndup (text, length);
}

/* `SHA256 (name) = hex`, split at the last `) = `: names may hold one too. */
static gboolean
parse_bsd (const char *text, gsize length, gboolean escaped, WireChecksumLine *line)
{
  const char *open = memchr (text, '(', length);
  const char *close = open ? g_strrstr_len (text, (gssize) length, ") = ") : NULL;
  g_autofree char *tag = NULL;

  if (!open || !close || close <= open || open == text || open[-1] != ' ')
    return FALSE;
  tag = g_strndup (text, (gsize) (open - 1 - text));
  if (!wire_digest_parse_name (tag, &line->algorithm))
    return FALSE;

  const char *hex = close + 4;
  gsize digits = length - (gsize) (hex - text);
  if (digits != 2 * wire_digest_get_info (line->algorithm)->size
      || !parse_digits (hex, digits, line->digest))
    return FALSE;
  line->name = take_name (open + 1, (gsize) (close - open - 1), escaped);
  return TRUE;
}

/* `hex  name`, `hex *name`, or `hex` alone. */
static gboolean
parse_gnu (const char *text, gsize length, gboolean escaped, WireChecksumLine *line)
{
  const char *space = memchr (text, ' ', length);
  gsize digits = space ? (gsize) (space - text) : length;

  if (!wire_digest_parse_hex (text, digits, &line->algorithm, line->digest))
    return FALSE;
  if (!space)
    return TRUE;
  if (length < digits + 3 || (text[digits + 1] != ' ' && text[digits + 1] != '*'))
    return FALSE;
  line->name = take_name (text + digits + 2, length - digits - 2, escaped);
  return TRUE;
}

/**
 * wire_checksum_line_parse:
 * @text: one line, without its end; not changed
 * @length: in bytes
 * @line: (out caller-allocates): cleared by the caller where this succeeds
 *
 * Returns: whether @text is a checksum line in GNU or BSD form, or a bare digest
 */
gboolean
wire_checksum_line_parse (const char *text, gsize length, WireChecksumLine *line)
{
  gboolean escaped = length > 0 && text[0] == '\\';

  line->name = NULL;
  if (escaped)
    {
      text++;
      length--;
    }
  return parse_gnu (text, length, escaped, line) || parse_bsd (text, length, escaped, line);
}

/**
 * wire_checksum_line_format:
 * @algorithm: of the digest
 * @digest: its bytes
 * @name: (nullable): file name; %NULL gives a bare digest
 * @tagged: BSD form, which names the algorithm
 *
 * Returns: (transfer full): a line without its end that `md5sum --check` and its like accept
 */
char *
wire_checksum_line_format (WireDigestAlgorithm algorithm,
                           const guint8 *digest,
                           const char *name,
                           gboolean tagged)
{
  const WireDigestInfo *info = wire_digest_get_info (algorithm);
  g_autofree char *hex = wire_hex_encode (digest, info->size, NULL);
  g_autoptr (GString) escaped = NULL;
  gboolean special;

  if (!name)
    return g_steal_pointer (&hex);
  special = strpbrk (name, "\\\n\r") != NULL;
  escaped = g_string_new (name);
  if (special)
    {
      g_string_replace (escaped, "\\", "\\\\", 0);
      g_string_replace (escaped, "\n", "\\n", 0);
      g_string_replace (escaped, "\r", "\\r", 0);
    }
  if (tagged)
    return g_strdup_printf ("%s%s (%s) = %s", special ? "\\" : "", info->tag, escaped->str, hex);
  return g_strdup_printf ("%s%s  %s", special ? "\\" : "", hex, escaped->str);
}
