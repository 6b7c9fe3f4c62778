/* wire-command-text-code.c: wirecase-cli text encode, text decode, text hash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/text/wire-command-text.h"

#include "files/digests/wire-digest.h"
#include "text/wire-notation.h"
#include "cli/output/wire-output.h"
#include "base/wire-json.h"
#include "text/wire-text.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* What is read to be looked at, each character with its bytes, for which it takes some fifty times
 * the memory; files of any size are for `text convert`. */
#define INPUT_MAX (16 * 1024 * 1024)

#define NOTATIONS "hex|escapes|base64|base32|binary|decimal|octal|percent|quoted-printable"
#define POLICIES "strict|replace|ignore|escape"

static gboolean
parse_notation (const char *key, WireNotation *notation, GError **error)
{
  *notation = WIRE_NOTATION_HEX;
  if (!key || wire_notation_parse_key (key, notation))
    return TRUE;
  wire_cli_set_usage_error (error, _ ("“%s” is not a notation; the notations are %s."), key,
                            NOTATIONS);
  return FALSE;
}

/* The result is not the text: who asked for that gets a warning with the result. */
static void
warn_of_losses (const WireText *text)
{
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%zu place is not as it was.", "%zu places are not as they were.",
                                 text->n_problems),
                       text->n_problems);

  if (text->n_problems > 0)
    wire_cli_warn (sentence);
}

static void
print_encoded_json (const WireText *text, const char *codec, const char *key, const char *written)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  wire_json_add_string (builder, "codec", codec);
  wire_json_add_string (builder, "notation", key);
  wire_json_add_string (builder, "bytes", written);
  wire_json_add_int (builder, "unwritable", (gint64) text->n_problems);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static gboolean
print_encoded (GBytes *input,
               const char *codec,
               WireNotation notation,
               WireTextPolicy policy,
               gboolean json,
               GError **error)
{
  gsize length;
  const char *characters = g_bytes_get_data (input, &length);
  g_autoptr (WireText) text =
      wire_text_encode (characters ? characters : "", length, codec, policy, error);

  if (!text)
    return FALSE;

  const guint8 *bytes = g_bytes_get_data (text->bytes, &length);
  g_autofree char *written = wire_notation_write (notation, bytes, length);
  if (json)
    print_encoded_json (text, codec, wire_notation_get_key (notation), written);
  else
    wire_output_line (written);
  warn_of_losses (text);
  return TRUE;
}

static GBytes *
read_text (const WireCliOptions *options, GError **error)
{
  if (options->operands)
    return g_bytes_new (options->operands[0], strlen (options->operands[0]));
  return wire_text_read_whole ("-", INPUT_MAX, error);
}

gboolean
wire_command_text_encode (const WireCommand *command, GStrv arguments, GError **error)
{
  g_autofree char *codec_name = NULL, *as = NULL, *errors = NULL;
  const GOptionEntry entries[] = {
    { "codec", 'c', 0, G_OPTION_ARG_STRING, &codec_name, N_ ("Codec (UTF-8)"), "C" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, N_ ("How bytes are written (hex)"), NOTATIONS },
    { "errors", 0, 0, G_OPTION_ARG_STRING, &errors,
      N_ ("What to do with characters that the codec lacks"), POLICIES },
    { NULL },
  };
  g_auto (WireCliOptions) options = { 0 };
  WireNotation notation;
  WireTextPolicy policy;

  if (!wire_cli_parse (command, arguments, entries, 0, 1, &options, error)
      || !parse_notation (as, &notation, error)
      || !wire_text_option_policy (errors, &policy, error))
    return FALSE;

  g_autofree char *codec = wire_text_option_codec (codec_name ? codec_name : "UTF-8", error);
  g_autoptr (GBytes) input = codec ? read_text (&options, error) : NULL;
  return input && print_encoded (input, codec, notation, policy, options.json, error);
}

/* Arguments and standard input hold what a person types, bytes in a notation; a file is raw unless
 * something else is said. */
static GBytes *
read_bytes (const char *operand, const char *file, const char *from, GError **error)
{
  g_autoptr (GBytes) input = operand ? g_bytes_new (operand, strlen (operand))
                                     : wire_text_read_whole (file ? file : "-", INPUT_MAX, error);
  gboolean raw = g_strcmp0 (from, "raw") == 0 || (!from && file);
  WireNotation notation;
  gsize length;

  if (!input || raw)
    return g_steal_pointer (&input);
  if (!parse_notation (from, &notation, error))
    return NULL;

  const char *bytes = g_bytes_get_data (input, &length);
  g_autofree char *text = g_strndup (bytes ? bytes : "", length);
  if (strlen (text) < length)
    {
      g_set_error (error, WIRE_TEXT_ERROR, WIRE_TEXT_ERROR_NOTATION,
                   /* Translators: the name of a notation: hex, base64 */
                   _ ("This is not %s: wrong or missing character at offset %zu."),
                   wire_notation_get_key (notation), strlen (text));
      return NULL;
    }
  return wire_notation_read (notation, g_strchomp (text), error);
}

/* Text may have NULs in it, which strings of json-glib cannot. */
static void
append_text (GString *out, const WireText *text)
{
  const char *part = text->text;
  const char *end = text->text + text->text_length;

  g_string_append_c (out, '"');
  while (part < end)
    {
      g_autofree char *piece = g_strndup (part, (gsize) (end - part));
      g_autoptr (GString) quoted = g_string_new (NULL);

      wire_json_append_string (quoted, piece);
      g_string_append_len (out, quoted->str + 1, (gssize) quoted->len - 2);
      part += strlen (piece);
      for (; part < end && *part == '\0'; part++)
        g_string_append (out, "\\u0000");
    }
  g_string_append_c (out, '"');
}

static void
print_decoded_json (const WireText *text, const char *codec)
{
  g_autoptr (GString) line = g_string_new ("{\"codec\":");

  wire_json_append_string (line, codec);
  g_string_append (line, ",\"text\":");
  append_text (line, text);
  g_string_append_printf (line, ",\"unreadable\":%zu}", text->n_problems);
  wire_output_line (line->str);
}

static gboolean
print_decoded (
    GBytes *bytes, const char *codec, WireTextPolicy policy, gboolean json, GError **error)
{
  g_autoptr (WireText) text = wire_text_decode (bytes, codec, policy, error);

  if (!text)
    return FALSE;
  if (json)
    print_decoded_json (text, codec);
  else
    fwrite (text->text, 1, text->text_length, stdout);
  if (!json && (text->text_length == 0 || text->text[text->text_length - 1] != '\n'))
    putchar ('\n');
  warn_of_losses (text);
  return TRUE;
}

gboolean
wire_command_text_decode (const WireCommand *command, GStrv arguments, GError **error)
{
  g_autofree char *codec_name = NULL, *from = NULL, *errors = NULL, *file = NULL;
  const GOptionEntry entries[] = {
    { "codec", 'c', 0, G_OPTION_ARG_STRING, &codec_name, N_ ("Codec (UTF-8)"), "C" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from,
      N_ ("How the bytes are written (hex; those of a file raw)"), NOTATIONS "|raw" },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &file, N_ ("Read the bytes of a file"), "FILE" },
    { "errors", 0, 0, G_OPTION_ARG_STRING, &errors,
      N_ ("What to do with bytes that the codec cannot read"), POLICIES },
    { NULL },
  };
  g_auto (WireCliOptions) options = { 0 };
  WireTextPolicy policy;

  if (!wire_cli_parse (command, arguments, entries, 0, 1, &options, error)
      || !wire_text_option_policy (errors, &policy, error))
    return FALSE;
  if (file && options.operands)
    {
      wire_cli_set_usage_error (error, _ ("Bytes come from the command line or from a file, not "
                                          "from both."));
      return FALSE;
    }

  g_autofree char *codec = wire_text_option_codec (codec_name ? codec_name : "UTF-8", error);
  g_autoptr (GBytes) bytes =
      codec ? read_bytes (options.operands ? options.operands[0] : NULL, file, from, error) : NULL;
  return bytes && print_decoded (bytes, codec, policy, options.json, error);
}

/* Returns: (transfer full): the digest, or the HMAC where there is a @key */
static char *
get_digest (WireDigestAlgorithm algorithm, const char *key, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  WireDigests digests;

  if (key)
    return wire_digest_hmac (algorithm, key, strlen (key), data, length);
  wire_digests_of_bytes (WIRE_DIGEST_BIT (algorithm), data, length, &digests);
  return wire_digests_get_hex (&digests, algorithm);
}

/* One digest is printed alone, so that it can be compared as it is; several have their names. */
static void
print_digests (WireDigestMask mask, GBytes *bytes, const char *key, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean alone = (mask & (mask - 1)) == 0;

  json_builder_begin_object (builder);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      const WireDigestInfo *info = wire_digest_get_info ((WireDigestAlgorithm) i);
      g_autofree char *hex =
          mask & WIRE_DIGEST_BIT (i) ? get_digest ((WireDigestAlgorithm) i, key, bytes) : NULL;

      wire_json_add_string (builder, info->key, hex);
      if (hex && !json && alone)
        wire_output_line (hex);
      else if (hex && !json)
        printf ("%-12s %s\n", info->name, hex);
    }
  json_builder_end_object (builder);
  if (json)
    wire_output_json (builder);
}

/* Without names, all that there are; of CRC32 there is no HMAC, and asking for it is an error. */
static gboolean
parse_algorithms (const char *names, gboolean keyed, WireDigestMask *mask, GError **error)
{
  g_autoptr (GError) local = NULL;
  WireDigestMask unkeyed = keyed ? WIRE_DIGEST_BIT (WIRE_DIGEST_CRC32) : 0;

  *mask = ((1u << WIRE_N_DIGESTS) - 1) & ~unkeyed;
  if (names && !wire_digest_parse_names (names, mask, &local))
    wire_cli_set_usage_error (error, "%s", local->message);
  else if (*mask & unkeyed)
    wire_cli_set_usage_error (error, _ ("CRC32 is not a cryptographic digest, so it has no HMAC."));
  else
    return TRUE;
  return FALSE;
}

gboolean
wire_command_text_hash (const WireCommand *command, GStrv arguments, GError **error)
{
  g_autofree char *algorithms = NULL, *codec_name = NULL, *key = NULL;
  const GOptionEntry entries[] = {
    { "algorithm", 'a', 0, G_OPTION_ARG_STRING, &algorithms, N_ ("Algorithms (all)"), "ALG,…" },
    { "codec", 'c', 0, G_OPTION_ARG_STRING, &codec_name, N_ ("Codec (UTF-8)"), "C" },
    { "hmac", 0, 0, G_OPTION_ARG_STRING, &key, N_ ("HMACs under a key, not digests"), "KEY" },
    { NULL },
  };
  g_auto (WireCliOptions) options = { 0 };
  WireDigestMask mask;

  if (!wire_cli_parse (command, arguments, entries, 1, 1, &options, error)
      || !parse_algorithms (algorithms, key != NULL, &mask, error))
    return FALSE;

  const char *input = options.operands[0];
  g_autofree char *codec = wire_text_option_codec (codec_name ? codec_name : "UTF-8", error);
  g_autoptr (WireText) text =
      codec ? wire_text_encode (input, strlen (input), codec, WIRE_TEXT_STRICT, error) : NULL;
  if (text)
    print_digests (mask, text->bytes, key, options.json);
  return text != NULL;
}
