/* wire-command-types.c: what files are by their bytes, and whether their names agree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "base/wire-language.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

static void
print_parts (const WireType *type)
{
  for (guint i = 0; type->parts && i < type->parts->len; i++)
    {
      const WireTypePart *part = g_ptr_array_index (type->parts, i);
      g_autofree char *line =
          g_strdup_printf ("  [+] Also: %s at %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " bytes",
                           part->words, part->offset, part->size);

      wire_output_line (line);
    }
}

static void
print_trick (const WireEvidence *evidence)
{
  g_autofree char *words = wire_name_trick_explain (evidence->type->trick, evidence->path);
  g_autofree char *line = words ? g_strdup_printf ("  [!] Name: %s", words) : NULL;

  if (line)
    wire_output_line (line);
}

/* The sheet's three outcomes: (-1, ""), (-2, type, expected), (0, type, extension). */
static void
print_lines (const WireEvidence *evidence)
{
  const WireType *type = evidence->type;
  g_autofree char *path = wire_printable_name (evidence->path);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = g_strdup_printf ("%s %s", path, type->signature ? type->signature : "-");
  wire_output_line (first);
  switch (type->verdict)
    {
    case WIRE_TYPE_UNIDENTIFIED:
      second = g_strdup_printf ("  (-1, \"\") %s", type->reason);
      break;
    case WIRE_TYPE_MISMATCH:
      second = g_strdup_printf ("  (-2, %s, %s) %s", type->words,
                                type->expected[0] ? type->expected[0] : type->mime, type->reason);
      break;
    default:
      second =
          g_strdup_printf ("  (0, %s, %s)", type->words, *type->extension ? type->extension : "-");
    }
  wire_output_line (second);
  print_trick (evidence);
  print_parts (type);
}

static void
add_parts (const WireType *type, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; type->parts && i < type->parts->len; i++)
    {
      const WireTypePart *part = g_ptr_array_index (type->parts, i);

      json_builder_begin_object (builder);
      wire_json_add_int (builder, "offset", (gint64) part->offset);
      wire_json_add_int (builder, "size", (gint64) part->size);
      wire_json_add_string (builder, "type", part->words);
      wire_json_add_string (builder, "mime", part->mime);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_trick (const WireEvidence *evidence, JsonBuilder *builder)
{
  WireNameTrick trick = evidence->type->trick;
  g_autofree char *words = wire_name_trick_explain (trick, evidence->path);

  wire_json_add_string (builder, "name_trick", words ? wire_name_trick_to_key (trick) : NULL);
  wire_json_add_string (builder, "name_reason", words);
}

static void
print_json (const WireEvidence *evidence, JsonBuilder *builder)
{
  const WireType *type = evidence->type;

  json_builder_begin_object (builder);
  wire_json_add_path (builder, "path", evidence->path);
  if (!type)
    wire_json_add_string (builder, "error", evidence->error->message);
  else
    {
      wire_json_add_string (builder, "signature", type->signature);
      wire_json_add_string (builder, "type", type->words);
      wire_json_add_string (builder, "mime", type->mime);
      wire_json_add_string (builder, "extension", type->extension);
      json_builder_set_member_name (builder, "expected");
      json_builder_begin_array (builder);
      for (guint i = 0; type->expected[i]; i++)
        json_builder_add_string_value (builder, type->expected[i]);
      json_builder_end_array (builder);
      wire_json_add_string (builder, "verdict", wire_type_verdict_to_key (type->verdict));
      wire_json_add_int (builder, "code", wire_type_verdict_to_code (type->verdict));
      wire_json_add_string (builder, "reason", type->reason);
      add_trick (evidence, builder);
      if (type->end > 0)
        wire_json_add_int (builder, "end", (gint64) type->end);
      add_parts (type, builder);
    }
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static void
print_evidence (const WireEvidence *evidence, gpointer data)
{
  if (data)
    print_json (evidence, data);
  else if (evidence->type)
    print_lines (evidence);
}

gboolean
wire_command_types (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (WireTypeDetector) detector = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  gboolean recurse = FALSE;
  const GOptionEntry entries[] = {
    { "recursive", 'r', 0, G_OPTION_ARG_NONE, &recurse, N_ ("Enter folders"), NULL },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 1, G_MAXUINT, &options, error))
    return FALSE;
  wire_language_end_translation (); /* the lines of the lab's exercise are the same everywhere */
  detector = wire_type_detector_new (error);
  if (!detector)
    return FALSE;
  builder = options.json ? json_builder_new () : NULL;
  WireExaminationOptions examine = { .recurse = recurse, .in_order = TRUE, .detector = detector };
  return wire_cli_examine (options.operands, &examine, print_evidence, builder, error);
}
