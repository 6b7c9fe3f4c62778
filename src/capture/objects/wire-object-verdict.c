/* wire-object-verdict.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-verdict.h"

#include "capture/objects/wire-object-facts.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <string.h>

/* Extensions that name the program that made the answer, not the answer. */
static const char *const PROGRAMS[] = { "asp", "aspx", "ashx", "axd", "cfm", "cgi", "do",
                                        "jsp", "php",  "pl",   "py",  "rb",  NULL };

/* Extensions of Windows programs that not every database of types lists. */
static const char *const EXECUTABLES[] = { "cpl", "dll", "ocx", "scr", "sys", NULL };

/* What servers say when they know nothing. */
static const char *const EMPTY_TYPES[] = { "application/octet-stream",
                                           "binary/octet-stream",
                                           "application/force-download",
                                           "application/download",
                                           "application/x-download",
                                           "unknown/unknown",
                                           "",
                                           NULL };

/**
 * wire_object_get_extension:
 * @uri: (nullable): a request target
 *
 * Returns: (transfer full): what the last part of its path ends in, in lower case; empty where that
 *   is no extension
 */
char *
wire_object_get_extension (const char *uri)
{
  const char *end;
  const char *dot;

  if (!uri)
    return g_strdup ("");
  end = dot = uri + strcspn (uri, "?#;");
  while (dot > uri && dot[-1] != '.' && dot[-1] != '/')
    dot--;
  if (dot == uri || dot[-1] != '.' || end - dot > 8)
    return g_strdup ("");
  for (const char *p = dot; p < end; p++)
    if (!g_ascii_isalnum (*p))
      return g_strdup ("");
  return g_ascii_strdown (dot, end - dot);
}

/* Returns: (transfer full): the type without its parameters, in lower case */
static char *
get_essence (const char *content_type)
{
  g_autofree char *type = NULL;

  if (!content_type)
    return g_strdup ("");
  type = g_ascii_strdown (content_type, (gssize) strcspn (content_type, ";,"));
  return g_strdup (g_strstrip (type));
}

static gboolean
is_text (const WireMime *mime, const char *type)
{
  return g_str_has_prefix (type, "text/") || wire_mime_is_a (mime, type, "text/plain")
         || g_str_has_suffix (type, "+xml") || g_str_has_suffix (type, "+json");
}

/* Kinds whose files all begin in ways that are known. */
static gboolean
is_recognisable (const char *type)
{
  return g_str_has_prefix (type, "image/") || g_str_has_prefix (type, "audio/")
         || g_str_has_prefix (type, "video/") || g_str_equal (type, "application/pdf")
         || g_str_equal (type, "application/zip");
}

static gboolean
agrees (const WireMime *mime, const char *claimed, const char *found)
{
  claimed = wire_mime_resolve (mime, claimed);
  if (wire_mime_is_a (mime, claimed, found) || wire_mime_is_a (mime, found, claimed))
    return TRUE;
  if (is_text (mime, found))
    return is_text (mime, claimed) || !is_recognisable (claimed);
  if (g_str_equal (found, "application/octet-stream"))
    return !is_recognisable (claimed);
  return FALSE;
}

static gboolean
extension_agrees (const WireMime *mime, const char *extension, const char *found)
{
  const GPtrArray *types = wire_mime_get_types (mime, extension);

  if (g_strv_contains (EXECUTABLES, extension))
    return !is_recognisable (found);
  if (!types || types->len == 0 || g_strv_contains (PROGRAMS, extension))
    return TRUE;
  for (guint i = 0; i < types->len; i++)
    if (agrees (mime, g_ptr_array_index (types, i), found))
      return TRUE;
  return FALSE;
}

/**
 * wire_object_make_verdict:
 * @mime: extensions and kinship
 * @extension: what the URI ends in; may be empty
 * @content_type: (nullable): what the server says
 * @found: MIME type by the bytes
 * @words: (nullable): the same for people
 *
 * Returns: (transfer full) (nullable): a sentence where they disagree
 */
char *
wire_object_make_verdict (const WireMime *mime,
                          const char *extension,
                          const char *content_type,
                          const char *found,
                          const char *words)
{
  g_autofree char *essence = get_essence (content_type);
  g_autofree char *said = wire_printable_name (essence);
  gboolean name_agrees = *extension == '\0' || extension_agrees (mime, extension, found);
  gboolean server_agrees = g_strv_contains (EMPTY_TYPES, essence) || agrees (mime, essence, found);
  const char *bytes = g_str_equal (found, "application/octet-stream") || !words
                          ? _ ("of no kind that is known")
                          : words;

  if (name_agrees && server_agrees)
    return NULL;
  if (server_agrees)
    return g_strdup_printf (_ ("The URI ends in .%s, but the bytes are: %s."), extension, bytes);
  if (name_agrees)
    return g_strdup_printf (_ ("The server says %s, but the bytes are: %s."), said, bytes);
  return g_strdup_printf (_ ("The URI ends in .%s and the server says %s, but the bytes are: %s."),
                          extension, said, bytes);
}
