/* wire-download-save.h: objects written to files, in a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-store.h"

G_BEGIN_DECLS

/**
 * WireDownloadSaved:
 * @saved: how many were
 * @empty: how many had no body
 * @failed: how many could not be
 * @name: (nullable): of the file, where there is one
 * @list: (nullable): of the list of digests, where it has not its usual name
 * @list_problem: (nullable): what is wrong with the lists of what was saved, in a sentence
 * @problem: (nullable): why the first that failed did, in a sentence
 * @paths: (element-type filename): of the files that were saved
 */
typedef struct
{
  guint saved;
  guint empty;
  guint failed;
  char *name;
  char *list;
  char *list_problem;
  char *problem;
  GPtrArray *paths;
} WireDownloadSaved;

char *wire_download_saved_describe (const WireDownloadSaved *saved, gboolean cancelled);

/**
 * WireDownloadSaveEnded:
 * @job: how it ended
 * @saved: what was done until then; valid during the call
 * @owner: what the job was given
 *
 * Called once on the main thread.
 */
typedef void (*WireDownloadSaveEnded) (WireJob *job,
                                       const WireDownloadSaved *saved,
                                       GObject *owner);

WireJob *wire_download_save_into (WireDownloadStore *store,
                                  GArray *objects,
                                  const char *folder,
                                  gboolean sorted,
                                  WireDownloadSaveEnded ended,
                                  GObject *owner);
WireJob *wire_download_save_as (WireDownloadStore *store,
                                guint32 object,
                                const char *path,
                                WireDownloadSaveEnded ended,
                                GObject *owner);

G_END_DECLS
