/* wire-capture-save.h: packets of a capture, saved as a capture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "capture/saving/wire-packet-carrier.h"
#include "capture/saving/wire-packet-choice.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/**
 * WireCaptureSave:
 * @path: the file that is to be there at the end; its name says which format, and how it is packed
 * @view: whose packets are saved
 * @choice: (nullable): of them only these
 * @limit: of them only the first ones, at most so many; 0 for all
 * @about: (nullable): in English, which packets they are where the filter does not say it
 * @secrets: key logs that the capture holds are carried over
 * @key_files: (nullable): and of these files with keys the lines that the packets need
 * @comments: (nullable) (element-type GStrv): by packet, counted from 0: more comments
 * @edited: (nullable) (element-type GStrv): likewise: comments in place of those that it has
 *
 * What is saved, and where to.
 */
typedef struct
{
  const char *path;
  WireView *view;
  const WirePacketChoice *choice;
  guint32 limit;
  const char *about;
  gboolean secrets;
  const char *const *key_files;
  GHashTable *comments;
  GHashTable *edited;
} WireCaptureSave;

GArray *wire_capture_save_list (WireView *view, const WirePacketChoice *choice, guint32 limit);
char *wire_capture_save_tell (WireView *view, const char *about, guint32 n);
gboolean wire_capture_save (const WireCaptureSave *save,
                            WireJob *job,
                            guint32 *n_saved,
                            GError **error);

G_END_DECLS
