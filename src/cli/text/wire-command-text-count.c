/* wire-command-text-count.c: wirecase-cli text count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/text/wire-command-text.h"
#include "cli/output/wire-output.h"
#include "text/wire-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* As for `text encode`. */
#define INPUT_MAX (16 * 1024 * 1024)

static void
print_counts (const WireText *text, const char *codec, gboolean json)
{
  gsize characters = wire_text_count_graphemes (text), bytes = g_bytes_get_size (text->bytes);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = NULL;

  if (!json)
    {
      /* Translators: counts, and a codec such as UTF-8 */
      line = g_strdup_printf (_ ("Characters: %zu. Code points: %zu. Bytes in %s: %zu."),
                              characters, text->n_characters, codec, bytes);
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_int (builder, "characters", (gint64) characters);
  wire_json_add_int (builder, "code_points", (gint64) text->n_characters);
  wire_json_add_int (builder, "bytes", (gint64) bytes);
  wire_json_add_string (builder, "codec", codec);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

gboolean
wire_command_text_count (const WireCommand *command, GStrv arguments, GError **error)
{
  g_autofree char *codec_name = NULL;
  const GOptionEntry entries[] = {
    { "codec", 'c', 0, G_OPTION_ARG_STRING, &codec_name, N_ ("Codec (UTF-8)"), "C" },
    { NULL },
  };
  g_auto (WireCliOptions) options = { 0 };

  if (!wire_cli_parse (command, arguments, entries, 0, 1, &options, error))
    return FALSE;

  g_autofree char *codec = wire_text_option_codec (codec_name ? codec_name : "UTF-8", error);
  g_autoptr (GBytes) input = !codec ? NULL
                             : options.operands
                                 ? g_bytes_new (options.operands[0], strlen (options.operands[0]))
                                 : wire_text_read_whole ("-", INPUT_MAX, error);
  gsize length;
  const char *characters = input ? g_bytes_get_data (input, &length) : NULL;
  g_autoptr (WireText) text = input ? wire_text_encode (characters ? characters : "", length, codec,
                                                        WIRE_TEXT_STRICT, error)
                                    : NULL;

  if (text)
    print_counts (text, codec, options.json);
  return text != NULL;
}
