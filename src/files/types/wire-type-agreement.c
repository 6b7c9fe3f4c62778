/* wire-type-agreement.c
 *
 * The same knowledge judges files on disk and bodies of HTTP: shared-mime-info with its aliases and
 * parents, the signatures with the extensions that they name, and what servers usually say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/types/wire-type-agreement.h"

#include <string.h>

/* What is declared by who knows nothing, in lower case. */
static const char *const EMPTY_TYPES[] = { "application/octet-stream",
                                           "application/octetstream",
                                           "application/x-octet-stream",
                                           "binary/octet-stream",
                                           "application/binary",
                                           "application/force-download",
                                           "application/x-force-download",
                                           "application/download",
                                           "application/x-download",
                                           "application/save-as",
                                           "application/unknown",
                                           "application/x-unknown",
                                           "application/x-unknown-content-type",
                                           "content/unknown",
                                           "unknown/unknown",
                                           "unknown",
                                           "none",
                                           "*/*",
                                           "",
                                           NULL };

/* Returns: (transfer full): the type without its parameters, in lower case */
static char *
get_essence (const char *declared)
{
  g_autofree char *type = NULL;

  if (!declared)
    return g_strdup ("");
  type = g_ascii_strdown (declared, (gssize) strcspn (declared, ";,"));
  g_strdelimit (type, "\"'", ' ');
  return g_strdup (g_strstrip (type));
}

static gboolean
list_has (const GPtrArray *list, const char *text)
{
  return list && g_ptr_array_find_with_equal_func ((GPtrArray *) list, text, g_str_equal, NULL);
}

static gboolean
is_text (const WireMime *mime, const char *type)
{
  /* Mail and web archives are written in text, though their types do not descend from it. */
  return wire_mime_is_a (mime, type, "text/plain") || g_str_has_prefix (type, "message/")
         || wire_mime_is_a (mime, type, "multipart/related");
}

static gboolean
is_kin (const WireMime *mime, const char *one, const char *two)
{
  return wire_mime_is_a (mime, one, two) || wire_mime_is_a (mime, two, one);
}

/* Signatures. */

typedef struct
{
  const WireMime *mime;
  const char *extension; /* (nullable) */
  const char *type;      /* (nullable) */
} Wanted;

static gboolean
is_not_wanted (const WireSignature *signature, gpointer data)
{
  const Wanted *wanted = data;

  if (wanted->extension
      && !g_strv_contains ((const char *const *) signature->extensions, wanted->extension))
    return TRUE;
  return wanted->type && !is_kin (wanted->mime, signature->mime, wanted->type);
}

/* Whether a signature names @extension and a type that is kin to @type. */
static gboolean
has_signature (WireTypeDetector *detector, const char *extension, const char *type)
{
  Wanted wanted = { wire_type_detector_get_mime (detector), extension, type };

  return !wire_signature_table_foreach (wire_type_detector_get_signatures (detector), is_not_wanted,
                                        &wanted);
}

/* Whether all files of @type begin in ways that are known. */
static gboolean
is_recognisable (WireTypeDetector *detector, const char *type)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);
  const char *real = wire_mime_resolve (mime, type);
  const WireSignatureTable *signatures = wire_type_detector_get_signatures (detector);

  return !is_text (mime, type)
         && (wire_signature_table_find_mime (signatures, real)
             || wire_signature_table_find_mime (signatures, type));
}

/* Extensions. */

static gboolean
is_known_extension (WireTypeDetector *detector, const char *extension)
{
  return wire_mime_get_types (wire_type_detector_get_mime (detector), extension)
         || has_signature (detector, extension, NULL)
         || wire_signature_table_has_rule (wire_type_detector_get_signatures (detector),
                                           WIRE_EXTENSION_ONLY, extension);
}

static gboolean
says_nothing (WireTypeDetector *detector, const char *extension)
{
  return *extension == '\0'
         || wire_signature_table_has_rule (wire_type_detector_get_signatures (detector),
                                           WIRE_EXTENSION_ANY, extension);
}

static gboolean
may_be_text (WireTypeDetector *detector, const char *extension)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);
  const GPtrArray *claimed = wire_mime_get_types (mime, extension);

  if (wire_signature_table_has_rule (wire_type_detector_get_signatures (detector),
                                     WIRE_EXTENSION_TEXT, extension))
    return TRUE;
  for (guint i = 0; claimed && i < claimed->len; i++)
    if (is_text (mime, g_ptr_array_index (claimed, i)))
      return TRUE;
  return FALSE;
}

/* Every type that the extension names is text. */
static gboolean
is_only_text (WireTypeDetector *detector, const char *extension)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);
  const GPtrArray *claimed = wire_mime_get_types (mime, extension);

  for (guint i = 0; claimed && i < claimed->len; i++)
    if (!is_text (mime, g_ptr_array_index (claimed, i)))
      return FALSE;
  return claimed != NULL;
}

/* A container whose content was looked into is no more than what was found there: a plain ZIP is
 * not a docx, though every docx is a ZIP. */
static gboolean
is_kin_to_found (const WireMime *mime, const WireType *found, const char *type)
{
  /* Some types descend from text, though their files may be binary: PGP data, Visio's `…+xml`. */
  if (!found->is_text && found->grounds >= WIRE_TYPE_GROUNDS_SIGNATURE && is_text (mime, type)
      && g_ascii_strcasecmp (found->mime, type) != 0)
    return FALSE;
  return wire_mime_is_a (mime, found->mime, type)
         || (found->outer && wire_mime_is_a (mime, found->outer, type))
         || (found->grounds != WIRE_TYPE_GROUNDS_CONTENT
             && wire_mime_is_a (mime, type, found->mime));
}

static gboolean
extension_is_kin (const WireMime *mime, const WireType *found, const char *extension)
{
  const GPtrArray *claimed = wire_mime_get_types (mime, extension);

  for (guint i = 0; claimed && i < claimed->len; i++)
    if (is_kin_to_found (mime, found, g_ptr_array_index (claimed, i)))
      return TRUE;
  return FALSE;
}

/* Text says little of what it is for: every extension of some kind of text agrees, and so does one
 * that nobody knows. */
static WireAgreement
compare_text (WireTypeDetector *detector, const char *extension)
{
  if (may_be_text (detector, extension))
    return WIRE_AGREEMENT_YES;
  return wire_mime_get_types (wire_type_detector_get_mime (detector), extension)
                 || wire_signature_table_knows_extension (
                     wire_type_detector_get_signatures (detector), extension)
             ? WIRE_AGREEMENT_NO
             : WIRE_AGREEMENT_NONE;
}

/* Text whose bytes exclude what the extension names: a drawing in XML has its element. */
static gboolean
is_excluded (const WireMime *mime, const WireType *found, const char *extension)
{
  return g_str_equal (extension, "svg") && found->is_text
         && !wire_mime_is_a (mime, found->mime, "image/svg+xml");
}

/* The bytes are something that nobody knows for certain. */
static WireAgreement
compare_uncertain (WireTypeDetector *detector, const char *extension)
{
  return wire_signature_table_knows_extension (wire_type_detector_get_signatures (detector),
                                               extension)
                 || is_only_text (detector, extension)
             ? WIRE_AGREEMENT_NO
             : WIRE_AGREEMENT_NONE;
}

/**
 * wire_type_compare_extension:
 * @found: what wire_type_detect() says of the bytes; its own extension and verdict do not count
 * @extension: in lower case, without a dot; may be empty
 *
 * Returns: whether they agree
 */
WireAgreement
wire_type_compare_extension (WireTypeDetector *detector,
                             const WireType *found,
                             const char *extension)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);

  if (says_nothing (detector, extension))
    return WIRE_AGREEMENT_NONE;
  if (found->grounds == WIRE_TYPE_GROUNDS_NONE)
    return compare_uncertain (detector, extension);
  if (is_excluded (mime, found, extension))
    return WIRE_AGREEMENT_NO;
  if (g_strv_contains ((const char *const *) found->expected, extension)
      || extension_is_kin (mime, found, extension))
    return WIRE_AGREEMENT_YES;
  if (found->is_text)
    return compare_text (detector, extension);
  if (found->grounds == WIRE_TYPE_GROUNDS_GUESS || !found->expected[0])
    return compare_uncertain (detector, extension);
  return is_known_extension (detector, extension) ? WIRE_AGREEMENT_NO : WIRE_AGREEMENT_NONE;
}

/* Declared media types. */

/* Whether files of @type have an extension that those of @found have. */
static gboolean
shares_extension (const WireMime *mime, const WireType *found, const char *type)
{
  const GPtrArray *usual = wire_mime_get_usual (mime, type);
  const GPtrArray *known = wire_mime_get_extensions (mime, type);

  for (guint i = 0; found->expected[i]; i++)
    if (list_has (usual, found->expected[i]) || list_has (known, found->expected[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_known_type (WireTypeDetector *detector, const char *type)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);

  return wire_mime_get_extensions (mime, type) || wire_mime_get_usual (mime, type)
         || is_recognisable (detector, type);
}

static WireAgreement
compare_declared (WireTypeDetector *detector, const WireType *found, const char *type)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);

  if (g_strv_contains (EMPTY_TYPES, type))
    return WIRE_AGREEMENT_NONE;
  if (found->grounds == WIRE_TYPE_GROUNDS_NONE)
    return is_recognisable (detector, type) ? WIRE_AGREEMENT_NO : WIRE_AGREEMENT_NONE;
  if (is_kin_to_found (mime, found, type) || shares_extension (mime, found, type)
      || (found->is_text && is_text (mime, type)))
    return WIRE_AGREEMENT_YES;
  if (found->grounds == WIRE_TYPE_GROUNDS_GUESS || !found->expected[0])
    return is_recognisable (detector, type) ? WIRE_AGREEMENT_NO : WIRE_AGREEMENT_NONE;
  if (found->is_text)
    return is_recognisable (detector, type) ? WIRE_AGREEMENT_NO : WIRE_AGREEMENT_NONE;
  return is_known_type (detector, type) ? WIRE_AGREEMENT_NO : WIRE_AGREEMENT_NONE;
}

/* Both claims. */

static gboolean
claims_are_kin (WireTypeDetector *detector, const char *extension, const char *type)
{
  const WireMime *mime = wire_type_detector_get_mime (detector);
  const GPtrArray *claimed = wire_mime_get_types (mime, extension);

  if (list_has (wire_mime_get_usual (mime, type), extension)
      || list_has (wire_mime_get_extensions (mime, type), extension)
      || has_signature (detector, extension, type))
    return TRUE;
  for (guint i = 0; claimed && i < claimed->len; i++)
    if (is_kin (mime, g_ptr_array_index (claimed, i), type))
      return TRUE;
  return is_text (mime, type) && may_be_text (detector, extension);
}

static WireAgreement
compare_claims (WireTypeDetector *detector, const char *extension, const char *type)
{
  if (says_nothing (detector, extension) || g_strv_contains (EMPTY_TYPES, type))
    return WIRE_AGREEMENT_NONE;
  if (claims_are_kin (detector, extension, type))
    return WIRE_AGREEMENT_YES;
  return is_known_extension (detector, extension) && is_known_type (detector, type)
             ? WIRE_AGREEMENT_NO
             : WIRE_AGREEMENT_NONE;
}

/**
 * wire_type_compare:
 * @found: what wire_type_detect() says of the bytes; its own extension and verdict do not count
 * @extension: (nullable): what a name or URI ends in, without a dot
 * @declared: (nullable): a media type as somebody declared it, such as the value of a Content-Type
 *   field, with its parameters
 *
 * Compares them through aliases, case and parents. An extension or a media type that nobody knows,
 * or that names no type, disagrees with nothing. Any thread.
 *
 * Returns: who agrees with whom
 */
WireWitnesses
wire_type_compare (WireTypeDetector *detector,
                   const WireType *found,
                   const char *extension,
                   const char *declared)
{
  g_autofree char *type = get_essence (declared);
  g_autofree char *lower = g_ascii_strdown (extension ? extension : "", -1);

  return (WireWitnesses){
    .extension = wire_type_compare_extension (detector, found, lower),
    .declared = compare_declared (detector, found, type),
    .claims = compare_claims (detector, lower, type),
  };
}
