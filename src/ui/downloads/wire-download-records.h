/* wire-download-records.h: what is known of all objects, for those who read and those who find out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-facts.h"
#include "capture/objects/wire-object-facts.h"

G_BEGIN_DECLS

/**
 * WireDownloadRecords:
 *
 * What is known of each object so far. Counted by reference, since jobs write it; any thread.
 */
typedef struct _WireDownloadRecords WireDownloadRecords;

WireDownloadRecords *wire_download_records_new (WireObjectList *list);
WireDownloadRecords *wire_download_records_ref (WireDownloadRecords *records);
/** Lets go of the records; the last one frees them. Any thread. */
void wire_download_records_unref (WireDownloadRecords *records);

WireObjectList *wire_download_records_get_list (WireDownloadRecords *records);
void wire_download_records_get (WireDownloadRecords *records,
                                guint32 object,
                                WireDownloadFacts *facts);
gboolean wire_download_records_have_types (WireDownloadRecords *records);
char *wire_download_records_get_extension (WireDownloadRecords *records, const char *type);

WireTypeDetector *wire_download_records_get_detector (WireDownloadRecords *records, GError **error);
WireHashDatabase *wire_download_records_get_database (WireDownloadRecords *records, GError **error);
void wire_download_records_take_facts (WireDownloadRecords *records,
                                       guint32 object,
                                       const WireObjectFacts *from,
                                       WireDownloadStage stage);
void wire_download_records_take_matches (WireDownloadRecords *records,
                                         guint32 object,
                                         const GPtrArray *matches,
                                         const GError *unmatched);
void wire_download_records_set_typed (WireDownloadRecords *records);

G_END_DECLS
