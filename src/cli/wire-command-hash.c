/* wire-command-hash.c: digests of files, and which sets know them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line.h"
#include "cli/wire-cli-files.h"
#include "cli/wire-commands.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  WireDigestMask mask;   /* that was asked for; sets may have needed more */
  char **sets;           /* NULL: all of them */
  const GError *problem; /* why no set could be asked */
  JsonBuilder *builder;
  guint64 n_unknown; /* files that no set has */
} Print;

/* `[+] Bad file match: NAME hash: HEX`, as the lab's sheet has it; the name is the one in the set.
 */
static void
print_matches (const WireEvidence *evidence)
{
  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    {
      const WireHashMatch *match = g_ptr_array_index (evidence->matches, i);
      g_autofree char *hex = wire_evidence_get_hex (evidence, match->algorithm);
      g_autofree char *base = g_path_get_basename (evidence->path);
      g_autofree char *name = wire_printable_name (match->name ? match->name : base);
      g_autofree char *line = NULL;

      if (match->kind == WIRE_HASH_SET_BAD)
        line = g_strdup_printf ("[+] Bad file match: %s hash: %s", name, hex);
      else
        line = g_strdup_printf ("[+] Match in “%s”: %s hash: %s", match->set, name, hex);
      wire_output_line (line);
    }
}

static gboolean
is_in (const WireEvidence *evidence, const char *set)
{
  for (guint i = 0; evidence->matches && i < evidence->matches->len; i++)
    if (g_str_equal (((const WireHashMatch *) g_ptr_array_index (evidence->matches, i))->set, set))
      return TRUE;
  return FALSE;
}

/* Not being in a set that was asked for is an answer, unless it could not be asked. */
static void
print_not_in (const WireEvidence *evidence, char **sets)
{
  for (guint i = 0; sets && sets[i] && !evidence->unmatched; i++)
    if (!is_in (evidence, sets[i]))
      {
        g_autofree char *name = wire_printable_name (evidence->path);
        g_autofree char *set = wire_printable_name (sets[i]);
        g_autofree char *line = g_strdup_printf ("[-] Not in %s: %s", set, name);

        wire_output_line (line);
      }
}

static void
print_lines (const WireEvidence *evidence, const Print *print)
{
  gboolean tagged = (print->mask & (print->mask - 1)) != 0;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (print->mask & evidence->mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *line = wire_checksum_line_format (
            i, wire_evidence_get_digest (evidence, i), evidence->path, tagged);
        wire_output_line (line);
      }
  print_matches (evidence);
  print_not_in (evidence, print->sets);
}

static void
print_json (const WireEvidence *evidence, const Print *print)
{
  WireDigests digests;

  wire_evidence_get_digests (evidence, &digests);
  json_builder_begin_object (print->builder);
  wire_json_add_path (print->builder, "path", evidence->path);
  if (evidence->error)
    wire_json_add_string (print->builder, "error", evidence->error->message);
  else
    {
      wire_json_add_int (print->builder, "size", (gint64) evidence->size);
      wire_json_add_digests (print->builder, evidence);
      wire_json_add_matches (print->builder, evidence->matches, &digests,
                             evidence->unmatched ? evidence->unmatched : print->problem);
      wire_json_add_check (print->builder, evidence->check);
    }
  json_builder_end_object (print->builder);
  wire_output_json (print->builder);
}

static void
print_evidence (const WireEvidence *evidence, gpointer data)
{
  Print *print = data;

  wire_cli_drop_other_sets (evidence->matches, print->sets);
  print->n_unknown += !evidence->error && (!evidence->matches || evidence->matches->len == 0);
  if (print->builder)
    print_json (evidence, print);
  else if (!evidence->error)
    print_lines (evidence, print);
}

static gboolean
fail_on_unknown (guint64 n, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               ngettext ("%" PRIu64 " file is in no hash set.",
                         "%" PRIu64 " files are in no hash set.", (gulong) n),
               n);
  return FALSE;
}

gboolean
wire_command_hash (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *algorithms = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) sets = NULL;
  g_auto (WireCliSets) open = { 0 };
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) local = NULL;
  gboolean recurse = FALSE;
  gboolean require_match = FALSE;
  WireDigestMask mask;
  const GOptionEntry entries[] = {
    { "algorithm", 'a', 0, G_OPTION_ARG_STRING, &algorithms,
      N_ ("Digests to compute, separated by commas, or “all”; MD5 by default"), N_ ("ALG") },
    { "recursive", 'r', 0, G_OPTION_ARG_NONE, &recurse, N_ ("Enter folders"), NULL },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sets,
      N_ ("Match against this hash set only; may be repeated"), N_ ("NAME") },
    { "require-match", 0, 0, G_OPTION_ARG_NONE, &require_match,
      N_ ("Fail where a file is in no hash set"), NULL },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    { NULL },
  };

  if (!wire_cli_parse (command, arguments, entries, 1, G_MAXUINT, &options, error))
    return FALSE;
  if (!wire_digest_parse_names (algorithms ? algorithms : "md5", &mask, &local))
    {
      wire_cli_set_usage_error (error, "%s", local->message);
      return FALSE;
    }
  if (!wire_cli_open_sets (path, sets, &open, error))
    return FALSE;

  builder = options.json ? json_builder_new () : NULL;
  Print print = { mask, sets, open.problem, builder, 0 };
  WireExaminationOptions examine = { .mask = mask,
                                     .recurse = recurse,
                                     .in_order = TRUE,
                                     .siblings = options.json,
                                     .database = open.database };
  return wire_cli_examine (options.operands, &examine, print_evidence, &print, error)
         && wire_cli_sets_were_asked (&open, error)
         && (!require_match || print.n_unknown == 0 || fail_on_unknown (print.n_unknown, error));
}
