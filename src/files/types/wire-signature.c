/* wire-signature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-signature.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a line says of extensions alone. */
static const char *const RULES[] = { "text", "any", "only" };

struct _WireSignatureTable
{
  GPtrArray *signatures;
  GHashTable *firsts;                      /* extensions that a signature names first */
  GHashTable *rules[G_N_ELEMENTS (RULES)]; /* sets of extensions, by WireExtensionRule */
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
  table->firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    table->rules[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return table;
}

void
wire_signature_table_free (WireSignatureTable *self)
{
  g_ptr_array_unref (self->signatures);
  g_hash_table_unref (self->firsts);
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    g_hash_table_unref (self->rules[i]);
  g_free (self);
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
  if (!parse_offset (signature, cells[0]) || !parse_bytes (signature, cells[1]) || !*cells[2]
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

/* A line without bytes: `any\t\t\tbin,dat\twords`. */
static gboolean
parse_rule (WireSignatureTable *table, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 5);
  g_auto (GStrv) extensions = NULL;

  if (g_strv_length (cells) != 5 || *cells[1] || *cells[2])
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (g_str_equal (cells[0], RULES[i]))
      {
        g_autofree char *lower = g_ascii_strdown (cells[3], -1);

        extensions = g_strsplit (lower, ",", -1);
        for (gsize k = 0; extensions[k]; k++)
          g_hash_table_add (table->rules[i], g_strdup (extensions[k]));
        return TRUE;
      }
  return FALSE;
}

static void
add_signature (WireSignatureTable *table, WireSignature *signature)
{
  g_ptr_array_add (table->signatures, signature);
  if (signature->extensions[0] && *signature->extensions[0])
    g_hash_table_add (table->firsts, g_strdup (signature->extensions[0]));
}

/**
 * wire_signature_table_add:
 * @text: lines as in signatures.tsv; its first lines say how
 * @error: %G_IO_ERROR_INVALID_DATA names the first line that is wrong
 *
 * Returns: whether every line was taken; those before a wrong one were
 */
gboolean
wire_signature_table_add (WireSignatureTable *self, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      WireSignature *signature;

      g_strchomp (lines[i]);
      if (lines[i][0] == '#' || lines[i][0] == '\0' || parse_rule (self, lines[i]))
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
      add_signature (self, signature);
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

/* A document of XML or HTML may begin with comments: a licence, mostly. */
static gsize
skip_comments (const guint8 *head, gsize length, gsize at)
{
  const guint8 *end;

  while (length - at > 4 && memcmp (head + at, "<!--", 4) == 0
         && (end = memmem (head + at + 4, length - at - 4, "-->", 3)))
    {
      at = (gsize) (end - head) + 3;
      while (at < length && g_ascii_isspace ((char) head[at]))
        at++;
    }
  return at;
}

/**
 * wire_signature_table_match:
 * @head: the file from its first byte on
 * @length: how much of it
 * @is_text: the file is text
 * @accept: (nullable): asked for each signature whose bytes are there; %FALSE where the rest of the
 *   file contradicts it
 * @data: given to @accept
 *
 * Returns: (transfer none) (nullable): the signature with most bytes that are there
 */
const WireSignature *
wire_signature_table_match (const WireSignatureTable *self,
                            const guint8 *head,
                            gsize length,
                            gboolean is_text,
                            WireSignatureAccept accept,
                            gpointer data)
{
  const WireSignature *best = NULL;
  gsize blank = skip_comments (head, length, skip_blank (head, length));

  for (guint i = 0; i < self->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (self->signatures, i);
      gsize offset = signature->is_text ? blank : signature->offset;

      if ((signature->is_text && !is_text) || offset > length || length - offset < signature->length
          || (best && signature->n_fixed <= best->n_fixed))
        continue;
      if (matches (signature, head + offset) && (!accept || accept (signature, data)))
        best = signature;
    }
  return best;
}

/** Returns: whether @extension, in lower case, is under @rule */
gboolean
wire_signature_table_has_rule (const WireSignatureTable *self,
                               WireExtensionRule rule,
                               const char *extension)
{
  return g_hash_table_contains (self->rules[rule], extension);
}

/**
 * wire_signature_table_knows_extension:
 * @extension: in lower case
 *
 * Returns: whether every file of @extension begins as a signature here says: bytes that begin
 *   otherwise are something else, whatever they are
 */
gboolean
wire_signature_table_knows_extension (const WireSignatureTable *self, const char *extension)
{
  if (wire_signature_table_has_rule (self, WIRE_EXTENSION_TEXT, extension)
      || wire_signature_table_has_rule (self, WIRE_EXTENSION_ANY, extension))
    return FALSE;
  return wire_signature_table_has_rule (self, WIRE_EXTENSION_ONLY, extension)
         || g_hash_table_contains (self->firsts, extension);
}

/** Returns: (transfer none) (nullable): the first signature of @mime */
const WireSignature *
wire_signature_table_find_mime (const WireSignatureTable *self, const char *mime)
{
  for (guint i = 0; i < self->signatures->len; i++)
    {
      const WireSignature *signature = g_ptr_array_index (self->signatures, i);

      if (g_ascii_strcasecmp (signature->mime, mime) == 0)
        return signature;
    }
  return NULL;
}

/**
 * wire_signature_table_foreach:
 * @visit: called with each signature, in the table's order, until it returns %FALSE
 *
 * Returns: whether @visit returned %TRUE for all
 */
gboolean
wire_signature_table_foreach (const WireSignatureTable *self,
                              gboolean (*visit) (const WireSignature *signature, gpointer data),
                              gpointer data)
{
  for (guint i = 0; i < self->signatures->len; i++)
    if (!visit (g_ptr_array_index (self->signatures, i), data))
      return FALSE;
  return TRUE;
}
