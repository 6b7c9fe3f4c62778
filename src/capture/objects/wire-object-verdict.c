/* wire-object-verdict.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-object-verdict.h"

#include "capture/objects/wire-object-facts.h"
#include "capture/objects/wire-object-packed-name.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <string.h>

/* Extensions that name the program that made the answer, not the answer. What comes from there is
 * seldom a program itself. */
static const char *const PAGES[] = { "action", "asp", "aspx", "ashx", "axd", "cfm", "cgi",
                                     "do",     "jsp", "php",  "pl",   "py",  "rb",  NULL };

/* Types of programs. */
static const char *const PROGRAMS[] = { "application/x-dosexec",
                                        "application/x-msdownload",
                                        "application/vnd.microsoft.portable-executable",
                                        "application/x-executable",
                                        "application/x-pie-executable",
                                        "application/x-sharedlib",
                                        "application/x-mach-binary",
                                        NULL };

/**
 * Witnesses:
 * @name: what the server calls it ends in; may be empty
 * @uri: what the URI ends in; may be empty
 * @packed: where it is called a packed file, what is in that is called so; may be empty
 * @declared: (nullable): the media type that the server says
 *
 * What is said of an object.
 */
typedef struct
{
  char *name;
  char *uri;
  char *packed;
  const char *declared;
} Witnesses;

/** Returns: whether files of the media type @type (nullable) are programs */
gboolean
wire_object_type_is_program (const char *type)
{
  return type && g_strv_contains (PROGRAMS, type);
}

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

/**
 * wire_object_tell_extension:
 * @self: an object
 *
 * Returns: (transfer full): what its name ends in, in lower case; of what has no name of its own,
 *   the last part of its URI. Empty where that is no extension, as in a mail's subject.
 */
char *
wire_object_tell_extension (const WireObject *self)
{
  const char *name = self->origin.name;
  const char *dot = name ? strrchr (name, '.') : NULL;

  g_autofree char *end = dot && dot > name ? g_strconcat ("x", dot, NULL) : NULL;

  if (!name)
    return wire_object_get_extension (self->uri);
  return wire_object_get_extension (self->origin.titled ? NULL : end);
}

/* Returns: (nullable): what its sender said that it is. What a form is called says nothing of the
 * type of its bytes. */
static const char *
get_declared (const WireObject *object)
{
  const char *type = object->content_type;

  return type && object->origin.direction == WIRE_TRANSFER_UPLOAD
                 && (g_ascii_strncasecmp (type, "multipart/", 10) == 0
                     || g_ascii_strncasecmp (type, "application/x-www-form-urlencoded", 33) == 0)
             ? NULL
             : type;
}

/* A POST names the program that takes it, and an error page is not what was asked for. */
static gboolean
uri_tells (const WireObject *object)
{
  if (object->origin.direction == WIRE_TRANSFER_UPLOAD)
    return g_strcmp0 (object->method, "PUT") == 0;
  /* Several ranges, or pictures one after the other. */
  if (object->content_type && g_ascii_strncasecmp (object->content_type, "multipart/", 10) == 0)
    return FALSE;
  return object->status < 300;
}

static gboolean
is_program (const char *type)
{
  return g_strv_contains (PROGRAMS, type);
}

/* A packed file that was sent as the content coding that it is packed with has its own name, and
 * the bytes of what is in it. */
static WireAgreement
ask_extension (WireTypeDetector *detector,
               const WireType *found,
               const char *extension,
               const char *packed,
               gboolean coded)
{
  WireAgreement agreement;

  if (*extension == '\0')
    return WIRE_AGREEMENT_NONE;
  agreement = wire_type_compare_extension (detector, found, extension);
  if (!coded || agreement != WIRE_AGREEMENT_NO || !wire_object_is_packed_extension (extension))
    return agreement;
  return *packed == '\0' ? WIRE_AGREEMENT_NONE
                         : wire_type_compare_extension (detector, found, packed);
}

static WireAgreement
ask_declared (WireTypeDetector *detector,
              const WireType *found,
              const char *declared,
              gboolean coded)
{
  if (!declared
      || (coded && (strcasestr (declared, "gzip") || strcasestr (declared, "x-compressed"))))
    return WIRE_AGREEMENT_NONE;
  return wire_type_compare (detector, found, "", declared).declared;
}

/* Servers look up the type of an extension, of which one may have several: .ts is TypeScript, and
 * MPEG. Where the bytes do not contradict the extension, the type that comes from it says no more.
 */
static gboolean
follows_extension (WireTypeDetector *detector,
                   const WireType *found,
                   const char *extension,
                   const char *declared)
{
  return *extension && declared && !is_program (found->mime)
         && wire_type_compare (detector, found, extension, declared).claims == WIRE_AGREEMENT_YES;
}

/* As describe(), of what did not come by HTTP: not the server has to be who named it. */
static char *
describe_plainly (const Witnesses *said,
                  WireAgreement name,
                  WireAgreement declared,
                  const char *bytes)
{
  g_autofree char *type = wire_printable_name (said->declared ? said->declared : "");

  if (name != WIRE_AGREEMENT_NO)
    return g_strdup_printf (_ ("It is declared as %s, but the bytes are: %s."), type, bytes);
  if (declared != WIRE_AGREEMENT_NO)
    return g_strdup_printf (_ ("Its name ends in .%s, but the bytes are: %s."), said->name, bytes);
  return g_strdup_printf (
      _ ("Its name ends in .%s and it is declared as %s, but the bytes are: %s."), said->name, type,
      bytes);
}

/* `a.pcap.gz` that is called a capture: servers say what is in a packed file, and not that it is
 * packed, which its name does. */
static gboolean
declares_packed (WireTypeDetector *detector, const WireType *found, const Witnesses *said)
{
  const char *extension = *said->name ? said->name : said->uri;

  return *said->packed && said->declared && wire_object_is_packed_extension (extension)
         && wire_type_compare_extension (detector, found, extension) == WIRE_AGREEMENT_YES
         && wire_type_compare (detector, found, said->packed, said->declared).claims
                == WIRE_AGREEMENT_YES;
}

static char *
describe (const Witnesses *said,
          WireAgreement name,
          WireAgreement uri,
          WireAgreement declared,
          const char *bytes)
{
  g_autofree char *type = wire_printable_name (said->declared ? said->declared : "");

  if (name == WIRE_AGREEMENT_NO && declared == WIRE_AGREEMENT_NO)
    return g_strdup_printf (_ ("The server calls it .%s and says %s, but the bytes are: %s."),
                            said->name, type, bytes);
  if (name == WIRE_AGREEMENT_NO)
    return g_strdup_printf (_ ("The server calls it .%s, but the bytes are: %s."), said->name,
                            bytes);
  if (uri == WIRE_AGREEMENT_NO && declared == WIRE_AGREEMENT_NO)
    return g_strdup_printf (
        _ ("The URI ends in .%s and the server says %s, but the bytes are: %s."), said->uri, type,
        bytes);
  if (uri == WIRE_AGREEMENT_NO)
    return g_strdup_printf (_ ("The URI ends in .%s, but the bytes are: %s."), said->uri, bytes);
  return g_strdup_printf (_ ("The server says %s, but the bytes are: %s."), type, bytes);
}

/* Returns: (transfer full) (nullable): a sentence where nothing admits that it is a program */
static char *
describe_unnamed_program (const Witnesses *said,
                          const WireType *found,
                          WireAgreement name,
                          WireAgreement declared)
{
  if (!is_program (found->mime) || name == WIRE_AGREEMENT_YES || declared == WIRE_AGREEMENT_YES
      || !g_strv_contains (PAGES, said->uri))
    return NULL;
  return g_strdup_printf (_ ("It came from a .%s page, and the bytes are: %s."), said->uri,
                          found->words ? found->words : found->mime);
}

/* Where it is not certain which bytes are its content, what they are not says nothing. The
 * beginning of a part of a file says nothing either, unless it is a program. */
static gboolean
is_in_doubt (const WireObject *object, const WireType *found)
{
  if (object->origin.unplaced || (object->status == 206 && !(object->flags & WIRE_OBJECT_COMBINED)))
    return !is_program (found->mime);
  return (found->grounds == WIRE_TYPE_GROUNDS_NONE || found->is_text)
         && (object->remarks & (WIRE_HTTP_NOT_CHUNKED | WIRE_HTTP_ODD_CHUNKS)
             || object->flags & WIRE_OBJECT_BROKEN);
}

/**
 * wire_object_make_verdict:
 * @detector: knows extensions and kinship
 * @found: what the bytes are
 * @coded: a content coding was undone
 * @object: with what its name, its URI and its sender say of it
 *
 * Returns: (transfer full) (nullable): a sentence where they disagree
 */
char *
wire_object_make_verdict (WireTypeDetector *detector,
                          const WireType *found,
                          gboolean coded,
                          const WireObject *object)
{
  g_autofree char *name = object->origin.name ? wire_object_tell_extension (object) : g_strdup ("");
  g_autofree char *uri = wire_object_get_extension (uri_tells (object) ? object->uri : NULL);
  g_autofree char *packed = wire_object_get_packed_extension (
      object->origin.name ? object->origin.name : object->uri, *name ? name : uri);
  const Witnesses said = { name, uri, packed, get_declared (object) };
  WireAgreement by_name = ask_extension (detector, found, name, packed, coded);
  WireAgreement by_declared = ask_declared (detector, found, said.declared, coded);
  gboolean tells = *name == '\0' && !g_strv_contains (PAGES, uri);
  WireAgreement by_uri = ask_extension (detector, found, tells ? uri : "", packed, coded);
  const char *bytes = found->grounds == WIRE_TYPE_GROUNDS_NONE || !found->words
                          ? _ ("of no kind that is known")
                          : found->words;

  if (is_in_doubt (object, found))
    return NULL;
  if (by_declared == WIRE_AGREEMENT_NO && by_name != WIRE_AGREEMENT_NO
      && by_uri != WIRE_AGREEMENT_NO
      && follows_extension (detector, found,
                            *name   ? name
                            : tells ? uri
                                    : "",
                            said.declared))
    by_declared = WIRE_AGREEMENT_NONE;
  if (by_declared == WIRE_AGREEMENT_NO && declares_packed (detector, found, &said))
    by_declared = WIRE_AGREEMENT_NONE;
  if (by_name == WIRE_AGREEMENT_NO || by_uri == WIRE_AGREEMENT_NO
      || by_declared == WIRE_AGREEMENT_NO)
    return object->exchange == WIRE_OBJECT_NONE
               ? describe_plainly (&said, by_name, by_declared, bytes)
               : describe (&said, by_name, by_uri, by_declared, bytes);
  return describe_unnamed_program (&said, found, by_name, by_declared);
}
