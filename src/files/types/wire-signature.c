/* wire-signature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-signature.h"

#include <glib/gi18n.h>

struct _WireSignatureTable
{
  GPtrArray *signatures;
};

static void
signature_free (gpointer data)
{
  WireSignature *signature = data;

  g_free (signature->bytes);
  g_free (signature->mask);
  g_free (signature->mime);
  g_strfreev (signature->extensions);
  g_free (signature->words);
  g_free (signature);
}

/** Returns: (transfer full): an empty table */
WireSignatureTable *
wire_signature_table_new (void)
{
  WireSignatureTable *table = g_new0 (WireSignatureTable, 1);

  table->signatures = g_ptr_array_new_with_free_func (signature_free);
  return table;
}

void
wire_signature_table_free (WireSignatureTable *table)
{
  g_ptr_array_unref (table->signatures);
  g_free (table);
}

static gboolean
parse_byte (const char *text, guint8 *byte, guint8 *mask)
{
  int high = g_ascii_xdigit_value (text[0]);
  int low = text[0] ? g_ascii_xdigit_value (text[1]) : -1;

  *mask = g_str_equal (text, "??") ? 0 : 0xff;
  if (*mask == 0)
    *byte = 0;
  else if (high < 0 || low < 0 || text[2])
    return FALSE;
  else
    *byte = (guint8) (high << 4 | low);
  return TRUE;
}

static gboolean
parse_bytes (WireSignature *signature, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " ", -1);
  guint n = g_strv_length (parts);

  if (n == 0 || n > WIRE_SIGNATURE_MAX_BYTES)
    return FALSE;
  signature->bytes = g_malloc (n);
  signature->mask = g_malloc (n);
  signature->length = n;
  for (guint i = 0; i < n; i++)
    {
      if (!parse_byte (parts[i], &signature->bytes[i], &signature->mask[i]))
        return FALSE;
      signature->n_fixed += signature->mask[i] != 0;
    }
  return signature->n_fixed > 0;
}

/* Text of any kind, which is told by no bytes of its own. */
static gboolean
is_any_text (const WireSignature *signature)
{
  return signature->length == 0;
}

static gboolean
parse_offset (WireSignature *signature, const char *text)
{
  guint64 offset;

  signature->is_text = g_str_equal (text, "text");
  if (signature->is_text)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, WIRE_SIGNATURE_MAX_OFFSET, &offset, NULL))
    return FALSE;
  signature->offset = (guint32) offset;
  return TRUE;
}

static WireSignature *
parse_line (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 5);
  WireSignature *signature;
  g_autofree char *extensions = NULL;

  if (g_strv_length (cells) != 5)
    return NULL;
  signature = g_new0 (WireSignature, 1);
  if (!parse_offset (signature, cells[0])
      || !((signature->is_text && !*cells[1]) || parse_bytes (signature, cells[1])) || !*cells[2]
      || !*cells[4])
    {
      signature_free (signature);
      return NULL;
    }
  extensions = g_ascii_strdown (cells[3], -1);
  signature->mime = g_strdup (cells[2]);
  signature->extensions = g_strsplit (extensions, ",", -1);
  signature->words = g_strdup (cells[4]);
  return signature;
}

/**
 * wire_signature_table_add:
 * @text: lines as in signatures.tsv; its first lines say how
 * @error: %G_IO_ERROR_INVALID_DATA names the first line that is wrong
 *
 * Returns: whether every line was taken; those before a wrong one were
 */
gboolean
wire_signature_table_add (WireSignatureTable *table, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      WireSignature *signature;

      g_strchomp (lines[i]);
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      signature = parse_line (lines[i]);
      if (!signature)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("Line %u of the signatures does not have offset, bytes, type, extensions "
                          "and words separated by tabs."),
                       i + 1);
          return FALSE;
        }
      g_ptr_array_add (table->signatures, signature);
    }
  return TRUE;
}

static gboolean
matches (const WireSignature *signature, const guint8 *bytes)
{
  for (guint i = 0; i < signature->length; i++)
    {
      guint8 wanted = signature->bytes[i];
      guint8 found = bytes[i];

      if (signature->is_text)
        {
          wanted = (guint8) g_ascii_tolower ((char) wanted);
          found = (guint8) g_ascii_tolower ((char) found);
        }
      if ((wanted ^ found) & signature->mask[i])
        return FALSE;
    }
  return TRUE;
}

static gsize
skip_blank (const guint8 *head, gsize length)
{
  gsize at = length >= 3 && head[0] == 0xef && head[1] == 0xbb && head[2] == 0xbf ? 3 : 0;

  while (at < length && g_ascii_isspace ((char) head[at]))
    at++;
  return at;
}

/**
 * wire_signature_table_match:
 * @head: the file from its first byte on
 * @length: how much of it
 * @is_text: the file is text
 *
 * Returns: (transfer none) (nullable): the signature with most bytes that are there
 */
const WireSignature *
wire_signature_table_match (const WireSignatureTable *table,
                            const guint8 *head,
                            gsize length,
                            gboolean is_text)
{
  const WireSignature *best = NULL;
  gsize blank = skip_blank (head, length);

  for (guint i = 0; i < table->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (table->signatures, i);
      gsize offset = signature->is_text ? blank : signature->offset;

      if (is_any_text (signature) || (signature->is_text && !is_text) || offset > length
          || length - offset < signature->length || (best && signature->n_fixed <= best->n_fixed))
        continue;
      if (matches (signature, head + offset))
        best = signature;
    }
  return best;
}

/** Returns: whether files of @extension, in lower case, have a signature here */
gboolean
wire_signature_table_knows_extension (const WireSignatureTable *table, const char *extension)
{
  for (guint i = 0; i < table->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (table->signatures, i);

      if (!is_any_text (signature)
          && g_str_equal (signature->extensions[0] ? signature->extensions[0] : "", extension))
        return TRUE;
    }
  return FALSE;
}

/** Returns: whether files of @extension, in lower case, may be text of any kind */
gboolean
wire_signature_table_may_be_text (const WireSignatureTable *table, const char *extension)
{
  for (guint i = 0; i < table->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (table->signatures, i);

      if (is_any_text (signature)
          && g_strv_contains ((const char *const *) signature->extensions, extension))
        return TRUE;
    }
  return FALSE;
}

/** Returns: (transfer none) (nullable): the first signature of @mime */
const WireSignature *
wire_signature_table_find_mime (const WireSignatureTable *table, const char *mime)
{
  for (guint i = 0; i < table->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (table->signatures, i);

      if (!is_any_text (signature) && g_str_equal (signature->mime, mime))
        return signature;
    }
  return NULL;
}
