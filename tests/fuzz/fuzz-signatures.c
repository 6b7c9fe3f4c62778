/* fuzz-signatures.c: signatures that a user types or brings in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is a table of signatures up to its first NUL, and the head of a file after it.
 */

#include "files/types/wire-own-signatures.h"
#include "files/types/wire-signature.h"

#include <string.h>

#define INPUT_MAX 8192

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
visit_cb (const WireSignature *signature, gpointer data)
{
  guint *n = data;

  ++*n;
  g_assert_true (signature->length >= 1 && signature->length <= WIRE_SIGNATURE_MAX_BYTES);
  g_assert_true (signature->n_fixed >= 1 && signature->n_fixed <= signature->length);
  g_assert_true (signature->offset <= WIRE_SIGNATURE_MAX_OFFSET);
  g_assert_true (signature->mime && signature->words && signature->extensions);
  return TRUE;
}

/* What is accepted as a signature of the user's is one line that a table takes. */
static void
type_one (const char *text)
{
  g_auto (GStrv) cells = g_strsplit (text, "\t", 4);
  g_autoptr (GError) error = NULL;

  if (g_strv_length (cells) == 4
      && !wire_own_signatures_check (cells[0], cells[1], cells[2], cells[3], &error))
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (WireSignatureTable) table = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize head;
  guint n = 0;

  if (size > INPUT_MAX)
    return 0;
  text = g_strndup ((const char *) data, size);
  head = MIN (strlen (text) + 1, size);
  table = wire_signature_table_new ();
  if (!wire_signature_table_add (table, text, &error))
    g_assert_nonnull (error);
  wire_signature_table_foreach (table, visit_cb, &n);
  for (guint is_text = 0; is_text < 2; is_text++)
    wire_signature_table_match (table, data + head, size - head, is_text, NULL, NULL);
  type_one (text);
  return 0;
}
