/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One direction of a connection, put back in order.
 */

#include "capture/reassembly/wire-stream-direction.h"

#include <string.h>

/* Sequence numbers of tests count from here, so that most of them wrap. */
#define BASE 0xfffffffau

typedef struct
{
  WireStreamDirection direction;
  WireStreamBudget budget;
  GString *text; /* what was delivered; `[3]` is a gap */
  guint64 position;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->budget.limit = WIRE_STREAM_MAX_HELD_TOTAL;
  f->budget.each = WIRE_STREAM_MAX_HELD;
  f->text = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  wire_stream_direction_clear (&f->direction, &f->budget);
  g_assert_cmpuint (f->budget.used, ==, 0);
  g_string_free (f->text, TRUE);
}

static void
deliver (const WireStreamPiece *piece, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (piece->position, ==, f->position);
  g_assert_cmpuint (piece->length, >, 0);
  f->position += piece->length;
  if (piece->data)
    g_string_append_len (f->text, (const char *) piece->data, piece->length);
  else
    g_string_append_printf (f->text, "[%u]", piece->length);
}

static void
add (Fixture *f, guint32 at, const char *text, guint8 flags)
{
  const WireSegment segment = {
    .data = (const guint8 *) text,
    .sequence = BASE + at,
    .captured = (guint32) strlen (text),
    .length = (guint32) strlen (text),
    .tcp_flags = flags,
  };

  wire_stream_direction_add (&f->direction, &f->budget, &segment, deliver, f);
}

static void
flush (Fixture *f)
{
  wire_stream_direction_flush (&f->direction, &f->budget, deliver, f);
}

/* Steps: `4:text` is a segment at 4, `S0:` a SYN, `F9:` a FIN, `R9:` a RST, `A7:` what the other
 * side expects. */
static void
play (Fixture *f, const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  for (guint i = 0; words[i]; i++)
    {
      const char *word = words[i];
      const char kind = g_ascii_isupper (*word) ? *word++ : 0;
      const char *text = strchr (word, ':') + 1;
      guint32 at = (guint32) g_ascii_strtoull (word, NULL, 10);

      if (kind == 'A')
        wire_stream_direction_expect (&f->direction, BASE + at);
      else
        add (f, at, text,
             kind == 'S'   ? WIRE_TCP_SYN
             : kind == 'F' ? WIRE_TCP_FIN
             : kind == 'R' ? WIRE_TCP_RST
                           : 0);
    }
}

typedef struct
{
  const char *name;
  const char *steps;
  const char *before; /* the end */
  const char *after;
} Case;

static const Case CASES[] = {
  { "in-order", "S0: 1:abc 4:def F7:", "abcdef", "abcdef" },
  { "out-of-order", "S0: 4:def 1:abc", "abcdef", "abcdef" },
  { "backwards", "S0: 5:e 4:d 3:c 2:b 1:a", "abcde", "abcde" },
  { "repeated", "S0: 1:abc 1:XYZ 4:d", "abcd", "abcd" },
  { "repeated-and-longer", "S0: 1:abc 1:XYZdef", "abcdef", "abcdef" },
  { "repeated-while-held", "S0: 4:def 4:XYZ 1:abc", "abcdef", "abcdef" },
  { "overlaps-held-behind", "S0: 4:def 1:abcXY", "abcdef", "abcdef" },
  { "covers-held", "S0: 3:cd 1:abXXef", "abcdef", "abcdef" },
  { "covers-two-held", "S0: 3:c 5:e 1:abXdXf", "abcdef", "abcdef" },
  { "held-covers-held", "S0: 4:d 3:cXe 1:ab", "abcde", "abcde" },
  { "gap-in-the-middle", "S0: 1:abc 7:ghi", "abc", "abc[3]ghi" },
  { "two-gaps", "S0: 3:c 5:e", "", "[2]c[1]e" },
  { "gap-at-the-end", "S0: 1:abc F7:", "abc", "abc[3]" },
  { "no-start", "9:abc 12:def", "abcdef", "abcdef" },
  { "start-from-acknowledgement", "A5: 9:abc", "", "[4]abc" },
  { "start-late", "A5: 9:cde 5:aabb", "aabbcde", "aabbcde" },
  { "before-the-start", "9:def 6:abc 12:ghi", "defghi", "defghi" },
  { "keep-alive", "S0: 1:abc 3:X 3: 4:def", "abcdef", "abcdef" },
  { "keep-alive-first", "A5: 4:X 5:abc", "abc", "abc" },
  { "data-with-syn", "S0:abc 4:def", "abcdef", "abcdef" },
  { "syn-again", "S0: 1:abc S0: 4:def", "abcdef", "abcdef" },
  { "reset-with-words", "S0: 1:abc R4:go-away", "abc", "abc" },
  { "fin-before-data", "S0: F4: 1:abc", "abc", "abc" },
  { "fin-with-data", "S0: F4:def 1:abc", "abcdef", "abcdef" },
  { "nothing", "S0: F1:", "", "" },
};

static void
test_case (Fixture *f, gconstpointer data)
{
  const Case *c = data;

  play (f, c->steps);
  g_assert_cmpstr (f->text->str, ==, c->before);
  flush (f);
  g_assert_cmpstr (f->text->str, ==, c->after);
}

/* Of three segments that overlap, in every order, each byte is the one that came first. */
static void
test_orders (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint32 at;
    const char *text;
  } SEGMENTS[] = { { 1, "AAAAA" }, { 4, "BBBBBB" }, { 8, "CCCCC" } };
  static const guint ORDERS[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                     { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (guint order = 0; order < G_N_ELEMENTS (ORDERS); order++)
    {
      char expected[13] = { 0 };

      tear_down (f, NULL);
      *f = (Fixture){ 0 };
      set_up (f, NULL);
      add (f, 0, "", WIRE_TCP_SYN);
      for (guint i = 0; i < 3; i++)
        {
          guint one = ORDERS[order][i];

          add (f, SEGMENTS[one].at, SEGMENTS[one].text, 0);
          for (gsize k = 0; SEGMENTS[one].text[k]; k++)
            if (!expected[SEGMENTS[one].at - 1 + k])
              expected[SEGMENTS[one].at - 1 + k] = SEGMENTS[one].text[k];
        }
      g_assert_cmpstr (f->text->str, ==, expected);
      g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).overlapping, >, 0);
    }
}

static void
test_cut (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  const WireSegment segment = {
    .data = (const guint8 *) "abc", .sequence = BASE + 1, .captured = 3, .length = 10
  };

  add (f, 0, "", WIRE_TCP_SYN);
  wire_stream_direction_add (&f->direction, &f->budget, &segment, deliver, f);
  add (f, 11, "def", WIRE_TCP_FIN);
  g_assert_cmpstr (f->text->str, ==, "abc[7]def");
  g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).gaps, ==, 1);
  g_assert_true (wire_stream_direction_has_ended (&f->direction));
}

static void
test_counters (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  play (f, "S0: 1:abcdef 1:abc 4:defghi");
  g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).repeated, ==, 6);
  g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).overlapping, ==, 1);
  g_assert_false (wire_stream_direction_has_ended (&f->direction));
  add (f, 1u - 32 * 1024 * 1024, "from elsewhere", 0);
  g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).strays, ==, 1);
  g_assert_cmpstr (f->text->str, ==, "abcdefghi");
}

typedef struct
{
  const char *name;
  gsize piece; /* bytes */
  gsize each;
} Bounds;

static const Bounds BOUNDS[] = {
  { "/stream/bounds/bytes", 1460, WIRE_STREAM_MAX_HELD },
  { "/stream/bounds/pieces", 1, WIRE_STREAM_MAX_HELD },
  { "/stream/bounds/of-the-user", 1460, 1024 * 1024 },
};

/* A byte that never comes: what waits for it is bounded, and nothing is lost. */
static void
test_bounds (Fixture *f, gconstpointer data)
{
  const Bounds *bounds = data;
  const gsize pieces = bounds->each / WIRE_STREAM_BYTES_A_PIECE;
  const gsize size = bounds->piece;
  g_autofree char *text = g_strnfill (size, 'x');
  guint32 at = 2;

  f->budget.each = bounds->each;

  add (f, 0, "", WIRE_TCP_SYN);
  for (; at < 3 * bounds->each && at / size < 3 * pieces; at += (guint32) size)
    {
      WireStreamTrouble trouble;

      add (f, at, text, 0);
      g_assert_cmpuint (f->budget.used, <=, bounds->each);
      trouble = wire_stream_direction_get_trouble (&f->direction);
      g_assert_cmpuint (trouble.held ? trouble.held->len : 0, <=, pieces);
    }
  flush (f);
  g_assert_cmpuint (wire_stream_direction_get_trouble (&f->direction).gaps, ==, 1);
  g_assert_cmpuint (f->position, ==, at - 1);
  g_assert_true (g_str_has_prefix (f->text->str, "[1]xx"));
}

/* Others use up what all may hold: then nothing waits. */
static void
test_total (Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
  f->budget.limit = 10;
  play (f, "S0: 4:def 1:abc 9:ijk");
  g_assert_cmpstr (f->text->str, ==, "[3]def[2]ijk");
}

#define ADD(name, data, test) g_test_add (name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *name = g_strconcat ("/stream/", CASES[i].name, NULL);

      ADD (name, &CASES[i], test_case);
    }
  ADD ("/stream/orders", NULL, test_orders);
  ADD ("/stream/cut", NULL, test_cut);
  ADD ("/stream/counters", NULL, test_counters);
  for (guint i = 0; i < G_N_ELEMENTS (BOUNDS); i++)
    ADD (BOUNDS[i].name, &BOUNDS[i], test_bounds);
  ADD ("/stream/total", NULL, test_total);
  return g_test_run ();
}
