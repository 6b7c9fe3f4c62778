/* wire-mail-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-attachment.h"

#include "capture/mail/wire-mail-file-name.h"
#include "capture/mail/wire-mail-inlined.h"
#include "capture/mail/wire-mail-sealed.h"
#include "capture/mail/wire-mail-tnef.h"

#include <string.h>

/* Types of what is shown as the mail's text. */
static const char *const BODIES[] = { "plain",      "html",       "enriched",      "richtext",
                                      "x-amp-html", "watch-html", "rfc822-headers" };

/* Where the part's content is in the mail, coded. */
typedef struct
{
  gsize from;
  gsize to;
  GMimeContentEncoding encoding;
} Place;

static gboolean
find_place (const WireMailWalk *walk, GMimePart *part, Place *place)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream = content ? g_mime_data_wrapper_get_stream (content) : NULL;

  if (!stream)
    return FALSE;
  place->from = (gsize) CLAMP (stream->bound_start, 0, (gint64) walk->length);
  place->to =
      stream->bound_end < 0 ? walk->length : (gsize) MIN (stream->bound_end, (gint64) walk->length);
  place->encoding = g_mime_part_get_content_encoding (part);
  return place->from <= place->to;
}

static gboolean
is_coded (const Place *place)
{
  return place->encoding == GMIME_CONTENT_ENCODING_BASE64
         || place->encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
         || place->encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

static void
decode (const guint8 *coded, gsize length, GMimeContentEncoding encoding, GByteArray *bytes)
{
  GMimeEncoding state;
  gsize n;

  g_mime_encoding_init_decode (&state, encoding);
  g_byte_array_set_size (bytes, (guint) g_mime_encoding_outlen (&state, length));
  n = g_mime_encoding_flush (&state, (const char *) coded, length, (char *) bytes->data);
  g_byte_array_set_size (bytes, (guint) MIN (n, bytes->len));
}

static gsize
find_hole (const WireMailWalk *walk, const Place *place)
{
  return walk->text ? wire_mail_text_find_hole (walk->text, place->from, place->to) : place->to;
}

/* Up to the first hole: what follows it may be anything. */
static gboolean
decode_place (const WireMailWalk *walk, const Place *place, GByteArray *bytes)
{
  gsize to = find_hole (walk, place);

  if (place->encoding == GMIME_CONTENT_ENCODING_UUENCODE)
    return wire_mail_inlined_decode (walk->bytes + place->from, to - place->from, bytes)
           && to == place->to;
  if (is_coded (place))
    decode (walk->bytes + place->from, to - place->from, place->encoding, bytes);
  else
    g_byte_array_append (bytes, walk->bytes + place->from, (guint) (to - place->from));
  return to == place->to;
}

/** Whether @part is a mail that is coded: GMime takes those that are not for mails itself. */
gboolean
wire_mail_attachment_is_mail (GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));

  return g_mime_content_type_is_type (type, "message", "rfc822")
         || g_mime_content_type_is_type (type, "message", "global");
}

/** @bytes: takes what @part is, decoded. Returns: whether all of it was there */
gboolean
wire_mail_attachment_decode (const WireMailWalk *walk, GMimePart *part, GByteArray *bytes)
{
  Place place;

  return find_place (walk, part, &place) && decode_place (walk, &place, bytes);
}

/* Whether people see it as the mail's own text, and not as a file. */
static gboolean
is_body (GMimePart *part, const char *name)
{
  GMimeObject *object = GMIME_OBJECT (part);
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *disposition = g_mime_object_get_disposition (object);

  if (name || (disposition && g_ascii_strcasecmp (disposition, "attachment") == 0))
    return FALSE;
  if (g_mime_content_type_is_type (type, "message", "*"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    if (g_mime_content_type_is_type (type, "text", BODIES[i]))
      return TRUE;
  return FALSE;
}

/* Files may be in a text itself, and it may be sealed. */
static void
look_into_text (WireMailWalk *walk, const Place *place)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *sealed;

  decode_place (walk, place, bytes);
  sealed = wire_mail_sealed_tell_text (bytes->data, bytes->len);
  if (sealed)
    walk->note = sealed;
  wire_mail_inlined_take (walk, bytes->data, bytes->len, place->from);
}

/* Whether the sender may have had other line ends: lines of texts are sent with CR LF (RFC 2046,
 * section 4.1.1), but where a coding keeps what was there. */
static gboolean
has_lines_as_sent (const WireMailWalk *walk, GMimePart *part, const Place *place)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  const char *coded = (const char *) walk->bytes + place->from;
  gssize length = (gssize) (place->to - place->from);

  return g_mime_content_type_is_type (type, "text", "*")
         && place->encoding != GMIME_CONTENT_ENCODING_BASE64
         && place->encoding != GMIME_CONTENT_ENCODING_UUENCODE
         && place->encoding != GMIME_CONTENT_ENCODING_BINARY
         && g_strstr_len (coded, length, "\r\n") != NULL
         && (place->encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
             || (!g_strstr_len (coded, length, "=0D") && !g_strstr_len (coded, length, "=0d")));
}

static guint32
add_part (WireMailWalk *walk, const WireMailPart *part, const Place *place, GByteArray *bytes)
{
  WireMailPart found = *part;

  found.from = place->from;
  found.to = place->to;
  found.whole = TRUE;
  if (is_coded (place))
    {
      found.whole = decode_place (walk, place, bytes);
      if (!found.whole && find_hole (walk, place) == place->to)
        found.problem = "It is uuencoded, and its end is missing.";
      found.content = bytes->len > 0 ? bytes->data : (const guint8 *) "";
      found.length = bytes->len;
    }
  return wire_mail_walk_add (walk, &found);
}

static void
take_file (WireMailWalk *walk, GMimePart *part, const char *name, const Place *place)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  g_autofree char *declared = g_mime_content_type_get_mime_type (type);
  const WireMailPart found = {
    .name = name,
    .content_type = declared,
    .note = wire_mail_sealed_tell (GMIME_OBJECT (part)),
    .text = has_lines_as_sent (walk, part, place),
  };
  guint32 parent = walk->parent;
  guint32 number = add_part (walk, &found, place, bytes);

  if (!is_coded (place))
    return;
  walk->parent = number;
  wire_mail_tnef_take (walk, bytes->data, bytes->len, place->from);
  walk->parent = parent;
}

/** Tells of @part if it is a file, or if files are in it. */
void
wire_mail_attachment_take (WireMailWalk *walk, GMimePart *part)
{
  const char *name = wire_mail_find_file_name (GMIME_OBJECT (part));
  Place place;

  if (!find_place (walk, part, &place))
    return;
  if (is_body (part, name))
    look_into_text (walk, &place);
  else
    take_file (walk, part, name, &place);
  walk->at = MAX (walk->at, place.to);
}
