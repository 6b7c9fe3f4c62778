/* wire-cli-files.h: what the commands over files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/examination/wire-examination.h"
#include "cli/output/wire-output.h"

G_BEGIN_DECLS

gboolean wire_cli_examine (GStrv paths,
                           const WireExaminationOptions *options,
                           void (*print) (const WireEvidence *evidence, gpointer data),
                           gpointer data,
                           GError **error);
WireHashDatabase *wire_cli_open_database (const char *path, GError **error);

/**
 * WireCliSets:
 * @database: (nullable): the sets
 * @problem: (nullable): why the user's own, which nobody asked for by name, could not be opened
 */
typedef struct
{
  WireHashDatabase *database;
  GError *problem;
} WireCliSets;

gboolean wire_cli_open_sets (const char *path, char **sets, WireCliSets *open, GError **error);
gboolean wire_cli_sets_were_asked (const WireCliSets *open, GError **error);

/** Frees what @open owns, but not @open itself. */
void wire_cli_sets_clear (WireCliSets *open);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCliSets, wire_cli_sets_clear)

void wire_cli_drop_other_sets (GPtrArray *matches, char **sets);

void wire_json_add_path (JsonBuilder *builder, const char *key, const char *path);
void wire_json_add_digests (JsonBuilder *builder, const WireEvidence *evidence);
void wire_json_add_check (JsonBuilder *builder, const WireSiblingCheck *check);
void wire_json_add_matches (JsonBuilder *builder,
                            const GPtrArray *matches,
                            const WireDigests *digests,
                            const GError *unmatched);

G_END_DECLS
