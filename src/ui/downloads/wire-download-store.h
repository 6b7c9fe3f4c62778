/* wire-download-store.h: what is known of every object of a capture, growing as jobs look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/downloads/wire-download-facts.h"
#include "base/wire-job.h"
#include "files/types/wire-type.h"

G_BEGIN_DECLS

#define WIRE_TYPE_DOWNLOAD_STORE (wire_download_store_get_type ())
/** WireDownloadStore: what is known of every object of a capture, growing as jobs look at them */
G_DECLARE_FINAL_TYPE (WireDownloadStore, wire_download_store, WIRE, DOWNLOAD_STORE, GObject)

WireDownloadStore *wire_download_store_new (WireObjectList *list);

WireObjectList *wire_download_store_get_list (WireDownloadStore *store);
void wire_download_store_get_facts (WireDownloadStore *store,
                                    guint32 object,
                                    WireDownloadFacts *facts);
char *wire_download_store_get_extension (WireDownloadStore *store, const char *type);

void wire_download_store_start (WireDownloadStore *store);
void wire_download_store_examine_one (WireDownloadStore *store, guint32 object);
void wire_download_store_match (WireDownloadStore *store);
WireJob *wire_download_store_get_job (WireDownloadStore *store);
gboolean wire_download_store_has_types (WireDownloadStore *store);
gboolean wire_download_store_is_finished (WireDownloadStore *store);
const char *wire_download_store_get_problem (WireDownloadStore *store);

G_END_DECLS
