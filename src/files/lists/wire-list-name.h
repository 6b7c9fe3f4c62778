/* wire-list-name.h: what the name of a checksum list says of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/digests/wire-digest.h"

G_BEGIN_DECLS

/**
 * WireListName:
 * @alone: (nullable): the file that a digest without a name is of: `NAME` for `NAME.sha256`
 * @named: the name tells the algorithm; by a digest's length alone several are possible
 * @algorithm: which, where @named
 * @is_sfv: its lines end in CRC32
 * @foreign: (nullable): an algorithm that is not computed, whose digests are as long as others
 */
typedef struct
{
  char *alone;
  gboolean named;
  WireDigestAlgorithm algorithm;
  gboolean is_sfv;
  const char *foreign;
} WireListName;

gboolean wire_list_name_read (const char *name, WireListName *list);

/** Frees what @list owns, but not @list itself. */
void wire_list_name_clear (WireListName *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireListName, wire_list_name_clear)

G_END_DECLS
