/* wire-zeek-letter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/zeek/files/wire-zeek-letter.h"

#include "capture/mail/wire-mail-leaves.h"

/* A mail that is being taken apart. */
typedef struct
{
  WireObjectList *list;
  guint32 object;
  WireTypeDetector *detector;
  GPtrArray *parts;
} Letter;

/* A WireMailLeafSink. */
static void
take_leaf (const WireMailLeaf *leaf, gpointer user_data)
{
  Letter *self = user_data;
  WireZeekPart *part;

  if (leaf->length == 0)
    return;
  part = wire_zeek_part_new (self->object);
  part->name = g_strdup (leaf->name);
  part->depth = leaf->place;
  wire_zeek_part_set_content (part, leaf->content, leaf->length, self->detector);
  /* Zeek counts an end for each quoted line, also for the last one, where it belongs to the
   * boundary that follows. */
  if (leaf->quoted)
    part->seen += 2;
  wire_zeek_part_set_place (part, self->list, leaf->from, leaf->to);
  g_ptr_array_add (self->parts, part);
}

/**
 * wire_zeek_letter_take_apart:
 * @list: all objects
 * @object: a mail
 * @content: all of it
 * @detector: for types
 *
 * Returns: (transfer full) (element-type WireZeekPart): its parts, decoded, without those that are
 *   empty
 */
GPtrArray *
wire_zeek_letter_take_apart (WireObjectList *list,
                             guint32 object,
                             GBytes *content,
                             WireTypeDetector *detector)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) wire_zeek_part_free);
  Letter self = { list, object, detector, parts };

  wire_mail_leaves_read (content, take_leaf, &self);
  return parts;
}
