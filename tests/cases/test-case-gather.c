/* test-case-gather.c: rows about the captures of a case, and where they lead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/wire-time.h"
#include "capture/wire-capture-streams.h"
#include "cases/wire-case-gather.h"

#include <string.h>

static const char *sample;

typedef struct
{
  WireCaseEvidence evidence;
  WireCapture *capture;
  GPtrArray *rows;
  GPtrArray *rest;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (sample);
  g_autoptr (GError) error = NULL;

  (void) data;
  self->evidence =
      (WireCaseEvidence){ .id = 7, .path = (char *) "a.pcap", .sha256 = (char *) "ab" };
  self->capture = wire_capture_new (file);
  wire_capture_want_streams (self->capture);
  g_assert_true (wire_capture_load (self->capture, NULL, &error));
  g_assert_no_error (error);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->rest = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  (void) data;
  g_object_unref (self->capture);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->rest);
}

static void
gather (Fixture *self, WireCaseTable table, WireSearchPattern *pattern)
{
  g_autoptr (GError) error = NULL;
  WireCaseGather gather = { .table = table,
                            .pattern = pattern,
                            .rows = self->rows,
                            .rest = self->rest,
                            .evidence = &self->evidence,
                            .capture = self->capture };

  g_assert_true (wire_case_gather (&gather, NULL, &error));
  g_assert_no_error (error);
  g_ptr_array_sort (self->rows, wire_case_row_compare);
}

/* Every row leads to a packet of the capture, whose digest it knows. */
static void
check_ways (Fixture *self, const char *kind)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      WireCaseRow *row = g_ptr_array_index (self->rows, i);
      const WireCaseNote *way = wire_case_row_get_way (row);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *digest = NULL;

      g_assert_nonnull (way);
      g_assert_cmpstr (way->kind, ==, kind);
      g_assert_cmpstr (way->sha256, ==, "ab");
      g_assert_cmpint (wire_case_row_get_evidence (row), ==, 7);
      g_assert_cmpstr (wire_case_row_get_capture (row), ==, "a.pcap");
      g_assert_cmpuint (way->packet, >, 0);
      bytes = wire_capture_read_packet (self->capture, way->packet - 1, NULL);
      digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_assert_cmpstr (way->digest, ==, digest);
    }
}

static void
test_flows (Fixture *self, gconstpointer data)
{
  (void) data;
  gather (self, WIRE_CASE_TABLE_FLOWS, NULL);
  g_assert_cmpuint (self->rows->len, ==, wire_capture_get_n_flows (self->capture));
  check_ways (self, "flow");
  for (guint i = 0; i < self->rows->len; i++)
    {
      const WireCaseNote *way = wire_case_row_get_way (g_ptr_array_index (self->rows, i));
      WirePacketRecord record;
      WireFlow flow;
      g_autofree char *tuple = NULL;

      g_assert_true (wire_capture_get_packet (self->capture, way->packet - 1, &record));
      g_assert_true (wire_capture_get_flow (self->capture, record.flow, &flow));
      tuple = wire_tuple_to_text (&flow.tuple, " -> ");
      g_assert_cmpstr (way->place, ==, tuple);
      g_assert_cmpint (record.time, ==, flow.first);
    }
}

static void
test_messages (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) requests = wire_capture_list_requests (self->capture);

  (void) data;
  gather (self, WIRE_CASE_TABLE_REQUESTS, NULL);
  g_assert_cmpuint (requests->len, >, 0);
  g_assert_cmpuint (self->rows->len, ==, requests->len);
  check_ways (self, "request");
  g_ptr_array_set_size (self->rows, 0);
  gather (self, WIRE_CASE_TABLE_TRANSFERS, NULL);
  g_assert_cmpuint (self->rows->len, >, 0);
  check_ways (self, "transfer");
}

static void
test_hosts (Fixture *self, gconstpointer data)
{
  gboolean found = FALSE;

  (void) data;
  gather (self, WIRE_CASE_TABLE_HOSTS, NULL);
  check_ways (self, "host");
  for (guint i = 0; i < self->rows->len; i++)
    {
      WireCaseRow *row = g_ptr_array_index (self->rows, i);

      found = found || g_str_equal (wire_case_row_get_way (row)->place, "146.176.164.91");
      g_assert_nonnull (strstr (wire_case_row_get_text (row), wire_case_row_get_way (row)->place));
    }
  g_assert_true (found);
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autoptr (WireSearchPattern) pattern =
      wire_search_pattern_new (WIRE_SEARCH_TEXT, "mountains.jpg", NULL);
  g_autoptr (WireSearchPattern) absent =
      wire_search_pattern_new (WIRE_SEARCH_TEXT, "is nowhere in it", NULL);

  (void) data;
  gather (self, WIRE_CASE_TABLE_FOUND, pattern);
  g_assert_cmpuint (self->rows->len, >, 0);
  for (guint i = 0; i < self->rows->len; i++)
    g_assert_true (wire_case_row_matches (g_ptr_array_index (self->rows, i), "mountains.jpg"));
  g_ptr_array_set_size (self->rows, 0);
  gather (self, WIRE_CASE_TABLE_FOUND, absent);
  g_assert_cmpuint (self->rows->len, ==, 0);
}

/* Rows are in the order of the corrected clocks. */
static void
test_clock (Fixture *self, gconstpointer data)
{
  gint64 first;

  (void) data;
  gather (self, WIRE_CASE_TABLE_FLOWS, NULL);
  first = wire_case_row_get_time (g_ptr_array_index (self->rows, 0));
  g_ptr_array_set_size (self->rows, 0);
  self->evidence.clock = -G_GINT64_CONSTANT (3600000000000);
  gather (self, WIRE_CASE_TABLE_FLOWS, NULL);
  g_assert_cmpint (wire_case_row_get_time (g_ptr_array_index (self->rows, 0)), ==,
                   first - G_GINT64_CONSTANT (3600000000000));
  for (guint i = 1; i < self->rows->len; i++)
    g_assert_cmpint (wire_case_row_get_time (g_ptr_array_index (self->rows, i - 1)), <=,
                     wire_case_row_get_time (g_ptr_array_index (self->rows, i)));
  self->evidence.clock = G_MAXINT64; /* such a time cannot be told */
  g_ptr_array_set_size (self->rows, 0);
  gather (self, WIRE_CASE_TABLE_FLOWS, NULL);
  g_assert_cmpint (wire_case_row_get_time (g_ptr_array_index (self->rows, 0)), ==, WIRE_TIME_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  sample = argv[1];
  g_test_add ("/case-gather/flows", Fixture, NULL, set_up, test_flows, tear_down);
  g_test_add ("/case-gather/messages", Fixture, NULL, set_up, test_messages, tear_down);
  g_test_add ("/case-gather/hosts", Fixture, NULL, set_up, test_hosts, tear_down);
  g_test_add ("/case-gather/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/case-gather/clock", Fixture, NULL, set_up, test_clock, tear_down);
  return g_test_run ();
}
