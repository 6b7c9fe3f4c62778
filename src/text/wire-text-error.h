/* wire-text-error.h: what can be wrong with text and its bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireTextError:
 * @WIRE_TEXT_ERROR_CODEC: no such codec
 * @WIRE_TEXT_ERROR_BYTES: bytes that the codec cannot read
 * @WIRE_TEXT_ERROR_LACKS: a character that the codec lacks
 * @WIRE_TEXT_ERROR_NOTATION: bytes that were not written as they were said to be
 * @WIRE_TEXT_ERROR_ADDRESS: no network address
 *
 * Files keep their #GIOErrorEnum.
 */
typedef enum
{
  WIRE_TEXT_ERROR_CODEC,
  WIRE_TEXT_ERROR_BYTES,
  WIRE_TEXT_ERROR_LACKS,
  WIRE_TEXT_ERROR_NOTATION,
  WIRE_TEXT_ERROR_ADDRESS,
} WireTextError;

#define WIRE_TEXT_ERROR (wire_text_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_text_error_quark (void);

/**
 * WireTextPolicy:
 * @WIRE_TEXT_STRICT: the first thing wrong is an error
 * @WIRE_TEXT_REPLACE: it becomes U+FFFD, or `?` where the codec has no such character
 * @WIRE_TEXT_IGNORE: it is left out
 * @WIRE_TEXT_ESCAPE: it becomes `\xe9` (a byte) or `\u20ac` (a character)
 *
 * What to do with what cannot be read or written.
 */
typedef enum
{
  WIRE_TEXT_STRICT,
  WIRE_TEXT_REPLACE,
  WIRE_TEXT_IGNORE,
  WIRE_TEXT_ESCAPE,
} WireTextPolicy;

gboolean wire_text_policy_parse (const char *name, WireTextPolicy *policy);

/**
 * WireTextReason:
 *
 * Why bytes cannot be read. The first six are the ways in which UTF-8 goes wrong (RFC 3629,
 * sections 3 and 4).
 */
typedef enum
{
  WIRE_TEXT_REASON_NONE,
  WIRE_TEXT_REASON_LONE_CONTINUATION, /* 80–bf with no lead byte before it */
  WIRE_TEXT_REASON_BAD_CONTINUATION,  /* a lead byte, and then no 80–bf */
  WIRE_TEXT_REASON_OVERLONG,          /* more bytes than the character needs */
  WIRE_TEXT_REASON_SURROGATE,         /* d800–dfff is no character, or half of one */
  WIRE_TEXT_REASON_BEYOND,            /* above U+10FFFF */
  WIRE_TEXT_REASON_IMPOSSIBLE,        /* f8–ff never occur in UTF-8 */
  WIRE_TEXT_REASON_TRUNCATED,         /* the bytes end inside a character */
  WIRE_TEXT_REASON_UNASSIGNED,        /* the codec gives these bytes no character */
} WireTextReason;

const char *wire_text_reason_to_words (WireTextReason reason);

G_END_DECLS
