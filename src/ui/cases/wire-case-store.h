/* wire-case-store.h: a case that is open, for all windows that show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cases/wire-case-evidence.h"
#include "cases/wire-case-means.h"
#include "cases/wire-case-notes.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define WIRE_TYPE_CASE_STORE (wire_case_store_get_type ())
/** WireCaseStore: a case that is open, for all windows that show it */
G_DECLARE_FINAL_TYPE (WireCaseStore, wire_case_store, WIRE, CASE_STORE, GObject)

WireCaseStore *wire_case_store_open (const char *path, GError **error);
WireCaseStore *wire_case_store_make (const char *path, GError **error);

const char *wire_case_store_get_path (WireCaseStore *store);
char *wire_case_store_get_name (WireCaseStore *store);
GPtrArray *wire_case_store_get_evidence (WireCaseStore *store);
GPtrArray *wire_case_store_get_notes (WireCaseStore *store);
GPtrArray *wire_case_store_get_deeds (WireCaseStore *store);
const WireCaseEvidence *wire_case_store_find_evidence (WireCaseStore *store, const char *sha256);
const WireCaseNote *wire_case_store_find_note (WireCaseStore *store, gint64 id);

gboolean wire_case_store_add_note (WireCaseStore *store, WireCaseNote *note);
gboolean wire_case_store_edit_note (WireCaseStore *store, const WireCaseNote *note);
gboolean wire_case_store_remove_note (WireCaseStore *store, gint64 id, gboolean removed);
void wire_case_store_log (WireCaseStore *store,
                          const char *action,
                          const char *subject,
                          const char *digest);
void wire_case_store_set_clock (WireCaseStore *store,
                                const WireCaseEvidence *evidence,
                                gint64 clock);
void wire_case_store_save_filter (WireCaseStore *store, const char *name, const char *expression);
GPtrArray *wire_case_store_list_filters (WireCaseStore *store);
void wire_case_store_refresh (WireCaseStore *store);

G_END_DECLS
