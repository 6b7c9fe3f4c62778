/* wire-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-config.h"

#include "ui/window/wire-sample.h"

/**
 * wire_sample_find:
 *
 * Returns: (transfer full) (nullable): the sample capture, where it is installed or, in a source
 *   tree, where WIRECASE_DATA_DIR says
 */
GFile *
wire_sample_find (void)
{
  const char *folder = g_getenv ("WIRECASE_DATA_DIR");
  g_autofree char *path =
      g_build_filename (folder ? folder : WIRE_DATA_DIR, "samples", "sample.pcap", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_file_new_for_path (path) : NULL;
}
