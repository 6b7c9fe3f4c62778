/* wire-export-folder-private.h: the files of an exported folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "report/wire-export-folder.h"

G_BEGIN_DECLS

struct _WireExportFolder
{
  char *path;
  GPtrArray *names; /* of char *: of all files, from the folder on, in the order of writing */
  GString *sums;    /* lines of SHA256SUMS */
  GString *manifest;
  gboolean kept;
};

G_END_DECLS
