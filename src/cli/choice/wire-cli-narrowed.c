/* wire-cli-narrowed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/choice/wire-cli-narrowed.h"

#include "capture/saving/wire-capture-save.h"
#include "cli/output/wire-progress.h"

#include <glib/gstdio.h>

static gboolean
save_in_job (WireJob *job, gpointer data, GError **error)
{
  return wire_capture_save (data, job, NULL, error);
}

/* Key logs in the capture go along; those of @options are read again with the packets. */
static gboolean
save_packets (const WireCliOptions *options,
              const WireCliFilter *filter,
              const char *path,
              GError **error)
{
  g_autoptr (WireFilter) made = wire_cli_make_filter (filter, NULL, error);
  g_autoptr (WireCapture) capture =
      made ? wire_cli_load_filtered (options, made, G_MAXUINT32, error) : NULL;
  g_autoptr (WireView) view =
      capture ? wire_view_new_parts (capture, made, WIRE_VIEW_FLOWS, NULL, error) : NULL;
  WireCaptureSave save = { .path = path, .view = view, .secrets = TRUE };

  if (!view)
    return FALSE;
  wire_cli_warn_of_language (filter, view);
  return wire_progress_run (options->progress, save_in_job, &save, error);
}

static WireCapture *
load_saved (const WireCliOptions *options, char *path, GError **error)
{
  char *operands[] = { path, NULL };
  WireCliOptions saved = *options;
  WireCapture *capture;

  saved.operands = operands;
  capture = wire_cli_load_streams (&saved, error);
  if (capture)
    wire_cli_hint_at_keys (capture, options->operands[0], options);
  return capture;
}

/**
 * wire_cli_load_narrowed:
 * @options: from wire_cli_parse_streams()
 * @filter: what the command line asks for
 * @error: set where %NULL is returned
 *
 * As wire_cli_load_streams(), but what @filter holds back is as if it had never been captured: the
 * other packets are saved to a file of no name, and read from there.
 *
 * Returns: (transfer full) (nullable): the capture
 */
WireCapture *
wire_cli_load_narrowed (const WireCliOptions *options, const WireCliFilter *filter, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  WireCapture *capture = NULL;

  if (!wire_cli_filter_is_set (filter))
    return wire_cli_load_streams (options, error);
  folder = g_dir_make_tmp ("wirecase-XXXXXX", error);
  if (!folder)
    return NULL;
  path = g_build_filename (folder, "packets.pcapng", NULL);
  if (save_packets (options, filter, path, error))
    capture = load_saved (options, path, error);
  g_unlink (path);
  g_rmdir (folder);
  return capture;
}
