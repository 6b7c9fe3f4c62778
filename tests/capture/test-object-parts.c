/* test-object-parts.c: downloads put together from answers to requests for parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-talk.h"
#include "wire-object-range.h"

#include <string.h>

#define ENTITY "0123456789"
#define MAX_PARTS 3

typedef struct
{
  const char *range;
  const char *field;
  const char *body;
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
};

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
          "HTTP/1.1 206 Partial Content\n%sContent-Range: bytes %s\nContent-Length: %u\n",
          part->field, part->range, (guint) strlen (part->body));

      http_talk_ask (&talk, "GET", "/entity");
      http_talk_answer (&talk, head, part->body, strlen (part->body));
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
  g_test_add_func ("/object-parts/ranges", test_ranges);
  return g_test_run ();
}
