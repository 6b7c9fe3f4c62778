/* wire-command-text-tools.c: wirecase-cli text fix, text address
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/text/wire-command-text.h"

#include "base/wire-hex.h"
#include "base/wire-printable.h"
#include "text/wire-inet.h"
#include "text/wire-mojibake.h"
#include "text/wire-notation.h"
#include "cli/output/wire-output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Longest text to be mended: what a person pastes. */
#define FIX_MAX (1024 * 1024)

/* Bytes of a step that a sentence shows. */
#define STEP_BYTES 64

/* Parts of a text that a sentence shows. */
#define STEP_PARTS 5

/* The parts of @garbled that were read wrongly, and what they are. */
static void
add_parts (JsonBuilder *builder, const char *garbled, const WireMojibakeStep *step)
{
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < step->parts->len; i++)
    {
      const WireMojibakePart *part = &g_array_index (step->parts, WireMojibakePart, i);
      g_autofree char *was = g_strndup (garbled + part->offset, part->length);
      g_autofree char *is = g_strndup (step->text + part->text_offset, part->text_length);

      json_builder_begin_object (builder);
      wire_json_add_int (builder, "offset", (gint64) part->offset);
      wire_json_add_string (builder, "garbled", was);
      wire_json_add_string (builder, "text", is);
      wire_json_add_boolean (builder, "lost", part->lost);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_step (JsonBuilder *builder, const char *garbled, const WireMojibakeStep *step)
{
  g_autofree char *hex =
      wire_hex_encode (g_bytes_get_data (step->bytes, NULL), g_bytes_get_size (step->bytes), NULL);

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "written", step->written);
  wire_json_add_string (builder, "read", step->read);
  wire_json_add_string (builder, "bytes", hex);
  wire_json_add_string (builder, "text", step->text);
  if (step->parts)
    add_parts (builder, garbled, step);
  json_builder_end_object (builder);
}

static void
print_chain_as_json (const char *garbled, const WireMojibakeChain *chain)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "text", wire_mojibake_chain_get_text (chain));
  wire_json_add_int (builder, "lost", wire_mojibake_chain_get_lost (chain));
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < chain->n_steps; i++)
    add_step (builder, i > 0 ? chain->steps[i - 1].text : garbled, &chain->steps[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Returns: (transfer full): “Ã©” is “é”, “â€™” is “’”, … */
static char *
describe_parts (const char *garbled, const WireMojibakeStep *step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (step->parts->len, STEP_PARTS); i++)
    {
      const WireMojibakePart *part = &g_array_index (step->parts, WireMojibakePart, i);
      g_autofree char *was = wire_printable (garbled + part->offset, part->length);
      g_autofree char *is = wire_printable (step->text + part->text_offset, part->text_length);

      /* Translators: characters as they were read, and what they are */
      g_string_append_printf (text, i ? _ (", “%s” is “%s”") : _ ("“%s” is “%s”"), was, is);
    }
  if (step->parts->len > STEP_PARTS)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

static char *
describe_step (const char *garbled, const WireMojibakeStep *step)
{
  gsize length = g_bytes_get_size (step->bytes);
  g_autofree char *hex =
      wire_hex_encode (g_bytes_get_data (step->bytes, NULL), MIN (length, STEP_BYTES), " ");
  g_autofree char *parts = step->parts ? describe_parts (garbled, step) : NULL;

  if (parts)
    /* Translators: a codec, another one, “Ã©” is “é” */
    return g_strdup_printf (_ ("Parts of it were written as %s and read as %s: %s."), step->written,
                            step->read, parts);
  return g_strdup_printf (_ ("It was written as %s and read as %s: %s%s."), step->written,
                          step->read, hex, length > STEP_BYTES ? " …" : "");
}

/* The text alone is the answer; how it was found is said with it. */
static void
print_chain (const char *garbled, const WireMojibakeChain *chain)
{
  guint n_lost = wire_mojibake_chain_get_lost (chain);

  wire_output_line (wire_mojibake_chain_get_text (chain));
  for (guint i = 0; i < chain->n_steps; i++)
    {
      g_autofree char *sentence =
          describe_step (i > 0 ? chain->steps[i - 1].text : garbled, &chain->steps[i]);

      wire_cli_warn (sentence);
    }
  if (n_lost > 0)
    {
      g_autofree char *sentence =
          g_strdup_printf (ngettext ("%u character is lost, because bytes of it are missing: it is "
                                     "written as U+FFFD.",
                                     "%u characters are lost, because bytes of them are missing: "
                                     "they are written as U+FFFD.",
                                     n_lost),
                           n_lost);
      wire_cli_warn (sentence);
    }
}

/* Returns: (transfer full) (nullable): UTF-8 without a NUL */
static char *
read_text (const WireCliOptions *options, GError **error)
{
  const char *operand = options->operands ? options->operands[0] : NULL;
  g_autoptr (GBytes) input = operand ? g_bytes_new_static (operand, strlen (operand))
                                     : wire_text_read_whole ("-", FIX_MAX, error);
  if (!input)
    return NULL;

  gsize length;
  const char *bytes = g_bytes_get_data (input, &length);
  const char *end = bytes;
  if (length > 0 && !g_utf8_validate (bytes, (gssize) length, &end))
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_BYTES,
                   *end == '\0'
                       ? _ ("The text contains a NUL at offset %zu, so it cannot be mended.")
                       : _ ("The text is not UTF-8 from offset %zu on."),
                   (gsize) (end - bytes));
      return NULL;
    }
  char *text = g_strndup (bytes ? bytes : "", length);
  return operand ? text : g_strchomp (text);
}

gboolean
wire_command_text_fix (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *text = NULL;

  if (!wire_cli_parse (command, arguments, NULL, 0, 1, &options, error))
    return FALSE;
  text = read_text (&options, error);
  if (!text)
    return FALSE;

  g_autoptr (GPtrArray) chains = wire_mojibake_find (text);
  for (guint i = 0; options.json && i < chains->len; i++)
    print_chain_as_json (text, chains->pdata[i]);
  if (!options.json && chains->len > 0)
    print_chain (text, chains->pdata[0]);
  if (chains->len == 0)
    {
      if (!options.json)
        wire_output_line (text);
      wire_cli_warn (_ ("No wrong reading explains this text better than itself."));
    }
  return TRUE;
}

/* A name and its value, a line or a key. Takes @value. */
static void
print_value (JsonBuilder *builder, const char *key, const char *name, char *value)
{
  if (builder)
    wire_json_add_string (builder, key, value);
  else
    printf ("%-10s %s\n", name, value);
  g_free (value);
}

static void
print_network (JsonBuilder *builder, const WireInet *inet)
{
  WireInet mask, network, broadcast, first, last;
  gboolean has_broadcast = wire_inet_get_hosts (inet, &first, &last);

  wire_inet_get_mask (inet, &mask);
  wire_inet_get_network (inet, &network);
  wire_inet_get_broadcast (inet, &broadcast);
  print_value (builder, "prefix", _ ("Prefix"), g_strdup_printf ("/%d", inet->prefix));
  print_value (builder, "mask", _ ("Mask"), wire_inet_to_text (&mask));
  print_value (builder, "network", _ ("Network"), wire_inet_to_text (&network));
  print_value (builder, "first", _ ("First"), wire_inet_to_text (&first));
  print_value (builder, "last", _ ("Last"), wire_inet_to_text (&last));
  if (has_broadcast)
    print_value (builder, "broadcast", _ ("Broadcast"), wire_inet_to_text (&broadcast));
  print_value (builder, "count", _ ("Addresses"), wire_inet_count (inet));
}

static void
print_address (JsonBuilder *builder, const WireInet *inet)
{
  print_value (builder, "address", _ ("Address"), wire_inet_to_text (inet));
  print_value (builder, "hex", _ ("Hex"), wire_hex_encode (inet->bytes, inet->length, " "));
  print_value (builder, "escapes", _ ("Escapes"),
               wire_notation_write (WIRE_NOTATION_ESCAPES, inet->bytes, inet->length));
  print_value (builder, "octets", _ ("Octets"),
               wire_notation_write (WIRE_NOTATION_DECIMAL, inet->bytes, inet->length));
  print_value (builder, "binary", _ ("Binary"), wire_inet_to_binary (inet));
  print_value (builder, "number", _ ("Number"), wire_inet_to_number (inet));
  print_value (builder, "shifts", _ ("Shifts"), wire_inet_to_shifts (inet));
  if (inet->prefix >= 0)
    print_network (builder, inet);
}

gboolean
wire_command_text_address (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  WireInet inet;

  if (!wire_cli_parse (command, arguments, NULL, 1, 1, &options, error)
      || !wire_inet_parse (options.operands[0], &inet, error))
    return FALSE;
  json_builder_begin_object (builder);
  print_address (options.json ? builder : NULL, &inet);
  json_builder_end_object (builder);
  if (options.json)
    wire_output_json (builder);
  return TRUE;
}
