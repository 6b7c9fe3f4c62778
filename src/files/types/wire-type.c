/* wire-type.c: comparing what the bytes are with what the name claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type.h"

#include "base/wire-hex.h"
#include "files/types/wire-own-signatures.h"
#include "files/types/wire-type-finding.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

struct _WireTypeDetector
{
  WireSignatureTable *signatures;
  WireMime *mime;
};

void
wire_type_clear (WireType *type)
{
  g_free (type->mime);
  g_free (type->words);
  g_free (type->signature);
  g_free (type->extension);
  g_strfreev (type->expected);
  g_free (type->reason);
  g_clear_pointer (&type->parts, g_ptr_array_unref);
  memset (type, 0, sizeof *type);
}

void
wire_type_free (WireType *type)
{
  wire_type_clear (type);
  g_free (type);
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

static gboolean
add_signatures (WireSignatureTable *table, GError **error)
{
  g_autoptr (GBytes) own = g_resources_lookup_data ("/io/github/wirecase/files/signatures.tsv",
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *path = wire_own_signatures_get_path ();
  g_autofree char *users = NULL;
  g_autofree char *text = NULL;

  if (!own)
    return FALSE;
  text = g_strndup (g_bytes_get_data (own, NULL), g_bytes_get_size (own));
  if (!wire_signature_table_add (table, text, error))
    return FALSE;
  if (g_file_get_contents (path, &users, NULL, NULL)
      && !wire_signature_table_add (table, users, error))
    {
      g_prefix_error (error, "“%s”: ", path);
      return FALSE;
    }
  return TRUE;
}

extern GResource *wire_files_get_resource (void);

/** Returns: (transfer full) (nullable): %NULL where the user's signatures are wrong */
WireTypeDetector *
wire_type_detector_new (GError **error)
{
  g_autoptr (WireTypeDetector) detector = g_new0 (WireTypeDetector, 1);

  g_resources_register (wire_files_get_resource ()); /* again does no harm */
  detector->signatures = wire_signature_table_new ();
  detector->mime = wire_mime_new (NULL);
  if (!add_signatures (detector->signatures, error))
    return NULL;
  return g_steal_pointer (&detector);
}

void
wire_type_detector_free (WireTypeDetector *detector)
{
  wire_signature_table_free (detector->signatures);
  wire_mime_free (detector->mime);
  g_free (detector);
}

/** Returns: (transfer none): its tables of MIME types */
const WireMime *
wire_type_detector_get_mime (const WireTypeDetector *detector)
{
  return detector->mime;
}

/* Shared libraries have their version behind their extension: `libmagic.so.1.0.0`. */
static gboolean
is_versioned_library (const char *name)
{
  const char *so = g_strrstr (name, ".so.");

  return so && so > name && so[4] && strspn (so + 4, "0123456789.") == strlen (so + 4);
}

/* `python3.11`, `kubectl.1.27`: what a version ends with claims no type. */
static gboolean
ends_version (const char *name, const char *dot)
{
  return dot > name && g_ascii_isdigit (dot[-1])
         && strspn (dot + 1, "0123456789") == strlen (dot + 1);
}

static char *
get_extension (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *dot = strrchr (slash ? slash : name, '.');

  /* A leading dot hides a file; it begins no extension. */
  if (!dot || dot == (slash ? slash + 1 : name) || !dot[1])
    return g_strdup ("");
  if (is_versioned_library (slash ? slash + 1 : name))
    return g_strdup ("so");
  if (ends_version (name, dot))
    return g_strdup ("");
  return g_ascii_strdown (dot + 1, -1);
}

static gboolean
list_has (const char *const *list, const char *text)
{
  return list && g_strv_contains (list, text);
}

static char **
make_expected (WireTypeDetector *detector, const WireTypeFinding *finding)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GPtrArray *known = wire_mime_get_extensions (detector->mime, finding->mime);
  const WireSignature *signature =
      finding->signature && g_str_equal (finding->signature->mime, finding->mime)
          ? finding->signature
          : wire_signature_table_find_mime (detector->signatures, finding->mime);

  if (finding->kind.mime)
    return g_strsplit (finding->kind.extensions, ",", -1);
  if (signature)
    return g_strdupv (signature->extensions);
  for (guint i = 0; known && i < known->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (known, i));
  if (finding->is_text && !known)
    g_strv_builder_add (builder, "txt");
  return g_strv_builder_end (builder);
}

/* Text says little of what it is for: every extension of some kind of text agrees, and so does one
 * that nobody knows. */
static gboolean
text_agrees (WireTypeDetector *detector, const char *extension)
{
  const GPtrArray *claimed = wire_mime_get_types (detector->mime, extension);

  if (wire_signature_table_may_be_text (detector->signatures, extension))
    return TRUE;
  if (!claimed)
    return !wire_signature_table_knows_extension (detector->signatures, extension);
  for (guint i = 0; i < claimed->len; i++)
    {
      const char *type = g_ptr_array_index (claimed, i);

      /* Mail and web archives are written in text, though their types do not descend from it. */
      if (wire_mime_is_a (detector->mime, type, "text/plain") || g_str_has_prefix (type, "message/")
          || wire_mime_is_a (detector->mime, type, "multipart/related"))
        return TRUE;
    }
  return FALSE;
}

/* A container whose content was looked into is no more than what was found there: a plain ZIP is no
 * docx, though every docx is a ZIP. */
static gboolean
may_be_more (const WireTypeFinding *finding)
{
  return !finding->kind.mime && !g_str_equal (finding->mime, "application/xml");
}

static gboolean
kin_agrees (WireTypeDetector *detector, const WireTypeFinding *finding, const char *extension)
{
  const GPtrArray *claimed = wire_mime_get_types (detector->mime, extension);

  for (guint i = 0; claimed && i < claimed->len; i++)
    {
      const char *type = g_ptr_array_index (claimed, i);

      if (wire_mime_is_a (detector->mime, finding->mime, type)
          || (may_be_more (finding) && wire_mime_is_a (detector->mime, type, finding->mime)))
        return TRUE;
    }
  return FALSE;
}

/* XML whose root names nothing that is known may be any of the formats that are written in it. */
static gboolean
xml_agrees (WireTypeDetector *detector, const WireTypeFinding *finding, const char *extension)
{
  const GPtrArray *claimed = wire_mime_get_types (detector->mime, extension);

  if (!g_str_equal (finding->mime, "application/xml") || g_str_equal (extension, "svg"))
    return FALSE;
  for (guint i = 0; claimed && i < claimed->len; i++)
    if (wire_mime_is_a (detector->mime, g_ptr_array_index (claimed, i), "application/xml")
        || wire_mime_is_a (detector->mime, g_ptr_array_index (claimed, i), "text/plain"))
      return TRUE;
  return claimed == NULL;
}

static gboolean
agrees (WireTypeDetector *detector, const WireTypeFinding *finding, const WireType *type)
{
  return list_has ((const char *const *) type->expected, type->extension)
         || (finding->is_text && text_agrees (detector, type->extension))
         || kin_agrees (detector, finding, type->extension)
         || xml_agrees (detector, finding, type->extension);
}

static char *
join_extensions (char **extensions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; extensions && extensions[i] && i < 4; i++)
    g_string_append_printf (text, "%s.%s", i ? ", " : "", extensions[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
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
 * @type: (out caller-allocates): filled; cleared by the caller
 * @name: a file name or path
 * @reason: why nobody could tell
 *
 * For a file whose bytes could not be asked.
 */
void
wire_type_set_unknown (WireType *type, const char *name, const char *reason)
{
  memset (type, 0, sizeof *type);
  type->extension = get_extension (name);
  fill_unidentified (type);
  type->reason = g_strdup (reason);
}

static void
judge_unidentified (WireTypeDetector *detector, WireType *type)
{
  fill_unidentified (type);
  if (wire_signature_table_knows_extension (detector->signatures, type->extension))
    type->reason = g_strdup_printf (
        _ ("No signature matches, and that of .%s files is missing. Investigation recommended."),
        type->extension);
  else
    type->reason = g_strdup (_ ("No signature matches, and it is not text."));
}

/* A container that was looked into is more than the extension of its outside says. */
static char *
tell_agreement (const WireType *type, const WireTypeFinding *finding, const char *expected)
{
  if (finding->kind.mime && !list_has ((const char *const *) type->expected, type->extension))
    return g_strdup_printf (_ ("By its bytes: %s (%s), and also what .%s says."), type->words,
                            expected, type->extension);
  return g_strdup_printf (_ ("By its bytes: %s, and .%s agrees."), type->words, type->extension);
}

static void
judge (WireTypeDetector *detector, const WireTypeFinding *finding, WireType *type)
{
  g_autofree char *expected = NULL;

  type->expected = make_expected (detector, finding);
  expected = join_extensions (type->expected);
  if (!*type->extension)
    {
      type->verdict = WIRE_TYPE_NO_EXTENSION;
      type->reason =
          g_strdup_printf (_ ("By its bytes: %s; the name has no extension."), type->words);
    }
  else if (agrees (detector, finding, type))
    {
      type->verdict = WIRE_TYPE_OK;
      type->reason = tell_agreement (type, finding, expected);
    }
  else
    {
      type->verdict = WIRE_TYPE_MISMATCH;
      type->reason = g_strdup_printf (
          _ ("By its bytes: %s (%s), but the name claims .%s. Investigation recommended."),
          type->words, *expected ? expected : type->mime, type->extension);
    }
  if (finding->second_opinion)
    {
      g_autofree char *first = g_steal_pointer (&type->reason);
      type->reason = g_strdup_printf (_ ("%s libmagic says %s."), first, finding->second_opinion);
    }
}

/**
 * wire_type_detect:
 * @source: the bytes
 * @name: a file name or path, whose extension is compared
 * @type: (out caller-allocates): filled; cleared by the caller
 *
 * Never fails: what cannot be told is a verdict. Any thread.
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
  type->extension = get_extension (name);
  if (length == 0)
    {
      type->mime = g_strdup ("application/x-zerosize");
      type->words = g_strdup (_ ("empty"));
      type->expected = g_new0 (char *, 1);
      type->verdict = WIRE_TYPE_EMPTY;
      type->reason = g_strdup (_ ("The file has no bytes."));
      return;
    }
  wire_type_find (detector->signatures, detector->mime, source, head, length, &finding);
  if (!finding.mime)
    {
      judge_unidentified (detector, type);
      return;
    }
  type->mime = g_strdup (finding.mime);
  type->words = g_strdup (finding.words ? finding.words : finding.mime);
  if (finding.signature && !finding.signature->is_text
      && finding.signature->offset + finding.signature->length <= length)
    {
      type->signature_offset = finding.signature->offset;
      type->signature =
          wire_hex_encode (head + finding.signature->offset, finding.signature->length, NULL);
    }
  judge (detector, &finding, type);
}
