/* wire-command-summary.c: what a capture holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/command/wire-commands.h"
#include "capture/reading/wire-link-type.h"
#include "capture/view/wire-view.h"
#include "cli/output/wire-output.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Returns: (transfer full): the name of every link type, in order of first use */
static GStrv
list_link_types (WireCapture *capture)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < wire_capture_get_n_interfaces (capture); i++)
    {
      WireInterface interface = wire_capture_get_interface (capture, i);
      const char *name = wire_link_type_name (interface.link_type);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
add_strings (JsonBuilder *builder, const char *key, GStrv strings)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i]; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
add_undecoded_kind (JsonBuilder *builder, const WireUndecoded *kind)
{
  g_autofree char *name = wire_undecoded_get_name (kind);

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "reason", wire_undecoded_get_key (kind->reason));
  if (kind->number != WIRE_UNDECODED_OTHERS && (name || kind->reason == WIRE_UNDECODED_CUT))
    wire_json_add_int (builder, "number", kind->number);
  wire_json_add_string (builder, "name", name);
  wire_json_add_int (builder, "packets", (gint64) kind->packets);
  json_builder_end_object (builder);
}

static void
add_undecoded (JsonBuilder *builder, WireCapture *capture)
{
  WireUndecodedTable undecoded = { 0 };

  wire_capture_get_undecoded (capture, &undecoded);
  wire_json_add_boolean (builder, "decoded", undecoded.n == 0);
  json_builder_set_member_name (builder, "undecoded");
  json_builder_begin_array (builder);
  for (guint i = 0; i < undecoded.n; i++)
    add_undecoded_kind (builder, &undecoded.kinds[i]);
  json_builder_end_array (builder);
}

static void
print_json (WireCapture *capture,
            const char *name,
            const WireCaptureSummary *summary,
            guint32 inside)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) link_types = list_link_types (capture);
  g_auto (GStrv) warnings = wire_capture_get_warnings (capture);

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "file", name);
  wire_json_add_string (builder, "format", wire_capture_get_format (capture));
  add_strings (builder, "link_types", link_types);
  wire_json_add_int (builder, "packets", summary->packets);
  wire_json_add_int (builder, "bytes", (gint64) summary->bytes);
  wire_json_add_int (builder, "captured_bytes", (gint64) summary->captured_bytes);
  wire_json_add_time (builder, "first", summary->first);
  wire_json_add_time (builder, "last", summary->last);
  wire_json_add_int (builder, "flows", summary->flows);
  if (inside > 0)
    wire_json_add_int (builder, "packets_inside", inside);
  wire_json_add_boolean (builder, "complete", summary->complete);
  add_undecoded (builder, capture);
  add_strings (builder, "warnings", warnings);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Columns are aligned by characters, whatever the language. */
static void print_fact (const char *name, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
print_fact (const char *name, const char *format, ...)
{
  g_autoptr (GString) line = g_string_new (name);
  va_list args;

  for (glong width = g_utf8_strlen (name, -1); width < 16; width++)
    g_string_append_c (line, ' ');
  va_start (args, format);
  g_string_append_vprintf (line, format, args);
  va_end (args);
  wire_output_line (line->str);
}

static void
print_time (const char *name, gint64 time)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *date = NULL;
  char text[WIRE_TIME_TEXT_MAX];

  if (time == WIRE_TIME_NONE)
    return;
  moment = g_date_time_new_from_unix_utc (time / G_GINT64_CONSTANT (1000000000));
  date = g_date_time_format (moment, "%Y-%m-%d %H:%M:%S UTC");
  print_fact (name, "%s (%s)", wire_time_to_text (time, text), date);
}

static void
print_text (WireCapture *capture,
            const char *name,
            const WireCaptureSummary *summary,
            guint32 inside)
{
  g_auto (GStrv) link_types = list_link_types (capture);
  g_autofree char *links = g_strjoinv (", ", link_types);
  g_autofree char *undecoded = wire_capture_tell_undecoded (capture);

  print_fact (_ ("File"), "%s", name);
  print_fact (_ ("Format"), "%s", wire_capture_get_format (capture));
  print_fact (_ ("Link types"), "%s", links);
  print_fact (_ ("Packets"), "%u", summary->packets);
  print_fact (_ ("Bytes"), "%" G_GUINT64_FORMAT, summary->bytes);
  print_fact (_ ("Captured bytes"), "%" G_GUINT64_FORMAT, summary->captured_bytes);
  print_time (_ ("First"), summary->first);
  print_time (_ ("Last"), summary->last);
  print_fact (_ ("Flows"), "%u", summary->flows);
  if (inside > 0)
    print_fact (_ ("In tunnels"),
                ngettext ("%u packet; --inner counts the flows inside",
                          "%u packets; --inner counts the flows inside", inside),
                inside);
  if (summary->complete && undecoded)
    print_fact (_ ("Complete"), "%s", _ ("the file, yes; but not all of it is decoded"));
  else
    print_fact (_ ("Complete"), "%s", summary->complete ? _ ("yes") : _ ("no"));
  if (undecoded)
    print_fact (_ ("Not decoded"), "%s", undecoded);
}

/* Counts what @filter lets through, and with @inner the flows of innermost IP headers. */
static gboolean
count (WireCapture *capture,
       const WireCliFilter *options,
       WireFilter *filter,
       gboolean inner,
       WireCaptureSummary *summary,
       GError **error)
{
  WireViewParts parts = inner ? WIRE_VIEW_INSIDE : WIRE_VIEW_FLOWS;
  g_autoptr (WireView) view = wire_view_new_parts (capture, filter, parts, NULL, error);

  if (!view)
    return FALSE;
  wire_cli_warn_of_language (options, view);
  wire_view_get_summary (view, summary);
  summary->flows = wire_view_get_n_flows (view, FALSE);
  return TRUE;
}

gboolean
wire_command_summary (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  g_autofree char *name = NULL;
  WireCaptureSummary summary;
  guint32 inside;
  g_auto (WireCliFilter) chosen = { 0 };
  g_autoptr (WireFilter) filter = NULL;
  gboolean inner = FALSE;
  const GOptionEntry entries[] = {
    { "inner", 0, 0, G_OPTION_ARG_NONE, &inner,
      N_ ("Count what is inside tunnels, and not the tunnels"), NULL },
    WIRE_CLI_FILTER_ENTRIES (chosen),
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !(filter = wire_cli_make_filter (&chosen, NULL, error)))
    return FALSE;
  capture = wire_cli_load_filtered (&options, filter, G_MAXUINT32, error);
  if (!capture)
    return FALSE;

  name = wire_printable_name (options.operands[0]);
  if (!count (capture, &chosen, filter, inner, &summary, error))
    return FALSE;
  /* Those of the capture are not counted by what passes. */
  inside = wire_cli_filter_is_set (&chosen) ? 0 : wire_capture_get_n_inside (capture);
  if (options.json)
    print_json (capture, name, &summary, inside);
  else
    print_text (capture, name, &summary, inside);
  return TRUE;
}
