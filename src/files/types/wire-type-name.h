/* wire-type-name.h: what a file's name claims, and what it hides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireNameTrick:
 * @WIRE_NAME_PLAIN: nothing odd
 * @WIRE_NAME_DOUBLE_EXTENSION: an extension of a document comes before one that runs:
 *   `invoice.pdf.exe`
 * @WIRE_NAME_REVERSED: a character turns the direction of writing, so that the name reads otherwise
 * @WIRE_NAME_BLANKS: so many blanks before the extension that it is out of sight
 * @WIRE_NAME_TRAILING: dots or blanks after the extension, which Windows drops
 * @WIRE_NAME_INVISIBLE: the extension has characters in it that are not seen
 *
 * Ways in which a name looks like that of another kind of file.
 */
typedef enum
{
  WIRE_NAME_PLAIN,
  WIRE_NAME_DOUBLE_EXTENSION,
  WIRE_NAME_REVERSED,
  WIRE_NAME_BLANKS,
  WIRE_NAME_TRAILING,
  WIRE_NAME_INVISIBLE,
} WireNameTrick;

char *wire_type_name_get_extension (const char *name);
WireNameTrick wire_type_name_find_trick (const char *name);
const char *wire_name_trick_to_key (WireNameTrick trick);
char *wire_name_trick_explain (WireNameTrick trick, const char *name);

G_END_DECLS
