/* wire-hash-list-private.h: what the readers of the layouts share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/sets/wire-hash-list.h"
#include "files/lists/wire-checksum-reader.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/** Digests that one line or row can give. */
#define WIRE_HASH_LIST_ROW_DIGESTS WIRE_CHECKSUM_LINE_MAX

/** Where a JSON list is read. */
typedef struct _WireHashListJson WireHashListJson;
void wire_hash_list_json_free (WireHashListJson *json);

struct _WireHashList
{
  WireHashListLayout layout;
  char *path;
  GCancellable *cancellable;
  WireChecksumReader *reader; /* of text */
  WireHashListJson *json;

  struct
  {
    WireDigestAlgorithm algorithm;
    guint8 digest[WIRE_DIGEST_MAX_SIZE];
  } row[WIRE_HASH_LIST_ROW_DIGESTS];
  char *row_name;
  guint n_row;
  guint next_in_row;

  /* Of a database: which column holds which digest, and which the name. */
  int digest_columns[WIRE_N_DIGESTS];
  int name_column;

  GInputStream *encase; /* buffered, at the next record */
  sqlite3 *db;
  sqlite3_stmt *statement;

  guint64 n_usable;
  guint64 n_bad;
  GPtrArray *bad;
};

void wire_hash_list_put (WireHashList *list, WireDigestAlgorithm algorithm, const guint8 *digest);
void wire_hash_list_put_name (WireHashList *list, const char *name, gssize length);
void wire_hash_list_note_bad (WireHashList *list, guint64 number, const char *text, gsize length);
gboolean wire_hash_list_put_hex (WireHashList *list,
                                 WireDigestAlgorithm algorithm,
                                 const char *text,
                                 gsize length);

gboolean wire_hash_list_open_json (WireHashList *list, GError **error);
int wire_hash_list_next_json (WireHashList *list, GError **error);

gboolean wire_hash_list_open_encase (WireHashList *list, GError **error);
int wire_hash_list_next_encase (WireHashList *list, GError **error);
gboolean wire_hash_list_open_sqlite (WireHashList *list, GError **error);
int wire_hash_list_next_sqlite (WireHashList *list, GError **error);

G_END_DECLS
