/* test-object-parts.c: downloads put together from answers to requests for parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/capture/http/http-talk.h"
#include "capture/objects/wire-object-facts.h"
#include "capture/objects/wire-object-range.h"

#include <string.h>

#define ENTITY "0123456789"
#define MAX_PARTS 3

typedef struct
{
  const char *range;
  const char *field;
  const char *body; /* `#` was not captured */
} PartCase;

static const struct
{
  PartCase parts[MAX_PARTS];
  guint objects;
  const char *content; /* of the first one; `_` is a zero */
  guint64 missing;
  guint gaps;
  gboolean complete;
} PARTS[] = {
  { { { "0-4/10", "", "01234" }, { "5-9/10", "", "56789" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "5-9/10", "", "56789" }, { "0-4/10", "", "01234" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "0-6/10", "", "0123456" }, { "3-9/10", "", "3456789" } }, 1, ENTITY, 0, 0, TRUE },
  /* one lies within another */
  { { { "0-8/10", "", "012345678" }, { "2-3/10", "", "23" }, { "8-9/10", "", "89" } },
    1,
    ENTITY,
    0,
    0,
    TRUE },
  { { { "0-9/10", "", ENTITY } }, 1, ENTITY, 0, 0, TRUE },
  { { { "0-2/10", "", "012" }, { "6-9/10", "", "6789" } }, 1, "012___6789", 3, 1, FALSE },
  { { { "0-4/10", "", "01234" } }, 1, "01234", 5, 1, FALSE },
  { { { "4-9/10", "", "456789" } }, 1, "____456789", 4, 1, FALSE },
  /* Nobody said how long it is, so nobody knows that this is all of it. */
  { { { "0-4/*", "", "01234" }, { "5-9/*", "", "56789" } }, 1, ENTITY, 0, 0, FALSE },
  /* two entities, or parts of what cannot be joined */
  { { { "0-4/10", "ETag: \"a\"\n", "01234" }, { "5-9/10", "ETag: \"b\"\n", "56789" } },
    2,
    "01234",
    5,
    1,
    FALSE },
  { { { "0-4/10", "", "01234" }, { "5-9/12", "", "56789" } }, 2, "01234", 5, 1, FALSE },
  /* What is missing in one is in another, whichever came and begins first. */
  { { { "0-9/10", "", "01####6789" }, { "1-6/10", "", "123456" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "2-6/10", "", "23456" }, { "0-9/10", "", "01####6789" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "0-9/10", "", "0########9" }, { "2-3/10", "", "23" }, { "5-7/10", "", "5#7" } },
    1,
    "0_23_5_7_9",
    4,
    4,
    FALSE },
  /* ends in what was not captured */
  { { { "0-4/10", "", "01234" }, { "5-9/10", "", "567##" } }, 1, "01234567", 2, 1, FALSE },
  /* more, or less, than the range that it names */
  { { { "0-4/10", "", "01234xyz" }, { "5-9/10", "", "56789" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "0-9/10", "", ENTITY "xyz" } }, 1, ENTITY, 0, 0, TRUE },
  { { { "0-4/10", "", "012" }, { "5-9/10", "", "56789" } }, 1, "012__56789", 2, 1, FALSE },
};

/* Without an acknowledgement number, which would say that the request was not there yet. */
static void
answer_with_gaps (HttpTalk *talk, const char *head, const char *body)
{
  http_talk_say (talk, TRUE, 0, head, strlen (head));
  while (*body)
    {
      gsize there = strcspn (body, "#");
      gsize lost = strspn (body + there, "#");

      if (there > 0)
        http_talk_say (talk, TRUE, 0, body, there);
      talk->next[1] += (guint32) lost;
      body += there + lost;
    }
}

static void
check_parts (guint i)
{
  g_auto (HttpTalk) talk = { 0 };
  g_autofree char *content = g_strdelimit (g_strdup (PARTS[i].content), "_", '\1');
  gsize length = strlen (content);
  const WireObject *object;
  guint n = 0;

  http_talk_begin (&talk);
  for (; n < MAX_PARTS && PARTS[i].parts[n].range; n++)
    {
      const PartCase *part = &PARTS[i].parts[n];
      g_autofree char *head = g_strdup_printf (
          "HTTP/1.1 206 Partial Content\n%sContent-Range: bytes %s\nContent-Length: %u\n\n",
          part->field, part->range, (guint) strlen (part->body));

      http_talk_ask (&talk, "GET", "/entity");
      answer_with_gaps (&talk, head, part->body);
    }
  http_talk_end (&talk);
  for (gsize k = 0; k < length; k++)
    content[k] = content[k] == '\1' ? '\0' : content[k];
  g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, PARTS[i].objects);
  object = wire_object_list_get (talk.list, 0);
  g_assert_cmpuint (object->parts, ==, PARTS[i].objects == 1 ? n : 1);
  g_assert_cmpuint (object->missing, ==, PARTS[i].missing);
  g_assert_cmpuint (object->gaps, ==, PARTS[i].gaps);
  g_assert_cmpint ((object->flags & WIRE_OBJECT_COMPLETE) != 0, ==, PARTS[i].complete);
  g_assert_true (object->flags & WIRE_OBJECT_COMBINED);
  http_talk_assert_content (&talk, 0, content, length);
}

static void
test_parts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      g_test_message ("parts %u", i);
      check_parts (i);
    }
}

/* What cannot be put together is still a part, and its hash not that of the whole. */
static void
test_single_parts (void)
{
  static const char *const FIELDS[] = {
    "",
    "Content-Range: bytes 0-4/10\nContent-Encoding: gzip\n",
    "Content-Range: bytes 0-4/99999999999\n",
    "Content-Type: multipart/byteranges; boundary=x\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_auto (HttpTalk) talk = { 0 };
      g_autofree char *head =
          g_strdup_printf ("HTTP/1.1 206 Partial Content\n%sContent-Length: 5\n", FIELDS[i]);
      g_autofree char *sentence = NULL;
      const WireObject *object;

      http_talk_begin (&talk);
      http_talk_ask (&talk, "GET", "/entity");
      http_talk_answer (&talk, head, "01234", 5);
      http_talk_end (&talk);
      object = wire_object_list_get (talk.list, 0);
      sentence = wire_object_describe_completeness (object);
      g_assert_cmpuint (object->flags & ~(guint) (WIRE_OBJECT_ANSWERED | WIRE_OBJECT_ANSWER_WHOLE),
                        ==, 0);
      g_assert_cmpuint (object->missing, ==, 0);
      g_assert_nonnull (strstr (sentence, "in parts"));
    }
}

static void
test_clients (void)
{
  static const char *const CLIENTS[] = { "192.0.2.8:1000", "192.0.2.9:1000" };
  static const char *const SAID[] = {
    "HTTP/1.1 206 P\nContent-Range: bytes 0-1/4\nContent-Length: 2\n\nab",
    "HTTP/1.1 206 P\nContent-Range: bytes 2-3/4\nContent-Length: 2\n\ncd",
  };
  g_auto (HttpTalk) talk = { 0 };

  http_talk_begin (&talk);
  for (guint i = 0; i < 2; i++)
    {
      capture_builder_add_segment (talk.builder, 2 * i, CLIENTS[i], "192.0.2.1:80", 0, 1,
                                   "GET /e HTTP/1.1\n\n", -1);
      capture_builder_add_segment (talk.builder, 2 * i + 1, "192.0.2.1:80", CLIENTS[i], 0, 1,
                                   SAID[i], -1);
    }
  http_talk_end (&talk);
  g_assert_cmpuint (wire_object_list_get_length (talk.list), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_false (wire_object_list_get (talk.list, i)->flags & WIRE_OBJECT_COMPLETE);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *text;
    gboolean right;
    WireObjectRange range;
  } CASES[] = {
    { "bytes 0-99/1000", TRUE, { 0, 99, 1000 } },
    { "BYTES=5-5/6", TRUE, { 5, 5, 6 } },
    { "bytes 7-8/*", TRUE, { 7, 8, 0 } },
    { "bytes */1000", FALSE, { 0 } },
    { "bytes 9-8/10", FALSE, { 0 } },
    { "bytes 0-10/10", FALSE, { 0 } },
    { "bytes -1-5/10", FALSE, { 0 } },
    { "bytes 0-5", FALSE, { 0 } },
    { "bytes 0-99999999999999999999999/*", FALSE, { 0 } },
    { "items 0-5/10", FALSE, { 0 } },
    { "", FALSE, { 0 } },
    { NULL, FALSE, { 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      WireObjectRange range;

      g_assert_cmpint (wire_object_range_parse (CASES[i].text, &range), ==, CASES[i].right);
      if (!CASES[i].right)
        continue;
      g_assert_cmpuint (range.first, ==, CASES[i].range.first);
      g_assert_cmpuint (range.last, ==, CASES[i].range.last);
      g_assert_cmpuint (range.total, ==, CASES[i].range.total);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-parts/parts", test_parts);
  g_test_add_func ("/object-parts/single", test_single_parts);
  g_test_add_func ("/object-parts/clients", test_clients);
  g_test_add_func ("/object-parts/ranges", test_ranges);
  return g_test_run ();
}
