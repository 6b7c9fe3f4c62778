/* fuzz-case.c: opens cases that a fuzzer makes up, reads them and writes to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cases/wire-case-evidence.h"
#include "cases/wire-case-means.h"
#include "cases/wire-case-notes.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A case says no more by its hundredth page than by its first. */
#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_notes (WireCase *opened)
{
  g_autoptr (GPtrArray) notes = wire_case_list_notes (opened, NULL);

  for (guint i = 0; notes && i < notes->len; i++)
    {
      const WireCaseNote *note = g_ptr_array_index (notes, i);

      g_assert (g_utf8_validate (note->text, -1, NULL) && g_utf8_validate (note->place, -1, NULL));
      g_assert (!note->sha256 || g_utf8_validate (note->sha256, -1, NULL));
    }
}

static void
check_evidence (WireCase *opened)
{
  g_autoptr (GPtrArray) evidence = wire_case_list_evidence (opened, NULL);

  for (guint i = 0; evidence && i < evidence->len; i++)
    {
      const WireCaseEvidence *one = g_ptr_array_index (evidence, i);

      g_assert (g_path_is_absolute (one->full_path));
    }
}

static void
check_deeds (WireCase *opened)
{
  g_autoptr (GPtrArray) deeds = wire_case_list_deeds (opened, NULL);

  (void) deeds;
}

static void
check_means (WireCase *opened)
{
  g_autoptr (GPtrArray) means = wire_case_list_means (opened, NULL);
  g_autoptr (GPtrArray) filters = wire_case_list_filters (opened, NULL);

  for (guint i = 0; means && i < means->len; i++)
    g_assert (g_utf8_validate (((const WireCaseMeans *) means->pdata[i])->name, -1, NULL));
  for (guint i = 0; filters && i < filters->len; i++)
    g_assert (g_utf8_validate (((const WireCaseFilter *) filters->pdata[i])->name, -1, NULL));
}

/* What was kept is there when it is asked for. */
static void
add_note (WireCase *opened)
{
  g_autoptr (WireCaseNote) note = wire_case_note_new ("case", "");
  g_autoptr (WireCaseNote) kept = NULL;

  if (!wire_case_add_note (opened, note, NULL))
    return;
  kept = wire_case_get_note (opened, note->id, NULL);
  g_assert (!kept || kept->id == note->id);
}

static void
try_case (const char *path)
{
  g_autoptr (WireCase) opened = NULL;

  wire_case_recognise (path);
  opened = wire_case_open (path, NULL);
  if (!opened)
    return;
  check_notes (opened);
  check_evidence (opened);
  check_deeds (opened);
  check_means (opened);
  add_note (opened);
  check_notes (opened);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  int fd;

  if (size > INPUT_MAX)
    return 0;
  fd = g_file_open_tmp ("fuzz-case-XXXXXX", &path, NULL);
  g_assert (fd >= 0);
  g_assert (write (fd, data, size) == (gssize) size);
  close (fd);
  try_case (path);
  g_unlink (path);
  return 0;
}
