/* wire-mail-dots.h: text that ends with a line of one dot (RFC 5321, section 4.5.2; RFC 1939)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Where in a line the text is. */
typedef enum
{
  WIRE_MAIL_DOTS_LINE_BEGINS,
  WIRE_MAIL_DOTS_IN_LINE,
  WIRE_MAIL_DOTS_CR,     /* may be the line's end */
  WIRE_MAIL_DOTS_DOT,    /* that the line began with: it is not part of the text */
  WIRE_MAIL_DOTS_DOT_CR, /* may be the text's end */
  WIRE_MAIL_DOTS_ENDED,
} WireMailDotsState;

/**
 * WireMailDots:
 * @state: where it is
 * @tail: the last bytes that came
 *
 * Zeroed is the beginning of a text.
 */
typedef struct
{
  WireMailDotsState state;
  guint32 tail;
} WireMailDots;

/**
 * WireMailDotsRun:
 * @from: the first byte of the text
 * @length: how many
 * @carriage: a carriage return that came in an earlier piece belongs before them
 */
typedef struct
{
  guint32 from;
  guint32 length;
  gboolean carriage;
} WireMailDotsRun;

gboolean wire_mail_dots_next (
    WireMailDots *dots, const guint8 *bytes, guint32 length, guint32 *used, WireMailDotsRun *run);
void wire_mail_dots_lose (WireMailDots *dots);
guint wire_mail_dots_get_loose_end (const WireMailDots *dots);

G_END_DECLS
