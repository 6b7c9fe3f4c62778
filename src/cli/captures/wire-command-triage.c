/* wire-command-triage.c: everything that was sent or received, and what to think of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/files/wire-cli-files.h"
#include "cli/choice/wire-cli-objects.h"
#include "cli/choice/wire-cli-rows.h"
#include "cli/choice/wire-cli-verdicts.h"
#include "capture/search/wire-yara-scan.h"
#include "cli/captures/wire-cli-yara.h"
#include "cli/command/wire-commands.h"
#include "capture/http/wire-http-remark.h"
#include "capture/objects/wire-object-judgement.h"
#include "capture/objects/wire-object-work.h"
#include "base/wire-printable.h"

#include <glib/gi18n.h>

/* Objects that are examined at once: enough for their bodies to be read together; their facts are
 * all that is held. */
#define BLOCK 1024u

typedef struct
{
  WireObjectList *list;
  WireTypeDetector *detector;
  WireCliSets open;        /* without a database where there are no sets */
  char **sets;             /* NULL: all of them */
  WireObjectWanted wanted; /* with what the sets hold */
  JsonBuilder *builder;
  guint verdicts[WIRE_OBJECT_FINE + 1];
  guint n_disguised;   /* among the mismatches */
  guint32 only;        /* verdicts that are printed, a bit each; 0: all */
  guint32 fail_on;     /* verdicts that end with status 1 */
  WireYaraRules *yara; /* NULL for none */
  guint n_unscanned;   /* transfers on which they could not be run to the end */
  WireCliRows *rows;   /* NULL for all transfers */
  GError *unmatched;   /* the first reason why sets could not be asked */
} Triage;

static void
triage_clear (Triage *self)
{
  g_clear_pointer (&self->list, wire_object_list_unref);
  g_clear_pointer (&self->detector, wire_type_detector_unref);
  wire_cli_sets_clear (&self->open);
  g_clear_pointer (&self->yara, wire_yara_rules_free);
  g_clear_error (&self->unmatched);
  g_clear_pointer (&self->rows, wire_cli_rows_free);
  g_clear_object (&self->builder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Triage, triage_clear)

/* What rules of YARA say of a transfer. */
typedef struct
{
  gboolean ran;
  GPtrArray *matches;
  GError *error;
} Scan;

static void
scan_clear (Scan *scan)
{
  g_clear_pointer (&scan->matches, g_ptr_array_unref);
  g_clear_error (&scan->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

/* Returns: (transfer full): what follows the address of what was sent, and not received */
static char *
mark_upload (const WireObject *object)
{
  g_autofree char *name = object->origin.name ? wire_printable_name (object->origin.name) : NULL;

  if (object->origin.direction != WIRE_TRANSFER_UPLOAD)
    return g_strdup ("");
  return name ? g_strdup_printf (" [upload %s]", name) : g_strdup (" [upload]");
}

static void
print_line (const WireObject *object,
            const WireObjectFacts *facts,
            WireObjectJudgement verdict,
            const char *reason,
            const GPtrArray *yara)
{
  g_autofree char *rules = yara && yara->len > 0 ? wire_cli_yara_name_rules (yara) : NULL;
  g_autofree char *host = wire_printable_name (object->host ? object->host : "");
  const char *told = object->uri ? object->uri : object->origin.name;
  g_autofree char *uri = wire_printable_name (told ? told : "-");
  g_autofree char *upload = mark_upload (object);
  g_autofree char *md5 =
      facts->digested ? wire_digests_get_hex (&facts->content, WIRE_DIGEST_MD5) : g_strdup ("-");
  g_autofree char *line = g_strdup_printf (
      "%-12s %-32s %10" G_GUINT64_FORMAT "  %-24s %s%s%s%s%s%s%s",
      wire_object_judgement_to_key (verdict), md5, facts->size, facts->type ? facts->type : "-",
      strstr (uri, "://") ? "" : host, uri, upload, reason ? "  " : "", reason ? reason : "",
      rules ? "  yara: " : "", rules ? rules : "");

  wire_output_line (line);
}

static void
add_remarks (JsonBuilder *builder, guint remarks)
{
  json_builder_set_member_name (builder, "odd");
  json_builder_begin_array (builder);
  for (guint bit = 0; bit < WIRE_HTTP_N_REMARKS; bit++)
    if (remarks & 1u << bit)
      json_builder_add_string_value (builder, wire_http_remark_to_key (bit));
  json_builder_end_array (builder);
}

static void
print_json (JsonBuilder *builder,
            const WireObjectList *list,
            const WireObject *object,
            guint32 number,
            const WireObjectFacts *facts,
            const GPtrArray *matches,
            const GError *unmatched,
            WireObjectJudgement verdict,
            const char *reason,
            const Scan *scan)
{
  json_builder_begin_object (builder);
  wire_json_add_origin (builder, object, number);
  wire_json_add_object (builder, object, facts);
  wire_json_add_tunnel (builder, wire_object_list_get_capture (list), object->stream);
  wire_json_add_string (builder, "verdict", wire_object_judgement_to_key (verdict));
  wire_json_add_string (builder, "severity",
                        wire_object_severity_to_key (wire_object_get_severity (verdict, facts)));
  if (wire_object_is_disguised (verdict, facts))
    wire_json_add_boolean (builder, "disguised", TRUE);
  wire_json_add_string (builder, "reason", reason);
  if (object->remarks)
    add_remarks (builder, object->remarks);
  if (object->extra > 0)
    wire_json_add_int (builder, "extra", object->extra);
  wire_json_add_matches (builder, matches, &facts->content, unmatched);
  if (scan->ran)
    wire_json_add_yara (builder, scan->matches, scan->error);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

/* What the sets say of it; @unmatched where some could not be asked. */
static void
match (Triage *self, const WireObjectFacts *facts, GPtrArray *matches, GError **unmatched)
{
  if (self->open.problem)
    *unmatched = g_error_copy (self->open.problem);
  else if (self->open.database)
    wire_object_match (facts, self->open.database, matches, unmatched);
  wire_cli_drop_other_sets (matches, self->sets);
  if (*unmatched && !self->unmatched)
    self->unmatched = g_error_copy (*unmatched);
}

/* What could not be looked at to its end is said, and never passed over as clean. */
static void
run_rules (Triage *self, guint32 number, Scan *result)
{
  const WireYaraScan scan = { .rules = self->yara,
                              .list = self->list,
                              .timeout = WIRE_YARA_TIMEOUT };
  g_autoptr (WireYaraResult) found = NULL;

  if (!self->yara || wire_object_list_get (self->list, number)->flags & WIRE_OBJECT_REQUESTED_ONLY)
    return;
  result->ran = TRUE;
  found = wire_yara_scan_one (&scan, number);
  result->matches = g_steal_pointer (&found->matches);
  result->error = g_steal_pointer (&found->error);
  if (found->partial && !result->error)
    g_set_error (&result->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                 _ ("Only the first %u MiB of transfer %u were looked at."),
                 WIRE_YARA_MAX_BYTES / 1024 / 1024, number + 1);
  if (!result->error)
    return;
  self->n_unscanned++;
  wire_cli_warn (result->error->message);
}

static void
tell (Triage *self, guint32 number, const WireObjectFacts *facts)
{
  const WireObject *object = wire_object_list_get (self->list, number);
  g_autoptr (GPtrArray) matches =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wire_hash_match_free);
  g_autoptr (GError) unmatched = NULL;
  g_autofree char *reason = NULL;
  g_auto (Scan) yara = { 0 };
  WireObjectJudgement verdict;
  gboolean disguised;

  match (self, facts, matches, &unmatched);
  verdict = wire_object_judge (object, facts, matches, unmatched, &reason);
  self->verdicts[verdict]++;
  disguised = wire_object_is_disguised (verdict, facts);
  self->n_disguised += disguised;
  if (self->only && !(self->only & 1u << verdict)
      && !(disguised && self->only & WIRE_CLI_VERDICT_DISGUISED))
    return;
  run_rules (self, number, &yara);
  if (self->builder)
    print_json (self->builder, self->list, object, number, facts, matches, unmatched, verdict,
                reason, &yara);
  else
    print_line (object, facts, verdict, reason, yara.matches);
}

static gboolean
tell_block (Triage *self, guint32 first, guint length, GError **error)
{
  g_autofree guint32 *numbers = g_new (guint32, length);
  g_autofree WireObjectFacts *facts = g_new0 (WireObjectFacts, length);
  gboolean done;
  guint n = 0;

  for (guint i = 0; i < length; i++)
    if (wire_cli_rows_have_object (self->rows, self->list, first + i))
      numbers[n++] = first + i;
  done = wire_object_examine_many (self->list, numbers, n, self->detector, self->wanted, NULL,
                                   facts, error);
  for (guint i = 0; i < n; i++)
    {
      if (done)
        tell (self, numbers[i], &facts[i]);
      wire_object_facts_clear (&facts[i]);
    }
  return done;
}

/* Returns: what is said where there is no row */
static const char *
tell_nothing (const Triage *self, gboolean undecoded)
{
  if (self->rows)
    return _ ("No transfers have a packet that passes the filter.");
  return undecoded ? _ ("No transfers were found in what could be decoded.")
                   : _ ("No transfers were found.");
}

/* A long list ends with what one would count in it. */
static void
sum_up (const Triage *self, WireCapture *capture)
{
  g_autofree char *undecoded = wire_capture_tell_undecoded (capture);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->verdicts); i++)
    if (self->verdicts[i] > 0)
      g_string_append_printf (words, "%s%u %s", words->len ? ", " : "", self->verdicts[i],
                              wire_object_judgement_to_key (i));
  wire_cli_warn (words->len ? words->str : tell_nothing (self, undecoded != NULL));
  wire_cli_warn_of_missing (capture);
}

/* Returns: whether the rules of YARA were run on everything */
static gboolean
check_scans (const Triage *self, GError **error)
{
  if (self->n_unscanned == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u file or transfer could not be looked at to its end.",
                         "%u files or transfers could not be looked at to their end.",
                         self->n_unscanned),
               self->n_unscanned);
  return FALSE;
}

/* Returns: whether nothing was found that the caller asked to fail on */
static gboolean
check_verdicts (const Triage *self, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->verdicts); i++)
    if (self->fail_on & 1u << i)
      n += self->verdicts[i];
  if (self->fail_on & WIRE_CLI_VERDICT_DISGUISED && !(self->fail_on & 1u << WIRE_OBJECT_MISMATCH))
    n += self->n_disguised;
  if (n == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u transfer has a verdict that --fail-on names.",
                         "%u transfers have a verdict that --fail-on names.", n),
               n);
  return FALSE;
}

gboolean
wire_command_triage (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (Triage) self = { 0 };
  g_auto (GStrv) sets = NULL;
  g_auto (GStrv) only = NULL;
  g_auto (GStrv) fail_on = NULL;
  g_auto (GStrv) yara = NULL;
  g_autofree char *path = NULL;
  g_auto (WireCliFilter) filter = { 0 };
  g_autoptr (WireCapture) capture = NULL;
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sets,
      N_ ("Match against this hash set only; may be repeated"), N_ ("NAME") },
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("Where the hash sets are kept"),
      N_ ("PATH") },
    { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &only,
      N_ ("Print these verdicts only, or “alarm”, “warning” or “note” and what is worse"),
      N_ ("VERDICT,…") },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING_ARRAY, &fail_on,
      N_ ("End with status 1 where one of these was given"), N_ ("VERDICT,…") },
    { "yara", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &yara,
      N_ ("Say which of these rules of YARA match, too; may be repeated"), N_ ("RULES") },
    WIRE_CLI_ROW_FILTER_ENTRIES (filter),
    { NULL },
  };
  WireDigestMask held;
  guint32 n;

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !wire_cli_parse_verdicts ("--only", (const char *const *) only, &self.only, error)
      || !wire_cli_parse_verdicts ("--fail-on", (const char *const *) fail_on, &self.fail_on, error)
      || (yara && !(self.yara = wire_cli_open_yara ((const char *const *) yara, error)))
      || !wire_cli_open_sets (path, sets, &self.open, error))
    return FALSE;
  self.sets = sets;
  self.wanted = WIRE_OBJECT_DIGESTS;
  if (self.open.database
      && wire_hash_database_get_mask (self.open.database, &held, &self.open.problem))
    self.wanted |= held;
  self.builder = options.json ? json_builder_new () : NULL;
  capture = wire_cli_load_rows (&options, &filter, &self.rows, error);
  self.detector = capture ? wire_type_detector_new (error) : NULL;
  if (!self.detector)
    return FALSE;
  self.list = wire_object_list_new_transfers (capture, NULL);
  wire_cli_warn_of_list (self.list);
  n = wire_object_list_get_length (self.list);
  for (guint32 first = 0; first < n; first += BLOCK)
    if (!tell_block (&self, first, MIN (BLOCK, n - first), error))
      return FALSE;
  sum_up (&self, capture);
  if (!self.unmatched)
    return check_scans (&self, error) && check_verdicts (&self, error);
  g_propagate_error (error, g_steal_pointer (&self.unmatched));
  return FALSE;
}
