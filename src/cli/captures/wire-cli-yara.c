/* wire-cli-yara.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/captures/wire-cli-yara.h"

#include "base/wire-printable.h"

#include <string.h>

/** Returns: (transfer full) (nullable): the rules in @paths; what libyara warns of is said on
 * standard error */
WireYaraRules *
wire_cli_open_yara (const char *const *paths, GError **error)
{
  WireYaraRules *rules = wire_yara_rules_new (paths, error);
  const GPtrArray *warnings = rules ? wire_yara_rules_get_warnings (rules) : NULL;

  for (guint i = 0; warnings && i < warnings->len; i++)
    wire_cli_warn (g_ptr_array_index (warnings, i));
  return rules;
}

static void
add_place (JsonBuilder *builder, const WireYaraPlace *place)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (place->bytes, &length);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "identifier", place->identifier);
  wire_json_add_int (builder, "offset", (gint64) place->offset);
  wire_json_add_int (builder, "length", place->length);
  wire_json_add_string (builder, "bytes", hex->str);
  json_builder_end_object (builder);
}

static void
add_words (JsonBuilder *builder, const WireYaraMatch *match)
{
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < match->tags->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (match->tags, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "meta");
  json_builder_begin_object (builder);
  for (guint i = 0; i + 1 < match->metas->len; i += 2)
    wire_json_add_string (builder, g_ptr_array_index (match->metas, i),
                          g_ptr_array_index (match->metas, i + 1));
  json_builder_end_object (builder);
}

static void
add_match (JsonBuilder *builder, const WireYaraMatch *match)
{
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "rule", match->rule);
  wire_json_add_string (builder, "namespace", match->name_space);
  add_words (builder, match);
  wire_json_add_int (builder, "count", (gint64) match->n_places);
  json_builder_set_member_name (builder, "strings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < match->places->len; i++)
    add_place (builder, &g_array_index (match->places, WireYaraPlace, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/** Adds `yara`, an array of @matches (nullable), and `yara_error` where there is an @error
 * (nullable). */
void
wire_json_add_yara (JsonBuilder *builder, const GPtrArray *matches, const GError *error)
{
  json_builder_set_member_name (builder, "yara");
  json_builder_begin_array (builder);
  for (guint i = 0; matches && i < matches->len; i++)
    add_match (builder, g_ptr_array_index (matches, i));
  json_builder_end_array (builder);
  wire_json_add_string (builder, "yara_error", error ? error->message : NULL);
}

/** Returns: (transfer full): the names of the rules that matched, with commas between */
char *
wire_cli_yara_name_rules (const GPtrArray *matches)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const WireYaraMatch *) g_ptr_array_index (matches, i))->rule);
  return g_string_free (names, FALSE);
}
