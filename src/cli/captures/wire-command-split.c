/* wire-command-split.c: a capture in several files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/command/wire-commands.h"
#include "capture/saving/wire-capture-split.h"
#include "base/wire-printable.h"
#include "cli/output/wire-output.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>
#include <math.h>

/* Nothing smaller holds a header and a packet. */
#define LEAST_SIZE 4096

typedef struct
{
  char *path;
  WireCliFilter filter;
  double seconds;
  gint64 packets;
  char *size;
  gboolean conversations;
  gboolean secrets;
} SplitOptions;

static void
split_options_clear (SplitOptions *self)
{
  g_free (self->path);
  wire_cli_filter_clear (&self->filter);
  g_free (self->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SplitOptions, split_options_clear)

typedef struct
{
  WireCaptureSplit split;
  GArray *parts;
} Run;

static gboolean
split_in_job (WireJob *job, gpointer data, GError **error)
{
  Run *run = data;

  run->parts = wire_capture_split (&run->split, job, error);
  return run->parts != NULL;
}

/* Returns: whether @text is a size such as 100M, in bytes, K, M or G */
static gboolean
parse_size (const char *text, guint64 *size)
{
  static const char UNITS[] = "KMG";
  g_autofree char *digits = g_strdup (text);
  gsize length = strlen (digits);
  const char *unit = length > 0 ? strchr (UNITS, g_ascii_toupper (digits[length - 1])) : NULL;
  guint shift = 0;

  if (unit && *unit)
    {
      shift = 10 * (guint) (unit - UNITS + 1);
      digits[length - 1] = '\0';
    }
  if (!g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT32, size, NULL))
    return FALSE;
  *size <<= shift;
  return *size >= LEAST_SIZE;
}

static gboolean
choose_how (const SplitOptions *self, WireCaptureSplit *split, GError **error)
{
  guint n =
      (self->seconds != 0) + (self->packets != 0) + (self->size != NULL) + self->conversations;

  if (!self->path)
    wire_cli_set_usage_error (error, _ ("Name the files to be written with --write."));
  else if (n != 1)
    wire_cli_set_usage_error (
        error, _ ("Choose one of --seconds, --packets, --size and --conversations."));
  else if (self->size && !parse_size (self->size, &split->amount))
    wire_cli_set_usage_error (error, _ ("--size takes bytes, from 4096 on, or a number with K, M "
                                        "or G."));
  else if (self->seconds != 0
           && !(isfinite (self->seconds) && self->seconds >= 1e-6 && self->seconds <= 1e9))
    wire_cli_set_usage_error (error, _ ("--seconds takes a number from 0.000001 to 1000000000."));
  else if (self->packets == 0 || wire_cli_check_count ("--packets", self->packets, error))
    {
      split->by = self->size            ? WIRE_SPLIT_SIZE
                  : self->conversations ? WIRE_SPLIT_CONVERSATION
                  : self->packets       ? WIRE_SPLIT_PACKETS
                                        : WIRE_SPLIT_TIME;
      if (self->packets)
        split->amount = (guint64) self->packets;
      if (self->seconds != 0)
        split->amount = (guint64) llround (self->seconds * 1e9);
      return TRUE;
    }
  return FALSE;
}

static void
tell_part (const WireSplitPart *part, JsonBuilder *builder)
{
  g_autofree char *name = wire_printable_name (part->name);
  g_autofree char *line = NULL;

  if (!builder)
    {
      line = g_strdup_printf ("%s %u", name, part->packets);
      wire_output_line (line);
      return;
    }
  json_builder_begin_object (builder);
  wire_json_add_string (builder, "name", part->name);
  wire_json_add_int (builder, "packets", part->packets);
  wire_json_add_int (builder, "first", (gint64) part->first + 1);
  json_builder_end_object (builder);
  wire_output_json (builder);
}

static gboolean
run (const WireCliOptions *options, const SplitOptions *self, Run *split, GError **error)
{
  g_autoptr (WireFilter) filter = wire_cli_make_filter (&self->filter, NULL, error);
  g_autoptr (JsonBuilder) builder = options->json ? json_builder_new () : NULL;
  g_autoptr (WireCapture) capture =
      filter ? wire_cli_load_filtered (options, filter, G_MAXUINT32, error) : NULL;
  g_autoptr (WireView) view = NULL;

  if (!capture)
    return FALSE;
  view = wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error);
  if (!view)
    return FALSE;
  wire_cli_warn_of_language (&self->filter, view);
  split->split.view = view;
  if (!wire_progress_run (options->progress, split_in_job, split, error))
    return FALSE;
  for (guint i = 0; i < split->parts->len; i++)
    tell_part (&g_array_index (split->parts, WireSplitPart, i), builder);
  g_array_unref (split->parts);
  return TRUE;
}

gboolean
wire_command_split (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (SplitOptions) self = { 0 };
  Run split = { 0 };
  const GOptionEntry entries[] = {
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &self.path,
      N_ ("The files that the packets go to: a number is put before the extension. Nothing is "
          "overwritten"),
      N_ ("FILE") },
    WIRE_CLI_FILTER_ENTRIES (self.filter),
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &self.seconds, N_ ("A file for each so many seconds"),
      "N" },
    { "packets", 0, 0, G_OPTION_ARG_INT64, &self.packets, N_ ("A file for each so many packets"),
      "N" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self.size,
      N_ ("Files of at most so many bytes; K, M or G may follow"), N_ ("SIZE") },
    { "conversations", 0, 0, G_OPTION_ARG_NONE, &self.conversations,
      N_ ("A file for each conversation, and one for packets without an IP header"), NULL },
    { "with-keys", 0, 0, G_OPTION_ARG_NONE, &self.secrets,
      N_ ("Carry the key logs of the capture over into the files"), NULL },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error)
      || !choose_how (&self, &split.split, error))
    return FALSE;
  split.split.path = self.path;
  split.split.secrets = self.secrets;
  return run (&options, &self, &split, error);
}
