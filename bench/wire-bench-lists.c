/* wire-bench-lists.c: how fast lists of digests are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-lists LIST N: reads a checksum list of any form and fails where it has not N entries
 * with a name and a digest.
 */

#include "files/lists/wire-checksum-reader.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  guint64 wanted = argc == 3 ? g_ascii_strtoull (argv[2], NULL, 10) : 0, n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (WireChecksumReader) reader =
      wanted > 0 ? wire_checksum_reader_open (argv[1], NULL, &error) : NULL;
  WireChecksumEntry entry;
  int more;

  if (!reader)
    {
      fprintf (stderr, "%s\n", error ? error->message : "usage: wire-bench-lists LIST N");
      return 2;
    }
  while ((more = wire_checksum_reader_next (reader, &entry, &error)) == 1)
    n += entry.line->n == 1 && entry.line->name;
  if (more < 0)
    fprintf (stderr, "%s\n", error->message);
  return more < 0 || n != wanted;
}
