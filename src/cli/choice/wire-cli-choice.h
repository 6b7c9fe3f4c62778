/* wire-cli-choice.h: packets chosen on the command line, and saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command/wire-cli.h"
#include "capture/saving/wire-packet-choice.h"
#include "capture/view/wire-view.h"

G_BEGIN_DECLS

/**
 * WireCliChoice:
 * @streams: (nullable): numbers of streams, from 1
 * @side: (nullable): `a` or `b`: of @streams only what that side sent
 * @transfers: (nullable): numbers as `transfers` has them
 * @requests: (nullable): packets in which HTTP requests begin
 * @comments: (nullable): `PACKET=TEXT`, comments to be added
 * @edits: (nullable): `PACKET=TEXT`, comments in place of those that a packet has
 * @write: (nullable): the file that packets are saved to
 * @with_keys: key logs are carried over
 *
 * What `packets` takes in addition to a filter. Options of GOption fill it.
 */
typedef struct
{
  GStrv streams;
  char *side;
  GStrv transfers;
  GStrv requests;
  GStrv comments;
  GStrv edits;
  char *write;
  gboolean with_keys;
} WireCliChoice;

/** Frees what @choice owns, but not @choice itself. */
void wire_cli_choice_clear (WireCliChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireCliChoice, wire_cli_choice_clear)

gboolean wire_cli_choice_needs_streams (const WireCliChoice *choice);
gboolean wire_cli_choice_check (const WireCliChoice *choice, GError **error);
WirePacketChoice *wire_cli_choice_find (const WireCliChoice *choice,
                                        WireCapture *capture,
                                        GError **error);
gboolean wire_cli_choice_save (const WireCliChoice *choice,
                               const WireCliOptions *options,
                               WireView *view,
                               const WirePacketChoice *packets,
                               guint32 limit,
                               GError **error);

G_END_DECLS
