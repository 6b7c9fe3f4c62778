/* wire-file-write.h: a file that is written whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireFileWriter:
 * @out: where to
 * @job: for cancellation and progress
 * @data: what wire_file_write() was given
 * @error: set where %FALSE is returned
 */
typedef gboolean (*WireFileWriter) (GOutputStream *out,
                                    WireJob *job,
                                    gpointer data,
                                    GError **error);

gboolean wire_file_write (
    GFile *file, WireJob *job, WireFileWriter write, gpointer data, GError **error);

G_END_DECLS
