/* fuzz-type.c: tells the type of bytes that a fuzzer makes up, and reads them as signatures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-file-tail.h"
#include "files/types/wire-type.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A user's signatures: what is taken is used. */
static void
read_signatures (const guint8 *data, gsize size)
{
  g_autoptr (WireSignatureTable) table = wire_signature_table_new ();
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  const WireSignature *signature;

  g_assert (wire_signature_table_add (table, text, &error) == !error);
  signature = wire_signature_table_match (table, data, size, TRUE, NULL, NULL);
  g_assert (!signature || (signature->n_fixed > 0 && signature->n_fixed <= signature->length));
  g_assert (!signature || wire_signature_table_find_mime (table, signature->mime));
  wire_signature_table_knows_extension (table, "lab");
}

static void
check_parts (const WireType *type, gsize size)
{
  for (guint i = 0; type->parts && i < type->parts->len; i++)
    {
      const WireTypePart *part = g_ptr_array_index (type->parts, i);

      g_assert (part->size > 0 && part->offset < size && part->size <= size - part->offset);
      g_assert (part->mime && part->words);
    }
}

static void
tell_type (const guint8 *data, gsize size)
{
  static WireTypeDetector *detector;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  WireTypeSource source = wire_type_source_for_bytes (bytes);
  g_auto (WireType) type = { 0 };

  if (!detector)
    detector = wire_type_detector_new (NULL);
  wire_type_detect (detector, &source, size & 1 ? "a.docx" : "a.jpg", &type);
  wire_type_find_parts (detector, &source, &type);
  wire_file_tail_has_end (data, size);
  g_assert (type.mime && type.words && type.reason && type.expected && type.extension);
  g_assert (!type.signature || type.signature_offset + strlen (type.signature) / 2 <= size);
  check_parts (&type, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_signatures (data, size);
  tell_type (data, size);
  return 0;
}
