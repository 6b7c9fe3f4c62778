/* wire-checksum-table.h: lists whose header names their columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-line.h"

G_BEGIN_DECLS

/** Columns that are looked at; NSRL has 8, MalwareBazaar 14, X-Ways up to 60. */
#define WIRE_CHECKSUM_TABLE_COLUMNS 64

/**
 * WireChecksumRole:
 * @WIRE_CHECKSUM_ROLE_NONE: says nothing of digests
 * @WIRE_CHECKSUM_ROLE_DIGEST: a digest of the algorithm that the header names
 * @WIRE_CHECKSUM_ROLE_ANY: a digest, known by its length or by the algorithm in another column
 * @WIRE_CHECKSUM_ROLE_ALGORITHM: which algorithm that is, or what else is there
 * @WIRE_CHECKSUM_ROLE_NAME: of the file, or of what is known about it
 */
typedef enum
{
  WIRE_CHECKSUM_ROLE_NONE,
  WIRE_CHECKSUM_ROLE_DIGEST,
  WIRE_CHECKSUM_ROLE_ANY,
  WIRE_CHECKSUM_ROLE_ALGORITHM,
  WIRE_CHECKSUM_ROLE_NAME,
} WireChecksumRole;

/**
 * WireChecksumTable:
 * @separator: comma, semicolon, tab or bar
 * @is_hashdeep: nothing is quoted, and the last column goes to the end of the line
 * @roles: #WireChecksumRole of each column
 * @algorithms: of each digest column
 * @name: the column that says it best, or -1
 * @name_is_path: that column holds paths of the machine that wrote the list
 */
typedef struct
{
  char separator;
  gboolean is_hashdeep;
  guint n;
  guint8 roles[WIRE_CHECKSUM_TABLE_COLUMNS];
  guint8 algorithms[WIRE_CHECKSUM_TABLE_COLUMNS];
  int name;
  gboolean name_is_path;
} WireChecksumTable;

WireChecksumRole wire_checksum_title_get_role (const char *title, WireDigestAlgorithm *algorithm);
gboolean wire_checksum_title_names_type (const char *title, WireDigestAlgorithm *algorithm);
gboolean wire_checksum_table_read_header (WireChecksumTable *table, const char *text);
gboolean wire_checksum_table_read_row (const WireChecksumTable *table,
                                       const char *text,
                                       WireChecksumLine *line);

G_END_DECLS
