/* wire-download-examine.h: jobs that find out what objects are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-records.h"
#include "base/wire-job.h"

G_BEGIN_DECLS

/**
 * WireDownloadExamined:
 * @job: how it ended
 * @owner: what the job was given
 *
 * Called once on the main thread.
 */
typedef void (*WireDownloadExamined) (WireJob *job, GObject *owner);

WireJob *wire_download_examine_all (WireDownloadRecords *records,
                                    WireDownloadExamined examined,
                                    GObject *owner);
WireJob *wire_download_examine_one (WireDownloadRecords *records,
                                    guint32 object,
                                    WireDownloadExamined examined,
                                    GObject *owner);
WireJob *wire_download_match_all (WireDownloadRecords *records,
                                  WireDownloadExamined examined,
                                  GObject *owner);

G_END_DECLS
