/* wire-listener-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reassembly/wire-listener-look.h"

#include <string.h>

/* The only bit in which the cases of an ASCII letter differ. */
#define ASCII_CASE 0x20

/**
 * wire_listener_look_for_word:
 * @bytes: what one side began with
 * @length: of @bytes
 * @word: not empty, in any case
 *
 * For `may_start` of protocols of lines. Most conversations differ in the first byte, which is
 * looked at alone: every connection is asked about every word.
 *
 * Returns: whether @bytes begin with @word; that more is needed where they end within it
 */
WireListenerAnswer
wire_listener_look_for_word (const guint8 *bytes, gsize length, const char *word)
{
  gsize size;
  gsize n;

  if (length == 0)
    return WIRE_LISTENER_MORE;
  if ((bytes[0] ^ (guint8) word[0]) & ~ASCII_CASE)
    return WIRE_LISTENER_NO;
  size = strlen (word);
  n = MIN (length, size);
  if (g_ascii_strncasecmp ((const char *) bytes, word, n) != 0)
    return WIRE_LISTENER_NO;
  return n == size ? WIRE_LISTENER_YES : WIRE_LISTENER_MORE;
}
