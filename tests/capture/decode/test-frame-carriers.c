/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/wire-hex.h"
#include "capture/decode/wire-frame-decode.h"
#include "capture/decode/wire-protocol.h"

/* A segment, mostly `GET / HTTP/1.1`, in everything that may carry it. */
typedef struct
{
  const char *name;
  guint32 link_type;
  const char *hex;
  const char *outermost;
  const char *innermost; /* NULL where there is one IP header */
  const char *tunnel;
} Case;

static const Case CASES[] = {
#include "carriers.inc"
};

static guint8 *
decode (const Case *c, gsize captured, WireFrame *frame)
{
  g_autoptr (GBytes) bytes = wire_hex_decode (c->hex, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, MIN (captured, size));

  wire_frame_decode (frame, c->link_type, copy, (guint32) MIN (captured, size), (guint32) size);
  return copy;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  WireFrame frame;
  g_autofree guint8 *copy = decode (c, G_MAXSIZE, &frame);
  g_autofree char *outermost = wire_tuple_to_text (&frame.tuple, "->");

  g_assert_cmpstr (outermost, ==, c->outermost);
  g_assert_cmpint ((frame.flags & WIRE_FRAME_TUNNELLED) != 0, ==, c->innermost != NULL);
  g_assert_cmpstr (wire_tunnel_get_name (c->innermost ? frame.inside.tunnel : frame.tunnel), ==,
                   c->tunnel);
  g_assert_cmpint (frame.flags & WIRE_FRAME_CUT, ==, 0);
  if (c->innermost)
    {
      g_autofree char *innermost = wire_tuple_to_text (&frame.inside.tuple, "->");

      g_assert_cmpstr (innermost, ==, c->innermost);
    }
}

static void
check_bounds (const WireFrame *frame)
{
  g_autoptr (GString) summary = g_string_new (NULL);
  g_autoptr (WireFields) fields = wire_frame_describe (frame);

  wire_frame_summarise (frame, summary);
  g_assert_cmpuint (frame->payload_offset + frame->payload_captured, <=, frame->captured);
  g_assert_cmpuint (frame->payload_captured, <=, frame->payload_length);
  if (frame->flags & WIRE_FRAME_TUNNELLED)
    {
      g_assert_cmpuint (frame->inside.payload_offset + frame->inside.payload_captured, <=,
                        frame->captured);
      g_assert_cmpuint (frame->inside.payload_captured, <=, frame->inside.payload_length);
    }
  for (guint i = 0; i < frame->n_layers; i++)
    g_assert_cmpuint (frame->layers[i].offset + frame->layers[i].length, <=, frame->captured);
  for (guint i = 0; i < wire_fields_get_length (fields); i++)
    {
      const WireField *field = wire_fields_get (fields, i);

      g_assert_cmpuint (field->offset + field->length, <=, frame->captured);
      g_assert_true (g_utf8_validate (field->value, -1, NULL));
    }
}

/* Cut at every byte, in a block of its own size, so that the address sanitizer sees a read past the
 * end. */
static void
test_every_length (gconstpointer data)
{
  const Case *c = data;

  for (gsize captured = 0; captured <= strlen (c->hex) / 2; captured++)
    {
      WireFrame frame;
      g_autofree guint8 *copy = decode (c, captured, &frame);

      check_bounds (&frame);
      while (wire_frame_decode_next (&frame))
        check_bounds (&frame);
    }
}

/* An 802.11 frame may carry several: each is found. */
static void
test_several (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    if (g_str_equal (CASES[i].name, "amsdu"))
      {
        WireFrame frame;
        g_autofree guint8 *copy = decode (&CASES[i], G_MAXSIZE, &frame);
        g_autofree char *second = NULL;

        g_assert_true (frame.flags & WIRE_FRAME_SEVERAL);
        g_assert_true (wire_frame_decode_next (&frame));
        second = wire_tuple_to_text (&frame.tuple, "->");
        g_assert_cmpstr (second, ==, "10.1.1.1:4001->10.2.2.2:80");
        g_assert_false (wire_frame_decode_next (&frame));
        return;
      }
  g_assert_not_reached ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/frame/carriers/%s", CASES[i].name);
      g_autofree char *lengths = g_strdup_printf ("/frame/carriers/%s/cut", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], test_case);
      g_test_add_data_func (lengths, &CASES[i], test_every_length);
    }
  g_test_add_func ("/frame/carriers/several", test_several);
  return g_test_run ();
}
