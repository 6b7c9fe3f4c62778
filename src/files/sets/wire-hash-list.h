/* wire-hash-list.h: lists of known digests as other programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-database.h"

G_BEGIN_DECLS

/**
 * WireHashListLayout:
 * @WIRE_HASH_LIST_UNKNOWN: no list that Wirecase knows
 * @WIRE_HASH_LIST_CHECKSUMS: lines as #WireChecksumReader reads them, or digests alone, as
 * VirusShare gives them
 * @WIRE_HASH_LIST_HASHDEEP: hashdeep 1.0: `%%%% size,md5,sha256,filename`
 * @WIRE_HASH_LIST_CSV: a header names the columns, whatever is between them: NSRL RDSv2
 *   `NSRLFile.txt`, HashKeeper, MalwareBazaar, Get-FileHash, MISP, OTX
 * @WIRE_HASH_LIST_CLAMAV: `.hdb`, `.hsb`: `digest:size:name`
 * @WIRE_HASH_LIST_JSON: Project VIC, MISP, OTX, abuse.ch
 * @WIRE_HASH_LIST_ENCASE: EnCase `.hash`: binary MD5 records
 * @WIRE_HASH_LIST_SQLITE: NSRL RDSv3 or Autopsy `.kdb`
 */
typedef enum
{
  WIRE_HASH_LIST_UNKNOWN,
  WIRE_HASH_LIST_CHECKSUMS,
  WIRE_HASH_LIST_HASHDEEP,
  WIRE_HASH_LIST_CSV,
  WIRE_HASH_LIST_CLAMAV,
  WIRE_HASH_LIST_JSON,
  WIRE_HASH_LIST_ENCASE,
  WIRE_HASH_LIST_SQLITE,
} WireHashListLayout;

/** Bad lines of which the number and the text are kept. */
#define WIRE_HASH_LIST_SHOWN_BAD 5

/** Why a list could not be read. */
typedef enum
{
  WIRE_HASH_LIST_ERROR_UNKNOWN, /* no layout that Wirecase knows */
  WIRE_HASH_LIST_ERROR_EMPTY,   /* not one usable line */
  WIRE_HASH_LIST_ERROR_DAMAGED, /* a database or binary list that cannot be read on */
} WireHashListError;

#define WIRE_HASH_LIST_ERROR (wire_hash_list_error_quark ())

/** The error domain of this module, for %GError. */
GQuark wire_hash_list_error_quark (void);

/**
 * WireHashList:
 *
 * A list being read. The layout is recognised by the content, never by the name; lines that do not
 * fit it are skipped, counted, and the first ones kept. Used by one thread.
 */
typedef struct _WireHashList WireHashList;

WireHashListLayout wire_hash_list_recognise (const guint8 *head, gsize length);
WireHashList *wire_hash_list_open (const char *path, GCancellable *cancellable, GError **error);

/** Frees @list and what it owns. */
void wire_hash_list_free (WireHashList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireHashList, wire_hash_list_free)

int wire_hash_list_next (WireKnownDigest *digest, gpointer list, GError **error);

/** Returns: the layout that was recognised */
WireHashListLayout wire_hash_list_get_layout (WireHashList *list);

gboolean wire_hash_list_is_text (const WireHashList *list);
const char *wire_hash_list_get_layout_name (WireHashList *list);
guint64 wire_hash_list_get_n_bad (WireHashList *list);
GPtrArray *wire_hash_list_get_bad (WireHashList *list);

G_END_DECLS
