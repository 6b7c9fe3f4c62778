/* fuzz-checksum-list.c: reads checksum lists that a fuzzer makes up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-path.h"
#include "files/lists/wire-checksum-reader.h"
#include "files/lists/wire-checksum-table.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define INPUT_MAX 65536
/* More entries than the longest input can hold: a list that gives more has no end. */
#define MAX_ENTRIES (2 * INPUT_MAX)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_entry (const WireChecksumEntry *entry)
{
  g_autofree char *shown = NULL;
  g_autofree char *path = NULL;
  WireDigests nothing = { 0 };

  g_assert (entry->line->n <= WIRE_CHECKSUM_LINE_MAX);
  g_assert (entry->line->n > 0 || !entry->line->name);
  for (guint i = 0; i < entry->line->n; i++)
    {
      g_assert (entry->line->checksums[i].algorithm < WIRE_N_DIGESTS);
      g_assert (!wire_checksum_agrees (&entry->line->checksums[i], &nothing));
    }
  if (!entry->line->name)
    return;
  path = wire_checksum_find_file ("/nowhere", entry->line->name, &shown);
  g_assert (path && shown);
  g_free (wire_checksum_get_last_part (entry->line->name));
}

static void
read_list (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WireChecksumReader) reader = wire_checksum_reader_open (path, NULL, &error);
  WireChecksumEntry entry;
  guint n = 0;
  int more = -1;

  while (reader && n++ < MAX_ENTRIES
         && (more = wire_checksum_reader_next (reader, &entry, &error)) == 1)
    check_entry (&entry);
  g_assert (n < MAX_ENTRIES && (more < 0) == (error != NULL));
}

/* Lines by themselves, each exactly as long as it is: what is behind is not looked at. */
static void
read_line (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  WireChecksumTable table;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (WireChecksumLine) line = { 0 };

      if (i == 0 ? wire_checksum_line_parse (text, strlen (text), &line)
                 : wire_checksum_line_parse_crc (text, strlen (text), &line))
        g_assert (line.n > 0);
    }
  if (wire_checksum_table_read_header (&table, text))
    {
      g_auto (WireChecksumLine) line = { 0 };

      wire_checksum_table_read_row (&table, text, &line);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  int fd;

  if (size > INPUT_MAX)
    return 0;
  fd = memfd_create ("checksum-list", MFD_CLOEXEC);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  if (fd >= 0 && write (fd, data, size) == (gssize) size)
    read_list (path);
  close (fd);
  read_line (data, size);
  return 0;
}
