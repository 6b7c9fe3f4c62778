/* wire-byte-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "text/wire-byte-table.h"

#include "text/wire-codec.h"

/* @characters: what each byte reads as; 0 where nothing does. Bytes 80–9f without a character read
 * as the control codes of that number: so does every browser (WHATWG Encoding Standard), and so
 * does the mojibake that comes from them. */
struct _WireByteTable
{
  gunichar characters[256];
  guint8 sorted[128]; /* bytes 80–ff in the order of their characters */
};

static GHashTable *tables; /* codec name → table, or %NULL where the codec is no such */
static GMutex tables_lock;

static gunichar
read_byte (iconv_t reader, guint byte)
{
  char in = (char) byte, text[16];
  char *from = &in, *to = text;
  gsize left = 1, room = sizeof text;

  iconv (reader, NULL, NULL, NULL, NULL);
  if (iconv (reader, &from, &left, &to, &room) == (gsize) -1
      || iconv (reader, NULL, NULL, &to, &room) == (gsize) -1)
    return byte >= 0x80 && byte < 0xa0 ? byte : 0;
  return g_utf8_get_char_validated (text, to - text);
}

/* So that the byte of a character is found in seven steps. Of two bytes that read alike, the lower
 * comes first. */
static void
sort_bytes (WireByteTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (table->sorted); i++)
    {
      guint j = i;

      for (; j > 0 && table->characters[table->sorted[j - 1]] > table->characters[0x80 + i]; j--)
        table->sorted[j] = table->sorted[j - 1];
      table->sorted[j] = (guint8) (0x80 + i);
    }
}

/* A codec has one byte a character where most bytes read alone; of the multi-byte codecs, fewer
 * than two hundred do. */
static WireByteTable *
build (const char *codec)
{
  g_autofree WireByteTable *table = g_new0 (WireByteTable, 1);
  iconv_t reader = wire_codec_open ("UTF-8", codec, NULL);
  guint n_read = 0;

  if (reader == (iconv_t) -1)
    return NULL;
  for (guint byte = 1; byte < 256; byte++)
    {
      table->characters[byte] = read_byte (reader, byte);
      n_read += table->characters[byte] != 0;
    }
  iconv_close (reader);
  sort_bytes (table);
  return n_read > 200 ? g_steal_pointer (&table) : NULL;
}

/** Returns: (transfer none) (nullable): the table of @codec, built once and kept for good; %NULL
 * for codecs of several bytes a character. Any thread. */
const WireByteTable *
wire_byte_table_get (const char *codec)
{
  gpointer table = NULL;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tables_lock);

  if (!tables)
    tables = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (tables, codec, NULL, &table))
    {
      table = build (codec);
      g_hash_table_insert (tables, g_strdup (codec), table);
    }
  return table;
}

/** Returns: what @byte reads as, or 0 where nothing does */
gunichar
wire_byte_table_read (const WireByteTable *self, int byte)
{
  return self->characters[byte & 0xff];
}

/** Returns: the byte that reads as @c, or -1. Any thread. */
int
wire_byte_table_find (const WireByteTable *self, gunichar c)
{
  gsize low = 0, high = G_N_ELEMENTS (self->sorted);

  if (c < 0x80 && self->characters[c] == c)
    return (int) c;
  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (self->characters[self->sorted[middle]] < c)
        low = middle + 1;
      else
        high = middle;
    }
  return low < G_N_ELEMENTS (self->sorted) && self->characters[self->sorted[low]] == c && c != 0
             ? self->sorted[low]
             : -1;
}

/** Returns: (transfer full) (nullable): the bytes that read as @text, or %NULL where none do */
GBytes *
wire_byte_table_encode (const WireByteTable *self, const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      int found = wire_byte_table_find (self, g_utf8_get_char (p));
      guint8 byte = (guint8) found;

      if (found < 0)
        return NULL;
      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/** Returns: (transfer full) (nullable): what @bytes read as, or %NULL where one has no character */
char *
wire_byte_table_decode (const WireByteTable *self, GBytes *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length;
  const guint8 *byte = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      gunichar c = self->characters[byte[i]];

      if (c == 0)
        return NULL;
      g_string_append_unichar (text, c);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
