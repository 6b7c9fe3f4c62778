/* wire-archive-magic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/reading/wire-archive-magic.h"

#include <string.h>

/* What such files begin with. */
static const struct
{
  const char *magic;
  gsize length;
} MAGICS[] = {
  { "\xfd"
    "7zXZ\0",
    6 },
  { "BZh", 3 },
  { "\x04\x22\x4d\x18", 4 },
  { "\x02\x21\x4c\x18", 4 },
  { "LZIP", 4 },
  { "\x5d\0\0", 3 }, /* lzma */
  { "\x1f\x9d", 2 }, /* compress */
  { "PK\3\4", 4 },
  { "7z\xbc\xaf\x27\x1c", 6 },
  { "!<arch>\n", 8 },
  { "070701", 6 },
  { "070702", 6 },
  { "070707", 6 },
  { "MSCF\0\0\0\0", 8 },
};

/** Returns: whether @head, the first bytes of a file, are those of a tar */
gboolean
wire_archive_is_tar (const guint8 *head, gsize length)
{
  return length >= 263 && memcmp (head + 257, "ustar", 5) == 0;
}

/** Returns: whether a file that begins with @head is one to be unpacked here */
gboolean
wire_archive_recognise (const guint8 *head, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MAGICS); i++)
    if (length >= MAGICS[i].length && memcmp (head, MAGICS[i].magic, MAGICS[i].length) == 0)
      return TRUE;
  return wire_archive_is_tar (head, length);
}

/** Returns: whether a member of an archive that begins with @head is to be unpacked, too: gzip
 * included, which is not read as an archive where it is the file itself */
gboolean
wire_archive_recognise_inside (const guint8 *head, gsize length)
{
  return wire_archive_recognise (head, length)
         || (length > 3 && memcmp (head, "\x1f\x8b\x08", 3) == 0);
}
