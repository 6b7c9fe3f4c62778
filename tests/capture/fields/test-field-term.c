/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "capture/fields/wire-field-filter.h"
#include "capture/fields/wire-field-term.h"
#include "capture/decode/wire-protocol.h"
#include "tests/capture/capture-builder.h"

#define ETHERNET 1u

static void
test_join (void)
{
  static const struct
  {
    const char *filter;
    WireFieldJoin how;
    const char *term;
    const char *joined;
  } CASES[] = {
    { "", WIRE_FIELD_ONLY, "tcp", "tcp" },
    { "", WIRE_FIELD_AND, "tcp", "tcp" },
    { "", WIRE_FIELD_OR, "ip.ttl == 1", "ip.ttl == 1" },
    { "", WIRE_FIELD_NOT, "tcp", "not tcp" },
    { "", WIRE_FIELD_NOT, "ip.ttl == 1", "not (ip.ttl == 1)" },
    { "udp", WIRE_FIELD_ONLY, "tcp", "tcp" },
    { "udp or tcp", WIRE_FIELD_AND, "ip.ttl == 1", "(udp or tcp) and (ip.ttl == 1)" },
    { "udp or tcp", WIRE_FIELD_NOT, "ip", "(udp or tcp) and not ip" },
    { "udp", WIRE_FIELD_OR, "tcp", "(udp) or tcp" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *joined = wire_field_term_join (CASES[i].filter, CASES[i].how, CASES[i].term);
      g_auto (WireFieldFault) fault = { 0 };
      g_autoptr (WireFieldFilter) filter = wire_field_filter_new (joined, &fault);

      g_assert_cmpstr (joined, ==, CASES[i].joined);
      g_assert_nonnull (filter);
    }
}

/* Whatever a text holds, it stays within its marks. */
static void
test_text (void)
{
  static const char *const TEXTS[] = { "plain",       "a\"b",     "back\\slash", "tab\tnewline\n",
                                       "caf\xc3\xa9", "\xff\xfe", "\" or tcp" };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autofree char *term = wire_field_term_new_text ("http.host", TEXTS[i]);
      g_auto (WireFieldFault) fault = { 0 };
      g_autoptr (WireFieldFilter) filter = wire_field_filter_new (term, &fault);

      g_test_message ("%s: %s", term, fault.message);
      g_assert_nonnull (filter);
      g_assert_cmpuint (wire_field_filter_get_fields (filter)->len, ==, 1);
    }
}

static void
test_address (void)
{
  g_autofree char *four = wire_field_term_new_address ("src", "10.0.0.1");
  g_autofree char *six = wire_field_term_new_address ("addr", "2001:db8::1");
  g_autofree char *hardware = wire_field_term_new_address ("dst", "02:00:00:00:00:01");

  g_assert_cmpstr (four, ==, "ip.src == 10.0.0.1");
  g_assert_cmpstr (six, ==, "ipv6.addr == 2001:db8::1");
  g_assert_cmpstr (hardware, ==, "eth.dst == 02:00:00:00:00:01");
  g_assert_null (wire_field_term_new_address ("src", ""));
  g_assert_null (wire_field_term_new_address ("src", "nobody"));
}

/* Whether the packet that a field was taken from passes the filter that was made of it. */
static void
check_term (const WireFrame *frame, const char *term)
{
  g_auto (WireFieldFault) fault = { 0 };
  g_autoptr (WireFieldFilter) filter = wire_field_filter_new (term, &fault);
  g_autoptr (WireFieldPacket) packet = NULL;
  WireFrame part = *frame;

  g_test_message ("%s: %s", term, fault.message);
  g_assert_nonnull (filter);
  packet = wire_field_packet_new (wire_field_filter_get_fields (filter));
  wire_field_packet_clear (packet, WIRE_FIELD_KNOWN);
  wire_field_packet_add_frame (packet, &part);
  g_assert_cmpint (wire_field_filter_test (filter, packet), ==, WIRE_TRUTH_YES);
}

static guint
check_packet (WireCapture *capture, guint32 number)
{
  g_autoptr (GError) error = NULL;
  WireFrame frame;
  g_autoptr (GBytes) bytes = wire_capture_read_frame (capture, number, &frame, &error);
  g_autoptr (WireFields) fields = wire_frame_describe (&frame);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < wire_fields_get_length (fields); i++)
    {
      g_autofree char *term = wire_field_term_new_field (&frame, fields, i);

      if (term)
        check_term (&frame, term);
      n += term != NULL;
    }
  return n;
}

static void
test_fields (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = NULL;

  capture_builder_add_tcp (builder, 1000, "10.0.0.1:1024", "10.0.0.2:80", 18, 4);
  capture_builder_add_tcp (builder, 2000, "[2001:db8::1]:1024", "[2001:db8::2]:80", 2, 0);
  capture_builder_add_datagram (builder, 3000, "10.0.0.1:1024", "10.0.0.2:53", "hello");
  capture_builder_add_arp (builder, 4000);
  capture = capture_builder_load (builder);
  g_assert_cmpuint (check_packet (capture, 0), >, 15);
  g_assert_cmpuint (check_packet (capture, 1), >, 10);
  g_assert_cmpuint (check_packet (capture, 2), >, 8);
  g_assert_cmpuint (check_packet (capture, 3), >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-term/join", test_join);
  g_test_add_func ("/field-term/text", test_text);
  g_test_add_func ("/field-term/address", test_address);
  g_test_add_func ("/field-term/fields", test_fields);
  return g_test_run ();
}
