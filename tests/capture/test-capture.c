/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"

#define ETHERNET 1u
#define START_US (G_GINT64_CONSTANT (1355220131) * 1000000)

static void
assert_warnings (WireCapture *capture, guint n)
{
  g_auto (GStrv) warnings = wire_capture_get_warnings (capture);

  g_assert_cmpuint (g_strv_length (warnings), ==, n);
}

static void
test_empty (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (GError) error = NULL;
  WireCaptureSummary summary;
  WirePacketRecord record;
  WireFlow flow;

  wire_capture_get_summary (capture, &summary);
  g_assert_cmpuint (summary.packets, ==, 0);
  g_assert_cmpuint (summary.flows, ==, 0);
  g_assert_cmpint (summary.first, ==, WIRE_TIME_NONE);
  g_assert_true (summary.loaded);
  g_assert_true (summary.complete);
  assert_warnings (capture, 0);
  g_assert_false (wire_capture_get_packet (capture, 0, &record));
  g_assert_false (wire_capture_get_flow (capture, 0, &flow));
  g_assert_null (wire_capture_read_packet (capture, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_not_there (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/capture.pcap");
  g_autoptr (GFile) remote = g_file_new_for_uri ("https://example.com/capture.pcap");
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireCapture) far = wire_capture_new (remote);
  g_autoptr (GError) error = NULL;

  g_assert_false (wire_capture_load (capture, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (wire_capture_get_format (capture));
  g_assert_cmpuint (wire_capture_get_n_interfaces (capture), ==, 0);
  g_clear_error (&error);
  g_assert_false (wire_capture_load (far, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* Two directions, an ARP request that has no flow, and a clock that was set back. */
static void
test_figures (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = NULL;
  WireCaptureSummary summary;
  WirePacketRecord records[8];
  WireFlow flows[8];

  capture_builder_add_tcp (builder, START_US + 10, "10.0.0.1:1024", "10.0.0.2:80", 2, 0);
  capture_builder_add_arp (builder, START_US + 20);
  capture_builder_add_tcp (builder, START_US, "10.0.0.2:80", "10.0.0.1:1024", 18, 0);
  capture_builder_add_tcp (builder, START_US + 5, "10.0.0.1:1024", "10.0.0.2:80", 24, 100);
  capture = capture_builder_load (builder);

  wire_capture_get_summary (capture, &summary);
  g_assert_cmpuint (summary.packets, ==, 4);
  g_assert_cmpuint (summary.flows, ==, 2);
  g_assert_cmpuint (summary.bytes, ==, 54 + 42 + 54 + 154);
  g_assert_cmpuint (summary.captured_bytes, ==, summary.bytes);
  g_assert_cmpint (summary.first, ==, START_US * 1000);
  g_assert_cmpint (summary.last, ==, (START_US + 20) * 1000);

  g_assert_cmpuint (wire_capture_get_packets (capture, 0, 8, records), ==, 4);
  g_assert_cmpuint (wire_capture_get_packets (capture, 3, 8, records + 4), ==, 1);
  g_assert_cmpuint (records[0].flow, ==, 0);
  g_assert_cmpuint (records[1].flow, ==, WIRE_FLOW_NONE);
  g_assert_cmpuint (records[1].protocol, ==, WIRE_PROTOCOL_ARP);
  g_assert_cmpuint (records[2].flow, ==, 1);
  g_assert_cmpuint (records[3].protocol, ==, WIRE_PROTOCOL_TCP);
  g_assert_cmpmem (&records[4], sizeof records[4], &records[3], sizeof records[3]);

  g_assert_cmpuint (wire_capture_get_flows (capture, 0, 8, flows), ==, 2);
  g_assert_cmpuint (flows[0].packets, ==, 2);
  g_assert_cmpuint (flows[0].bytes, ==, 208);
  g_assert_cmpint (flows[0].first, ==, (START_US + 5) * 1000);
  g_assert_cmpint (flows[0].last, ==, (START_US + 10) * 1000);
  g_assert_cmphex (flows[0].tcp_flags, ==, 26);
  g_assert_cmpuint (flows[0].reverse, ==, 1);
  g_assert_cmpuint (wire_capture_find_flow (capture, &flows[1].tuple), ==, 1);
}

static void
test_read_again (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  WireFrame frame;

  capture_builder_add_arp (builder, START_US);
  capture_builder_add_tcp (builder, START_US, "[2001:db8::1]:1024", "[2001:db8::2]:80", 24, 7);
  capture = capture_builder_load (builder);

  packet = wire_capture_read_packet (capture, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (packet), ==, 42);
  bytes = wire_capture_read_frame (capture, 1, &frame, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 14 + 40 + 20 + 7);
  g_assert_cmpuint (frame.tuple.family, ==, WIRE_FAMILY_IPV6);
  g_assert_cmpuint (frame.tuple.dst_port, ==, 80);
  g_assert_cmpuint (frame.payload_length, ==, 7);
}

/* Fragments as they come: `F` is the first one of datagram 1 from port 1000, `f` a later one of it;
 * `G` and `g` likewise of datagram 2 from port 2000. */
static void
add_fragments (CaptureBuilder *builder, const char *order)
{
  for (guint i = 0; order[i]; i++)
    {
      gboolean later = g_ascii_islower (order[i]);
      guint id = g_ascii_toupper (order[i]) == 'F' ? 1 : 2;
      g_autofree char *from = g_strdup_printf ("10.0.0.1:%u", id * 1000);

      capture_builder_add_fragment (builder, START_US + i, from, "10.0.0.2:53", (guint16) id,
                                    later ? i + 1 : 0, TRUE);
    }
}

static void
test_fragments (void)
{
  static const struct
  {
    const char *order;
    const char *ports; /* source port of every packet's flow */
    guint flows;
  } CASES[] = {
    { "Fff", "1000 1000 1000 ", 1 },
    { "ffF", "1000 1000 1000 ", 1 },
    { "fFf", "1000 1000 1000 ", 1 },
    { "FGfg", "1000 2000 1000 2000 ", 2 },
    { "gfFG", "2000 1000 1000 2000 ", 2 },
    { "ff", "0 0 ", 1 },
    { "fG", "0 2000 ", 2 },
    { "F", "1000 ", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
      g_autoptr (GString) ports = g_string_new (NULL);
      g_autoptr (WireCapture) capture = NULL;
      WirePacketRecord record;
      guint packets = 0;
      WireFlow flow;

      add_fragments (builder, CASES[i].order);
      capture = capture_builder_load (builder);
      for (guint32 j = 0; wire_capture_get_packet (capture, j, &record); j++)
        {
          g_assert_true (wire_capture_get_flow (capture, record.flow, &flow));
          g_string_append_printf (ports, "%u ", flow.tuple.src_port);
        }
      g_assert_cmpstr (ports->str, ==, CASES[i].ports);
      g_assert_cmpuint (wire_capture_get_n_flows (capture), ==, CASES[i].flows);
      for (guint32 j = 0; wire_capture_get_flow (capture, j, &flow); j++)
        packets += flow.packets;
      g_assert_cmpuint (packets, ==, builder->packets);
    }
}

static void
test_cut (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = NULL;
  WireCaptureSummary summary;

  capture_builder_add_arp (builder, START_US);
  capture_builder_add_arp (builder, START_US);
  g_byte_array_set_size (builder->bytes, builder->bytes->len - 1);
  capture = capture_builder_load (builder);

  wire_capture_get_summary (capture, &summary);
  g_assert_cmpuint (summary.packets, ==, 1);
  g_assert_true (summary.loaded);
  g_assert_false (summary.complete);
  assert_warnings (capture, 1);
}

/* More interfaces than a record can name: what was captured on the first ones stays. */
static void
test_many_interfaces (void)
{
  g_autoptr (CaptureBuilder) builder = capture_builder_new_pcapng ();
  g_autoptr (WireCapture) capture = NULL;
  WireCaptureSummary summary;
  WirePacketRecord record;

  for (guint i = 0; i < 65000; i++)
    capture_builder_add_interface (builder, ETHERNET);
  capture_builder_add (builder, 64999, START_US, "none", 4);
  for (guint i = 0; i < 5000; i++)
    capture_builder_add_interface (builder, ETHERNET);
  capture = capture_builder_load (builder);

  wire_capture_get_summary (capture, &summary);
  g_assert_cmpuint (summary.packets, ==, 1);
  g_assert_false (summary.complete);
  assert_warnings (capture, 1);
  g_assert_true (wire_capture_get_packet (capture, 0, &record));
  g_assert_cmpuint (record.interface, ==, 64999);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/empty", test_empty);
  g_test_add_func ("/capture/not-there", test_not_there);
  g_test_add_func ("/capture/figures", test_figures);
  g_test_add_func ("/capture/read-again", test_read_again);
  g_test_add_func ("/capture/fragments", test_fragments);
  g_test_add_func ("/capture/cut", test_cut);
  g_test_add_func ("/capture/many-interfaces", test_many_interfaces);
  return g_test_run ();
}
