/* wire-own-signatures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-own-signatures.h"

#include "files/types/wire-type.h"

#include <glib/gi18n.h>

/* All of a signature is in what is read of a file. */
#define MAX_OFFSET ((guint) (WIRE_TYPE_HEAD_BYTES - WIRE_SIGNATURE_MAX_BYTES))

static const char HEAD[] =
    "# Offset, bytes in hexadecimal (?? is any), MIME type, extensions, the type in words: with a "
    "tab between them.\n";

/** Returns: (transfer full): where they are kept: lines as in data/signatures/signatures.tsv */
char *
wire_own_signatures_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "wirecase", "signatures.tsv", NULL);
}

/* However the bytes are written, they are two digits or question marks each. */
static char *
write_bytes (const char *text)
{
  GString *bytes = g_string_new (NULL);
  guint digits = 0;

  for (; *text; text++)
    if (!g_ascii_isspace (*text))
      {
        if (digits > 0 && digits % 2 == 0)
          g_string_append_c (bytes, ' ');
        g_string_append_c (bytes, *text);
        digits++;
      }
  return g_string_free (bytes, FALSE);
}

/* `.One, two`: without dots, in lower case, with commas between them. */
static char *
write_extensions (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " ,;\t\n.", -1);
  GString *extensions = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      {
        g_autofree char *lower = g_ascii_strdown (parts[i], -1);

        g_string_append_printf (extensions, "%s%s", extensions->len ? "," : "", lower);
      }
  return g_string_free (extensions, FALSE);
}

static char *
write_line (const char *offset, const char *bytes, const char *words, const char *extensions)
{
  g_autofree char *hex = write_bytes (bytes);
  g_autofree char *list = write_extensions (extensions);
  g_autofree char *first = g_strndup (list, strcspn (list, ","));
  g_autofree char *clean = g_strdelimit (g_strdup (words), "\t\r\n", ' ');

  return g_strdup_printf ("%s\t%s\tapplication/x-%s\t%s\t%s\n", *offset ? offset : "0", hex,
                          *first ? first : "own", list, g_strstrip (clean));
}

static gboolean
check_line (const char *line, GError **error)
{
  g_autoptr (WireSignatureTable) table = wire_signature_table_new ();
  g_auto (GStrv) cells = g_strsplit (line, "\t", 2);

  if (g_ascii_string_to_unsigned (cells[0], 10, 0, MAX_OFFSET, NULL, NULL)
      && wire_signature_table_add (table, line, NULL))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("A signature needs a name, one to %u bytes in hexadecimal that are not all ??, "
                  "and an offset of at most %u."),
               WIRE_SIGNATURE_MAX_BYTES, MAX_OFFSET);
  return FALSE;
}

static gboolean
append_line (const char *path, const char *line, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_get_contents (path, &before, &length, &cause)
      && !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  text = g_strconcat (before ? before : HEAD,
                      before && length > 0 && before[length - 1] != '\n' ? "\n" : "", line, NULL);
  return g_file_set_contents (path, text, -1, error);
}

/** Returns: whether wire_own_signatures_add() would take that as a signature; else @error says what
 * one is */
gboolean
wire_own_signatures_check (const char *offset,
                           const char *bytes,
                           const char *words,
                           const char *extensions,
                           GError **error)
{
  g_autofree char *line = write_line (offset, bytes, words, extensions);

  return check_line (line, error);
}

/**
 * wire_own_signatures_add:
 * @offset: where the bytes are, from the file's beginning; nothing for 0
 * @bytes: in hexadecimal, with or without blanks; `??` for any byte
 * @words: what such a file is called
 * @extensions: that agree, between commas or blanks, the usual one first; may be empty
 * @error: %G_IO_ERROR_INVALID_DATA, or why the file could not be written
 *
 * Adds a signature, which detectors that are made from now on know. Blocks; any thread.
 */
gboolean
wire_own_signatures_add (const char *offset,
                         const char *bytes,
                         const char *words,
                         const char *extensions,
                         GError **error)
{
  g_autofree char *line = write_line (offset, bytes, words, extensions);
  g_autofree char *path = wire_own_signatures_get_path ();

  return check_line (line, error) && append_line (path, line, error);
}
