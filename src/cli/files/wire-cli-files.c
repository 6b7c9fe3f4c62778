/* wire-cli-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/files/wire-cli-files.h"

#include "cli/command/wire-cli.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  void (*print) (const WireEvidence *evidence, gpointer data);
  gpointer data;
  guint64 n_failed;
  guint64 n_unmatched;
} Run;

static void
take_evidence (WireEvidence *evidence, gpointer data)
{
  Run *run = data;

  if (evidence->error)
    {
      /* The row is reported in both ways: as a line for people, and to what reads the rows. */
      wire_cli_warn (evidence->error->message);
      run->n_failed++;
    }
  if (evidence->unmatched && run->n_unmatched++ == 0)
    wire_cli_warn (evidence->unmatched->message);
  run->print (evidence, run->data);
  wire_evidence_free (evidence);
}

static gboolean
fail_on_unreadable (guint64 n, GError **error)
{
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_FAILED,
      ngettext ("%" PRIu64 " file could not be read.", "%" PRIu64 " files could not be read.", n),
      n);
  return FALSE;
}

static gboolean
fail_on_unmatched (guint64 n, GError **error)
{
  g_set_error (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE,
               ngettext ("%" PRIu64 " file could not be matched against all hash sets.",
                         "%" PRIu64 " files could not be matched against all hash sets.", n),
               n);
  return FALSE;
}

/**
 * wire_cli_examine:
 * @paths: files and folders
 * @options: what to find out; rows come in the order of the walk
 * @print: called for every row, also for those with an error
 * @data: given to @print
 * @error: set where a row had one, or could not be matched, once all are printed
 *
 * Returns: whether every file could be read, and every set asked
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
  Run run = { .print = print, .data = data };

  if (!wire_examination_run (examination, take_evidence, &run, error))
    return FALSE;
  return run.n_failed > 0 ? fail_on_unreadable (run.n_failed, error)
                          : run.n_unmatched == 0 || fail_on_unmatched (run.n_unmatched, error);
}

/** Returns: (transfer full) (nullable): the sets at @path, or the user's own for %NULL */
WireHashDatabase *
wire_cli_open_database (const char *path, GError **error)
{
  g_autofree char *own = wire_hash_database_get_default_path ();

  return wire_hash_database_open (path ? path : own, error);
}

static gboolean
need_sets (WireHashDatabase *database, char **sets, GError **error)
{
  for (guint i = 0; sets && sets[i]; i++)
    {
      g_autoptr (WireHashSet) set = wire_hash_database_find_set (database, sets[i], error);

      if (!set)
        return FALSE;
    }
  return TRUE;
}

/**
 * wire_cli_open_sets:
 * @path: (nullable): of the database; the user's own for %NULL
 * @sets: (nullable): names that must be there
 * @open: (out): the database, and why it cannot be used. Neither where nobody made a set yet: no
 *   database is made for looking
 * @error: set where what was asked for by @path or @sets cannot be had
 *
 * The user's own sets are asked because they are there, not because the user said so: where they
 * are damaged, the files are looked at all the same, and @open says what could not be matched.
 */
gboolean
wire_cli_open_sets (const char *path, char **sets, WireCliSets *open, GError **error)
{
  g_autofree char *own = wire_hash_database_get_default_path ();
  gboolean asked = path || sets;

  if (!asked && !g_file_test (own, G_FILE_TEST_EXISTS))
    return TRUE;
  open->database = wire_cli_open_database (path, asked ? error : &open->problem);
  if (open->problem)
    wire_cli_warn (open->problem->message);
  return !asked || (open->database && need_sets (open->database, sets, error));
}

void
wire_cli_sets_clear (WireCliSets *open)
{
  g_clear_pointer (&open->database, wire_hash_database_close);
  g_clear_error (&open->problem);
}

/** Ends a command that did its work, but without the sets. */
gboolean
wire_cli_sets_were_asked (const WireCliSets *open, GError **error)
{
  if (!open->problem)
    return TRUE;
  g_set_error_literal (error, WIRE_HASH_DATABASE_ERROR, WIRE_HASH_DATABASE_ERROR_STORAGE,
                       _ ("Nothing was matched against your hash sets: they could not be opened."));
  return FALSE;
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

/** What a checksum list in the file's folder says, where there is one. */
void
wire_json_add_check (JsonBuilder *builder, const WireSiblingCheck *check)
{
  if (!check)
    return;
  json_builder_set_member_name (builder, "verified");
  json_builder_begin_object (builder);
  wire_json_add_path (builder, "list", check->list);
  if (!check->problem)
    wire_json_add_string (builder, "algorithm", wire_digest_get_info (check->algorithm)->key);
  wire_json_add_string (builder, "status", wire_sibling_check_get_key (check));
  wire_json_add_string (builder, "reason", check->problem);
  json_builder_end_object (builder);
}

/**
 * wire_json_add_matches:
 * @matches: (nullable) (element-type WireHashMatch): what sets say
 * @digests: of the content
 * @unmatched: (nullable): why sets could not be asked; said under a key of its own, so that an
 * empty list is not taken for “in no set”
 */
void
wire_json_add_matches (JsonBuilder *builder,
                       const GPtrArray *matches,
                       const WireDigests *digests,
                       const GError *unmatched)
{
  if (unmatched)
    wire_json_add_string (builder, "unmatched", unmatched->message);
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
