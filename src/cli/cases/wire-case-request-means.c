/* wire-case-request-means.c: what a case knows of its files, and what they were examined with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/cases/wire-case-request.h"

#include "base/wire-printable.h"
#include "base/wire-time.h"
#include "capture/view/wire-filter-language.h"
#include "capture/fields/wire-field-filter.h"
#include "cases/wire-case-means.h"
#include "cli/files/wire-cli-files.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

gboolean
wire_case_request_use (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = NULL;

  if (!g_str_equal (self->rest[0], "rules") && !g_str_equal (self->rest[0], "indicators"))
    {
      wire_cli_set_usage_error (error, _ ("“case use” takes rules or indicators, not “%s”."),
                                self->rest[0]);
      return FALSE;
    }
  opened = wire_case_open (self->path, error);
  return opened && wire_case_use_file (opened, self->rest[0], self->rest[1], error);
}

static void
print_means (const WireCaseRequest *self, const WireCaseMeans *means)
{
  g_autofree char *name = wire_printable_name (means->name);
  g_autofree char *line = NULL;

  if (!self->builder)
    {
      line = g_strdup_printf ("%-10s  %s  %s", means->kind, means->sha256, name);
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (self->builder);
  wire_json_add_string (self->builder, "kind", means->kind);
  wire_json_add_string (self->builder, "name", means->name);
  wire_json_add_string (self->builder, "sha256", means->sha256);
  if (g_str_equal (means->kind, "set"))
    wire_json_add_int (self->builder, "digests", means->count);
  wire_json_add_int (self->builder, "time", means->time);
  wire_case_request_end_row (self);
}

gboolean
wire_case_request_list_means (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) means = opened ? wire_case_list_means (opened, error) : NULL;

  for (guint i = 0; means && i < means->len; i++)
    print_means (self, g_ptr_array_index (means, i));
  return means != NULL;
}

/* Only what is a filter is kept: the case may be opened years later. */
static gboolean
check_filter (const char *text, GError **error)
{
  WireFilterLanguage language;
  g_auto (WireFieldFault) fault = { 0 };
  g_autofree char *sentence = NULL;

  if (wire_filter_choose_language (text, &language, NULL, &fault))
    return TRUE;
  sentence = wire_field_fault_to_text (&fault, text);
  wire_cli_set_usage_error (error, "%s", sentence);
  return FALSE;
}

gboolean
wire_case_request_save_filter (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened =
      check_filter (self->rest[1], error) ? wire_case_open (self->path, error) : NULL;

  return opened && wire_case_save_filter (opened, self->rest[0], self->rest[1], error);
}

static void
print_filter (const WireCaseRequest *self, const WireCaseFilter *filter)
{
  g_autofree char *name = wire_printable_name (filter->name);
  g_autofree char *expression = wire_printable_name (filter->expression);
  g_autofree char *line = g_strdup_printf ("%s  %s", name, expression);

  if (!self->builder)
    {
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (self->builder);
  wire_json_add_string (self->builder, "name", filter->name);
  wire_json_add_string (self->builder, "filter", filter->expression);
  wire_case_request_end_row (self);
}

gboolean
wire_case_request_list_filters (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) filters = opened ? wire_case_list_filters (opened, error) : NULL;

  for (guint i = 0; filters && i < filters->len; i++)
    print_filter (self, g_ptr_array_index (filters, i));
  return filters != NULL;
}

/* The list of files */

static gint64
correct (const WireCaseEvidence *evidence, gint64 time)
{
  gint64 corrected;

  return time == WIRE_TIME_NONE || __builtin_add_overflow (time, evidence->clock, &corrected)
             ? WIRE_TIME_NONE
             : corrected;
}

static void
add_contents (JsonBuilder *builder, const WireCaseEvidence *evidence)
{
  if (!evidence->format)
    return;
  wire_json_add_string (builder, "format", evidence->format);
  wire_json_add_int (builder, "packets", (gint64) evidence->packets);
  wire_json_add_int (builder, "flows", (gint64) evidence->flows);
  wire_json_add_time (builder, "first", correct (evidence, evidence->first));
  wire_json_add_time (builder, "last", correct (evidence, evidence->last));
  if (evidence->clock)
    wire_json_add_int (builder, "clock_ns", evidence->clock);
}

static void
print_file (const WireCaseRequest *self, const WireCaseEvidence *evidence)
{
  g_autofree char *name = wire_printable_name (evidence->path);
  g_autofree char *line = NULL;
  char first[WIRE_TIME_TEXT_MAX], last[WIRE_TIME_TEXT_MAX];

  if (self->builder)
    {
      json_builder_begin_object (self->builder);
      wire_json_add_path (self->builder, "path", evidence->path);
      wire_json_add_int (self->builder, "size", (gint64) evidence->size);
      wire_json_add_string (self->builder, "sha256", evidence->sha256);
      add_contents (self->builder, evidence);
      wire_case_request_end_row (self);
      return;
    }
  if (evidence->format)
    line = g_strdup_printf (
        "%s  %s  %" PRIu64 "  %s", wire_time_to_text (correct (evidence, evidence->first), first),
        wire_time_to_text (correct (evidence, evidence->last), last), evidence->packets, name);
  else
    line = g_strdup_printf ("-  -  -  %s", name);
  wire_output_line (line);
}

/* From the case alone: no file is opened. */
gboolean
wire_case_request_list (const WireCaseRequest *self, GError **error)
{
  g_autoptr (WireCase) opened = wire_case_open (self->path, error);
  g_autoptr (GPtrArray) evidence = opened ? wire_case_list_evidence (opened, error) : NULL;

  for (guint i = 0; evidence && i < evidence->len; i++)
    print_file (self, g_ptr_array_index (evidence, i));
  return evidence != NULL;
}
