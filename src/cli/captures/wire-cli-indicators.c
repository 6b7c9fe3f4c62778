/* wire-cli-indicators.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/captures/wire-cli-indicators.h"

#include "capture/indicators/wire-indicator-find.h"
#include "base/wire-printable.h"
#include "cli/choice/wire-cli-capture.h"
#include "cli/output/wire-output.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static gboolean
find_in_job (WireJob *job, gpointer data, GError **error)
{
  return wire_indicator_find_run (data, job, error);
}

/* Text */

static void
append_place (GString *line, const WireSightingPlace *place, gboolean first)
{
  g_string_append_printf (line, "%s%s", first ? "" : ", ", place->what);
  if (place->transfer != WIRE_OBJECT_NONE)
    g_string_append_printf (line, " %u", place->transfer + 1);
  g_string_append_printf (line, " (packet %u)", place->packet + 1);
}

static void
print_text (const char *file, const WireIndicator *indicator, const WireSighting *sighting)
{
  g_autofree char *value = wire_printable (indicator->value, strlen (indicator->value));
  g_autoptr (GString) line = g_string_new (NULL);
  char first[WIRE_TIME_TEXT_MAX];
  char last[WIRE_TIME_TEXT_MAX];

  g_string_append_printf (line, "%s%s%s %s %" PRIu64 " %s %s ", file ? file : "", file ? ": " : "",
                          wire_indicator_kind_to_text (indicator->kind), value, sighting->count,
                          wire_time_to_text (sighting->first, first),
                          wire_time_to_text (sighting->last, last));
  for (guint i = 0; i < sighting->places->len; i++)
    append_place (line, &g_array_index (sighting->places, WireSightingPlace, i), i == 0);
  wire_output_line (line->str);
}

/* JSON */

static void
add_places (JsonBuilder *builder, const WireSighting *sighting)
{
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sighting->places->len; i++)
    {
      const WireSightingPlace *place = &g_array_index (sighting->places, WireSightingPlace, i);

      json_builder_begin_object (builder);
      wire_json_add_string (builder, "place", place->what);
      wire_json_add_int (builder, "packet", (gint64) place->packet + 1);
      if (place->transfer != WIRE_OBJECT_NONE)
        wire_json_add_int (builder, "transfer", (gint64) place->transfer + 1);
      wire_json_add_time (builder, "time", place->time);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (JsonBuilder *builder,
            const char *file,
            const WireIndicator *indicator,
            const WireSighting *sighting)
{
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "file", file);
  wire_json_add_string (builder, "type", wire_indicator_kind_to_text (indicator->kind));
  wire_json_add_string (builder, "value", indicator->value);
  wire_json_add_string (builder, "written", indicator->written);
  wire_json_add_int (builder, "count", (gint64) sighting->count);
  wire_json_add_time (builder, "first", sighting->first);
  wire_json_add_time (builder, "last", sighting->last);
  wire_json_add_int (builder, "first_packet", (gint64) sighting->first_packet + 1);
  wire_json_add_int (builder, "last_packet", (gint64) sighting->last_packet + 1);
  add_places (builder, sighting);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static void
print_all (const WireIndicatorFind *find, const char *file, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json ? json_builder_new () : NULL;
  guint n = wire_indicator_list_get_length (find->list);
  g_autofree char *sentence = NULL;
  guint seen = 0;

  for (guint i = 0; i < n; i++)
    {
      if (find->sightings[i].count == 0)
        continue;
      seen++;
      if (json)
        print_json (builder, file, wire_indicator_list_get (find->list, i), &find->sightings[i]);
      else
        print_text (file, wire_indicator_list_get (find->list, i), &find->sightings[i]);
    }
  sentence = g_strdup_printf (
      ngettext ("%u of %u indicator was seen.", "%u of %u indicators were seen.", n), seen, n);
  wire_cli_warn (sentence);
}

/* Which packets may hold them. */
typedef struct
{
  const WireCliFilter *options;
  WireFilter *filter;
} Filtering;

/* @filtering: (nullable) */
static gboolean
find_in_one (const WireCliOptions *options,
             const WireIndicatorList *list,
             const Filtering *filtering,
             char *name,
             GError **error)
{
  g_autofree char *printable = wire_printable_name (name);
  char *names[] = { name, NULL };
  WireCliOptions one = *options;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireObjectList) transfers = NULL;
  g_autoptr (WireIndicatorFind) find = NULL;
  g_autoptr (WireView) view = NULL;

  one.operands = names;
  capture = wire_cli_load_streams (&one, error);
  if (!capture)
    return FALSE;
  wire_cli_warn_of_missing (capture);
  transfers = wire_object_list_new_transfers (capture, NULL);
  find = wire_indicator_find_new (capture, transfers, list);
  if (filtering)
    {
      view = wire_view_new_parts (capture, filtering->filter, WIRE_VIEW_FLOWS, NULL, error);
      if (!view)
        return FALSE;
      wire_cli_warn_of_language (filtering->options, view);
      find->view = view;
    }
  if (!wire_progress_run (options->progress, find_in_job, find, error))
    return FALSE;
  print_all (find, options->operands[1] ? printable : NULL, options->json);
  return TRUE;
}

static void
warn_of_missed (const WireIndicatorList *list)
{
  guint64 line;
  guint64 missed = wire_indicator_list_get_missed (list, &line);
  g_autofree char *sentence = NULL;

  if (missed == 0)
    return;
  if (line > 0)
    sentence = g_strdup_printf (
        ngettext ("%" PRIu64 " line of the list was not understood: line %" PRIu64 ".",
                  "%" PRIu64 " lines of the list were not understood, the first is line %" PRIu64
                  ".",
                  missed),
        missed, line);
  else
    sentence = g_strdup_printf (ngettext ("%" PRIu64 " indicator of the list was not understood.",
                                          "%" PRIu64 " indicators of the list were not understood.",
                                          missed),
                                missed);
  wire_cli_warn (sentence);
}

/**
 * wire_cli_find_indicators:
 * @options: its operands are captures
 * @list: the path of a list
 * @filter: which packets may hold them
 * @error: set where %FALSE is returned
 *
 * Prints which indicators of the list the captures hold.
 */
gboolean
wire_cli_find_indicators (const WireCliOptions *options,
                          const char *list,
                          const WireCliFilter *filter,
                          GError **error)
{
  const gboolean filtered = wire_cli_filter_is_set (filter);
  g_autoptr (WireFilter) made = filtered ? wire_cli_make_filter (filter, NULL, error) : NULL;
  g_autoptr (WireIndicatorList) indicators =
      filtered && !made ? NULL : wire_indicator_list_read (list, NULL, error);

  if (!indicators)
    return FALSE;
  warn_of_missed (indicators);
  if (wire_indicator_list_get_length (indicators) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%s” has no indicators that are understood."), list);
      return FALSE;
    }
  for (guint i = 0; options->operands[i]; i++)
    if (!find_in_one (options, indicators, made ? &(Filtering){ filter, made } : NULL,
                      options->operands[i], error))
      return FALSE;
  return TRUE;
}
