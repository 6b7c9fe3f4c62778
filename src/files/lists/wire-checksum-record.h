/* wire-checksum-record.h: digests that Windows programs spread over several lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum-line.h"

G_BEGIN_DECLS

/** Of a value that goes on in the next lines. */
#define WIRE_CHECKSUM_RECORD_MAX 8192

/**
 * WireChecksumRecord:
 *
 * `Algorithm : …`, `Hash : …`, `Path : …`, as Get-FileHash lists them, long values wrapped; or
 * `SHA256 hash of NAME:` of certutil, with the digest below it. All fields are its own.
 */
typedef struct
{
  enum
  {
    WIRE_CHECKSUM_RECORD_CLOSED,
    WIRE_CHECKSUM_RECORD_LIST,
    WIRE_CHECKSUM_RECORD_CERTUTIL,
    WIRE_CHECKSUM_RECORD_ENDED,
  } state;
  GString *algorithm;
  GString *hash;
  GString *path;
  GString *last; /* the one of the three that goes on */
} WireChecksumRecord;

/** Frees what @record owns, but not @record itself. */
void wire_checksum_record_clear (WireChecksumRecord *record);

gboolean wire_checksum_record_is_open (const WireChecksumRecord *record);
gboolean wire_checksum_record_begin (WireChecksumRecord *record, const char *text, gsize length);
gboolean wire_checksum_record_add (WireChecksumRecord *record, const char *text, gsize length);
void wire_checksum_record_end (WireChecksumRecord *record);
gboolean wire_checksum_record_take (WireChecksumRecord *record, WireChecksumLine *line);
gboolean wire_checksum_record_is_header (const char *text);

G_END_DECLS
