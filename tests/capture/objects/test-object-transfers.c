/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What listeners find is an object like any other.
 */

#include "capture/objects/wire-object-content.h"
#include "capture/objects/wire-object-facts.h"
#include "capture/wire-capture-private.h"
#include "capture/wire-capture-transfers.h"
#include "tests/capture/capture-builder.h"
#include "tests/capture/reassembly/toy-listener.h"

#include <string.h>

#define CLIENT "192.0.2.1:1000"
#define SERVER "192.0.2.2:80"

static const WireListener *const ROWS[] = { &toy_listener, &second_listener, &toy_datagram_listener,
                                            NULL };

/* Segments of the client; one that is NULL was not captured, and had five bytes. */
static WireCapture *
load (CaptureBuilder *builder, const char *const *said, guint n)
{
  g_autoptr (GError) error = NULL;
  guint32 sequence = 100;
  WireCapture *capture;

  for (guint i = 0; i < n; i++)
    {
      if (said[i])
        capture_builder_add_segment (builder, i, CLIENT, SERVER, WIRE_TCP_ACK, sequence, said[i],
                                     -1);
      sequence += said[i] ? (guint32) strlen (said[i]) : 5;
    }
  capture = capture_builder_make (builder);
  capture->hearing.rows = ROWS;
  wire_capture_want_streams (capture);
  wire_capture_load (capture, NULL, &error);
  g_assert_no_error (error);
  return capture;
}

static void
assert_content (const WireObjectList *list, guint32 object, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wire_object_read_content (list, object, 1000, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted,
                   strlen (wanted));
}

static void
test_origin (void)
{
  static const char *const SAID[] = { "TOY\n",        "FILE a.txt\n", "first file",
                                      "PART b.txt\n", "inside",       "SECRET\n",
                                      "toy\n",        "file C\n",     "SECOND FILE" };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID, G_N_ELEMENTS (SAID));
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (capture, NULL);
  g_autoptr (WireObjectList) downloads = wire_object_list_new (capture);
  const WireObject *object;

  g_assert_cmpuint (wire_object_list_get_length (downloads), ==, 0);
  g_assert_cmpuint (wire_object_list_get_length (list), ==, 3);
  object = wire_object_list_get (list, 0);
  g_assert_cmpstr (object->origin.protocol, ==, "TOY");
  g_assert_cmpstr (object->origin.name, ==, "a.txt");
  g_assert_cmpuint (object->origin.direction, ==, WIRE_TRANSFER_UPLOAD);
  g_assert_cmpuint (object->origin.parent, ==, WIRE_OBJECT_NONE);
  g_assert_false (object->origin.decrypted);
  g_assert_cmpuint (object->exchange, ==, WIRE_OBJECT_NONE);
  g_assert_cmpuint (object->tuple.src_port, ==, 1000);
  g_assert_cmpuint (object->flags, ==, WIRE_OBJECT_COMPLETE);
  assert_content (list, 0, "first file");
  g_assert_cmpuint (wire_object_list_get (list, 1)->origin.parent, ==, 0);
  assert_content (list, 1, "inside");
  g_assert_true (wire_object_list_get (list, 2)->origin.decrypted);
  g_assert_cmpuint (wire_object_list_get (list, 2)->packet, ==, 8);
  assert_content (list, 2, "second file");
}

static void
test_digests (void)
{
  static const char *const SAID[] = { "TOY\n", "SECRET\n", "toy\n", "file C.TXT\n", "ABC" };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID, G_N_ELEMENTS (SAID));
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (capture, NULL);
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (NULL);
  g_auto (WireObjectFacts) facts = { 0 };
  g_autofree char *md5 = NULL;

  g_assert_true (wire_object_examine (list, 0, detector, WIRE_OBJECT_DIGESTS, NULL, &facts, NULL));
  md5 = wire_digests_get_hex (&facts.content, WIRE_DIGEST_MD5);
  g_assert_cmpstr (md5, ==, "900150983cd24fb0d6963f7d28e17f72"); /* RFC 1321: of abc */
  g_assert_cmpstr (facts.type, ==, "text/plain");
  g_assert_cmpstr (facts.extension, ==, "txt");
  g_assert_true (facts.whole);
}

/* A listener that says complete of what is not is not believed. */
static void
test_gap (void)
{
  static const char *const SAID[] = { "TOY\n", "FILE a\n", NULL, "BYE\n" };
  g_autoptr (CaptureBuilder) builder = capture_builder_new (1);
  g_autoptr (WireCapture) capture = load (builder, SAID, G_N_ELEMENTS (SAID));
  g_autoptr (WireObjectList) list = wire_object_list_new_transfers (capture, NULL);
  const WireObject *object = wire_object_list_get (list, 0);
  g_autofree char *missing = wire_object_describe_completeness (object);

  g_assert_cmpuint (object->missing, ==, 5);
  g_assert_cmpuint (object->gaps, ==, 1);
  g_assert_cmpuint (object->flags, ==, 0);
  g_assert_nonnull (missing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-transfers/origin", test_origin);
  g_test_add_func ("/object-transfers/digests", test_digests);
  g_test_add_func ("/object-transfers/gap", test_gap);
  return g_test_run ();
}
