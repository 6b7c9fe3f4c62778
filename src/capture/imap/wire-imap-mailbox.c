/* wire-imap-mailbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/imap/wire-imap-mailbox.h"

#include "base/wire-text-hash.h"
#include "capture/imap/wire-imap-structure.h"

#include <string.h>

struct _WireImapMailbox
{
  GHashTable *sizes;    /* of guint64, by number */
  GHashTable *subjects; /* that the log of transfers keeps, by number */
  GHashTable *ranges;   /* of guint64, by offset */
  GHashTable *heads;    /* of parts, by number and section */
  guint32 number;       /* whose structure is being read */
};

/** Returns: (transfer full): nothing is known */
WireImapMailbox *
wire_imap_mailbox_new (void)
{
  WireImapMailbox *self = g_new0 (WireImapMailbox, 1);

  self->sizes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->subjects = g_hash_table_new (NULL, NULL);
  self->ranges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->heads = g_hash_table_new_full (wire_text_hash, g_str_equal, g_free, g_free);
  return self;
}

void
wire_imap_mailbox_free (WireImapMailbox *self)
{
  g_hash_table_unref (self->sizes);
  g_hash_table_unref (self->subjects);
  g_hash_table_unref (self->ranges);
  g_hash_table_unref (self->heads);
  g_free (self);
}

/** Numbers mean other mails from now on. */
void
wire_imap_mailbox_forget (WireImapMailbox *self)
{
  g_hash_table_remove_all (self->sizes);
  g_hash_table_remove_all (self->subjects);
  g_hash_table_remove_all (self->heads);
}

static gboolean
has_room (GHashTable *table)
{
  return g_hash_table_size (table) < WIRE_IMAP_MAILBOX_MAX;
}

/** Mail @number is @size bytes long. */
void
wire_imap_mailbox_note_size (WireImapMailbox *self, guint32 number, guint64 size)
{
  if (has_room (self->sizes))
    g_hash_table_insert (self->sizes, GUINT_TO_POINTER (number), g_memdup2 (&size, sizeof size));
}

/** Returns: whether that of mail @number is known */
gboolean
wire_imap_mailbox_find_size (const WireImapMailbox *self, guint32 number, guint64 *size)
{
  const guint64 *found = g_hash_table_lookup (self->sizes, GUINT_TO_POINTER (number));

  if (found)
    *size = *found;
  return found != NULL;
}

/** @subject: (nullable): of mail @number; kept by the log of transfers */
void
wire_imap_mailbox_note_subject (WireImapMailbox *self, guint32 number, const char *subject)
{
  if (subject && has_room (self->subjects))
    g_hash_table_insert (self->subjects, GUINT_TO_POINTER (number), (gpointer) subject);
}

/** Returns: (transfer full): what a part of a mail is called */
char *
wire_imap_mailbox_name_part (const WireImapMailbox *self, const WireImapItem *item)
{
  const char *subject = g_hash_table_lookup (self->subjects, GUINT_TO_POINTER (item->number));

  return subject ? g_strdup_printf ("part %s of %s", item->section, subject)
                 : g_strdup_printf ("part %s of mail %u", item->section, item->number);
}

/** @head: what is before part @section of mail @number; see #WireImapStructureSink */
void
wire_imap_mailbox_note_head (WireImapMailbox *self,
                             guint32 number,
                             const char *section,
                             const char *head)
{
  if (has_room (self->heads))
    g_hash_table_insert (self->heads, g_strdup_printf ("%u %s", number, section), g_strdup (head));
}

/* A WireImapStructureSink. */
static void
note_head (const char *section, const char *head, gpointer user_data)
{
  WireImapMailbox *self = user_data;

  wire_imap_mailbox_note_head (self, self->number, section, head);
}

/** @text: a FETCH response of mail @number, which may say what its parts are */
void
wire_imap_mailbox_note_structure (WireImapMailbox *self, guint32 number, const char *text)
{
  self->number = number;
  wire_imap_structure_read (text, note_head, self);
}

/* Returns: (transfer full): @head without the field that says how the part is encoded */
static char *
drop_encoding (const char *head)
{
  static const char FIELD[] = "Content-Transfer-Encoding:";
  const char *begin = strcasestr (head, FIELD);
  const char *end = begin ? strchr (begin, '\n') : NULL;

  return end ? g_strdup_printf ("%.*s%s", (int) (begin - head), head, end + 1) : g_strdup (head);
}

/** Returns: (transfer full) (nullable): the head of the part that @item is; see
 * #WireImapStructureSink */
char *
wire_imap_mailbox_find_head (const WireImapMailbox *self, const WireImapItem *item)
{
  g_autofree char *key = g_strdup_printf ("%u %s", item->number, item->section);
  const char *head = g_hash_table_lookup (self->heads, key);

  if (!head)
    return NULL;
  return item->binary ? drop_encoding (head) : g_strdup (head);
}

/** @length bytes from @offset on were asked for. */
void
wire_imap_mailbox_note_range (WireImapMailbox *self, guint64 offset, guint64 length)
{
  if (has_room (self->ranges))
    g_hash_table_insert (self->ranges, g_memdup2 (&offset, sizeof offset),
                         g_memdup2 (&length, sizeof length));
}

/** All that was asked for was answered. What is asked next may not be captured, and may be of other
 * ranges. */
void
wire_imap_mailbox_forget_ranges (WireImapMailbox *self)
{
  g_hash_table_remove_all (self->ranges);
}

/** Returns: whether it is known how many bytes were asked for from @offset on, the last time */
gboolean
wire_imap_mailbox_find_range (const WireImapMailbox *self, guint64 offset, guint64 *length)
{
  const guint64 *found = g_hash_table_lookup (self->ranges, &offset);

  if (found)
    *length = *found;
  return found != NULL;
}
