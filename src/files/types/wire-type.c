/* wire-type.c: comparing what the bytes are with what the name claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type.h"

#include "base/wire-hex.h"
#include "files/types/wire-type-agreement.h"
#include "files/types/wire-type-finding.h"
#include "files/types/wire-type-judgement.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

void
wire_type_clear (WireType *self)
{
  g_free (self->mime);
  g_free (self->words);
  g_free (self->signature);
  g_free (self->extension);
  g_strfreev (self->expected);
  g_free (self->reason);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  memset (self, 0, sizeof *self);
}

void
wire_type_free (WireType *self)
{
  wire_type_clear (self);
  g_free (self);
}

/** Returns: the lab's number: 0 agrees, -1 not identified, -2 the extension disagrees */
int
wire_type_verdict_to_code (WireTypeVerdict verdict)
{
  return verdict == WIRE_TYPE_MISMATCH ? -2 : verdict == WIRE_TYPE_UNIDENTIFIED ? -1 : 0;
}

/** Returns: as --json writes it */
const char *
wire_type_verdict_to_key (WireTypeVerdict verdict)
{
  static const char *const KEYS[] = { "ok", "no-extension", "empty", "mismatch", "unidentified" };

  return KEYS[verdict];
}

static gsize
read_bytes (guint64 offset, guint8 *buffer, gsize length, gpointer data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);
  gsize n = offset < size ? MIN (length, size - (gsize) offset) : 0;

  if (n > 0)
    memcpy (buffer, bytes + offset, n);
  return n;
}

/** Returns: a source over @bytes, which must live as long */
WireTypeSource
wire_type_source_for_bytes (GBytes *bytes)
{
  return (WireTypeSource){ g_bytes_get_size (bytes), read_bytes, bytes };
}

static void
add_extension (GPtrArray *list, const char *extension)
{
  if (*extension && !g_ptr_array_find_with_equal_func (list, extension, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (extension));
}

/* What its signature or content says first, then what shared-mime-info knows. */
static char **
make_expected (WireTypeDetector *detector, const WireTypeFinding *finding)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const WireMime *mime = wire_type_detector_get_mime (detector);
  const WireSignature *signature =
      finding->signature && g_str_equal (finding->signature->mime, finding->mime)
          ? finding->signature
          : wire_signature_table_find_mime (wire_type_detector_get_signatures (detector),
                                            finding->mime);
  const GPtrArray *known = wire_mime_get_extensions (mime, finding->mime);
  g_auto (GStrv) content = g_strsplit (finding->kind.mime ? finding->kind.extensions : "", ",", -1);

  for (guint i = 0; content[i]; i++)
    add_extension (list, content[i]);
  for (guint i = 0; !finding->kind.mime && signature && signature->extensions[i]; i++)
    add_extension (list, signature->extensions[i]);
  for (guint i = 0; known && i < known->len; i++)
    add_extension (list, g_ptr_array_index (known, i));
  if (finding->grounds == WIRE_TYPE_GROUNDS_TEXT)
    add_extension (list, "txt");
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

/* Without a reason. */
static void
fill_unidentified (WireType *type)
{
  type->mime = g_strdup ("application/octet-stream");
  type->words = g_strdup (_ ("not identified"));
  type->expected = g_new0 (char *, 1);
  type->verdict = WIRE_TYPE_UNIDENTIFIED;
}

/**
 * wire_type_set_unknown:
 * @self: (out caller-allocates): filled; cleared by the caller
 * @name: a file name or path
 * @reason: why nobody could tell
 *
 * For a file whose bytes could not be asked.
 */
void
wire_type_set_unknown (WireType *self, const char *name, const char *reason)
{
  memset (self, 0, sizeof *self);
  self->extension = wire_type_name_get_extension (name);
  fill_unidentified (self);
  self->reason = g_strdup (reason);
}

static void
fill_empty (WireType *type)
{
  type->mime = g_strdup ("application/x-zerosize");
  type->words = g_strdup (_ ("empty"));
  type->expected = g_new0 (char *, 1);
  type->verdict = WIRE_TYPE_EMPTY;
  type->reason = g_strdup (_ ("The file has no bytes."));
}

static void
fill_signature (WireType *type, const WireSignature *signature, const guint8 *head, gsize length)
{
  if (!signature || signature->is_text || signature->offset + signature->length > length)
    return;
  type->signature_offset = signature->offset;
  type->signature = wire_hex_encode (head + signature->offset, signature->length, NULL);
}

/* What two witnesses say, the bytes and the name, is no longer a guess. */
static char *
get_words (WireTypeDetector *detector, const WireTypeFinding *finding, const WireType *type)
{
  const char *words = finding->words ? finding->words : finding->mime;

  if (type->grounds != WIRE_TYPE_GROUNDS_GUESS
      || wire_type_compare_extension (detector, type, type->extension) == WIRE_AGREEMENT_YES)
    return g_strdup (words);
  return g_strdup_printf (_ ("perhaps %s"), words);
}

static void
fill_identified (WireTypeDetector *detector, const WireTypeFinding *finding, WireType *type)
{
  const char *real = wire_mime_resolve (wire_type_detector_get_mime (detector), finding->mime);

  /* Signatures keep the names that they have in the table. */
  type->mime = g_strdup (finding->grounds == WIRE_TYPE_GROUNDS_GUESS ? real : finding->mime);
  type->expected = make_expected (detector, finding);
  type->words = get_words (detector, finding, type);
}

/**
 * wire_type_detect:
 * @source: the bytes
 * @name: a file name or path, whose extension is compared
 * @type: (out caller-allocates): filled; cleared by the caller
 *
 * Never fails: what is not known is a verdict. Any thread.
 */
void
wire_type_detect (WireTypeDetector *detector,
                  const WireTypeSource *source,
                  const char *name,
                  WireType *type)
{
  guint8 head[WIRE_TYPE_HEAD_BYTES];
  gsize length = source->read (0, head, sizeof head, source->data);
  g_auto (WireTypeFinding) finding = { 0 };

  memset (type, 0, sizeof *type);
  type->extension = wire_type_name_get_extension (name);
  type->trick = wire_type_name_find_trick (name);
  if (length == 0)
    {
      fill_empty (type);
      return;
    }
  wire_type_find (wire_type_detector_get_signatures (detector), source, head, length, &finding);
  type->grounds = finding.grounds;
  type->outer = finding.outer;
  type->is_text = finding.is_text;
  if (finding.mime)
    fill_identified (detector, &finding, type);
  else
    fill_unidentified (type);
  fill_signature (type, finding.signature, head, length);
  wire_type_judge (detector, type);
}
