/* mail-talk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/mail/mail-talk.h"

#include "capture/objects/wire-object-content.h"

#include <string.h>

#define CLIENT "192.0.2.1:40000"
#define SERVER "192.0.2.2:2525"

#define SYN 2
#define ACK 16

typedef struct
{
  gboolean back;
  guint32 sequence;
  guint32 acknowledgement;
  const char *said;
  gsize length;
} Segment;

void
mail_talk_heard_clear (MailTalkHeard *heard)
{
  g_clear_pointer (&heard->list, wire_object_list_unref);
  g_clear_object (&heard->capture);
  g_clear_pointer (&heard->builder, capture_builder_free);
}

/* The segments, in the order in which they were sent. */
static GArray *
cut_up (MailTalk talk, guint cut)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  guint32 next[2] = { 1001, 5001 };

  for (; *talk; talk++)
    {
      gboolean back = (*talk)[0] == 'S';
      const char *said = *talk + 3;
      gsize length = strlen (said);

      for (gsize at = 0; at < length;)
        {
          gsize n = cut ? MIN (cut, length - at) : length - at;
          const Segment segment = { back, next[back], next[!back], said + at, n };

          g_array_append_val (segments, segment);
          next[back] += (guint32) n;
          at += n;
        }
    }
  return segments;
}

static void
swap_with_next (GArray *segments, guint number)
{
  Segment *all = (Segment *) (gpointer) segments->data;

  for (guint i = number; i < segments->len; i++)
    if (all[i].back == all[number - 1].back)
      {
        Segment late = all[number - 1];

        /* An answer to it can only come behind it. */
        if (i != number)
          return;
        all[number - 1] = all[i];
        all[i] = late;
        return;
      }
}

static void
add (CaptureBuilder *builder, gint64 time, const Segment *segment, guint8 flags)
{
  guint32 acknowledgement = GUINT32_TO_BE (segment->acknowledgement);

  capture_builder_add_segment (builder, time, segment->back ? SERVER : CLIENT,
                               segment->back ? CLIENT : SERVER, flags, segment->sequence,
                               segment->said, (gssize) segment->length);
  memcpy (builder->bytes->data + builder->bytes->len - segment->length - 12, &acknowledgement, 4);
}

void
mail_talk_hear (MailTalk talk, MailTalkHow how, MailTalkHeard *heard)
{
  g_autoptr (GArray) segments = cut_up (talk, how.cut);
  g_autoptr (GError) error = NULL;

  heard->builder = capture_builder_new (1);
  heard->segments = segments->len;
  add (heard->builder, 0, &(Segment){ FALSE, 1000, 0, "", 0 }, SYN);
  add (heard->builder, 0, &(Segment){ TRUE, 5000, 1001, "", 0 }, SYN | ACK);
  if (how.swap)
    swap_with_next (segments, how.swap);
  for (guint i = 0; i < segments->len; i++)
    if (i + 1 != how.lose)
      add (heard->builder, i + 1, &g_array_index (segments, Segment, i), ACK);
  heard->capture = capture_builder_make (heard->builder);
  wire_capture_want_streams (heard->capture);
  wire_capture_load (heard->capture, NULL, &error);
  g_assert_no_error (error);
  heard->list = wire_object_list_new_transfers (heard->capture, NULL);
}

static void
describe (const MailTalkHeard *heard, guint32 number, GString *out)
{
  const WireObject *object = wire_object_list_get (heard->list, number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wire_object_read_content (heard->list, number, 1000000, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_append_printf (out, "%s %s", object->origin.protocol,
                          object->origin.direction == WIRE_TRANSFER_UPLOAD ? "up" : "down");
  if (object->origin.parent != WIRE_OBJECT_NONE)
    g_string_append_printf (out, " in %u", object->origin.parent + 1);
  if (object->origin.user)
    g_string_append_printf (out, " by %s", object->origin.user);
  g_string_append_printf (out, " “%s” %s: %s\n", object->origin.name ? object->origin.name : "",
                          object->flags & WIRE_OBJECT_COMPLETE ? "complete" : "incomplete", text);
  if (object->origin.note)
    g_string_append_printf (out, "  note: %s\n", object->origin.note);
}

char *
mail_talk_describe (const MailTalkHeard *heard)
{
  GString *out = g_string_new (NULL);

  for (guint32 i = 0; i < wire_object_list_get_length (heard->list); i++)
    describe (heard, i, out);
  return g_string_free (out, FALSE);
}

/* The content of each complete transfer, whatever its number. */
static GHashTable *
gather_complete (const MailTalkHeard *heard)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 i = 0; i < wire_object_list_get_length (heard->list); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (!(wire_object_list_get (heard->list, i)->flags & WIRE_OBJECT_COMPLETE))
        continue;
      bytes = wire_object_read_content (heard->list, i, 1000000, NULL, NULL);
      g_hash_table_add (all, g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
    }
  return all;
}

/* A packet that comes late may change which of two transfers is listed first. */
static void
assert_same (const MailTalkHeard *heard, const MailTalkHeard *wanted)
{
  g_autoptr (GHashTable) got = gather_complete (heard);
  g_autoptr (GHashTable) right = gather_complete (wanted);
  GHashTableIter iter;
  gpointer content;

  g_assert_cmpuint (wire_object_list_get_length (heard->list), ==,
                    wire_object_list_get_length (wanted->list));
  g_assert_cmpuint (g_hash_table_size (got), ==, g_hash_table_size (right));
  g_hash_table_iter_init (&iter, got);
  while (g_hash_table_iter_next (&iter, &content, NULL))
    g_assert_true (g_hash_table_contains (right, content));
}

void
mail_talk_assert_cuts (MailTalk talk)
{
  g_auto (MailTalkHeard) whole = { 0 };
  g_autofree char *wanted = NULL;

  mail_talk_hear (talk, (MailTalkHow){ 0 }, &whole);
  wanted = mail_talk_describe (&whole);
  g_assert_cmpuint (strlen (wanted), >, 0);
  for (guint cut = 1; cut < 120; cut++)
    {
      g_auto (MailTalkHeard) heard = { 0 };
      g_autofree char *got = NULL;

      mail_talk_hear (talk, (MailTalkHow){ .cut = cut }, &heard);
      got = mail_talk_describe (&heard);
      g_assert_cmpstr (got, ==, wanted);
    }
  for (guint swap = 1;; swap++)
    {
      g_auto (MailTalkHeard) heard = { 0 };

      mail_talk_hear (talk, (MailTalkHow){ .cut = 50, .swap = swap }, &heard);
      if (swap > heard.segments)
        break;
      assert_same (&heard, &whole);
    }
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, word)); at += strlen (word))
    n++;
  return n;
}

void
mail_talk_assert_losses (MailTalk talk, guint cut, guint few)
{
  g_auto (MailTalkHeard) whole = { 0 };
  g_autoptr (GHashTable) right = NULL;

  mail_talk_hear (talk, (MailTalkHow){ 0 }, &whole);
  right = gather_complete (&whole);
  for (guint lose = 1;; lose++)
    {
      g_auto (MailTalkHeard) heard = { 0 };
      g_autoptr (GHashTable) complete = NULL;
      g_autofree char *got = NULL;
      GHashTableIter iter;
      gpointer content;

      mail_talk_hear (talk, (MailTalkHow){ .cut = cut, .lose = lose }, &heard);
      if (lose > heard.segments)
        break;
      got = mail_talk_describe (&heard);
      complete = gather_complete (&heard);
      g_hash_table_iter_init (&iter, complete);
      while (g_hash_table_iter_next (&iter, &content, NULL))
        if (!g_hash_table_contains (right, content))
          g_error ("Segment %u lost, and this is said to be complete:\n%s\n---\n%s", lose,
                   (const char *) content, got);
      if (g_hash_table_size (complete) + few < g_hash_table_size (right))
        g_error ("Segment %u lost, and only this is complete:\n%s", lose, got);
      g_assert_cmpuint (count (got, "incomplete"), <=, g_hash_table_size (right));
    }
}
