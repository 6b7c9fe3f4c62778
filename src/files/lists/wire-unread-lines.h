/* wire-unread-lines.h: lines of checksum lists that name a file, but say no digest of it that is
 * read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-reader.h"

G_BEGIN_DECLS

/** Lines that are kept of one folder's lists. */
#define WIRE_UNREAD_LINES_MAX 5000u

/**
 * WireUnreadLine:
 * @list: (transfer none): path of the list
 * @text: its bytes, NUL-terminated; the beginning of a long one
 * @name: (nullable): the part of @text that was read as a name, which a file here does not have
 * @folded: (nullable): such a name, or the last part of an address, without case
 * @message: a sentence that says where it is
 */
typedef struct
{
  const char *list;
  char *text;
  char *name;
  char *folded;
  char *message;
} WireUnreadLine;

/**
 * WireUnreadLines:
 *
 * Keeps what could not be read, so that a list that speaks of a file is never passed over in
 * silence. Used by one thread.
 */
typedef struct _WireUnreadLines WireUnreadLines;

WireUnreadLines *wire_unread_lines_new (void);

/** Frees @lines and what it owns. */
void wire_unread_lines_free (WireUnreadLines *lines);

void wire_unread_lines_add (WireUnreadLines *lines,
                            const char *list,
                            const WireChecksumEntry *entry);
void wire_unread_lines_add_odd_name (WireUnreadLines *self,
                                     const char *list,
                                     const WireChecksumEntry *entry);
void wire_unread_lines_add_near (WireUnreadLines *self,
                                 const char *list,
                                 const char *text,
                                 guint64 number);
const WireUnreadLine *wire_unread_lines_find (WireUnreadLines *lines,
                                              const char *name,
                                              guint *from);

G_END_DECLS
