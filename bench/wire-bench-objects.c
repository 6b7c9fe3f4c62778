/* wire-bench-objects.c: everything that a capture says, straight from the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-objects FILE [digests|transfers]: reads a capture with its flows, streams and HTTP,
 * lists what was downloaded, and prints the second line of wire-bench-generate, as far as it was
 * asked for: complete objects; with `digests` also their bytes when decoded, and their SHA-256
 * digests, all of them exclusive or. MD5 is computed too, of both forms where they differ. With
 * `transfers`, all that was sent or received is listed, not only what was downloaded.
 */

#include "capture/objects/wire-object-work.h"

#include <stdio.h>
#include <string.h>

#define SHA256_BYTES 32

static guint32 *
count_up (guint32 n)
{
  guint32 *numbers = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    numbers[i] = i;
  return numbers;
}

static void
print_digests (const WireObjectFacts *facts, guint32 n)
{
  guint8 digests[SHA256_BYTES] = { 0 };
  guint64 bytes = 0;

  for (guint32 i = 0; i < n; i++)
    {
      bytes += facts[i].size;
      for (gsize k = 0; facts[i].whole && k < sizeof digests; k++)
        digests[k] ^= facts[i].content.values[WIRE_DIGEST_SHA256][k];
    }
  printf (" %" G_GUINT64_FORMAT " ", bytes);
  for (gsize k = 0; k < sizeof digests; k++)
    printf ("%02x", digests[k]);
}

static gboolean
examine (const WireObjectList *list, GError **error)
{
  g_autoptr (WireTypeDetector) detector = wire_type_detector_new (error);
  guint32 n = wire_object_list_get_length (list);
  g_autofree guint32 *numbers = count_up (n);
  WireObjectFacts *facts;
  gboolean done;

  if (!detector)
    return FALSE;
  facts = g_new0 (WireObjectFacts, n);
  done = wire_object_examine_many (list, numbers, n, detector, WIRE_OBJECT_DIGESTS, NULL, facts,
                                   error);
  if (done)
    print_digests (facts, n);
  for (guint32 i = 0; i < n; i++)
    wire_object_facts_clear (&facts[i]);
  g_free (facts);
  return done;
}

static void
print_complete (const WireObjectList *list)
{
  guint32 complete = 0;

  for (guint32 i = 0; i < wire_object_list_get_length (list); i++)
    complete += (wire_object_list_get (list, i)->flags & WIRE_OBJECT_COMPLETE) != 0;
  printf ("%u", complete);
}

int
main (int argc, char **argv)
{
  g_autoptr (GFile) file = g_file_new_for_path (argc > 1 ? argv[1] : "");
  g_autoptr (WireCapture) capture = wire_capture_new (file);
  g_autoptr (WireObjectList) list = NULL;
  g_autoptr (GError) error = NULL;
  gboolean transfers;

  wire_capture_want_streams (capture);
  if (wire_capture_load (capture, NULL, &error))
    {
      transfers = argc > 2 && strcmp (argv[2], "transfers") == 0;
      list = transfers ? wire_object_list_new_transfers (capture, NULL)
                       : wire_object_list_new (capture);
      print_complete (list);
      if (argc > 2 && !transfers)
        examine (list, &error);
      printf ("\n");
    }
  if (!error)
    return 0;
  fprintf (stderr, "wire-bench-objects: %s\n", error->message);
  return 1;
}
