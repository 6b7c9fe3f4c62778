/* wire-zip-members.h: what a ZIP archive's directory lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/types/wire-type.h"

G_BEGIN_DECLS

/**
 * WireZipMember:
 * @name: (array length=length): its path, in any encoding; not terminated
 * @length: of @name, in bytes
 * @method: of compression: 0 stored, 8 deflated
 * @packed: its bytes in the archive
 * @offset: of its local header in the source
 *
 * A member, as long as it is visited.
 */
typedef struct
{
  const guint8 *name;
  gsize length;
  guint16 method;
  guint64 packed;
  guint64 offset;
} WireZipMember;

/** Takes a member of an archive. Returns: whether to go on */
typedef void (*WireZipVisit) (const WireZipMember *member, gpointer data);

gboolean wire_zip_members_visit (const WireTypeSource *source, WireZipVisit visit, gpointer data);
char *wire_zip_member_read_start (const WireTypeSource *source, const WireZipMember *member);

G_END_DECLS
