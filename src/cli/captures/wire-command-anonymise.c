/* wire-command-anonymise.c: a capture that names nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/command/wire-commands.h"
#include "capture/saving/wire-capture-anonymise.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *path;
  WireCliFilter filter;
  char *key;
  char *payload;
} AnonymiseOptions;

static void
anonymise_options_clear (AnonymiseOptions *self)
{
  g_free (self->path);
  wire_cli_filter_clear (&self->filter);
  g_free (self->key);
  g_free (self->payload);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AnonymiseOptions, anonymise_options_clear)

typedef struct
{
  WireView *view;
  const char *path;
  WireAnonymiser *anonymiser;
} Anonymise;

static gboolean
anonymise_in_job (WireJob *job, gpointer data, GError **error)
{
  const Anonymise *self = data;

  return wire_capture_anonymise (self->view, self->path, self->anonymiser, job, error);
}

/* A file holds 32 bytes, or 64 digits and perhaps a line end. */
static gboolean
read_key (const char *path, guint8 *key, GError **error)
{
  g_autofree char *contents = NULL;
  gboolean done;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return FALSE;
  done = length == WIRE_CRYPTO_PAN_KEY;
  if (done)
    memcpy (key, contents, WIRE_CRYPTO_PAN_KEY);
  else
    done = wire_crypto_pan_parse_key (g_strchomp (contents), key);
  explicit_bzero (contents, length);
  if (!done)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("“%s” is not a key: it needs 32 bytes, or 64 hexadecimal digits."), path);
  return done;
}

static gboolean
find_key (const char *text, guint8 *key, GError **error)
{
  if (text)
    return wire_crypto_pan_parse_key (text, key) || read_key (text, key, error);
  wire_crypto_pan_make_key (key);
  return TRUE;
}

static void
warn_of_counts (const WireAnonymiserCounts *counts, gboolean cut)
{
  g_autofree char *damaged = g_strdup_printf (
      ngettext ("%" PRIu64 " packet was cut before a header that is not whole.",
                "%" PRIu64 " packets were cut before a header that is not whole.", counts->damaged),
      counts->damaged);
  g_autofree char *unknown = g_strdup_printf (
      cut ? ngettext ("%" PRIu64 " packet was cut before a header whose names are not known.",
                      "%" PRIu64 " packets were cut before a header whose names are not known.",
                      counts->unknown)
          : ngettext ("%" PRIu64 " packet may still name somebody: a header of it is not known.",
                      "%" PRIu64 " packets may still name somebody: a header of them is not known.",
                      counts->unknown),
      counts->unknown);

  if (counts->damaged > 0)
    wire_cli_warn (damaged);
  if (counts->unknown > 0)
    wire_cli_warn (unknown);
}

static gboolean
run (const WireCliOptions *options, const AnonymiseOptions *self, GError **error)
{
  g_autoptr (WireFilter) filter = wire_cli_make_filter (&self->filter, NULL, error);
  gboolean cut = g_strcmp0 (self->payload, "keep") != 0;
  guint8 key[WIRE_CRYPTO_PAN_KEY];
  g_autoptr (WireAnonymiser) anonymiser = NULL;
  g_autoptr (WireCapture) capture = NULL;
  g_autoptr (WireView) view = NULL;
  WireCryptoPan *pan = NULL;
  WireAnonymiserCounts counts;

  if (filter && find_key (self->key, key, error))
    pan = wire_crypto_pan_new (key, error);
  explicit_bzero (key, sizeof key);
  if (!pan)
    return FALSE;
  anonymiser = wire_anonymiser_new (pan, cut);
  capture = wire_cli_load_filtered (options, filter, G_MAXUINT32, error);
  view = capture ? wire_view_new_parts (capture, filter, WIRE_VIEW_FLOWS, NULL, error) : NULL;
  if (view)
    wire_cli_warn_of_language (&self->filter, view);
  if (!view
      || !wire_progress_run (options->progress, anonymise_in_job,
                             &(Anonymise){ view, self->path, anonymiser }, error))
    return FALSE;
  counts = wire_anonymiser_get_counts (anonymiser);
  warn_of_counts (&counts, cut);
  return TRUE;
}

gboolean
wire_command_anonymise (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (AnonymiseOptions) self = { 0 };
  const GOptionEntry entries[] = {
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &self.path,
      N_ ("The file that the packets go to: pcapng, or pcap where its name ends in .pcap; packed "
          "where .gz or .zst follows"),
      N_ ("FILE") },
    WIRE_CLI_FILTER_ENTRIES (self.filter),
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self.key,
      N_ ("64 hexadecimal digits, or a file that holds them or 32 bytes. Without it, a key is made "
          "and thrown away"),
      N_ ("KEY") },
    { "payload", 0, 0, G_OPTION_ARG_STRING, &self.payload,
      N_ ("What becomes of what packets carry after their headers: cut (the default) or keep"),
      N_ ("cut|keep") },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, 1, &options, error))
    return FALSE;
  if (!self.path)
    wire_cli_set_usage_error (error, _ ("Name the file to be written with --write."));
  else if (self.payload && !g_str_equal (self.payload, "cut")
           && !g_str_equal (self.payload, "keep"))
    wire_cli_set_usage_error (error, _ ("--payload takes cut or keep."));
  else
    return run (&options, &self, error);
  return FALSE;
}
