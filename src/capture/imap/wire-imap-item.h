/* wire-imap-item.h: what a FETCH response brings (RFC 9051, section 7.5.2)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Kinds of items. */
typedef enum
{
  WIRE_IMAP_ITEM_OTHER,
  WIRE_IMAP_ITEM_MAIL, /* BODY[], RFC822 */
  WIRE_IMAP_ITEM_HEAD, /* BODY[HEADER], BODY[HEADER.FIELDS (…)], RFC822.HEADER */
  WIRE_IMAP_ITEM_MIME, /* BODY[2.MIME] */
  WIRE_IMAP_ITEM_PART, /* BODY[2], BODY[TEXT], RFC822.TEXT, BINARY[2] */
} WireImapItemKind;

/**
 * WireImapItem:
 * @kind: what it is
 * @number: of the mail in the mailbox
 * @section: of a part, such as `2` or `TEXT`; cleared by g_free()
 * @binary: it is sent decoded (RFC 3516)
 * @partial: only some bytes of it were asked for
 * @offset: of the first of them
 */
typedef struct
{
  WireImapItemKind kind;
  guint32 number;
  char *section;
  gboolean binary;
  gboolean partial;
  guint64 offset;
} WireImapItem;

gboolean wire_imap_item_parse (const char *text, WireImapItem *item);
gboolean wire_imap_item_find_number (const char *text, const char *name, guint64 *value);
gboolean wire_imap_response_parse (const char *text, guint32 *number, const char **word);

G_END_DECLS
