/* wire-ftp-listing.h: the names that a server lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WireFtpEntry:
 * @name: as the server writes it; owned
 * @kind: "file", "folder", "link" or "other"; a literal; %NULL where it is not given
 * @target: (nullable): of a link; owned
 * @size: in bytes; -1 where it is not given
 * @modified: (nullable): as the server writes it; owned
 * @permissions: (nullable): likewise
 * @owner: (nullable): likewise
 *
 * One line of a listing.
 */
typedef struct
{
  char *name;
  const char *kind;
  char *target;
  gint64 size;
  char *modified;
  char *permissions;
  char *owner;
} WireFtpEntry;

/** Frees what @entry owns, but not @entry itself. */
void wire_ftp_entry_clear (WireFtpEntry *entry);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireFtpEntry, wire_ftp_entry_clear)

gboolean wire_ftp_entry_parse (const char *command, const char *line, WireFtpEntry *entry);

G_END_DECLS
