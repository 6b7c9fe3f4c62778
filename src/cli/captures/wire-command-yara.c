/* wire-command-yara.c: rules of YARA over files, or over what captures carry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "capture/search/wire-yara-scan.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/captures/wire-cli-yara.h"
#include "cli/command/wire-commands.h"
#include "cli/output/wire-progress.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>

/* Folders within each other. */
#define MAX_DEPTH 64u

/* Files that are looked at together. */
#define MAX_FILES 1024u

/* Seconds that a user may allow. */
#define TIMEOUT_MAX 86400

typedef struct
{
  GStrv more; /* files with rules, after the first operand */
  WireCliFilter filter;
  gboolean captures;
  gboolean recurse;
  gboolean strings;
  gboolean all;
  int timeout;
} YaraOptions;

typedef struct
{
  const WireCliOptions *options;
  const YaraOptions *yara;
  WireYaraRules *rules;
  JsonBuilder *builder; /* NULL for text */
  GPtrArray *paths;     /* of files that were found, and are looked at next */
  guint n_failed;
} Yara;

/* What was looked at. */
typedef struct
{
  const char *path;
  const WireObject *object; /* NULL for a file */
  guint32 number;           /* of the transfer */
  gboolean partial;
} Target;

static char *
name_target (const Target *target)
{
  g_autofree char *path = wire_printable_name (target->path);

  return target->object ? g_strdup_printf ("%s: transfer %u", path, target->number + 1)
                        : g_steal_pointer (&path);
}

static void
print_places (const WireYaraMatch *match)
{
  for (guint i = 0; i < match->places->len; i++)
    {
      const WireYaraPlace *place = &g_array_index (match->places, WireYaraPlace, i);
      gsize length;
      const void *bytes = g_bytes_get_data (place->bytes, &length);
      g_autofree char *text = wire_printable (bytes, length);
      g_autofree char *line =
          g_strdup_printf ("  0x%" PRIx64 ":%s: %s", place->offset, place->identifier, text);

      wire_output_line (line);
    }
}

static void
print_text (const Yara *self, const Target *target, const GPtrArray *matches)
{
  g_autofree char *name = name_target (target);

  for (guint i = 0; matches && i < matches->len; i++)
    {
      const WireYaraMatch *match = g_ptr_array_index (matches, i);
      g_autofree char *line = g_strdup_printf ("%s %s", match->rule, name);

      wire_output_line (line);
      if (self->yara->strings)
        print_places (match);
    }
}

static void
print_json (const Yara *self, const Target *target, const GPtrArray *matches, const GError *error)
{
  json_builder_begin_object (self->builder);
  wire_json_add_string (self->builder, "path", target->path);
  if (target->object)
    {
      wire_json_add_int (self->builder, "transfer", (gint64) target->number + 1);
      wire_json_add_int (self->builder, "packet", (gint64) target->object->packet + 1);
      wire_json_add_string (self->builder, "name", target->object->origin.name);
      wire_json_add_string (self->builder, "uri", target->object->uri);
    }
  if (target->partial)
    wire_json_add_boolean (self->builder, "partial", TRUE);
  wire_json_add_yara (self->builder, matches, error);
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

/* What could not be looked at is said, and the others are looked at all the same. */
static void
tell (Yara *self, const Target *target, const GPtrArray *matches, const GError *error)
{
  g_autofree char *name = name_target (target);
  g_autofree char *partial = g_strdup_printf (_ ("Only the first %u MiB of “%s” were looked at."),
                                              WIRE_YARA_MAX_BYTES / 1024 / 1024, name);

  if (error)
    {
      self->n_failed++;
      wire_cli_warn (error->message);
    }
  if (target->partial)
    wire_cli_warn (partial);
  if (!self->builder)
    print_text (self, target, matches);
  else if (error || self->yara->all || (matches && matches->len > 0))
    print_json (self, target, matches, error);
}

/* One scan, in a job. */
typedef struct
{
  WireYaraScan scan;
  GPtrArray *results;
} Scan;

/* A WireJobFunc. */
static gboolean
scan_in_job (WireJob *job, gpointer data, GError **error)
{
  Scan *self = data;

  self->results = wire_yara_scan_run (&self->scan, job, error);
  return self->results != NULL;
}

/* Looks at the files that were found so far, on all cores, and tells of them in order. */
static gboolean
scan_files (Yara *self, GError **error)
{
  Scan scan = {
    .scan = { .rules = self->rules, .paths = self->paths, .timeout = (guint) self->yara->timeout }
  };
  g_autoptr (GPtrArray) results = NULL;
  guint at = 0;

  if (!wire_progress_run (self->options->progress, scan_in_job, &scan, error))
    return FALSE;
  results = scan.results;
  for (guint i = 0; i < self->paths->len; i++)
    {
      const WireYaraResult *result = at < results->len ? g_ptr_array_index (results, at) : NULL;
      Target target = { .path = self->paths->pdata[i] };

      if (!result || result->target != i)
        {
          tell (self, &target, NULL, NULL);
          continue;
        }
      target.partial = result->partial;
      tell (self, &target, result->matches, result->error);
      at++;
    }
  g_ptr_array_set_size (self->paths, 0);
  return TRUE;
}

static gboolean
add_file (Yara *self, const char *path, GError **error)
{
  g_ptr_array_add (self->paths, g_strdup (path));
  return self->paths->len < MAX_FILES || scan_files (self, error);
}

/* Links are not followed inside of folders. */
static gboolean
scan_path (Yara *self, const char *path, guint depth, GError **error)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (depth > 0 && g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return (depth > 0 && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
           || add_file (self, path, error);
  if ((depth == 0 || self->yara->recurse) && depth < MAX_DEPTH)
    folder = g_dir_open (path, 0, NULL);
  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (!scan_path (self, inner, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

static void
tell_result (Yara *self, const char *path, const WireObjectList *list, const WireYaraResult *result)
{
  const Target target = { path, wire_object_list_get (list, result->target), result->target,
                          result->partial };

  tell (self, &target, result->matches, result->error);
}

/* All of them, in order: @results has those of which there is something to tell. */
static void
tell_transfers (Yara *self,
                const char *path,
                const WireObjectList *list,
                const WireCliRows *rows,
                const GPtrArray *results)
{
  guint at = 0;

  for (guint32 i = 0; i < wire_object_list_get_length (list); i++)
    {
      const WireYaraResult *result = at < results->len ? g_ptr_array_index (results, at) : NULL;

      if (result && result->target == i)
        {
          tell_result (self, path, list, result);
          at++;
        }
      else if (!(wire_object_list_get (list, i)->flags & WIRE_OBJECT_REQUESTED_ONLY)
               && wire_cli_rows_have_object (rows, list, i))
        tell_result (self, path, list, &(WireYaraResult){ .target = i });
    }
}

static gboolean
is_wanted (const WireObjectList *list, guint32 transfer, gpointer rows)
{
  return wire_cli_rows_have_object (rows, list, transfer);
}

static gboolean
scan_capture (Yara *self, char *path, GError **error)
{
  char *names[] = { path, NULL };
  WireCliOptions one = *self->options;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireObjectList) list = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (WireCliRows) rows = NULL;
  Scan transfers = { .scan = { .rules = self->rules, .timeout = (guint) self->yara->timeout } };

  one.operands = names;
  capture = wire_cli_load_rows (&one, &self->yara->filter, &rows, error);
  if (!capture)
    return FALSE;
  wire_cli_warn_of_missing (capture);
  list = wire_object_list_new_transfers (capture, NULL);
  transfers.scan.list = list;
  transfers.scan.wanted = is_wanted;
  transfers.scan.user_data = rows;
  if (!wire_progress_run (self->options->progress, scan_in_job, &transfers, error))
    return FALSE;
  results = transfers.results;
  tell_transfers (self, path, list, rows, results);
  return TRUE;
}

static gboolean
scan_all (Yara *self, GError **error)
{
  for (guint i = 1; self->options->operands[i]; i++)
    {
      char *path = self->options->operands[i];

      if (!(self->yara->captures ? scan_capture (self, path, error)
                                 : scan_path (self, path, 0, error)))
        return FALSE;
    }
  if (self->paths->len > 0 && !scan_files (self, error))
    return FALSE;
  if (self->n_failed == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u file or transfer could not be looked at to its end.",
                         "%u files or transfers could not be looked at to their end.",
                         self->n_failed),
               self->n_failed);
  return FALSE;
}

static WireYaraRules *
open_rules (const WireCliOptions *options, const YaraOptions *self, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, options->operands[0]);
  for (guint i = 0; self->more && self->more[i]; i++)
    g_ptr_array_add (paths, self->more[i]);
  g_ptr_array_add (paths, NULL);
  return wire_cli_open_yara ((const char *const *) paths->pdata, error);
}

static gboolean
run (const WireCliOptions *options, const YaraOptions *yara, GError **error)
{
  g_autoptr (WireYaraRules) rules = open_rules (options, yara, error);
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Yara self = { options, yara, rules, builder, paths, 0 };

  return rules && scan_all (&self, error);
}

gboolean
wire_command_yara (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_auto (GStrv) more = NULL;
  YaraOptions self = { .timeout = WIRE_YARA_TIMEOUT };
  const GOptionEntry entries[] = {
    { "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &more, N_ ("More rules; may be repeated"),
      N_ ("FILE") },
    { "captures", 0, 0, G_OPTION_ARG_NONE, &self.captures,
      N_ ("The paths are captures: look at all that was sent or received in them, decoded"), NULL },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { "recursive", 'r', 0, G_OPTION_ARG_NONE, &self.recurse, N_ ("Enter folders"), NULL },
    { "strings", 's', 0, G_OPTION_ARG_NONE, &self.strings, N_ ("Print where the strings are"),
      NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &self.all,
      N_ ("With --json, print what no rule matches, too"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self.timeout,
      N_ ("Seconds that rules may take for one file or transfer (60)"), "N" },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 2, G_MAXUINT, &options, error))
    return FALSE;
  self.more = more;
  self.filter = filter; /* which still owns what is in it */
  if (wire_cli_filter_is_set (&filter) && !self.captures)
    {
      wire_cli_set_usage_error (error, _ ("A filter is of packets: it needs --captures."));
      return FALSE;
    }
  if (self.timeout >= 1 && self.timeout <= TIMEOUT_MAX)
    return run (&options, &self, error);
  wire_cli_set_usage_error (error, _ ("--timeout takes a number of seconds from 1 to 86400."));
  return FALSE;
}
