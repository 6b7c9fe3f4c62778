/* wire-command-hash.c: digests of files, and which sets know them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/lists/wire-checksum-line-format.h"
#include "cli/files/wire-cli-files.h"
#include "cli/command/wire-commands.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* How lines are written. */
typedef enum
{
  FORMAT_AUTO, /* GNU for one digest, BSD for several; with what sets say */
  FORMAT_GNU,
  FORMAT_BSD,
  FORMAT_HASHDEEP,
} Format;

typedef struct
{
  WireDigestMask mask;   /* that was asked for; sets may have needed more */
  char **sets;           /* NULL: all of them */
  const GError *problem; /* why no set could be asked */
  JsonBuilder *builder;
  guint64 n_unknown; /* files that no set has */
  Format format;
  guint64 n_left_out; /* of a list that cannot have their names */
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
  gboolean tagged = print->format == FORMAT_AUTO ? (print->mask & (print->mask - 1)) != 0
                                                 : print->format == FORMAT_BSD;

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (print->mask & evidence->mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *line = wire_checksum_line_format (
            i, wire_evidence_get_digest (evidence, i), evidence->path, tagged);
        wire_output_line (line);
      }
  if (print->format != FORMAT_AUTO)
    return; /* a list that programs read */
  print_matches (evidence);
  print_not_in (evidence, print->sets);
}

/* The columns of hashdeep 1.0, which knows these three. */
static void
print_hashdeep_header (WireDigestMask mask)
{
  g_autoptr (GString) columns = g_string_new ("%%%% size");
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *printable = wire_printable_name (folder);
  g_autofree char *from = g_strdup_printf ("## Invoked from: %s", printable);

  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      g_string_append_printf (columns, ",%s", wire_digest_get_info (i)->key);
  g_string_append (columns, ",filename");
  wire_output_line ("%%%% HASHDEEP-1.0");
  wire_output_line (columns->str);
  wire_output_line (from);
  wire_output_line ("## ");
}

static void
print_hashdeep (const WireEvidence *evidence, WireDigestMask mask)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (line, "%" PRIu64, evidence->size);
  for (guint i = 0; i < WIRE_N_DIGESTS; i++)
    if (mask & WIRE_DIGEST_BIT (i))
      {
        g_autofree char *hex = wire_evidence_get_hex (evidence, i);

        g_string_append_printf (line, ",%s", hex);
      }
  g_string_append_printf (line, ",%s", evidence->path);
  wire_output_line (line->str);
}

/* hashdeep has no way to write a line end in a name: such a line would be read as two. */
static void
take_hashdeep (const WireEvidence *evidence, Print *print)
{
  g_autofree char *name = NULL;
  g_autofree char *warning = NULL;

  if (!strpbrk (evidence->path, "\n\r"))
    {
      print_hashdeep (evidence, print->mask);
      return;
    }
  print->n_left_out++;
  name = wire_printable_name (evidence->path);
  warning = g_strdup_printf (
      _ ("“%s” has a line end in its name, which a hashdeep list cannot have."), name);
  wire_cli_warn (warning);
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
  else if (!evidence->error && print->format == FORMAT_HASHDEEP)
    take_hashdeep (evidence, print);
  else if (!evidence->error)
    print_lines (evidence, print);
}

static gboolean
parse_format (const char *text, WireDigestMask mask, Format *format, GError **error)
{
  static const char *const NAMES[] = { "auto", "gnu", "bsd", "hashdeep" };
  WireDigestMask hashdeep = WIRE_DIGEST_BIT (WIRE_DIGEST_MD5) | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA1)
                            | WIRE_DIGEST_BIT (WIRE_DIGEST_SHA256)
                            | WIRE_DIGEST_BIT (WIRE_DIGEST_WHIRLPOOL);

  *format = FORMAT_AUTO;
  for (guint i = 0; text && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (text, NAMES[i]))
      *format = i;
  if (text && !*format && !g_str_equal (text, NAMES[FORMAT_AUTO]))
    wire_cli_set_usage_error (error, _ ("--format takes auto, gnu, bsd or hashdeep, not “%s”."),
                              text);
  else if (*format == FORMAT_GNU && (mask & (mask - 1)))
    wire_cli_set_usage_error (error, _ ("A GNU list has one kind of digest. Choose one, or bsd."));
  else if (*format == FORMAT_HASHDEEP && (mask & ~hashdeep))
    wire_cli_set_usage_error (
        error, _ ("A hashdeep list has MD5, SHA-1, SHA-256 and Whirlpool, and nothing else."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
fail_on_left_out (guint64 n, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
               ngettext ("%" PRIu64 " file is not in the list.",
                         "%" PRIu64 " files are not in the list.", (gulong) n),
               n);
  return FALSE;
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
  g_autofree char *form = NULL;
  Format format;
  gboolean require_match = FALSE;
  WireDigestMask mask;
  const GOptionEntry entries[] = {
    { "algorithm", 'a', 0, G_OPTION_ARG_STRING, &algorithms,
      N_ ("Digests to compute, separated by commas, or “all”; MD5 by default"), N_ ("ALG") },
    { "recursive", 'r', 0, G_OPTION_ARG_NONE, &recurse, N_ ("Enter folders"), NULL },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sets,
      N_ ("Match against this hash set only; may be repeated"), N_ ("NAME") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &form,
      N_ ("How a list is written: gnu, bsd or hashdeep, without what hash sets say"), N_ ("FORM") },
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
  if (!parse_format (form, mask, &format, error))
    return FALSE;
  if (!wire_cli_open_sets (path, sets, &open, error))
    return FALSE;

  builder = options.json ? json_builder_new () : NULL;
  Print print = { mask, sets, open.problem, builder, 0, format, 0 };
  WireExaminationOptions examine = { .mask = mask,
                                     .recurse = recurse,
                                     .in_order = TRUE,
                                     .siblings = options.json,
                                     .database = open.database };
  if (format == FORMAT_HASHDEEP && !builder)
    print_hashdeep_header (mask);
  return wire_cli_examine (options.operands, &examine, print_evidence, &print, error)
         && wire_cli_sets_were_asked (&open, error)
         && (print.n_left_out == 0 || fail_on_left_out (print.n_left_out, error))
         && (!require_match || print.n_unknown == 0 || fail_on_unknown (print.n_unknown, error));
}
