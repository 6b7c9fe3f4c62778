/* wire-cli-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/wire-cli-files.h"

#include "cli/wire-cli.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  void (*print) (const WireEvidence *evidence, gpointer data);
  gpointer data;
  guint64 n_failed;
} Run;

static void
take_evidence (WireEvidence *evidence, gpointer data)
{
  Run *run = data;

  if (evidence->error)
    {
      /* The row is told on both ways: as a line for people, and to whoever reads the rows. */
      wire_cli_warn (evidence->error->message);
      run->n_failed++;
    }
  run->print (evidence, run->data);
  wire_evidence_free (evidence);
}

/**
 * wire_cli_examine:
 * @paths: files and folders
 * @options: what to find out; rows come in the order of the walk
 * @print: called for every row, also for those with an error
 * @data: given to @print
 * @error: set where a row had one, once all are printed
 *
 * Returns: whether every file could be read
 */
gboolean
wire_cli_examine (GStrv paths,
                  const WireExaminationOptions *options,
                  void (*print) (const WireEvidence *evidence, gpointer data),
                  gpointer data,
                  GError **error)
{
  g_autoptr (WireExamination) examination =
      wire_examination_new ((const char *const *) paths, options, NULL);
  Run run = { print, data, 0 };

  if (!wire_examination_run (examination, take_evidence, &run, error))
    return FALSE;
  if (run.n_failed == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%" PRIu64 " file could not be read.",
                         "%" PRIu64 " files could not be read.", run.n_failed),
               run.n_failed);
  return FALSE;
}

/** Returns: (transfer full) (nullable): the sets at @path, or the user's own for %NULL */
WireHashDatabase *
wire_cli_open_database (const char *path, GError **error)
{
  g_autofree char *own = wire_hash_database_get_default_path ();

  return wire_hash_database_open (path ? path : own, error);
}

/**
 * @sets: (nullable): names that must be there
 * @database: (out) (nullable): as wire_cli_open_database() gives it; %NULL where nobody made a set
 * yet, and no database is to be made for looking
 */
gboolean
wire_cli_open_sets (const char *path, char **sets, WireHashDatabase **database, GError **error)
{
  g_autofree char *own = wire_hash_database_get_default_path ();

  if (!path && !sets && !g_file_test (own, G_FILE_TEST_EXISTS))
    return TRUE;
  *database = wire_cli_open_database (path, error);
  for (guint i = 0; *database && sets && sets[i]; i++)
    {
      g_autoptr (WireHashSet) set = wire_hash_database_find_set (*database, sets[i], error);

      if (!set)
        return FALSE;
    }
  return *database != NULL;
}

/** Leaves in @matches what is of one of @sets; all where that is %NULL. */
void
wire_cli_drop_other_sets (GPtrArray *matches, char **sets)
{
  for (guint i = matches && sets ? matches->len : 0; i > 0; i--)
    {
      const WireHashMatch *match = g_ptr_array_index (matches, i - 1);

      if (!g_strv_contains ((const char *const *) sets, match->set))
        g_ptr_array_remove_index (matches, i - 1);
    }
}

/** JSON is UTF-8; bytes of a path that are not are escaped. */
void
wire_json_add_path (JsonBuilder *builder, const char *key, const char *path)
{
  g_autofree char *text =
      g_utf8_validate (path, -1, NULL) ? g_strdup (path) : wire_printable_name (path);

  wire_json_add_string (builder, key, text);
}

/** One key an algorithm. */
void
wire_json_add_digests (JsonBuilder *builder, const WireEvidence *evidence)
{
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    {
      g_autofree char *hex = wire_evidence_get_hex (evidence, i);

      wire_json_add_string (builder, wire_digest_get_info (i)->key, hex);
    }
}

/** What a checksum list beside the file says, where there is one. */
void
wire_json_add_check (JsonBuilder *builder, const WireSiblingCheck *check)
{
  if (!check)
    return;
  json_builder_set_member_name (builder, "verified");
  json_builder_begin_object (builder);
  wire_json_add_path (builder, "list", check->list);
  wire_json_add_string (builder, "algorithm", wire_digest_get_info (check->algorithm)->key);
  wire_json_add_string (builder, "status", check->agrees ? "ok" : "failed");
  json_builder_end_object (builder);
}

void
wire_json_add_matches (JsonBuilder *builder, const GPtrArray *matches, const WireDigests *digests)
{
  json_builder_set_member_name (builder, "matches");
  json_builder_begin_array (builder);
  for (guint i = 0; matches && i < matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (matches, i);
      g_autofree char *hex = wire_digests_get_hex (digests, match->algorithm);

      json_builder_begin_object (builder);
      wire_json_add_string (builder, "set", match->set);
      wire_json_add_string (builder, "kind", wire_hash_set_kind_to_key (match->kind));
      wire_json_add_string (builder, "name", match->name);
      wire_json_add_string (builder, "algorithm", wire_digest_get_info (match->algorithm)->key);
      wire_json_add_string (builder, "digest", hex);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
