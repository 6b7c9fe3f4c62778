/* wire-case-request-taps.c: captures of a case that have the same packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "base/wire-printable.h"
#include "cases/wire-case-taps.h"
#include "cli/files/wire-cli-files.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static void
print (const WireCaseRequest *self, const WireCaseTap *tap, GPtrArray *evidence)
{
  const WireCaseEvidence *one = g_ptr_array_index (evidence, tap->evidence);
  const WireCaseEvidence *other = g_ptr_array_index (evidence, tap->other);
  g_autofree char *name = wire_printable_name (one->path);
  g_autofree char *other_name = wire_printable_name (other->path);
  g_autofree char *line = NULL;

  if (self->builder)
    {
      json_builder_begin_object (self->builder);
      wire_json_add_path (self->builder, "capture", one->path);
      wire_json_add_path (self->builder, "other", other->path);
      wire_json_add_int (self->builder, "packets", (gint64) tap->packets);
      wire_json_add_int (self->builder, "of", (gint64) tap->of);
      wire_json_add_int (self->builder, "of_other", (gint64) tap->of_other);
      wire_json_add_int (self->builder, "offset_ns", tap->offset);
      wire_json_add_int (self->builder, "spread_ns", tap->spread);
      wire_case_request_end_row (self);
      return;
    }
  line = g_strdup_printf ("%s  %s  %" PRIu64 " of %" PRIu64 " and %" PRIu64 "  %+.9f s", name,
                          other_name, tap->packets, tap->of, tap->of_other,
                          (double) tap->offset / 1e9);
  wire_output_line (line);
}

gboolean
wire_case_request_taps (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) taps =
      evidence ? wire_case_find_taps (opened, evidence, left_out, NULL, error) : NULL;

  for (guint i = 0; i < left_out->len; i++)
    wire_cli_warn (g_ptr_array_index (left_out, i));
  for (guint i = 0; taps && i < taps->len; i++)
    print (self, &g_array_index (taps, WireCaseTap, i), evidence);
  return taps != NULL;
}
