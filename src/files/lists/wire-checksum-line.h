/* wire-checksum-line.h: the lines that programs write digests of files in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "files/lists/wire-checksum.h"

G_BEGIN_DECLS

/** Digests of one file in one line: hashdeep writes up to five. */
#define WIRE_CHECKSUM_LINE_MAX 8

/**
 * WireChecksumLine:
 * @name: (nullable): file name in the file system's bytes; %NULL for a digest alone
 * @checksums: digests of that file, at least one
 * @n: how many
 */
typedef struct
{
  char *name;
  WireChecksum checksums[WIRE_CHECKSUM_LINE_MAX];
  guint n;
} WireChecksumLine;

/** Frees what @line owns, but not @line itself. */
void wire_checksum_line_clear (WireChecksumLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WireChecksumLine, wire_checksum_line_clear)

gboolean wire_checksum_line_parse (const char *text, gsize length, WireChecksumLine *line);
gboolean wire_checksum_line_parse_crc (const char *text, gsize length, WireChecksumLine *line);

G_END_DECLS
