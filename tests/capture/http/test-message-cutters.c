/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bodies that are made of messages, however they are cut.
 */

#include "capture/http/wire-event-cutter.h"
#include "capture/http/wire-grpc-cutter.h"

#include <string.h>

/* Every `?` in a body is missing. */
typedef struct
{
  const char *body;
  gsize length;
  const char *expected; /* `[bytes]` of each message; `~` where it has no end */
} Case;

#define CASE(body, expected)                                                                       \
  {                                                                                                \
    body, sizeof body - 1, expected                                                                \
  }

static const Case GRPC[] = {
  CASE ("", ""),
  CASE ("\0\0\0\0\3one\0\0\0\0\3two", "[one][two]"),
  CASE ("\0\0\0\0\0\0\0\0\0\3two", "[][two]"),
  CASE ("\1\0\0\0\3one", "[one]"),
  CASE ("\0\0\0\0\3on", "[on]~"),
  CASE ("\0\0\0\0\3one\0\0\0", "[one]"),
  CASE ("\0\0\0\0\3o?e\0\0\0\0\3two", "[o?e][two]"),
  CASE ("\0\0\0\0\3one\0\0?\0\3two", "[one]"),
  CASE ("\0\0\0\0\3on????\0\3two", "[on?]"),
  CASE ("\0\xff\xff\xff\xff"
        "a",
        "[a]~"),
  CASE ("\2\0\0\0\3one\0\0\0\0\3two", ""),
  CASE ("\0\0\0\0\3one\x80\0\0\0\3end", "[one]"),
  CASE ("{\"json\":\"instead\"}", ""),
};

static const Case EVENTS[] = {
  CASE ("", ""),
  CASE ("data: one\n\ndata: two\n\n", "[data: one\n][data: two\n]"),
  CASE ("data: one\r\n\r\ndata: two\r\n\r\n", "[data: one\r\n][data: two\r\n]"),
  CASE ("data: one\r\rdata: two\r\r", "[data: one\r][data: two\r]"),
  CASE ("\xef\xbb\xbf"
        "data: one\n\n",
        "[data: one\n]"),
  CASE (": a remark\n\ndata\n\n\n\nid: 1\nevent: x\ndata: two\ndata: lines\n\n",
        "[data\n][id: 1\nevent: x\ndata: two\ndata: lines\n]"),
  CASE ("event: x\n\ndatabase: y\n\n", ""),
  CASE ("data: one\n", "[data: one\n]~"),
  CASE ("data: one\n\ndata: tw", "[data: one\n][data: tw]~"),
  CASE ("data: o?e\n\ndata: two\n\n", "[data: o?e\n][data: two\n]"),
  CASE ("data: one\n??ta: two\n\n", "[data: one\n??ta: two\n]"),
  CASE ("??ta: one\n\ndata: two\n\n", "[??ta: one\n][data: two\n]"),
};

typedef struct
{
  const Case *body;
  GString *told;
} Found;

static void
found_cb (const WireMultipartPart *part, gpointer user_data)
{
  Found *found = user_data;

  g_assert_cmpuint (part->offset + part->size, <=, found->body->length);
  g_string_append_c (found->told, '[');
  g_string_append_len (found->told, found->body->body + part->offset, (gssize) part->size);
  g_string_append (found->told, part->ended ? "]" : "]~");
}

static char *
cut_grpc (const Case *body, gsize size)
{
  Found found = { body, g_string_new (NULL) };
  WireGrpcCutter cutter = { .found = found_cb, .user_data = &found };

  for (gsize at = 0; at < body->length;)
    {
      gsize n = MIN (size, body->length - at);
      const char *gap = memchr (body->body + at, '?', n);

      if (body->body[at] == '?')
        wire_grpc_cutter_add_gap (&cutter, n = 1);
      else
        wire_grpc_cutter_add (&cutter, (const guint8 *) body->body + at,
                              n = gap ? (gsize) (gap - body->body) - at : n);
      at += n;
    }
  wire_grpc_cutter_end (&cutter);
  return g_string_free (found.told, FALSE);
}

static char *
cut_events (const Case *body, gsize size)
{
  Found found = { body, g_string_new (NULL) };
  WireEventCutter cutter = { .found = found_cb, .user_data = &found };

  for (gsize at = 0; at < body->length;)
    {
      gsize n = MIN (size, body->length - at);
      const char *gap = memchr (body->body + at, '?', n);

      if (body->body[at] == '?')
        wire_event_cutter_add_gap (&cutter, n = 1);
      else
        wire_event_cutter_add (&cutter, (const guint8 *) body->body + at,
                               n = gap ? (gsize) (gap - body->body) - at : n);
      at += n;
    }
  wire_event_cutter_end (&cutter);
  return g_string_free (found.told, FALSE);
}

static void
check (const Case *cases, guint n, char *(*cut) (const Case *, gsize))
{
  for (guint i = 0; i < n; i++)
    for (gsize size = 1; size <= cases[i].length + 1; size++)
      {
        g_autofree char *told = cut (&cases[i], size);

        g_test_message ("%u in pieces of %" G_GSIZE_FORMAT, i, size);
        g_assert_cmpstr (told, ==, cases[i].expected);
      }
}

static void
test_grpc (void)
{
  check (GRPC, G_N_ELEMENTS (GRPC), cut_grpc);
}

static void
test_events (void)
{
  check (EVENTS, G_N_ELEMENTS (EVENTS), cut_events);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/cutters/grpc", test_grpc);
  g_test_add_func ("/http/cutters/events", test_events);
  return g_test_run ();
}
