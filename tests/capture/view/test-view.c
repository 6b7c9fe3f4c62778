/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tests/capture/capture-builder.h"
#include "base/wire-round-span.h"
#include "capture/view/wire-view.h"

#define ETHERNET 1u
#define START_US (G_GINT64_CONSTANT (1355220131) * 1000000)
#define US G_GINT64_CONSTANT (1000)

/* Two conversations, one of them over IPv6, a flow without an answer, and an ARP request. */
static CaptureBuilder *
build_mixed (void)
{
  CaptureBuilder *builder = capture_builder_new (ETHERNET);

  capture_builder_add_tcp (builder, START_US, "10.0.0.1:1024", "10.0.0.2:80", 2, 0);
  capture_builder_add_tcp (builder, START_US + 1, "10.0.0.2:80", "10.0.0.1:1024", 18, 0);
  capture_builder_add_arp (builder, START_US + 2);
  capture_builder_add_tcp (builder, START_US + 3, "[2001:db8::2]:443", "[2001:db8::1]:9", 24, 50);
  capture_builder_add_tcp (builder, START_US + 4, "10.0.0.1:1024", "10.0.0.2:80", 24, 100);
  capture_builder_add_tcp (builder, START_US + 5, "9.0.0.9:7", "10.0.0.2:80", 4, 0);
  capture_builder_add_tcp (builder, START_US + 6, "[2001:db8::1]:9", "[2001:db8::2]:443", 16, 0);
  capture_builder_add_tcp (builder, START_US + 512, "10.0.0.2:80", "10.0.0.1:1024", 17, 900);
  return builder;
}

static WireFilter *
filter_of (const WireCondition *conditions, guint n)
{
  WireFilter *filter = wire_filter_new ();

  for (guint i = 0; i < n; i++)
    {
      WireFilter *with = wire_filter_with (filter, &conditions[i]);

      wire_filter_unref (filter);
      filter = with;
    }
  return filter;
}

static WireView *
view_of (WireCapture *capture, WireFilter *filter)
{
  g_autoptr (GError) error = NULL;
  WireView *view = wire_view_new (capture, filter, NULL, &error);

  g_assert_no_error (error);
  return view;
}

static char *
packets_to_text (WireView *view)
{
  GString *text = g_string_new (NULL);

  for (guint32 i = 0; i < wire_view_get_n_packets (view); i++)
    {
      guint32 packet = wire_view_get_packet (view, i);

      g_assert_cmpuint (wire_view_find_packet (view, packet), ==, i);
      g_string_append_printf (text, "%u ", packet);
    }
  return g_string_free (text, FALSE);
}

static void
test_conditions (void)
{
  const WireTuple there = capture_builder_tuple ("10.0.0.1:1024", "10.0.0.2:80", 6);
  const WireTuple six = capture_builder_tuple ("[2001:db8::1]:9", "[2001:db8::2]:443", 6);
  const struct
  {
    WireCondition conditions[2];
    guint n;
    const char *packets;
  } CASES[] = {
    { { { 0 } }, 0, "0 1 2 3 4 5 6 7 " },
    { { { WIRE_CONDITION_NOT_FROM, .tuple = there } }, 1, "1 2 3 5 6 7 " },
    { { { WIRE_CONDITION_FROM, .tuple = there } }, 1, "0 4 " },
    { { { WIRE_CONDITION_FROM, .tuple = six } }, 1, "6 " },
    { { { WIRE_CONDITION_FLOW, .tuple = six } }, 1, "6 " },
    { { { WIRE_CONDITION_CONVERSATION, .tuple = six } }, 1, "3 6 " },
    { { { WIRE_CONDITION_PROTOCOL, .protocol = WIRE_PROTOCOL_ARP } }, 1, "2 " },
    { { { WIRE_CONDITION_SPAN, .from = (START_US + 1) * US, .to = (START_US + 3) * US } },
      1,
      "1 2 3 " },
    { { { WIRE_CONDITION_BPF, .bpf = (char *) "tcp port 80" } }, 1, "0 1 4 5 7 " },
    { { { WIRE_CONDITION_BPF, .bpf = (char *) "arp or ip6" } }, 1, "2 3 6 " },
    { { { WIRE_CONDITION_BPF, .bpf = (char *) "tcp port 80" },
        { WIRE_CONDITION_NOT_FROM, .tuple = there } },
      2,
      "1 5 7 " },
    { { { WIRE_CONDITION_FROM, .tuple = there }, { WIRE_CONDITION_FROM, .tuple = six } }, 2, "" },
  };
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WireFilter) filter = filter_of (CASES[i].conditions, CASES[i].n);
      g_autoptr (WireView) view = view_of (capture, filter);
      g_autofree char *packets = packets_to_text (view);
      WireCaptureSummary summary;

      g_assert_cmpstr (packets, ==, CASES[i].packets);
      wire_view_get_summary (view, &summary);
      g_assert_cmpuint (summary.packets, ==, wire_view_get_n_packets (view));
      g_assert_cmpuint (summary.flows, ==, wire_view_get_n_flows (view, FALSE));
      g_assert_cmpuint (wire_view_find_packet (view, 8), ==, WIRE_VIEW_NO_PACKET);
    }
}

static void
test_wrong_expression (void)
{
  const WireCondition wrong = { .kind = WIRE_CONDITION_BPF, .bpf = (char *) "tcp prot 80" };
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (WireFilter) filter = filter_of (&wrong, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (wire_view_new (capture, filter, NULL, &error));
  g_assert_error (error, WIRE_FILTER_ERROR, WIRE_FILTER_ERROR_SYNTAX);
}

static void
test_cancelled (void)
{
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (WireJob) job = wire_job_new ("Filtering");
  g_autoptr (GError) error = NULL;

  wire_job_cancel (job);
  g_assert_null (wire_view_new (capture, NULL, job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_conversations (void)
{
  const WireTuple there = capture_builder_tuple ("10.0.0.1:1024", "10.0.0.2:80", 6);
  const WireCondition not_from = { WIRE_CONDITION_NOT_FROM, .tuple = there };
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (WireFilter) filter = filter_of (&not_from, 1);
  g_autoptr (WireView) all = view_of (capture, NULL);
  g_autoptr (WireView) view = view_of (capture, filter);
  WireViewFlow flow;

  g_assert_cmpuint (wire_view_get_n_flows (all, FALSE), ==, 5);
  g_assert_cmpuint (wire_view_get_n_flows (all, TRUE), ==, 3);
  wire_view_get_flow (all, TRUE, 0, &flow);
  g_assert_cmpuint (flow.packets, ==, 2);
  g_assert_cmpuint (flow.bytes, ==, 54 + 154);
  g_assert_cmpuint (flow.back_packets, ==, 2);
  g_assert_cmpuint (flow.back_bytes, ==, 54 + 954);
  g_assert_cmpint (flow.first, ==, START_US * US);
  g_assert_cmpint (flow.last, ==, (START_US + 512) * US);

  /* the direction that was seen first is held back, and stays the first all the same */
  g_assert_cmpuint (wire_view_get_n_flows (view, FALSE), ==, 4);
  g_assert_cmpuint (wire_view_get_n_flows (view, TRUE), ==, 3);
  wire_view_get_flow (view, TRUE, 0, &flow);
  g_assert_cmpuint (flow.flow, ==, 0);
  g_assert_cmpuint (flow.packets, ==, 0);
  g_assert_cmpuint (flow.back_packets, ==, 2);
  g_assert_cmpint (flow.first, ==, (START_US + 1) * US);
  g_assert_cmpint (flow.last, ==, (START_US + 512) * US);
}

/* Flows, in order of first appearance: 0 10.0.0.1 → 10.0.0.2, 1 its answer, 2 IPv6 ::2 → ::1,
 * 3 9.0.0.9 → 10.0.0.2, 4 IPv6 ::1 → ::2. */
static void
test_sorting (void)
{
  static const struct
  {
    WireFlowSort key;
    gboolean descending;
    const char *rows;
  } CASES[] = {
    { WIRE_FLOW_SORT_NONE, FALSE, "01234" },
    { WIRE_FLOW_SORT_NONE, TRUE, "01234" },
    { WIRE_FLOW_SORT_SOURCE, FALSE, "30142" },
    { WIRE_FLOW_SORT_SOURCE, TRUE, "24103" },
    { WIRE_FLOW_SORT_SOURCE_PORT, FALSE, "34120" },
    { WIRE_FLOW_SORT_DESTINATION, FALSE, "10324" },
    { WIRE_FLOW_SORT_DESTINATION_PORT, TRUE, "14032" },
    { WIRE_FLOW_SORT_PROTOCOL, FALSE, "01234" },
    { WIRE_FLOW_SORT_PACKETS, TRUE, "01234" },
    { WIRE_FLOW_SORT_PACKETS, FALSE, "23401" },
    { WIRE_FLOW_SORT_BYTES, TRUE, "10243" },
    { WIRE_FLOW_SORT_DURATION, TRUE, "10234" },
    { WIRE_FLOW_SORT_FIRST, TRUE, "43210" },
    { WIRE_FLOW_SORT_LAST, FALSE, "20341" },
    { WIRE_FLOW_SORT_FLAGS, FALSE, "34120" },
  };
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (WireView) view = view_of (capture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) order =
          wire_view_sort_flows (view, FALSE, CASES[i].key, CASES[i].descending, NULL, NULL);
      gsize size;
      const guint32 *rows = g_bytes_get_data (order, &size);

      for (gsize j = 0; j < size / sizeof *rows; j++)
        g_string_append_printf (text, "%u", rows[j]);
      g_test_message ("column %u", CASES[i].key);
      g_assert_cmpstr (text->str, ==, CASES[i].rows);
    }
}

static void
test_overview (void)
{
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_load (builder);
  g_autoptr (WireView) view = view_of (capture, NULL);
  char text[WIRE_ADDRESS_TEXT_MAX];
  gint64 start, bin_width;
  guint n;

  const WireViewSource *sources = wire_view_get_sources (view, &n);
  g_assert_cmpuint (n, ==, 5);
  wire_address_to_text (sources[0].family, sources[0].address, text);
  g_assert_cmpstr (text, ==, "10.0.0.2");
  g_assert_cmpuint (sources[0].packets, ==, 2);
  g_assert_cmpuint (sources[0].bytes, ==, 1008);
  g_assert_cmpuint (sources[4].packets, ==, 1);

  const WireViewProtocol *protocols = wire_view_get_protocols (view, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (protocols[0].protocol, ==, WIRE_PROTOCOL_TCP);
  g_assert_cmpuint (protocols[0].packets, ==, 7);
  g_assert_cmpuint (protocols[1].protocol, ==, WIRE_PROTOCOL_ARP);

  const WireViewBin *bins = wire_view_get_traffic (view, &start, &bin_width);
  g_assert_cmpint (start, ==, START_US * US);
  g_assert_cmpint (bin_width, ==, 2 * US);
  g_assert_cmpuint (bins[0].packets, ==, 2); /* the second begins just before the bin ends */
  g_assert_cmpuint (bins[256].packets, ==, 1);
  g_assert_cmpuint (bins[256].bytes, ==, 954);
  g_assert_cmpuint (bins[511].packets, ==, 0);

  const WireViewSource *destinations = wire_view_get_destinations (view, &n);
  guint to_all = 0;
  for (guint i = 0; i < n; i++)
    to_all += destinations[i].packets;
  g_assert_cmpuint (to_all, ==, 7);
  g_assert_cmpuint (destinations[0].packets, >=, destinations[n - 1].packets);

  const WireViewProtocol *tree = wire_view_get_protocol_tree (view, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (tree[0].protocol, ==, WIRE_PROTOCOL_TCP);
  g_assert_cmpuint (tree[0].parent, ==, WIRE_PROTOCOL_NONE);
  g_assert_cmpuint (tree[0].packets, ==, 7);
  g_assert_cmpuint (tree[1].protocol, ==, WIRE_PROTOCOL_ARP);
}

/* Times as far apart as they can be, and none. */
static void
test_traffic_span (void)
{
  static const gint64 TIMES_US[] = { 0, G_GINT64_CONSTANT (4294967295) * 1000000 };

  for (guint n = 0; n <= G_N_ELEMENTS (TIMES_US); n++)
    {
      g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
      g_autoptr (WireCapture) capture = NULL;
      g_autoptr (WireView) view = NULL;
      const WireViewBin *bins;
      gint64 start, bin_width;
      guint packets = 0;

      for (guint i = 0; i < n; i++)
        capture_builder_add_arp (builder, TIMES_US[i]);
      capture = capture_builder_load (builder);
      view = view_of (capture, NULL);
      bins = wire_view_get_traffic (view, &start, &bin_width);
      for (guint i = 0; i < WIRE_VIEW_TRAFFIC_BINS; i++)
        packets += bins[i].packets;
      g_assert_cmpuint (packets, ==, n);
      g_assert_cmpint (start, ==, n ? 0 : WIRE_TIME_NONE);
      g_assert_cmpint (bin_width, ==, wire_round_span (bin_width));
    }
}

/* Packets enough for several pieces of the file, far apart and close together. */
static void
test_many_packets (void)
{
  static const struct
  {
    const char *expression;
    guint every; /* first packet's number and distance */
  } CASES[] = { { "tcp src port 1024", 1000 }, { "tcp", 1 }, { "tcp src port 1025", 1000 } };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (ETHERNET);
  g_autoptr (WireCapture) capture = NULL;
  char from[32];

  for (guint i = 0; i < 20000; i++)
    {
      g_snprintf (from, sizeof from, "10.0.0.1:%u", 1024 + i % 1000);
      capture_builder_add_tcp (builder, START_US + i, from, "10.0.0.2:80", 16, i % 900);
    }
  capture = capture_builder_load (builder);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const WireCondition bpf = { WIRE_CONDITION_BPF, .bpf = (char *) CASES[i].expression };
      g_autoptr (WireFilter) filter = filter_of (&bpf, 1);
      g_autoptr (WireView) view = view_of (capture, filter);

      g_assert_cmpuint (wire_view_get_n_packets (view), ==, 20000 / CASES[i].every);
      for (guint32 j = 1; j < wire_view_get_n_packets (view); j++)
        g_assert_cmpuint (wire_view_get_packet (view, j) - wire_view_get_packet (view, j - 1), ==,
                          CASES[i].every);
    }
}

/* Before the capture was read, a view shows nothing; and it stays as it is. */
static void
test_snapshot (void)
{
  g_autoptr (CaptureBuilder) builder = build_mixed ();
  g_autoptr (WireCapture) capture = capture_builder_make (builder);
  g_autoptr (WireView) before = view_of (capture, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_capture_load (capture, NULL, &error));
  g_assert_cmpuint (wire_view_get_n_packets (before), ==, 0);
  g_assert_cmpuint (wire_view_get_n_flows (before, FALSE), ==, 0);
  g_assert_cmpuint (wire_view_get_n_flows (before, TRUE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/conditions", test_conditions);
  g_test_add_func ("/view/wrong-expression", test_wrong_expression);
  g_test_add_func ("/view/cancelled", test_cancelled);
  g_test_add_func ("/view/conversations", test_conversations);
  g_test_add_func ("/view/sorting", test_sorting);
  g_test_add_func ("/view/overview", test_overview);
  g_test_add_func ("/view/traffic-span", test_traffic_span);
  g_test_add_func ("/view/many-packets", test_many_packets);
  g_test_add_func ("/view/snapshot", test_snapshot);
  return g_test_run ();
}
