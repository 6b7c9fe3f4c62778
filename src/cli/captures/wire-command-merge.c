/* wire-command-merge.c: several captures in one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-capture.h"
#include "cli/command/wire-commands.h"
#include "capture/saving/wire-capture-merge.h"
#include "cli/output/wire-progress.h"

#include <glib/gi18n.h>

/* As many as one may name: the files stay open. */
#define MOST 1000

typedef struct
{
  GPtrArray *views;
  const char *path;
  gboolean secrets;
} Merge;

static gboolean
merge_in_job (WireJob *job, gpointer data, GError **error)
{
  const Merge *merge = data;

  return wire_capture_merge ((WireView *const *) merge->views->pdata, merge->views->len,
                             merge->path, merge->secrets, job, error);
}

static WireView *
load_view (const WireCliOptions *options, const WireCliFilter *filter, GError **error)
{
  g_autoptr (WireFilter) made = wire_cli_make_filter (filter, NULL, error);
  g_autoptr (WireCapture) capture =
      made ? wire_cli_load_filtered (options, made, G_MAXUINT32, error) : NULL;
  WireView *view =
      capture ? wire_view_new_parts (capture, made, WIRE_VIEW_FLOWS, NULL, error) : NULL;

  if (view)
    wire_cli_warn_of_language (filter, view);
  return view;
}

static gboolean
load_all (const WireCliOptions *options,
          const WireCliFilter *filter,
          GPtrArray *views,
          GError **error)
{
  for (guint i = 0; options->operands[i]; i++)
    {
      char *name[] = { options->operands[i], NULL };
      WireCliOptions one = *options;
      WireView *view;

      one.operands = name;
      view = load_view (&one, filter, error);
      if (!view)
        return FALSE;
      g_ptr_array_add (views, view);
    }
  return TRUE;
}

gboolean
wire_command_merge (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_auto (WireCliFilter) filter = { 0 };
  g_autofree char *path = NULL;
  gboolean secrets = FALSE;
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (g_object_unref);
  const GOptionEntry entries[] = {
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("The file that the packets go to: pcapng, or pcap where its name ends in .pcap; packed "
          "where .gz or .zst follows"),
      N_ ("FILE") },
    WIRE_CLI_FILTER_ENTRIES (filter),
    { "with-keys", 0, 0, G_OPTION_ARG_NONE, &secrets,
      N_ ("Carry the key logs of the captures over into that file"), NULL },
    { NULL },
  };

  if (!wire_cli_parse_streams (command, arguments, entries, 1, MOST, &options, error))
    return FALSE;
  if (!path)
    {
      wire_cli_set_usage_error (error, _ ("Name the file to be written with --write."));
      return FALSE;
    }
  if (!load_all (&options, &filter, views, error))
    return FALSE;
  return wire_progress_run (options.progress, merge_in_job, &(Merge){ views, path, secrets },
                            error);
}
