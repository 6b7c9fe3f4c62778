/* wire-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/objects/wire-messages.h"

#include <glib/gi18n.h>

struct _WireMessages
{
  WireObjectList *list;
  GPtrArray *messages; /* of GArray of guint32: a mail, and what was attached to it */
};

void
wire_messages_free (WireMessages *self)
{
  g_ptr_array_unref (self->messages);
  wire_object_list_unref (self->list);
  g_free (self);
}

/** Whether @self is a mail, and not something that was attached to one. */
gboolean
wire_object_is_message (const WireObject *self)
{
  return self->origin.mail
         && (self->origin.titled || g_strcmp0 (self->content_type, "message/rfc822") == 0);
}

static void
free_array (gpointer array)
{
  g_array_unref (array);
}

/* @found: of GArray, by the number of the mail */
static void
add_message (WireMessages *self, GHashTable *found, guint32 object)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (all, object);
  g_ptr_array_add (self->messages, all);
  g_hash_table_insert (found, GUINT_TO_POINTER (object), all);
}

/* What a mail has as its parts comes after it in the list, or before. */
static void
add_part (GHashTable *found, guint32 parent, guint32 object)
{
  GArray *all = g_hash_table_lookup (found, GUINT_TO_POINTER (parent));

  if (all)
    g_array_append_val (all, object);
}

/** Returns: (transfer full): the mails in @list */
WireMessages *
wire_messages_new (WireObjectList *list)
{
  WireMessages *self = g_new (WireMessages, 1);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  guint32 n = wire_object_list_get_length (list);

  self->list = wire_object_list_ref (list);
  self->messages = g_ptr_array_new_with_free_func (free_array);
  for (guint32 i = 0; i < n; i++)
    if (wire_object_is_message (wire_object_list_get (list, i)))
      add_message (self, found, i);
  for (guint32 i = 0; i < n; i++)
    {
      const WireObject *object = wire_object_list_get (list, i);

      if (object->origin.mail && object->origin.parent != WIRE_OBJECT_NONE)
        add_part (found, object->origin.parent, i);
    }
  return self;
}

/** Returns: (transfer none): the list that they are of */
WireObjectList *
wire_messages_get_list (const WireMessages *self)
{
  return self->list;
}

/** Returns: how many mails there are */
guint
wire_messages_get_length (const WireMessages *self)
{
  return self->messages->len;
}

/** Returns: (array length=n) (transfer none): the object that the mail is, and after it those that
 * were attached to it */
const guint32 *
wire_messages_get (const WireMessages *self, guint message, guint *n)
{
  const GArray *all = g_ptr_array_index (self->messages, message);

  *n = all->len;
  return (const guint32 *) (gconstpointer) all->data;
}

/**
 * wire_message_judge:
 * @list: of objects
 * @objects: a mail, and what was attached to it
 * @n: how many of both
 * @facts: as many, from wire_object_examine_many()
 * @fine: (out): there is nothing to say
 *
 * Returns: (transfer full): the first of what there is to say, the mail before what is in it;
 *   translated
 */
char *
wire_message_judge (const WireObjectList *list,
                    const guint32 *objects,
                    guint n,
                    const WireObjectFacts *facts,
                    gboolean *fine)
{
  const WireObject *message = wire_object_list_get (list, objects[0]);

  *fine = FALSE;
  if (!facts[0].whole)
    return wire_object_describe_completeness (message);
  if (message->origin.note)
    return g_strdup (message->origin.note);
  for (guint i = 1; i < n; i++)
    {
      const WireObject *part = wire_object_list_get (list, objects[i]);

      if (facts[i].verdict && !wire_object_is_message (part))
        return g_strdup_printf ("%s: %s", part->origin.name ? part->origin.name : _ ("unnamed"),
                                facts[i].verdict);
    }
  *fine = TRUE;
  return g_strdup (_ ("complete"));
}
