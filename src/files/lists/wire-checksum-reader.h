/* wire-checksum-reader.h: a list of digests, entry by entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-line.h"
#include "files/lists/wire-list-name.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** How the first entry of a list was written. */
typedef enum
{
  WIRE_CHECKSUM_FORM_UNKNOWN,
  WIRE_CHECKSUM_FORM_LINES,
  WIRE_CHECKSUM_FORM_TABLE,
  WIRE_CHECKSUM_FORM_HASHDEEP,
  WIRE_CHECKSUM_FORM_CLAMAV,
} WireChecksumForm;

/**
 * WireChecksumEntry:
 * @line: name and digests; of a line that says none, without a digest (its n is 0)
 * @number: of the line, from 1
 * @text: the line's bytes
 * @length: of @text
 *
 * Valid until the next one is read.
 */
typedef struct
{
  const WireChecksumLine *line;
  guint64 number;
  const char *text;
  gsize length;
} WireChecksumEntry;

/**
 * WireChecksumReader:
 *
 * Reads what programs write digests of files to: lines as #WireChecksumLine has them; tables whose
 * header names the columns; PowerShell's Get-FileHash as table, list or CSV; `certutil -hashfile`;
 * all of that wrapped in a PGP signature, which is not checked, in UTF-16 or gzipped. Comments and
 * headers are passed over; any other line that gives no digest is an entry without one, so that
 * nothing is skipped in silence. Used by one thread.
 */
typedef struct _WireChecksumReader WireChecksumReader;

WireChecksumReader *wire_checksum_reader_open (const char *path,
                                               GCancellable *cancellable,
                                               GError **error);

/** Frees @reader and what it owns. */
void wire_checksum_reader_free (WireChecksumReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireChecksumReader, wire_checksum_reader_free)

void wire_checksum_reader_limit (WireChecksumReader *reader, guint64 bytes);
int wire_checksum_reader_next (WireChecksumReader *reader,
                               WireChecksumEntry *entry,
                               GError **error);
const WireListName *wire_checksum_reader_get_name (const WireChecksumReader *reader);
WireChecksumForm wire_checksum_reader_get_form (const WireChecksumReader *reader);
gboolean wire_checksum_reader_names_paths (const WireChecksumReader *reader);

G_END_DECLS
