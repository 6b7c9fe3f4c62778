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
  GPtrArray *captures;
  const char *path;
  gboolean secrets;
} Merge;

static gboolean
merge_in_job (WireJob *job, gpointer data, GError **error)
{
  const Merge *merge = data;

  return wire_capture_merge ((WireCapture *const *) merge->captures->pdata, merge->captures->len,
                             merge->path, merge->secrets, job, error);
}

static gboolean
load_all (const WireCliOptions *options, GPtrArray *captures, GError **error)
{
  for (guint i = 0; options->operands[i]; i++)
    {
      char *name[] = { options->operands[i], NULL };
      WireCliOptions one = *options;
      WireCapture *capture;

      one.operands = name;
      capture = wire_cli_load_capture (&one, error);
      if (!capture)
        return FALSE;
      g_ptr_array_add (captures, capture);
    }
  return TRUE;
}

gboolean
wire_command_merge (const WireCommand *command, GStrv arguments, GError **error)
{
  g_auto (WireCliOptions) options = { 0 };
  g_autofree char *path = NULL;
  gboolean secrets = FALSE;
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func (g_object_unref);
  const GOptionEntry entries[] = {
    { "write", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("The file that the packets go to: pcapng, or pcap where its name ends in .pcap; packed "
          "where .gz or .zst follows"),
      N_ ("FILE") },
    { "with-keys", 0, 0, G_OPTION_ARG_NONE, &secrets,
      N_ ("Carry the key logs of the captures over into that file"), NULL },
    { NULL },
  };

  if (!wire_cli_parse_capture (command, arguments, entries, 1, MOST, &options, error))
    return FALSE;
  if (!path)
    {
      wire_cli_set_usage_error (error, _ ("Name the file to be written with --write."));
      return FALSE;
    }
  if (!load_all (&options, captures, error))
    return FALSE;
  return wire_progress_run (options.progress, merge_in_job, &(Merge){ captures, path, secrets },
                            error);
}
