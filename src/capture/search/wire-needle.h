/* wire-needle.h: bytes that are looked for, each of which may be one of several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The longest needle, in bytes of the form that it is looked for in. */
#define WIRE_NEEDLE_MAX 4096u

/** Which bytes may be at one place: a bit each. */
typedef struct
{
  guint32 bits[8];
} WireByteSet;

/**
 * WireNeedleForm:
 * @WIRE_NEEDLE_BYTES: bytes in hexadecimal
 * @WIRE_NEEDLE_UTF8: text in UTF-8
 * @WIRE_NEEDLE_UTF16LE: text in UTF-16, little endian
 * @WIRE_NEEDLE_UTF16BE: text in UTF-16, big endian
 * @WIRE_NEEDLE_BASE64: text in base64, wherever its groups begin
 * @WIRE_NEEDLE_HEX: text as hexadecimal digits
 * @WIRE_NEEDLE_PERCENT: text with some or all bytes as % and two digits
 * @WIRE_NEEDLE_REGEX: what a regular expression matched
 *
 * What a hit was written in.
 */
typedef enum
{
  WIRE_NEEDLE_BYTES,
  WIRE_NEEDLE_UTF8,
  WIRE_NEEDLE_UTF16LE,
  WIRE_NEEDLE_UTF16BE,
  WIRE_NEEDLE_BASE64,
  WIRE_NEEDLE_HEX,
  WIRE_NEEDLE_PERCENT,
  WIRE_NEEDLE_REGEX,
} WireNeedleForm;

/**
 * WireNeedle:
 * @form: what it is written in
 * @sets: (element-type WireByteSet): the bytes, in order
 * @folded: (nullable): the text without case, where @sets let through more than it: a match is
 *   looked at once more
 *
 * One form of what is looked for.
 */
typedef struct
{
  WireNeedleForm form;
  GArray *sets;
  char *folded;
} WireNeedle;

/** Returns: whether @byte may be there */
static inline gboolean
wire_byte_set_has (const WireByteSet *set, guint8 byte)
{
  return set->bits[byte / 32] >> byte % 32 & 1;
}

/** Lets @byte be there. */
static inline void
wire_byte_set_add (WireByteSet *set, guint8 byte)
{
  set->bits[byte / 32] |= 1u << byte % 32;
}

WireNeedle *wire_needle_new (WireNeedleForm form);

/** Frees @needle and what it owns. */
void wire_needle_free (WireNeedle *needle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireNeedle, wire_needle_free)

void wire_needle_add (WireNeedle *needle, const WireByteSet *set);
/** Returns: whether the needle is at @bytes, which are as many as it has */
gboolean wire_needle_matches (const WireNeedle *needle, const guint8 *bytes);
const char *wire_needle_form_to_text (WireNeedleForm form);

/** Returns: (transfer full) (element-type WireNeedle): the forms in which @text is usually written
 */
GPtrArray *wire_needles_from_text (const char *text, gboolean exact);
WireNeedle *wire_needle_from_hex (const char *pattern, GError **error);

G_END_DECLS
