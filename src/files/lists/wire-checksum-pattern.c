/* wire-checksum-pattern.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-pattern.h"

#include <string.h>

static void
take_digest (const char *text, gsize length, WireDigestAlgorithm algorithm, WireChecksumLine *line)
{
  if (line->n < WIRE_CHECKSUM_LINE_MAX
      && wire_checksum_parse_as (text, length, algorithm, &line->checksums[line->n]))
    line->n++;
}

/* Takes `('hex', 'hex')`. Returns: where it ends */
static const char *
take_set (const char *text, WireDigestAlgorithm algorithm, WireChecksumLine *line)
{
  for (text++;; text++)
    {
      gsize digest;

      text += strspn (text, " ");
      if (*text != '\'')
        return text;
      digest = strcspn (++text, "'");
      take_digest (text, digest, algorithm, line);
      text += digest + (text[digest] == '\'');
      text += strspn (text, " ");
      if (*text != ',')
        return text;
    }
}

/* Takes `.'SHA-256' = 'hex'`, as it follows `hashes`. Returns: where it ends, or @text */
static const char *
take_comparison (const char *text, WireChecksumLine *line)
{
  gsize tag, digest;
  const char *start;
  WireDigestAlgorithm algorithm;

  if (*text != '.')
    return text;
  start = text + 1 + (text[1] == '\'' || text[1] == '"');
  tag = strcspn (start, "'\" =!<>]");
  if (!wire_checksum_parse_tag (start, tag, &algorithm))
    return text;
  start += tag;
  start += strspn (start, "'\" ");
  if (g_str_has_prefix (start, "IN "))
    {
      start += 3 + strspn (start + 3, " ");
      return *start == '(' ? take_set (start, algorithm, line) : text;
    }
  if (*start != '=')
    return text;
  start += 1 + strspn (start + 1, " ");
  if (*start != '\'')
    return text;
  digest = strcspn (++start, "'");
  take_digest (start, digest, algorithm, line);
  return start + digest;
}

/**
 * wire_checksum_pattern_read:
 * @text: a pattern of STIX 2 (section 9 of its specification), such as
 *   `[file:hashes.'SHA-256' = '…' OR file:hashes.MD5 = '…']`
 * @line: (inout): gets digests that @text compares with, as many as it has room for
 *
 * Comparisons with `=` and `IN` alone: what `MATCHES` and `NOT` name is not read.
 */
void
wire_checksum_pattern_read (const char *text, WireChecksumLine *line)
{
  const char *next = text;

  while ((next = strstr (next, "hashes")))
    next = take_comparison (next + strlen ("hashes"), line);
}
