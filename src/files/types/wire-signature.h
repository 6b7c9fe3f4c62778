/* wire-signature.h: what the first bytes of a file say it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireSignature:
 * @offset: of its first byte in the file; of the first character that is not white space, where
 *   @is_text
 * @is_text: letters match in either case, and only in a file that is text
 * @bytes: to compare
 * @mask: 0xff where a byte counts, 0 where any will do
 * @length: of @bytes and @mask, at least 1
 * @n_fixed: bytes that count: of several signatures the one with most wins
 * @mime: what it tells
 * @extensions: (array zero-terminated=1): in lower case, the usual one first
 * @words: for people
 *
 * One line of signatures.tsv.
 */
typedef struct
{
  guint32 offset;
  gboolean is_text;
  guint8 *bytes;
  guint8 *mask;
  guint length;
  guint n_fixed;
  char *mime;
  char **extensions;
  char *words;
} WireSignature;

/** Beyond this no signature begins: ISO 9660's, at 32769, is the farthest that is known. */
#define WIRE_SIGNATURE_MAX_OFFSET 65536
/** Bytes of the longest signature. */
#define WIRE_SIGNATURE_MAX_BYTES 256u

/**
 * WireExtensionRule:
 * @WIRE_EXTENSION_TEXT: files of the extension may be text of any kind
 * @WIRE_EXTENSION_ANY: the extension names no type: such files may hold anything
 * @WIRE_EXTENSION_ONLY: every file of the extension begins as a signature says
 *
 * What a line of signatures.tsv without bytes says of extensions.
 */
typedef enum
{
  WIRE_EXTENSION_TEXT,
  WIRE_EXTENSION_ANY,
  WIRE_EXTENSION_ONLY,
} WireExtensionRule;

/**
 * WireSignatureTable:
 *
 * Signatures from the program's own file and the user's. Immutable once made; any thread.
 */
typedef struct _WireSignatureTable WireSignatureTable;

/** Looks closer at what a signature matched. Returns: whether it is of that type */
typedef gboolean (*WireSignatureAccept) (const WireSignature *signature, gpointer data);

WireSignatureTable *wire_signature_table_new (void);

/** Frees @table and what it owns. */
void wire_signature_table_free (WireSignatureTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSignatureTable, wire_signature_table_free)

gboolean wire_signature_table_add (WireSignatureTable *table, const char *text, GError **error);
const WireSignature *wire_signature_table_match (const WireSignatureTable *table,
                                                 const guint8 *head,
                                                 gsize length,
                                                 gboolean is_text,
                                                 WireSignatureAccept accept,
                                                 gpointer data);
gboolean wire_signature_table_knows_extension (const WireSignatureTable *table,
                                               const char *extension);
gboolean wire_signature_table_has_rule (const WireSignatureTable *table,
                                        WireExtensionRule rule,
                                        const char *extension);
gboolean wire_signature_table_foreach (const WireSignatureTable *table,
                                       gboolean (*visit) (const WireSignature *signature,
                                                          gpointer data),
                                       gpointer data);
const WireSignature *wire_signature_table_find_mime (const WireSignatureTable *table,
                                                     const char *mime);

G_END_DECLS
