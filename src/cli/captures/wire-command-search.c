/* wire-command-search.c: looks for something in all that captures hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/captures/wire-cli-indicators.h"
#include "cli/command/wire-commands.h"
#include "base/wire-printable.h"
#include "capture/search/wire-capture-search.h"
#include "cli/output/wire-output.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* Captures that are searched at once, one after the other. */
#define MOST_CAPTURES 1000

/* Hits that are listed unless the user says otherwise. */
#define LIMIT 10000

/* Bytes of a match that are printed. */
#define SHOWN 256u

typedef struct
{
  gboolean hex;
  gboolean regex;
  gboolean exact;
  gboolean ignore_case;
  char *places;
  WireCliFilter filter;
  char *indicators;
  gint64 limit;
} SearchOptions;

static void
search_options_clear (SearchOptions *self)
{
  g_free (self->places);
  wire_cli_filter_clear (&self->filter);
  g_free (self->indicators);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SearchOptions, search_options_clear)

/* A search of one capture after the other. */
typedef struct
{
  WireCaptureSearch search;
  const char *file;
  WireView *view; /* NULL for all packets */
  const WireCliFilter *filter;
  JsonBuilder *builder;
  guint64 n_hits;
  WireSearchRest rest;
  guint64 limit;
} Search;

static gboolean
is_of_packet (const WireSearchHit *hit)
{
  return g_str_equal (hit->place, "packet") || g_str_equal (hit->place, "comment");
}

/* Text */

/* Returns: (transfer full): where @hit is, such as `stream 3 b offset 17` */
static char *
tell_place (const WireSearchHit *hit)
{
  if (g_str_equal (hit->place, "stream") || g_str_equal (hit->place, "decrypted"))
    return g_strdup_printf ("%s %u %c offset %" PRIu64, hit->place, hit->number + 1,
                            'a' + (int) hit->side, hit->offset);
  if (g_str_equal (hit->place, "head"))
    return g_strdup_printf ("%s of packet %u offset %" PRIu64, hit->side ? "response" : "request",
                            hit->number + 1, hit->offset);
  if (is_of_packet (hit))
    return g_strdup_printf ("%s %u offset %" PRIu64,
                            g_str_equal (hit->place, "packet") ? "packet" : "comment on packet",
                            hit->number + 1, hit->offset);
  return g_strdup_printf ("transfer %u %s offset %" PRIu64, hit->number + 1,
                          hit->key ? hit->key : hit->place, hit->offset);
}

static char *
tell_bytes (const guint8 *bytes, gsize length)
{
  return wire_printable (bytes, MIN (length, SHOWN));
}

static void
print_text (const Search *self, const WireSearchHit *hit)
{
  g_autofree char *place = tell_place (hit);
  g_autofree char *before = tell_bytes (hit->bytes - hit->before, hit->before);
  g_autofree char *match = tell_bytes (hit->bytes, hit->length);
  g_autofree char *after = tell_bytes (hit->bytes + hit->length, hit->after);
  g_autofree char *line = g_strdup_printf (
      "%s%s%s (%s): %s[%s]%s", self->file ? self->file : "", self->file ? ": " : "", place,
      wire_needle_form_to_text (hit->form), before, match, after);

  wire_output_line (line);
}

/* JSON */

static void
add_number (JsonBuilder *builder, const WireSearchHit *hit)
{
  if (g_str_equal (hit->place, "stream") || g_str_equal (hit->place, "decrypted"))
    {
      wire_json_add_int (builder, "stream", (gint64) hit->number + 1);
      wire_json_add_string (builder, "direction", hit->side ? "b" : "a");
    }
  else if (g_str_equal (hit->place, "head"))
    wire_json_add_string (builder, "message", hit->side ? "response" : "request");
  else if (!is_of_packet (hit))
    wire_json_add_int (builder, "transfer", (gint64) hit->number + 1);
  if (hit->packet != G_MAXUINT32)
    wire_json_add_int (builder, "packet", (gint64) hit->packet + 1);
}

static void
add_bytes (JsonBuilder *builder, const char *key, const guint8 *bytes, gsize length)
{
  g_autofree char *text = tell_bytes (bytes, length);

  wire_json_add_string (builder, key, text);
}

static void
add_hex (JsonBuilder *builder, const WireSearchHit *hit)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (gsize i = 0; i < MIN (hit->length, SHOWN); i++)
    g_string_append_printf (hex, "%02x", hit->bytes[i]);
  wire_json_add_string (builder, "bytes", hex->str);
}

static void
print_json (const Search *self, const WireSearchHit *hit)
{
  json_builder_begin_object (self->builder);
  wire_json_add_string (self->builder, "file", self->file);
  wire_json_add_string (self->builder, "place", hit->place);
  add_number (self->builder, hit);
  wire_json_add_string (self->builder, "name", hit->key);
  wire_json_add_int (self->builder, "offset", (gint64) hit->offset);
  wire_json_add_int (self->builder, "length", (gint64) hit->length);
  wire_json_add_string (self->builder, "form", wire_needle_form_to_text (hit->form));
  add_bytes (self->builder, "before", hit->bytes - hit->before, hit->before);
  add_bytes (self->builder, "match", hit->bytes, hit->length);
  add_bytes (self->builder, "after", hit->bytes + hit->length, hit->after);
  add_hex (self->builder, hit);
  json_builder_end_object (self->builder);
  wire_output_json (self->builder);
}

/* A WireSearchFound. What is beyond the bound is counted. */
static gboolean
take_hit (const WireSearchHit *hit, gpointer user_data)
{
  Search *self = user_data;

  if (self->view
      && (hit->packet == G_MAXUINT32
          || wire_view_find_packet (self->view, hit->packet) == WIRE_VIEW_NO_PACKET))
    return TRUE;
  if (self->n_hits++ >= self->limit)
    return TRUE;
  if (self->builder)
    print_json (self, hit);
  else
    print_text (self, hit);
  return TRUE;
}

static gboolean
search_in_job (WireJob *job, gpointer data, GError **error)
{
  return wire_capture_search (data, job, error);
}

/* Searches one capture. */
static gboolean
search_one (
    Search *self, const WireCliOptions *options, WireFilter *filter, char *name, GError **error)
{
  g_autofree char *printable = wire_printable_name (name);
  char *names[] = { name, NULL };
  WireCliOptions one = *options;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireObjectList) list = NULL;
  g_autoptr (WireView) view = NULL;

  one.operands = names;
  capture = wire_cli_load_streams (&one, error);
  if (!capture)
    return FALSE;
  if (filter && !(view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error)))
    return FALSE;
  if (view)
    wire_cli_warn_of_language (self->filter, view);
  wire_cli_warn_of_missing (capture);
  list = wire_object_list_new_transfers (capture, NULL);
  self->view = view;
  self->file = options->operands[1] && options->operands[2] ? printable : NULL;
  self->search.capture = capture;
  self->search.list = list;
  return wire_progress_run (options->progress, search_in_job, &self->search, error);
}

static gboolean
parse_places (const char *text, WireSearchPlaces *places, GError **error)
{
  static const char *const NAMES[] = { "packets", "streams", "bodies", "heads", "names", NULL };
  g_auto (GStrv) words = text ? g_strsplit (text, ",", -1) : NULL;

  *places = words ? 0 : WIRE_SEARCH_EVERYWHERE;
  for (guint i = 0; words && words[i]; i++)
    {
      guint n = 0;

      while (NAMES[n] && !g_str_equal (NAMES[n], words[i]))
        n++;
      if (!NAMES[n])
        {
          wire_cli_set_usage_error (
              error,
              _ ("--in takes some of packets, streams, bodies, heads and names, with commas "
                 "between, not “%s”."),
              words[i]);
          return FALSE;
        }
      *places |= 1u << n;
    }
  return TRUE;
}

static WireSearchKind
get_kind (const SearchOptions *self)
{
  if (self->hex)
    return WIRE_SEARCH_HEX;
  if (self->regex)
    return self->ignore_case ? WIRE_SEARCH_REGEX_CASELESS : WIRE_SEARCH_REGEX;
  return self->exact ? WIRE_SEARCH_EXACT : WIRE_SEARCH_TEXT;
}

static void
tell_rest (const Search *self)
{
  g_auto (GStrv) sentences = wire_search_rest_tell (&self->rest);
  g_autofree char *more =
      g_strdup_printf (ngettext ("%" PRIu64 " more hit was not listed; --limit lists more.",
                                 "%" PRIu64 " more hits were not listed; --limit lists more.",
                                 self->n_hits - self->limit),
                       self->n_hits - self->limit);

  if (self->n_hits > self->limit)
    wire_cli_warn (more);
  for (guint i = 0; sentences[i]; i++)
    wire_cli_warn (sentences[i]);
}

/* The last operand is what is looked for. */
static gboolean
run (const WireCliOptions *options, const SearchOptions *self, GError **error)
{
  guint n = g_strv_length (options->operands) - 1;
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  const gboolean filtered = wire_cli_filter_is_set (&self->filter);
  g_autoptr (WireFilter) filter =
      filtered ? wire_cli_make_filter (&self->filter, NULL, error) : NULL;
  g_autoptr (WireSearchPattern) pattern = NULL;
  g_autoptr (GError) wrong = NULL;
  Search search = { .builder = builder, .limit = (guint64) self->limit };

  if (filtered && !filter)
    return FALSE;
  pattern = wire_search_pattern_new (get_kind (self), options->operands[n], &wrong);
  if (!pattern)
    {
      wire_cli_set_usage_error (error, "%s", wrong->message);
      return FALSE;
    }
  search.search = (WireCaptureSearch){
    .pattern = pattern, .found = take_hit, .user_data = &search, .rest = &search.rest
  };
  search.filter = &self->filter;
  if (!parse_places (self->places, &search.search.places, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!search_one (&search, options, filter, options->operands[i], error))
      return FALSE;
  search.rest.given_up = wire_search_pattern_get_given_up (pattern);
  tell_rest (&search);
  return TRUE;
}

static gboolean
check (const WireCliOptions *options, const SearchOptions *self, GError **error)
{
  guint n = g_strv_length (options->operands);

  if (self->indicators && !self->hex && !self->regex && !self->exact && !self->places)
    return TRUE;
  if (self->indicators)
    {
      wire_cli_set_usage_error (
          error, _ ("--indicators looks in places of its own: it takes none of --hex, --regex, "
                    "--exact and --in."));
      return FALSE;
    }
  if (n < 2)
    wire_cli_set_usage_error (error, _ ("Name captures, and last what to look for."));
  else if (self->hex && (self->regex || self->exact))
    wire_cli_set_usage_error (error, _ ("Choose one of --hex, --regex and --exact."));
  else
    return wire_cli_check_count ("--limit", self->limit, error);
  return FALSE;
}

gboolean
wire_command_search (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (SearchOptions) self = { .limit = LIMIT };
  const GOptionEntry entries[] = {
    { "hex", 0, 0, G_OPTION_ARG_NONE, &self.hex,
      N_ ("Look for bytes in hexadecimal; a question mark stands for any digit"), NULL },
    { "regex", 0, 0, G_OPTION_ARG_NONE, &self.regex,
      N_ ("Look for a regular expression (PCRE2), over bytes"), NULL },
    { "ignore-case", 'i', 0, G_OPTION_ARG_NONE, &self.ignore_case,
      N_ ("Let a regular expression match in any case; text always does"), NULL },
    { "exact", 0, 0, G_OPTION_ARG_NONE, &self.exact, N_ ("Look for text in this case only"), NULL },
    { "in", 0, 0, G_OPTION_ARG_STRING, &self.places,
      N_ ("Where to look: packets, streams, bodies, heads, names; all of them by default"),
      N_ ("PLACES") },
    WIRE_CLI_FILTER_ENTRIES (self.filter),
    { "limit", 0, 0, G_OPTION_ARG_INT64, &self.limit,
      N_ ("List the first N hits (10000), and count the others"), "N" },
    { "indicators", 0, 0, G_OPTION_ARG_FILENAME, &self.indicators,
      N_ ("Look for everything in this list: addresses, networks, domains, URLs, digests, mail "
          "addresses, user agents"),
      N_ ("FILE") },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, MOST_CAPTURES, &options, error)
      || !check (&options, &self, error))
    return FALSE;
  if (self.indicators)
    return wire_cli_find_indicators (&options, self.indicators, &self.filter, error);
  return run (&options, &self, error);
}
