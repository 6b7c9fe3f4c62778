/* wire-mail-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-walk.h"

#include "capture/mail/wire-mail-content.h"

/**
 * wire_mail_walk_add:
 * @walk: where the part was found
 * @part: a part; what is known here (its parent, and whether bytes are missing) is filled in. Its
 *   @whole says whether it could be decoded to its end.
 *
 * Returns: for the @parent of parts in it
 */
guint32
wire_mail_walk_add (WireMailWalk *walk, const WireMailPart *part)
{
  WireMailPart found = *part;

  if (walk->parts >= WIRE_MAIL_CONTENT_MAX_PARTS)
    {
      walk->left_out = TRUE;
      return WIRE_MAIL_PART_NONE;
    }
  walk->parts++;
  found.parent = walk->parent;
  found.whole &= walk->text ? wire_mail_text_has (walk->text, MIN (walk->at, part->from), part->to)
                            : walk->whole;
  if (walk->text)
    return walk->take_part (&found, walk->user_data);
  if (!found.content)
    {
      found.content = walk->bytes + part->from;
      found.length = part->to - part->from;
    }
  found.from = found.to = walk->origin;
  return walk->take_part (&found, walk->user_data);
}
