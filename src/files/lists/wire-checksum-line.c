/* wire-checksum-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One grammar for what coreutils, BSD, OpenSSL, md5deep and PowerShell write: a line says a digest
 * of a known length and a name, in one order or the other.
 */

#include "files/lists/wire-checksum-line.h"

#include <string.h>

void
wire_checksum_line_clear (WireChecksumLine *self)
{
  g_clear_pointer (&self->name, g_free);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
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

/* Of columns, of code in Markdown, of programs. */
static gboolean
is_quote (char c)
{
  return c == '"' || c == '`' || c == '\'';
}

/* A name between quotes, as columns have it; doubled quotes are one. */
static char *
take_quoted (const char *text, gsize length)
{
  GString *name;

  while (length > 0 && is_blank (*text))
    text++, length--;
  while (length > 0 && is_blank (text[length - 1]))
    length--;
  if (length < 2 || !is_quote (text[0]) || text[length - 1] != text[0])
    return g_strndup (text, length);
  name = g_string_new_len (text + 1, (gssize) length - 2);
  if (text[0] == '"')
    g_string_replace (name, "\"\"", "\"", 0);
  return g_string_free (name, FALSE);
}

/* `SHA256 (name) = hex` of BSD and coreutils, `SHA2-256(name)= hex` of OpenSSL, whose older ones
 * wrote `(stdin)= hex`. Names may hold `)
 * =` too, but a digest never does: the last bracket ends the name. */
static gboolean
parse_bsd (const char *text, gsize length, gboolean escaped, WireChecksumLine *line)
{
  const char *open = memchr (text, '(', length);
  const char *close = open ? memrchr (text, ')', length) : NULL;
  const char *end = text + length;
  const char *digest;
  gsize tag;
  WireDigestAlgorithm algorithm;

  if (!close || close <= open)
    return FALSE;
  for (tag = (gsize) (open - text); tag > 0 && is_blank (text[tag - 1]);)
    tag--;
  for (digest = close + 1; digest < end && is_blank (*digest);)
    digest++;
  if (digest == end || *digest++ != '=')
    return FALSE;
  while (digest < end && is_blank (*digest))
    digest++;
  while (end > digest && is_blank (end[-1]))
    end--;
  if (tag == 0 ? wire_checksum_take (digest, (gsize) (end - digest), &line->checksums[0])
                     != (gsize) (end - digest)
               : !wire_checksum_parse_tag (text, tag, &algorithm)
                     || !wire_checksum_parse_as (digest, (gsize) (end - digest), algorithm,
                                                 &line->checksums[0]))
    return FALSE;
  line->n = 1;
  line->name = take_name (open + 1, (gsize) (close - open - 1), escaped);
  return TRUE;
}

/* ClamAV's `:size:name[:level]`, where the size may be `*`; the name of a bad one. */
static gboolean
take_clamav (const char *rest, gsize length, WireChecksumLine *line)
{
  gsize size = 1;
  const char *end;

  while (size < length && (g_ascii_isdigit (rest[size]) || rest[size] == '*'))
    size++;
  if (size == 1 || size + 1 >= length || rest[size] != ':')
    return FALSE;
  end = memchr (rest + size + 1, ':', length - size - 1);
  line->name = g_strndup (rest + size + 1, (end ? (gsize) (end - rest) : length) - size - 1);
  return TRUE;
}

/* `hex (md5)` of dc3dd names its algorithm. Returns: whether that is all that follows */
static gboolean
take_tag (const char *rest, gsize length, WireChecksumLine *line)
{
  gsize blank = 0;
  WireDigestAlgorithm algorithm;

  while (blank < length && is_blank (rest[blank]))
    blank++;
  if (line->n != 1 || blank == 0 || blank + 2 >= length || rest[blank] != '('
      || rest[length - 1] != ')'
      || !wire_checksum_parse_tag (rest + blank + 1, length - blank - 2, &algorithm)
      || wire_digest_get_info (algorithm)->size
             != wire_digest_get_info (line->checksums[0].algorithm)->size)
    return FALSE;
  line->checksums[0].algorithm = algorithm;
  line->checksums[0].named = TRUE;
  return TRUE;
}

/* What follows the digests: `  name` and ` *name` to the letter, as coreutils has them; ` name`
 * of `md5 -r`, a tab, a comma, nothing, or a comment. */
static gboolean
take_rest (const char *rest, gsize length, gboolean escaped, WireChecksumLine *line)
{
  char next = length > 1 ? rest[1] : '\0';
  gsize start = 1;

  if (length == 0 || (length == 1 && is_blank (*rest)) || take_tag (rest, length, line))
    return TRUE;
  if (rest[0] == ':' && !is_blank (next))
    return take_clamav (rest, length, line);
  if (strchr (",;|:", rest[0]))
    {
      line->name = take_quoted (rest + 1, length - 1);
      if (!*line->name)
        g_clear_pointer (&line->name, g_free);
      return TRUE;
    }
  if (!is_blank (rest[0]) && rest[0] != '*')
    return FALSE;
  if ((rest[0] == ' ' && next == ' ') || (is_blank (rest[0]) && next == '*'))
    start = 2;
  else if (next == '#')
    return TRUE;
  if (start == length)
    return FALSE;
  line->name = take_name (rest + start, length - start, escaped);
  return TRUE;
}

/* Names mostly do not: they are not looked at any further, for lists have millions of lines. */
static gboolean
begins_as_digest (const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && n < 32 && g_ascii_isxdigit (text[n]))
    n++;
  return n == 32;
}

/* Where in @rest another digest of the same file begins; 0 where none does. What ends the line is
 * never one: a file may be named by a digest. After blanks, a comma belongs to a name. */
static gsize
find_next_digest (const char *rest, gsize length, WireChecksum *checksum)
{
  gsize start = 0;
  gsize n;

  while (start < length && (is_blank (rest[start]) || (rest[start] == ',' && !is_blank (rest[0]))))
    start++;
  if (start == 0 || !begins_as_digest (rest + start, length - start))
    return 0;
  n = wire_checksum_take (rest + start, length - start, checksum);
  return n > 0 && start + n < length ? start + n : 0;
}

/* A digest, perhaps more of them, and a name. */
static gboolean
parse_digest_first (const char *text, gsize length, gboolean escaped, WireChecksumLine *line)
{
  gsize at = wire_checksum_take (text, length, &line->checksums[0]);
  gsize n;

  if (at == 0)
    return FALSE;
  line->n = 1;
  while (line->n < WIRE_CHECKSUM_LINE_MAX
         && (n = find_next_digest (text + at, length - at, &line->checksums[line->n])) > 0)
    {
      at += n;
      line->n++;
    }
  return take_rest (text + at, length - at, escaped, line);
}

/* `MD5 hash: hex`, `SHA1 checksum: hex` of imaging programs. Returns: the length of such a word */
static gsize
skip_word (const char *text, gsize length)
{
  static const char *const WORDS[] = { " hash", " checksum", " digest", " sum", " value" };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      gsize size = strlen (WORDS[i]);

      if (length > size && g_ascii_strncasecmp (text, WORDS[i], size) == 0
          && strchr (" \t:=", text[size]))
        return size;
    }
  return 0;
}

/* `SHA256   hex   name`, as PowerShell's table has it, `md5: hex`, `SHA1 = hex`. */
static gboolean
parse_tag_first (const char *text, gsize length, WireChecksumLine *line)
{
  gsize tag = 0;
  gsize at;
  gsize n = 0;
  WireDigestAlgorithm algorithm;

  while (tag < length && !strchr (" \t:=", text[tag]))
    tag++;
  if (!wire_checksum_parse_tag (text, tag, &algorithm))
    return FALSE;
  tag += skip_word (text + tag, length - tag);
  for (at = tag; at < length && strchr (" \t:=", text[at]);)
    at++;
  while (at + n < length && !is_blank (text[at + n]))
    n++;
  if (at == tag || !wire_checksum_parse_as (text + at, n, algorithm, &line->checksums[0]))
    return FALSE;
  line->n = 1;
  for (at += n; at < length && is_blank (text[at]);)
    at++;
  if (at < length && text[at] != ':') /* `MD5 checksum: hex : verified` of FTK Imager */
    line->name = take_quoted (text + at, length - at);
  return TRUE;
}

/* The size comes first with `md5deep -z`: `   6  hex  name`, and `6,hex,name` with -c. */
static gboolean
parse_size_first (const char *text, gsize length, WireChecksumLine *line)
{
  gsize n = 0;

  while (n < length && n < 20 && g_ascii_isdigit (text[n]))
    n++;
  if (n == 0 || n == length || (!is_blank (text[n]) && text[n] != ','))
    return FALSE;
  while (n < length && (is_blank (text[n]) || text[n] == ','))
    n++;
  return parse_digest_first (text + n, length - n, FALSE, line);
}

/* Returns: where the digest begins that @text ends with; 0 where it ends with none. */
static gsize
find_last_digest (const char *text, gsize length, WireChecksum *checksum)
{
  gsize start = length;

  while (start > 0 && !strchr (" \t,;|\"`'", text[start - 1]))
    start--;
  for (start = MAX (start, 1); start < length; start++)
    {
      if (!strchr (" \t,;|\"`':=@", text[start - 1]))
        continue;
      if (wire_checksum_take (text + start, length - start, checksum) == length - start)
        return start;
    }
  return 0;
}

/* The last word of a name may be the algorithm: `a.txt SHA256 hex`, `a.txt (MD5): hex`. */
static gsize
take_last_tag (const char *text, gsize length, WireChecksum *checksum)
{
  WireDigestAlgorithm algorithm;
  gsize start = length;
  gsize bracket;

  while (start > 0 && !is_blank (text[start - 1]))
    start--;
  bracket = start + 2 < length && text[start] == '(' && text[length - 1] == ')';
  if (start < 2
      || !wire_checksum_parse_tag (text + start + bracket, length - start - 2 * bracket, &algorithm)
      || wire_digest_get_info (algorithm)->size != wire_digest_get_info (checksum->algorithm)->size)
    return length;
  checksum->algorithm = algorithm;
  checksum->named = TRUE;
  return start;
}

static gsize
strip_separators (const char *text, gsize length)
{
  while (length > 0 && strchr (" \t:=,;|@", text[length - 1]))
    length--;
  return length;
}

/* Where the name ends in @text, before more digests of the file: `name md5 sha1` of RHash. */
static gsize
take_more_digests (const char *text, gsize length, WireChecksumLine *line)
{
  gsize start;

  while (line->n < WIRE_CHECKSUM_LINE_MAX
         && (start = find_last_digest (text, length, &line->checksums[line->n])) > 0
         && is_blank (text[start - 1]) && strip_separators (text, start) > 0)
    {
      length = strip_separators (text, start);
      line->n++;
    }
  return length;
}

/* `name hex`, `name: hex`, `name,hex`, `| name | hex |`. `HMAC-SHA256(name)= hex` is something
 * else. */
static gboolean
parse_name_first (const char *text, gsize length, WireChecksumLine *line)
{
  gsize start;
  gsize name;

  while (length > 0 && strchr (" \t|\"`'", text[length - 1]))
    length--;
  while (length > 0 && (*text == '|' || is_blank (*text)))
    text++, length--;
  start = find_last_digest (text, length, &line->checksums[0]);
  while (start > 0 && is_quote (text[start - 1]))
    start--;
  name = strip_separators (text, start);
  if (name == 0 || (text[name - 1] == ')' && memchr (text + name, '=', start - name)))
    return FALSE;
  name = strip_separators (text, take_last_tag (text, name, &line->checksums[0]));
  line->n = 1;
  name = take_more_digests (text, name, line);
  line->name = take_quoted (text, name);
  return name > 0 && *line->name;
}

/* `"hex"`, as columns have it, and nothing else. */
static gboolean
parse_quoted_digest (const char *text, gsize length, WireChecksumLine *line)
{
  if (length < 3 || !is_quote (text[0]))
    return FALSE;
  while (strchr (" \t,;", text[length - 1]))
    length--;
  if (length < 3 || text[length - 1] != text[0]
      || wire_checksum_take (text + 1, length - 2, &line->checksums[0]) != length - 2)
    return FALSE;
  line->n = 1;
  return TRUE;
}

/**
 * wire_checksum_line_parse:
 * @text: one line, without its end; not changed
 * @length: in bytes
 * @line: (out caller-allocates): cleared by the caller where this succeeds
 *
 * Returns: whether @text says the digest of a file, or a digest alone
 */
gboolean
wire_checksum_line_parse (const char *text, gsize length, WireChecksumLine *line)
{
  gboolean escaped;
  gsize indent = 0;

  line->name = NULL;
  line->n = 0;
  while (indent < length && is_blank (text[indent]))
    indent++;
  text += indent;
  length -= indent;
  if (parse_quoted_digest (text, length, line))
    return TRUE;
  escaped = length > 0 && text[0] == '\\';
  if (parse_digest_first (text + escaped, length - escaped, escaped, line)
      || (line->n == 0
          && (parse_bsd (text + escaped, length - escaped, escaped, line)
              || parse_tag_first (text, length, line) || parse_size_first (text, length, line)
              || parse_name_first (text, length, line))))
    return TRUE;
  wire_checksum_line_clear (line);
  return FALSE;
}

/** As wire_checksum_line_parse(), `name CRC32` of an .sfv list. */
gboolean
wire_checksum_line_parse_crc (const char *text, gsize length, WireChecksumLine *line)
{
  gsize size = 2 * wire_digest_get_info (WIRE_DIGEST_CRC32)->size;
  gsize name;

  line->name = NULL;
  while (length > 0 && is_blank (text[length - 1]))
    length--;
  if (length < size + 2 || !is_blank (text[length - size - 1])
      || !wire_checksum_parse_as (text + length - size, size, WIRE_DIGEST_CRC32,
                                  &line->checksums[0]))
    return FALSE;
  for (name = length - size; name > 0 && is_blank (text[name - 1]);)
    name--;
  line->n = 1;
  line->name = take_quoted (text, name);
  return TRUE;
}
