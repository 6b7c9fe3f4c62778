/* wire-pcapng-block.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/writing/wire-pcapng-block.h"

#include <string.h>

/** Adds a number of 16 bits. */
void
wire_pcapng_add_u16 (GByteArray *out, guint16 value)
{
  guint16 little = GUINT16_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

/** Adds a number of 32 bits. */
void
wire_pcapng_add_u32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

/** Adds @bytes, and zeros up to the next whole word. */
void
wire_pcapng_add_padded (GByteArray *out, gconstpointer bytes, gsize length)
{
  static const guint8 ZEROS[4];

  if (length > 0)
    g_byte_array_append (out, bytes, (guint) length);
  g_byte_array_append (out, ZEROS, (4 - length % 4) % 4);
}

/**
 * wire_pcapng_begin:
 * @out: grows
 * @type: of the block
 *
 * Returns: where the block begins, for wire_pcapng_end()
 */
gsize
wire_pcapng_begin (GByteArray *out, guint32 type)
{
  gsize begin = out->len;

  wire_pcapng_add_u32 (out, type);
  wire_pcapng_add_u32 (out, 0); /* the length, once it is known */
  return begin;
}

/** Adds an option. Returns: %FALSE where @length is more than an option can hold: then nothing is
 * added */
gboolean
wire_pcapng_add_option (GByteArray *out, guint16 code, gconstpointer value, gsize length)
{
  if (length > G_MAXUINT16)
    return FALSE;
  wire_pcapng_add_u16 (out, code);
  wire_pcapng_add_u16 (out, (guint16) length);
  wire_pcapng_add_padded (out, value, length);
  return TRUE;
}

/** Adds an option that is text in UTF-8. What is too long for an option is cut between
 * characters. */
void
wire_pcapng_add_text (GByteArray *out, guint16 code, const char *text)
{
  gsize length = strlen (text);

  if (length > G_MAXUINT16)
    length = (gsize) (g_utf8_find_prev_char (text, text + G_MAXUINT16 + 1) - text);
  wire_pcapng_add_option (out, code, text, length);
}

/** Ends the block that began at @begin; @has_options: some were added, so that an end of them is
 * due. */
void
wire_pcapng_end (GByteArray *out, gsize begin, gboolean has_options)
{
  guint32 length;

  if (has_options)
    wire_pcapng_add_u32 (out, WIRE_PCAPNG_OPTION_END);
  length = GUINT32_TO_LE ((guint32) (out->len + 4 - begin));
  g_byte_array_append (out, (const guint8 *) &length, sizeof length);
  memcpy (out->data + begin + 4, &length, sizeof length);
}
