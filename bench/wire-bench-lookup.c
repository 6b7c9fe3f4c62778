/* wire-bench-lookup.c: how many digests a second a database of known ones is asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wire-bench-lookup DATABASE LIST N: looks up the first N MD5 of LIST, a hexadecimal one a line,
 * and as many that the database has not; prints look-ups a second. Fails where an answer is wrong.
 */

#include "files/lists/wire-checksum-line.h"
#include "files/sets/wire-hash-database.h"
#include "files/lists/wire-lines.h"

#include <stdio.h>
#include <stdlib.h>

static guint
count_matches (WireHashDatabase *database, const guint8 *digest)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);

  return wire_hash_database_lookup (database, WIRE_DIGEST_MD5, digest, matches, NULL) ? matches->len
                                                                                      : 2;
}

int
main (int argc, char **argv)
{
  guint64 n = argc == 4 ? g_ascii_strtoull (argv[3], NULL, 10) : 0;
  g_autoptr (WireHashDatabase) database = n ? wire_hash_database_open (argv[1], NULL) : NULL;
  g_autoptr (WireLines) lines = n ? wire_lines_open (argv[2], NULL, NULL) : NULL;
  gint64 start = g_get_monotonic_time ();
  guint64 done = 0;
  WireLine line;

  if (!database || !lines)
    {
      fputs ("usage: wire-bench-lookup DATABASE LIST N\n", stderr);
      return 2;
    }
  while (done < n && wire_lines_next (lines, &line, NULL) == 1)
    {
      g_auto (WireChecksumLine) known = { 0 };

      if (!wire_checksum_line_parse (line.text, line.length, &known)
          || count_matches (database, known.checksums[0].digest) != 1)
        return 1;
      known.checksums[0].digest[15] ^=
          0xff; /* its neighbour, where the tree has to be gone down as far */
      if (count_matches (database, known.checksums[0].digest) != 0)
        return 1;
      done++;
    }
  printf ("%.0f\n", 2e6 * (double) done / (double) (g_get_monotonic_time () - start));
  return done < n;
}
