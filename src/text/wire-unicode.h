/* wire-unicode.h: the encoding forms of Unicode, read strictly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "text/wire-text-error.h"

G_BEGIN_DECLS

/** A normalization form (UAX 15). */
typedef enum
{
  WIRE_UNICODE_NONE, /* some other codec */
  WIRE_UNICODE_UTF8,
  WIRE_UNICODE_UTF16LE,
  WIRE_UNICODE_UTF16BE,
  WIRE_UNICODE_UTF32LE,
  WIRE_UNICODE_UTF32BE,
} WireUnicodeForm;

/**
 * WireUnicodeStep:
 * @character: what the bytes mean; 0 where they mean nothing
 * @length: how many bytes belong together; at least 1
 * @reason: why they mean nothing
 */
typedef struct
{
  gunichar character;
  guint length;
  WireTextReason reason;
} WireUnicodeStep;

WireUnicodeStep wire_unicode_read (WireUnicodeForm form, const guint8 *bytes, gsize length);
gsize wire_utf8_find_problem (const guint8 *bytes, gsize length, WireUnicodeStep *problem);
gsize wire_utf8_cut (const guint8 *bytes, gsize length, gsize most);
WireUnicodeForm wire_unicode_form_of_mark (const guint8 *bytes, gsize length, guint *mark_length);
WireUnicodeForm wire_unicode_form_of_codec (const char *codec);
const char *wire_unicode_form_name (WireUnicodeForm form);
char *wire_unicode_character_name (gunichar character);
gsize wire_unicode_count_graphemes (const char *text, gsize length);

G_END_DECLS
