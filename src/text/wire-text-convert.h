/* wire-text-convert.h: text files from one codec to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/wire-job.h"
#include "text/wire-text-error.h"

G_BEGIN_DECLS

/** How lines end. */
typedef enum
{
  WIRE_NEWLINE_KEEP,
  WIRE_NEWLINE_LF,
  WIRE_NEWLINE_CRLF,
} WireNewline;

/**
 * WireConversion:
 * @from: as wire_codec_find() returned it
 * @to: likewise
 * @policy: for bytes that @from cannot read and characters that @to lacks
 * @mark: whether a byte-order mark is written; UTF-16 and UTF-32 always have one
 * @newline: how lines end
 * @backup: whether a file that is replaced stays, with `~` after its name
 */
typedef struct
{
  const char *from;
  const char *to;
  WireTextPolicy policy;
  gboolean mark;
  WireNewline newline;
  gboolean backup;
} WireConversion;

/**
 * WireConversionReport:
 * @bytes_read: of the input
 * @bytes_written: of the output
 * @lines_lf: that ended with a line feed in the input
 * @lines_crlf: with carriage return and line feed
 * @lines_cr: with a carriage return alone
 * @n_unreadable: sequences of bytes that could not be read
 * @n_unwritable: characters that could not be written
 */
typedef struct
{
  guint64 bytes_read;
  guint64 bytes_written;
  guint64 lines_lf;
  guint64 lines_crlf;
  guint64 lines_cr;
  guint64 n_unreadable;
  guint64 n_unwritable;
} WireConversionReport;

gboolean wire_text_convert (const WireConversion *conversion,
                            int in,
                            int out,
                            WireJob *job,
                            WireConversionReport *report,
                            GError **error);
gboolean wire_text_convert_file (const WireConversion *conversion,
                                 const char *in,
                                 const char *out,
                                 WireJob *job,
                                 WireConversionReport *report,
                                 GError **error);

G_END_DECLS
