/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/decode/wire-frame-decode.h"
#include "base/wire-hex.h"

#define FRAGMENT WIRE_FRAME_FRAGMENT
#define LATER WIRE_FRAME_LATER_FRAGMENT
#define PORTS WIRE_FRAME_HAS_PORTS
#define CUT WIRE_FRAME_CUT
#define MALFORMED WIRE_FRAME_MALFORMED
#define TUNNELLED WIRE_FRAME_TUNNELLED

/* What capture core, flows and streams ask of a frame. */
typedef struct
{
  const char *name;
  guint32 link_type;
  guint32 length; /* on the wire; 0 where all was captured */
  const char *hex;
  guint flags;
  const char *tuple; /* or NULL where there is no IP header */
  guint32 payload_offset;
  guint32 payload_captured;
  guint32 payload_length;
  guint32 fragment_id;
} Case;

static const Case CASES[] = {
  { "tcp", 1, 0,
    "a41875474944e840f23bebcd08004500002d03be400040064ad1c0000201c6336407d2c200503272"
    "10e02067d7a15018fc8774c3000068656c6c6f",
    PORTS, "192.0.2.1:53954->198.51.100.7:80", 54, 5, 5, 0 },
  { "padded", 1, 0,
    "a41875474944e840f23bebcd08004500001e03be400040114ad5c0000201c63364070fa00009000a"
    "9b8b686900000000000000000000000000000000",
    PORTS, "192.0.2.1:4000->198.51.100.7:9", 42, 2, 2, 0 },
  { "snapped", 1, 1514,
    "a41875474944e840f23bebcd0800450005dc03be400040064522c0000201c6336407d2c200503272"
    "10e02067d7a15018fc8774c3000068656c6c6f",
    PORTS, "192.0.2.1:53954->198.51.100.7:80", 54, 5, 1460, 0 },
  { "left-to-card", 1, 0,
    "a41875474944e840f23bebcd08004500000003be400040064afec0000201c6336407d2c200503272"
    "10e02067d7a15018fc8774c3000068656c6c6f",
    PORTS, "192.0.2.1:53954->198.51.100.7:80", 54, 5, 5, 0 },
  { "too-long", 101, 0, "4500006403be400040114a8fc0000201c63364070fa00009000a9b8b6869",
    MALFORMED | PORTS, "192.0.2.1:4000->198.51.100.7:9", 28, 2, 2, 0 },
  { "shorter-than-header", 101, 0, "4500001003be400040114ae3c0000201c63364070fa00009000a9b8b6869",
    MALFORMED, "192.0.2.1:0->198.51.100.7:0", 16, 0, 0, 0 },
  { "ports-of-cut-header", 101, 40, "4500002803be400040064ad6c0000201c6336407d2c200503272",
    CUT | PORTS, "192.0.2.1:53954->198.51.100.7:80", 26, 0, 0, 0 },
  { "ports-cut", 101, 40, "4500002803be400040064ad6c0000201c6336407d2c2", CUT,
    "192.0.2.1:0->198.51.100.7:0", 22, 0, 0, 0 },
  { "udp-length-lies", 101, 0, "4500001e03be400040114ad5c0000201c63364070fa0000900329b3b6869",
    MALFORMED | PORTS, "192.0.2.1:4000->198.51.100.7:9", 28, 2, 2, 0 },
  { "udp-shorter", 101, 0, "4500002003be400040114ad3c0000201c63364070fa0000900099b8d68697878",
    PORTS, "192.0.2.1:4000->198.51.100.7:9", 28, 1, 1, 0 },
  { "first-fragment", 101, 0,
    "4500002403be200040116acfc0000201c63364070fa0000903e82b643132333435363738", FRAGMENT | PORTS,
    "192.0.2.1:4000->198.51.100.7:9", 28, 8, 8, 958 },
  { "later-fragment", 101, 0, "4500001803be00b940118a22c0000201c633640772657374", FRAGMENT | LATER,
    "192.0.2.1:0->198.51.100.7:0", 20, 4, 4, 958 },
  { "6-hop-by-hop", 101, 0,
    "600000000012004020010db800000000000000000000000120010db8000000000000000000000002"
    "11000502000001000fa00009000a2c536869",
    PORTS, "[2001:db8::1]:4000->[2001:db8::2]:9", 56, 2, 2, 0 },
  { "6-first-fragment", 229, 0,
    "6000000000182c4020010db800000000000000000000000120010db8000000000000000000000002"
    "11000001123456780fa000090064c3333132333435363738",
    FRAGMENT | PORTS, "[2001:db8::1]:4000->[2001:db8::2]:9", 56, 8, 8, 0x12345678 },
  { "6-later-fragment", 229, 0,
    "60000000000c2c4020010db800000000000000000000000120010db8000000000000000000000002"
    "110005a81234567872657374",
    FRAGMENT | LATER, "[2001:db8::1]:0->[2001:db8::2]:0", 48, 4, 4, 0x12345678 },
  { "6-whole-fragment", 229, 0,
    "6000000000122c4020010db800000000000000000000000120010db8000000000000000000000002"
    "11000000123456780fa00009000a2c536869",
    PORTS, "[2001:db8::1]:4000->[2001:db8::2]:9", 56, 2, 2, 0 },
  { "outermost-of-tunnel", 228, 0,
    "4500003203be400040044acec0000201c63364074500001e03be400040114ad5c0000201c6336407"
    "0fa00009000a9b8b6869",
    TUNNELLED, "192.0.2.1->198.51.100.7", 20, 30, 30, 0 },
  { "outermost-of-gre", 12, 0,
    "4500004503be4000402f4a90c0000201c6336407000008004500002d03be400040064ad1c0000201"
    "c6336407d2c20050327210e02067d7a15018fc8774c3000068656c6c6f",
    TUNNELLED, "192.0.2.1->198.51.100.7", 20, 49, 49, 0 },
  { "authenticated", 14, 0,
    "4500004503be400040334a8cc0000201c63364070604000000000100000000010011223344556677"
    "8899aabbd2c20050327210e02067d7a15018fc8774c3000068656c6c6f",
    PORTS, "192.0.2.1:53954->198.51.100.7:80", 64, 5, 5, 0 },
  { "sctp", 101, 0, "4500002403be400040844a5cc0000201c6336407138813890102030433c8c6480a000004",
    PORTS, "192.0.2.1:5000->198.51.100.7:5001", 32, 4, 4, 0 },
  { "arp", 1, 0,
    "a41875474944e840f23bebcd08060001080006040001e840f23bebcdc0000201000000000000c000"
    "0202",
    0, NULL, 0, 0, 0, 0 },
  { "runt", 1, 0, "000000000000000000", MALFORMED, NULL, 0, 0, 0, 0 },
  { "unknown-link", 147, 0, "010203", 0, NULL, 0, 0, 0, 0 },
};

static void
decode (const Case *c, gsize captured, WireFrame *frame, guint8 **copy)
{
  g_autoptr (GBytes) bytes = wire_hex_decode (c->hex, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  *copy = g_memdup2 (data, MIN (captured, size));
  wire_frame_decode (frame, c->link_type, *copy, (guint32) MIN (captured, size),
                     c->length ? c->length : (guint32) size);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree guint8 *copy = NULL;
  WireFrame frame;

  decode (c, G_MAXSIZE, &frame, &copy);
  g_assert_cmphex (frame.flags, ==, c->flags);
  g_assert_cmpuint (frame.payload_offset, ==, c->payload_offset);
  g_assert_cmpuint (frame.payload_captured, ==, c->payload_captured);
  g_assert_cmpuint (frame.payload_length, ==, c->payload_length);
  g_assert_cmpuint (frame.fragment_id, ==, c->fragment_id);
  if (c->tuple)
    {
      g_autofree char *tuple = wire_tuple_to_text (&frame.tuple, "->");

      g_assert_cmpstr (tuple, ==, c->tuple);
    }
  else
    g_assert_cmpuint (frame.tuple.family, ==, WIRE_FAMILY_NONE);
}

/* However short a capture is, no layer and no payload reaches further than it. */
static void
test_every_length (gconstpointer data)
{
  const Case *c = data;

  for (gsize captured = 0; captured <= strlen (c->hex) / 2; captured++)
    {
      g_autofree guint8 *copy = NULL;
      WireFrame frame;

      decode (c, captured, &frame, &copy);
      g_assert_cmpuint (frame.payload_captured, <=, frame.payload_length);
      g_assert_cmpuint (frame.payload_offset + frame.payload_captured, <=, frame.captured);
      for (guint i = 0; i < frame.n_layers; i++)
        {
          g_assert_cmpuint (frame.layers[i].offset + frame.layers[i].length, <=, frame.captured);
          g_assert_cmpuint (frame.layers[i].header, <=, frame.layers[i].length);
        }
    }
}

/* The first packet of the lab's sheet. */
static void
test_tcp_figures (void)
{
  g_autofree guint8 *copy = NULL;
  WireFrame frame;

  decode (&CASES[0], G_MAXSIZE, &frame, &copy);
  g_assert_cmpuint (frame.tcp_flags, ==, 24);
  g_assert_cmpuint (frame.tcp_sequence, ==, 846336224);
  g_assert_cmpuint (frame.tcp_acknowledgement, ==, 543676321);
  g_assert_cmpuint (frame.tuple.protocol, ==, 6);
}

/* Headers of IPv4, each inside the one before. */
static void
test_tunnels_end (void)
{
  WireFrame frame;
  guint8 headers[40 * 20] = { 0 };

  for (guint i = 0; i < 40; i++)
    {
      headers[i * 20] = 0x45;
      headers[i * 20 + 2] = (guint8) ((40 - i) * 20 >> 8);
      headers[i * 20 + 3] = (guint8) ((40 - i) * 20);
      headers[i * 20 + 8] = 64;
      headers[i * 20 + 9] = 4;
    }
  wire_frame_decode (&frame, 101, headers, sizeof headers, sizeof headers);
  g_assert_cmpuint (frame.n_layers, <=, WIRE_FRAME_MAX_LAYERS);
  g_assert_cmpint (frame.layers[frame.n_layers - 1].protocol, ==, WIRE_PROTOCOL_DATA);
  g_assert_true (frame.flags & WIRE_FRAME_TUNNELLED);
}

/* However high a stack of labels or VLAN tags is, what is below it is reached. */
static void
test_stacks_have_a_bottom (void)
{
  static const guint8 PACKET[] = { 0x45, 0, 0,   28, 0, 0, 0,    0,    64, 17, 0, 0, 192, 0,
                                   2,    1, 192, 0,  2, 2, 0x0f, 0xa0, 0,  9,  0, 8, 0,   0 };
  guint8 labels[100 * 4 + sizeof PACKET] = { 0 };
  guint8 tags[12 + 2 + 100 * 4 + sizeof PACKET] = { 0 };
  WireFrame frame;

  labels[99 * 4 + 2] = 1;
  memcpy (labels + 100 * 4, PACKET, sizeof PACKET);
  wire_frame_decode (&frame, 219, labels, sizeof labels, sizeof labels);
  g_assert_cmpuint (frame.tuple.dst_port, ==, 9);

  for (guint i = 0; i <= 100; i++)
    tags[12 + i * 4] = i < 100 ? 0x81 : 0x08;
  memcpy (tags + 14 + 100 * 4, PACKET, sizeof PACKET);
  wire_frame_decode (&frame, 1, tags, sizeof tags, sizeof tags);
  g_assert_cmpuint (frame.tuple.dst_port, ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/frame/tuple/%s", CASES[i].name);
      g_autofree char *lengths = g_strdup_printf ("/frame/every-length/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], test_case);
      g_test_add_data_func (lengths, &CASES[i], test_every_length);
    }
  g_test_add_func ("/frame/tcp-figures", test_tcp_figures);
  g_test_add_func ("/frame/tunnels-end", test_tunnels_end);
  g_test_add_func ("/frame/stacks-have-a-bottom", test_stacks_have_a_bottom);
  return g_test_run ();
}
