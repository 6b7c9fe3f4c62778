/* wire-mail-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/mail/wire-mail-walk.h"

#include "capture/mail/wire-mail-content.h"

/**
 * wire_mail_walk_add:
 * @self: where the part was found
 * @part: a part; what is known here (its parent, and whether bytes are missing) is filled in. Its
 *   @whole says whether it could be decoded to its end.
 *
 * Returns: for the @parent of parts in it
 */
guint32
wire_mail_walk_add (WireMailWalk *self, const WireMailPart *part)
{
  WireMailPart found = *part;

  if (self->parts >= WIRE_MAIL_CONTENT_MAX_PARTS)
    {
      self->left_out = TRUE;
      return WIRE_MAIL_PART_NONE;
    }
  self->parts++;
  found.parent = self->parent;
  found.whole &= self->text ? wire_mail_text_has (self->text, MIN (self->at, part->from), part->to)
                            : self->whole;
  if (self->text)
    return self->take_part (&found, self->user_data);
  if (!found.content)
    {
      found.content = self->bytes + part->from;
      found.length = part->to - part->from;
    }
  found.from = found.to = self->origin;
  return self->take_part (&found, self->user_data);
}
