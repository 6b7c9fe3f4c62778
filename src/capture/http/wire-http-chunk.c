/* wire-http-chunk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RFC 9112, section 7.1, and what servers make of it.
 */

#include "capture/http/wire-http-chunk.h"

/* What may come before the first size, or be left of the line before. */
#define MAX_BEFORE 16u

static gboolean
is_blank (char c)
{
  return (guint8) c <= ' ';
}

/* Returns: where the number begins, after blanks, a plus and 0x */
static gsize
skip_before (WireSpan line, gboolean *odd)
{
  gsize i = 0;

  while (i < line.length && i < MAX_BEFORE && is_blank (line.data[i]))
    {
      *odd = TRUE;
      i++;
    }
  if (i < line.length && line.data[i] == '+')
    {
      *odd = TRUE;
      i++;
    }
  if (i + 1 < line.length && line.data[i] == '0' && (line.data[i + 1] | 0x20) == 'x')
    {
      *odd = TRUE;
      i += 2;
    }
  return i;
}

/* What follows a size: extensions, and blanks, which old servers fill lines up with. */
static gboolean
ends_well (WireSpan rest)
{
  gsize i = 0;

  while (i < rest.length && (rest.data[i] == ' ' || rest.data[i] == '\t'))
    i++;
  if (i == rest.length || rest.data[i] == ';' || rest.data[i] == '\n')
    return TRUE;
  return rest.data[i] == '\r' && (i + 1 == rest.length || rest.data[i + 1] == '\n');
}

/**
 * wire_http_chunk_read_size:
 * @line: the line before a chunk
 * @size: (out): of the chunk
 * @odd: (inout): set where it is not as RFC 9112 asks for
 *
 * Returns: whether the line is a hexadecimal number, with or without extensions after it
 */
gboolean
wire_http_chunk_read_size (WireSpan line, guint64 *size, gboolean *odd)
{
  gsize i = skip_before (line, odd);

  *size = 0;
  if (i == line.length || !g_ascii_isxdigit (line.data[i]))
    return FALSE;
  for (; i < line.length && g_ascii_isxdigit (line.data[i]); i++)
    {
      if (*size >> 56)
        return FALSE;
      *size = *size << 4 | (guint64) g_ascii_xdigit_value (line.data[i]);
    }
  if (ends_well ((WireSpan){ line.data + i, line.length - i }))
    return TRUE;
  *odd = TRUE;
  return is_blank (line.data[i]) || line.data[i] == ',';
}

/**
 * wire_http_chunk_may_begin:
 * @bytes: the first ones of a body
 * @sure: the head says in plain words that it comes in chunks
 *
 * Returns: whether a chunk may begin so. Where the head says it in odd words, the line must be one
 *   that nobody would take for anything else.
 */
gboolean
wire_http_chunk_may_begin (WireSpan bytes, gboolean sure)
{
  gboolean odd = FALSE;
  gsize i = skip_before (bytes, &odd);
  gsize first = i;

  while (i < bytes.length && bytes.data[i] == '0')
    i++;
  gsize zeros = i - first;

  while (i < bytes.length && g_ascii_isxdigit (bytes.data[i]))
    i++;
  if (i == bytes.length)
    return TRUE;
  if (i == first || i - first - zeros > 16)
    return FALSE;
  if (bytes.data[i] == '\r' || bytes.data[i] == '\n' || bytes.data[i] == ';')
    return TRUE;
  return sure && (is_blank (bytes.data[i]) || bytes.data[i] == ',');
}
