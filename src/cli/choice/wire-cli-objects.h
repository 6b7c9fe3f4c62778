/* wire-cli-objects.h: what commands about objects have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/objects/wire-object-choice.h"
#include "capture/objects/wire-object-facts.h"
#include "capture/objects/wire-object-record.h"
#include "cli/output/wire-output.h"

G_BEGIN_DECLS

void wire_json_add_origin (JsonBuilder *builder, const WireObject *object, guint32 number);
void wire_json_add_object (JsonBuilder *builder,
                           const WireObject *object,
                           const WireObjectFacts *facts);

gboolean wire_cli_choose_type (const char *type, WireObjectChoice *choice, GError **error);
gboolean wire_cli_make_folder (const char *folder, GError **error);
void wire_cli_warn_of_list (const WireObjectList *list);
gboolean wire_cli_end_record (WireObjectRecord *record, WireSaveFolder *folder, GError **error);
void wire_json_add_tunnel (JsonBuilder *builder, WireCapture *capture, guint32 stream);

G_END_DECLS
