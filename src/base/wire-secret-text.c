/* wire-secret-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-secret-text.h"

#include "base/wire-secret.h"

#include <string.h>

/* Moves @text, and overwrites where it was. */
static void
grow (GString *text, gsize length)
{
  gsize size = 2 * (text->len + length + 1);
  char *moved = g_malloc (size);

  memcpy (moved, text->str, text->len + 1);
  wire_secret_wipe (text->str, text->allocated_len);
  g_free (text->str);
  text->str = moved;
  text->allocated_len = size;
}

/**
 * wire_secret_text_append:
 * @text: grows by @more
 * @more: bytes that may be keys
 * @length: of @more
 *
 * Other than g_string_append_len(), it leaves no copies in memory that was given back. What @text
 * has by then is in ordinary memory.
 */
void
wire_secret_text_append (GString *text, const char *more, gsize length)
{
  if (text->allocated_len - text->len <= length)
    grow (text, length);
  g_string_append_len (text, more, (gssize) length);
}

/** Overwrites and frees @text, which may be %NULL. */
void
wire_secret_text_free (GString *text)
{
  if (!text)
    return;
  wire_secret_wipe (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}
