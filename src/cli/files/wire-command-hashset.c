/* wire-command-hashset.c: sets of known digests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line-format.h"
#include "files/lists/wire-checksum.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "files/sets/wire-hash-list.h"
#include "cli/output/wire-output.h"
#include "base/wire-hex.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Of rows that give no digest, for showing. */
#define SHOWN_ROWS 3

/**
 * Action:
 * @name: as it is typed
 * @usage: what follows
 * @least: fewest arguments
 * @most: most arguments
 * @run: does it, with the arguments after @name
 */
typedef struct
{
  const char *name;
  const char *usage;
  guint least;
  guint most;
  gboolean (*run) (WireHashDatabase *database,
                   GStrv arguments,
                   const WireHashSetKind *kind,
                   gboolean json,
                   GError **error);
} Action;

static void
print_set (const WireHashSet *set, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_local (set->created);
  g_autofree char *date = created ? g_date_time_format (created, "%F") : NULL;
  g_autofree char *name = wire_printable_name (set->name);
  g_autofree char *line = g_strdup_printf ("%s\t%s\t%" G_GINT64_FORMAT "\t%s\t%s", name,
                                           wire_hash_set_kind_to_key (set->kind), set->count,
                                           date ? date : "-", set->source ? set->source : "-");

  if (!json)
    {
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "set", set->name);
  wire_json_add_string (builder, "kind", wire_hash_set_kind_to_key (set->kind));
  wire_json_add_int (builder, "count", set->count);
  wire_json_add_string (builder, "created", date);
  wire_json_add_string (builder, "source", set->source);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static gboolean
list (WireHashDatabase *database,
      GStrv arguments,
      const WireHashSetKind *kind,
      gboolean json,
      GError **error)
{
  g_autoptr (GPtrArray) sets = wire_hash_database_list (database, error);

  (void) arguments;
  (void) kind;
  for (guint i = 0; sets && i < sets->len; i++)
    print_set (g_ptr_array_index (sets, i), json);
  return sets != NULL;
}

static void
print_count (const char *set, const WireHashImportCount *count, guint64 skipped, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = g_strdup_printf (
      "added %" G_GINT64_FORMAT ", duplicates %" G_GINT64_FORMAT ", skipped %" G_GUINT64_FORMAT,
      count->added, count->duplicates, skipped);

  if (!json)
    {
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "set", set);
  wire_json_add_int (builder, "added", count->added);
  wire_json_add_int (builder, "duplicates", count->duplicates);
  wire_json_add_int (builder, "skipped", (gint64) skipped);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* Gives the digests of files, one after the other. */
typedef struct
{
  char **paths;
  guint next;
  WireFileHash hash;
  char *name;
} Files;

static int
next_file (WireKnownDigest *digest, gpointer data, GError **error)
{
  Files *files = data;
  const char *path = files->paths[files->next];
  g_autofree char *base = NULL;

  if (!path)
    return 0;
  if (!wire_file_hash (path, WIRE_DIGEST_BIT (WIRE_DIGEST_MD5), NULL, &files->hash, error))
    return -1;
  base = g_path_get_basename (path);
  g_free (files->name);
  files->name = wire_printable_name (base);
  files->next++;
  *digest = (WireKnownDigest){ WIRE_DIGEST_MD5, files->hash.digests.values[WIRE_DIGEST_MD5],
                               files->name };
  return 1;
}

static gboolean
add (WireHashDatabase *database,
     GStrv arguments,
     const WireHashSetKind *kind,
     gboolean json,
     GError **error)
{
  const WireHashSetWish wish = { arguments[0], kind ? *kind : WIRE_HASH_SET_BAD, kind != NULL,
                                 NULL };
  g_autofree Files *files = g_new0 (Files, 1);
  WireHashImportCount count;
  gint64 set;
  gboolean done;

  files->paths = arguments + 1;
  done = wire_hash_database_add_to (database, &wish, next_file, files, &set, &count, error);
  g_free (files->name);
  if (done)
    print_count (arguments[0], &count, 0, json);
  return done;
}

/* The others are in the set; the exit status says that these are not. */
static gboolean
fail_on_bad_rows (WireHashList *list, const char *name, GError **error)
{
  GPtrArray *rows = wire_hash_list_get_bad (list);
  guint64 n = wire_hash_list_get_n_bad (list);

  for (guint i = 0; i < rows->len && i < SHOWN_ROWS; i++)
    wire_cli_warn (g_ptr_array_index (rows, i));
  g_set_error (error, WIRE_HASH_LIST_ERROR, WIRE_HASH_LIST_ERROR_EMPTY,
               ngettext ("%" PRIu64 " row of “%s” gave no digest and was skipped.",
                         "%" PRIu64 " rows of “%s” gave no digest and were skipped.", (gulong) n),
               n, name);
  return FALSE;
}

static gboolean
import (WireHashDatabase *database,
        GStrv arguments,
        const WireHashSetKind *kind,
        gboolean json,
        GError **error)
{
  g_autoptr (WireHashList) from = wire_hash_list_open (arguments[1], NULL, error);
  g_autofree char *source = g_path_get_basename (arguments[1]);
  g_autofree char *printable = wire_printable_name (source);
  const WireHashSetWish wish = { arguments[0], kind ? *kind : WIRE_HASH_SET_BAD, kind != NULL,
                                 printable };
  WireHashImportCount count;
  gint64 set;

  if (!from
      || !wire_hash_database_add_to (database, &wish, wire_hash_list_next, from, &set, &count,
                                     error))
    return FALSE;
  print_count (arguments[0], &count, wire_hash_list_get_n_bad (from), json);
  return wire_hash_list_get_n_bad (from) == 0 || fail_on_bad_rows (from, printable, error);
}

static gboolean
print_digest (const WireKnownDigest *digest, gpointer data)
{
  /* Tagged: the set may hold digests of several algorithms. A digest without a name is alone.
   */
  g_autofree char *line = wire_checksum_line_format (digest->algorithm, digest->digest,
                                                     digest->name, digest->name != NULL);

  (void) data;
  wire_output_line (line);
  return TRUE;
}

static gboolean
print_digest_json (const WireKnownDigest *digest, gpointer data)
{
  const WireDigestInfo *info = wire_digest_get_info (digest->algorithm);
  g_autofree char *hex = wire_hex_encode (digest->digest, info->size, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  (void) data;
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "algorithm", info->key);
  wire_json_add_string (builder, "digest", hex);
  wire_json_add_string (builder, "name", digest->name);
  json_builder_end_object (builder);
  wire_output_json (builder);
  return TRUE;
}

static gboolean export(WireHashDatabase *database,
                       GStrv arguments,
                       const WireHashSetKind *kind,
                       gboolean json,
                       GError **error)
{
  g_autoptr (WireHashSet) set = wire_hash_database_find_set (database, arguments[0], error);

  (void) kind;
  return set
         && wire_hash_database_foreach (database, set->id, json ? print_digest_json : print_digest,
                                        NULL, error);
}

static gboolean
remove_set (WireHashDatabase *database,
            GStrv arguments,
            const WireHashSetKind *kind,
            gboolean json,
            GError **error)
{
  g_autoptr (WireHashSet) set = wire_hash_database_find_set (database, arguments[0], error);

  (void) kind;
  (void) json; /* says nothing */
  return set && wire_hash_database_remove_set (database, set->id, error)
         && wire_hash_database_purge (database, error);
}

static void
print_match (const char *digest, const WireHashMatch *match, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *set = wire_printable_name (match->set);
  g_autofree char *name = match->name ? wire_printable_name (match->name) : NULL;
  g_autofree char *line = g_strdup_printf (
      "%s\t%s\t%s\t%s", digest, set, wire_hash_set_kind_to_key (match->kind), name ? name : "-");

  if (!json)
    {
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "digest", digest);
  wire_json_add_string (builder, "algorithm", wire_digest_get_info (match->algorithm)->key);
  wire_json_add_string (builder, "set", match->set);
  wire_json_add_string (builder, "kind", wire_hash_set_kind_to_key (match->kind));
  wire_json_add_string (builder, "name", match->name);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* A digest says its length, and that several algorithms may share: all of them are asked. */
static gboolean
look_up_one (
    WireHashDatabase *database, const char *text, gboolean json, guint *n_found, GError **error)
{
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  guint8 digest[WIRE_DIGEST_MAX_SIZE];
  WireDigestAlgorithm by_length;
  WireDigestMask mask;

  if (!wire_digest_parse_hex (text, strlen (text), &by_length, digest))
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          _ ("“%s” is not a digest: a digest has 8, 32, 40, 56, 64, 96 or 128 hexadecimal digits."),
          text);
      return FALSE;
    }
  mask = wire_digest_mask_for_size (wire_digest_get_info (by_length)->size);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if ((mask & WIRE_DIGEST_BIT (i))
        && !wire_hash_database_lookup (database, i, digest, matches, error))
      return FALSE;
  for (guint i = 0; i < matches->len; i++)
    print_match (text, g_ptr_array_index (matches, i), json);
  *n_found += matches->len;
  return TRUE;
}

static gboolean
look_up (WireHashDatabase *database,
         GStrv arguments,
         const WireHashSetKind *kind,
         gboolean json,
         GError **error)
{
  guint n = g_strv_length (arguments);
  guint n_found = 0;

  (void) kind;
  for (guint i = 0; i < n; i++)
    if (!look_up_one (database, arguments[i], json, &n_found, error))
      return FALSE;
  if (n_found > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               ngettext ("No hash set holds this %u digest.",
                         "No hash set holds any of these %u digests.", n),
               n);
  return FALSE;
}

static const Action ACTIONS[] = {
  { "list", "list", 0, 0, list },
  { "add", "add SET FILE…", 2, G_MAXUINT, add },
  { "import", "import SET LIST", 2, 2, import },
  { "export", "export SET", 1, 1, export },
  { "remove", "remove SET", 1, 1, remove_set },
  { "lookup", "lookup DIGEST…", 1, G_MAXUINT, look_up },
};

static const Action *
find_action (GStrv operands, GError **error)
{
  guint n = g_strv_length (operands) - 1;

  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_str_equal (ACTIONS[i].name, operands[0]))
      {
        if (n >= ACTIONS[i].least && n <= ACTIONS[i].most)
          return &ACTIONS[i];
        wire_cli_set_usage_error (error,
                                  _ ("These are not the arguments of “wirecase-cli hashset %s”."),
                                  ACTIONS[i].usage);
        return NULL;
      }
  wire_cli_set_usage_error (error,
                            _ ("“hashset %s” is not a command; the commands are list, add, import, "
                               "export, remove and lookup."),
                            operands[0]);
  return NULL;
}

gboolean
wire_command_hashset (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *kind_key = NULL;
  g_autoptr (WireHashDatabase) database = NULL;
  WireHashSetKind kind = WIRE_HASH_SET_BAD;
  const Action *action;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_key,
      N_ ("What a new set says about files: bad (the default), good or notable"), N_ ("KIND") },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 1, G_MAXUINT, &options, error))
    return FALSE;
  if (kind_key && !wire_hash_set_kind_from_key (kind_key, &kind))
    {
      wire_cli_set_usage_error (error, _ ("--kind takes bad, good or notable, not “%s”."),
                                kind_key);
      return FALSE;
    }
  action = find_action (options.operands, error);
  if (!action)
    return FALSE;
  database = wire_cli_open_database (path, error);
  return database
         && action->run (database, options.operands + 1, kind_key ? &kind : NULL, options.json,
                         error);
}
