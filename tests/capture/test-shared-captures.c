/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real captures, where there are any: a folder of them is named by WIRECASE_SHARED_DATA, or lies
 * beside the source tree.
 */

#include "capture/view/wire-view.h"

static char *captures_dir;

static WireCapture *
load (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WireCapture) capture = wire_capture_new (file);

  return wire_capture_load (capture, NULL, error) ? g_steal_pointer (&capture) : NULL;
}

static guint
count_with_ports (WireCapture *capture)
{
  guint n = 0;
  WireFlow flow;

  for (guint32 i = 0; wire_capture_get_flow (capture, i, &flow); i++)
    n += wire_protocol_has_ports (flow.tuple.protocol);
  return n;
}

/* Packets and flows as counted from what tshark prints of every packet (-T fields). */
static void
test_figures (void)
{
  static const struct
  {
    const char *path;
    guint32 packets, flows, with_ports;
  } CASES[] = {
    { "pcapplusplus/example2.pcap", 4709, 510, 503 },
    { "pcapplusplus/650HttpResponses.pcap", 682, 284, 284 },
    { "pcapplusplus/four_ipv6_http_streams.pcap", 81, 8, 8 },
    { "pcapflowlab/http_multi_message_3.pcap", 187, 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_build_filename (captures_dir, CASES[i].path, NULL);
      g_autoptr (WireCapture) capture = NULL;
      g_autoptr (GError) error = NULL;
      WireCaptureSummary summary;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      capture = load (path, &error);
      g_assert_no_error (error);
      wire_capture_get_summary (capture, &summary);
      g_test_message ("%s", CASES[i].path);
      g_assert_cmpuint (summary.packets, ==, CASES[i].packets);
      g_assert_cmpuint (summary.flows, ==, CASES[i].flows);
      g_assert_cmpuint (count_with_ports (capture), ==, CASES[i].with_ports);
      g_assert_true (summary.complete);
    }
}

/* Counted over packets and counted over flows, the figures are the same. */
static void
check_sums (WireCapture *capture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireView) view = wire_view_new (capture, NULL, NULL, &error);
  guint32 with_flow = 0, in_flows = 0, from_sources = 0, in_protocols = 0;
  WirePacketRecord record;
  WireFlow flow;
  guint n;

  g_assert_no_error (error);
  for (guint32 i = 0; wire_capture_get_packet (capture, i, &record); i++)
    {
      WireFrame frame;
      g_autoptr (GBytes) bytes = wire_capture_read_frame (capture, i, &frame, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, record.captured);
      g_assert_cmpuint (wire_frame_get_protocol (&frame), ==, record.protocol);
      g_assert_cmpint (frame.tuple.family != WIRE_FAMILY_NONE, ==, record.flow != WIRE_FLOW_NONE);
      with_flow += record.flow != WIRE_FLOW_NONE;
    }
  for (guint32 i = 0; wire_capture_get_flow (capture, i, &flow); i++)
    in_flows += flow.packets;
  for (const WireViewSource *source = wire_view_get_sources (view, &n); n > 0; n--, source++)
    from_sources += source->packets;
  for (const WireViewProtocol *one = wire_view_get_protocols (view, &n); n > 0; n--, one++)
    in_protocols += one->packets;
  g_assert_cmpuint (in_flows, ==, with_flow);
  g_assert_cmpuint (from_sources, ==, with_flow);
  g_assert_cmpuint (in_protocols, ==, wire_capture_get_n_packets (capture));
}

static void
check_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr (WireCapture) capture = NULL;
      g_autoptr (GError) error = NULL;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          check_folder (child);
          continue;
        }
      g_test_message ("%s", child);
      capture = load (child, &error);
      g_assert_true (capture != NULL || error != NULL);
      if (capture)
        check_sums (capture);
    }
}

static void
test_every_one (void)
{
  check_folder (captures_dir);
  g_assert_false (g_file_test (captures_dir, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_autofree char *beside = NULL;
  const char *data = g_getenv ("WIRECASE_SHARED_DATA");
  int status;

  g_test_init (&argc, &argv, NULL);
  beside = g_build_filename (argc > 1 ? argv[1] : ".", "..", "shared", "data", NULL);
  captures_dir = g_build_filename (data ? data : beside, "captures", NULL);
  g_test_add_func ("/shared-captures/figures", test_figures);
  g_test_add_func ("/shared-captures/every-one", test_every_one);
  status = g_test_run ();
  g_free (captures_dir);
  return status;
}
